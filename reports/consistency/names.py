"""Names of organisations: when two are one, and when one is misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

_LEGAL = """
inc incorporated corp corporation co company companies ltd limited llc llp lp plc gmbh ag
sa sas sarl spa srl bv nv ab as asa oy oyj kgaa kg se pte pty pvt private sdn bhd kk group
holding holdings the and international
"""
LEGAL = frozenset(_LEGAL.split())
WORD = re.compile(r"[^\W\d_]+")
PART = re.compile(r"[^\W_]+")
FOREIGN = {
    *("internacional", "laboratoires", "nacional", "robotis", "systemes", "tecnologia"),
    *("tecnologias", "technologie", "universidad", "universitat"),
}
FORMS = {
    "common law": {
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "llc",
        "ltd",
        "limited",
        "plc",
    },
    "German": {"gmbh", "ag", "kgaa", "kg"},
    "French or Spanish": {"sa", "sas", "sarl", "srl"},
    "Dutch": {"bv", "nv"},
    "Nordic": {"ab", "as", "asa", "oy", "oyj"},
}
ALIKE = 92
SHORTEST = 5
VOWELS = frozenset("aeiou")

# Words that names of organisations are made of, for a misspelling next to one of them.
_COMMON = """
academy advanced aerospace agricultural alliance analytics associates automation
automotive biosciences biotech biotechnology business cancer capital cardiology center
centre chemical chemicals children clinic clinical communications components consulting
consumer controls defense dental design devices diagnostics digital dynamics education
electric electronics energy engineering enterprises entertainment environmental equipment
financial foods foundation genetics global health healthcare hospital hospitals imaging
industrial industries information innovation innovations institute instruments insurance
international laboratories laboratory learning logistics machinery management
manufacturing materials medical medicine mobile motors national network networks nutrition
oncology pharma pharmaceutical pharmaceuticals physicians polymers power precision
products regional research resources robotics sciences scientific security semiconductor
semiconductors services software solutions specialty surgical systems technologies
technology telecom therapeutics transportation university ventures wireless world
"""
COMMON = frozenset(_COMMON.split())


def core(name: str) -> str:
    """A name without legal form, brackets, case and punctuation: "Lumo Corp." is "lumo"."""
    words = PART.findall(re.sub(r"\([^()]*\)", " ", name).casefold())
    kept = [word for word in words if word not in LEGAL]
    return " ".join(kept or words)


def alike(one: str, other: str) -> bool:
    """Whether two different names probably mean one organisation."""
    left, right = core(one), core(other)
    forms = _forms(one), _forms(other)
    if all(forms) and forms[0].isdisjoint(forms[1]):
        return False  # Merck KGaA is not Merck & Co., Inc.
    if left == right:
        return True
    if min(len(left), len(right)) < SHORTEST or left[:1] != right[:1]:
        return False
    return fuzz.ratio(left, right) >= ALIKE


def _forms(name: str) -> set[str]:
    """The families of legal forms in a name: Inc. and Corp. are of one, GmbH of another."""
    words = set(PART.findall(name.casefold()))
    return {family for family, forms in FORMS.items() if words & forms}


def duplicates(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name that probably repeats an earlier one, with that one first."""
    seen: list[str] = []
    for name in names:
        before = next((other for other in seen if other != name and alike(other, name)), None)
        if before is not None:
            yield before, name
        seen.append(name)


class Vocabulary:
    """The words that a name's words are held against: those of the trade, and those that the
    surrounding text uses more than once. ``words`` counts the latter, in lower case."""

    def __init__(self, words: Counter[str]) -> None:
        self.words = words
        frequent = {word for word, count in words.items() if count > 1 and len(word) >= SHORTEST}
        self.known = COMMON | frequent
        self.near: dict[tuple[str, str], list[str]] = defaultdict(list)
        for word in sorted(self.known):
            self.near[word[0], word[-1]].append(word)

    def beside(self, word: str) -> str:
        """A known word that is one slip away; empty if there is none."""
        for known in self.near.get((word[0], word[-1]), ()):
            close = abs(len(known) - len(word)) <= 1 and OSA.distance(word, known) == 1
            if close and _is_slip(word, known):
                return known
        return ""


def misspelt(name: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """A word of a name that is one slip away from a word of the trade or of the text.

    Gives (the word as printed, what is probably meant), or None. A word that
    the text uses elsewhere is taken as right; so are short ones.
    """
    # Words with accents are another language's: "Systèmes" is no misprint of "systems".
    name = " ".join(part for part in name.split() if _bare(part) == part)
    own = Counter(WORD.findall(name.casefold()))
    for printed in WORD.findall(name):
        word = printed.casefold()
        if len(word) < SHORTEST or word in vocabulary.known or word in FOREIGN:
            continue
        if vocabulary.words[word] > own[word]:
            continue
        meant = vocabulary.beside(word)
        if meant:
            return printed, meant
    return None


def _is_slip(word: str, meant: str) -> bool:
    """Whether the one letter that differs is a slip of the hand: not a plural, not another
    ending, and not one vowel for another ("Industrias" is Spanish, not a misprint)."""
    if word == meant + "s" or meant == word + "s":
        return False
    if len(meant) <= SHORTEST or word[0] != meant[0] or word[-1] != meant[-1]:
        return False
    changed = [(one, other) for one, other in zip(word, meant, strict=False) if one != other]
    return not (len(word) == len(meant) and all(VOWELS.issuperset(pair) for pair in changed))


def words_of(texts: Iterable[str]) -> Counter[str]:
    """How often each word occurs in some texts, in lower case."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(WORD.findall(_bare(text).casefold()))
    return counted


def _bare(text: str) -> str:
    """Without accents: "Médical" is spelt right, not next to "medical"."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
