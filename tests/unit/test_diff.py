"""What changed between two documents, in words, once for every face of the site."""

from __future__ import annotations

from decimal import Decimal

from reports.document import schema, stored
from reports.document.diff import changes
from tests.unit.test_richtext import FIGURE

BASE = schema.ReportDocument(
    market=schema.Market(title="Lamps"),
    edition="2024",
    title="Lamps 2024",
    figures=(FIGURE,),
    key_players=(schema.KeyPlayer(slug="a", name="A"), schema.KeyPlayer(slug="b", name="B")),
    takeaways=("<p>One.</p>",),
)


def told(old: schema.ReportDocument | None, new: schema.ReportDocument | None) -> list[str]:
    return [change.sentence.replace("\N{NO-BREAK SPACE}", " ") for change in changes(old, new)]


def test_nothing_changed():
    assert changes(BASE, BASE) == []


def test_a_changed_value_is_told_old_and_new():
    figure = FIGURE.model_copy(update={"value": Decimal("8"), "text": "USD 8 billion"})
    assert told(BASE, BASE.model_copy(update={"figures": (figure,)})) == [
        "Market size, World, 2024: was “USD 7.12 billion, estimate”, now “USD 8 billion, estimate”."
    ]


def test_players_in_and_out():
    players = (schema.KeyPlayer(slug="b", name="B"), schema.KeyPlayer(slug="c", name="C"))
    assert told(BASE, BASE.model_copy(update={"key_players": players})) == [
        "Removed key player: A.",
        "Added key player: C.",
    ]


def test_a_renamed_player_is_a_change_and_not_a_coming_and_going():
    players = (schema.KeyPlayer(slug="a", name="Aa"), BASE.key_players[1])
    assert told(BASE, BASE.model_copy(update={"key_players": players})) == [
        "Aa: was “A”, now “Aa”."
    ]


def test_words_and_details():
    new = BASE.model_copy(update={"takeaways": ("<p>Two.</p>",), "title": "Lamps, 2024"})
    assert told(BASE, new) == [
        "Takeaway 1: was “One.”, now “Two.”.",
        "Title: was “Lamps 2024”, now “Lamps, 2024”.",
    ]


def test_everything_is_new_when_there_was_nothing():
    kinds = {change.kind for change in changes(None, BASE)}
    assert kinds == {"added"}
    assert {change.kind for change in changes(BASE, None)} == {"removed"}


def test_moving_a_block_in_the_editor_changes_nothing_for_readers():
    figure = FIGURE.model_copy(update={"block": "other"})
    assert changes(BASE, BASE.model_copy(update={"figures": (figure,)})) == []


def test_a_stored_document_reads_back_the_same_and_keeps_its_hash():
    data = stored.dump(BASE)
    assert stored.load(data) == BASE
    shuffled = dict(reversed(list(data.items())))
    assert stored.content_hash(shuffled) == stored.content_hash(data)
    assert data["figures"][0]["value"] == "7.12"
