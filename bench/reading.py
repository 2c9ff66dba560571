"""Reading and checking takes time in proportion to the text: twice the text, at most 2.5 times
as long, up to 1 MB. Run it with ``python -m bench.reading [--quick] [kind …]``; the exit status
is 1 if it does not.

Each size is measured in rounds, one after the other, and the medians are compared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from reports.consistency.text import check_text

MOST = 2.5
MEGABYTE = 1_000_000
CORPUS = Path(__file__).parent.parent / "tests" / "corpus" / "pressreleases" / "dev"
KINDS = {
    "announcements": "",
    "currency signs": "$" * 64,
    "digits": "0123456789" * 8,
    "open tags": "<p <div <!-- ",
    "entities": "&amp;&#x41;&",
    "bullets and commas": "• a, b, and c (d; e | f) ",
    "one long word": "a" * 64,
    "percentages": "5% of 7% at 9.9% ",
    "headings": "Key Players:\nMarket Drivers:\n",
    "amounts with years": "USD 5.1 billion in 2024 to USD 9.9 billion by 2031 at a CAGR of 5%. ",
    "periods": "2019-2023 2024–2031 ",
    "brackets": "(" * 40,
    "line ends": "\n \n\t\n",
    "ever new markets": lambda i: (
        f"The segment{i} segment was valued at USD {i}.5 billion in 2024 and will reach USD "
        f"{i * 2}.5 billion by 2031 at a CAGR of {i % 97}.{i % 10}% from 2024 to 2031. "
    ),
    "ever new companies": lambda i: f"Key Players\n\n{_word(i)} Group Ltd, {_word(i * 7)} Inc.\n\n",
}


def _word(number: int) -> str:
    """A word of its own for each number."""
    return "B" + "".join(chr(97 + int(digit)) for digit in str(number))


def sample(pattern: str | Callable[[int], str], size: int) -> str:
    """A text of a size, of one pattern over and over, or of one that counts."""
    if callable(pattern):
        return "".join(pattern(i) for i in range(size // len(pattern(10_000)) + 1))[:size]
    if not pattern:
        pattern = "\n\n".join(path.read_text() for path in sorted(CORPUS.glob("*.txt")))
    return (pattern * (size // len(pattern) + 1))[:size]


def seconds(text: str) -> float:
    """How long one text takes, in seconds of the processor: others may be at work."""
    start = process_time()
    check_text(text)
    return process_time() - start


def main() -> int:
    quick = "--quick" in sys.argv
    size, rounds = (MEGABYTE // 10, 3) if quick else (MEGABYTE, 1)
    failed = 0
    print(f"{'text':<22}{size // 2:>10} B{size:>10} B{'ratio':>8}")
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")]
    seconds(sample("", 20_000))  # what is set up once is no part of it
    for name, pattern in KINDS.items():
        if wanted and name not in wanted:
            continue
        half, whole = sample(pattern, size // 2), sample(pattern, size)
        timed = [(seconds(half), seconds(whole)) for _ in range(rounds)]
        small, large = median(a for a, _ in timed), median(b for _, b in timed)
        ratio = large / small
        wrong = ratio > MOST and large > 0.2
        failed += wrong
        verdict = "  too slow" if wrong else ""
        print(f"{name:<22}{small:>10.2f} s{large:>10.2f} s{ratio:>8.2f}{verdict}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
