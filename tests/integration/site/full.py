"""A report that has something in every part, so that a page can be asked for all of it."""

from __future__ import annotations

from typing import Any

from reports.models import Geography
from tests.support.reports import company, figure, segment, source


def paragraph(text: str) -> str:
    return f"<p>{text}</p>"


def inline(key: str) -> str:
    """A figure in running text, as the editor stores it."""
    return f'<embed embedtype="figure" key="{key}"/>'


def full_fields() -> dict[str, Any]:
    """Fields for `report_page` and `released`; every text names its own part."""
    one, two = source("one").pk, source("two").pk
    cancer, nerves = segment("By condition", "Cancer"), segment("By condition", "Nerves")
    north = Geography.objects.create(code="021", name="North America", kind="region")
    rate = {"unit": "percent", "multiplier": "0", "source": one}
    size, later = "market-size-2024", "market-size-2031"
    return {
        "standfirst": "The standfirst.",
        "history_start": 2019,
        "history_end": 2023,
        "units": "The units",
        "coverage": "The coverage",
        "next_review": "2032-01-31",
        "figures": [
            figure(source=one, note="The figure's note."),
            figure("20.45", start=2031, status="forecast", source=two),
            figure("16.3", measure="cagr", end=2031, status="forecast", **rate),
            figure(
                "74",
                measure="statistic",
                statistic="Deaths, share",
                start=2022,
                status="actual",
                approximate=True,
                attribution="A health organisation",
                **{**rate, "note": "Not verified by us."},
            ),
            figure("40", measure="share", low="38", high="42", segments=[cancer.pk], **rate),
            ("calculation", {"rule": "growth_path", "first": size, "last": later}),
        ],
        "headlines": [
            ("headline", {"figure": size, "title": "Value, 2024", "definition": "What it counts."})
        ],
        "takeaways": [
            ("takeaway", paragraph(f"The takeaway of {inline(size)}, then {inline(later)}."))
        ],
        "data_notes": [
            (
                "note",
                {"topic": "The topic", "printed": "As printed", "text": paragraph("Our text")},
            )
        ],
        "sections": [
            ("section", {"heading": "A heading", "text": paragraph("First passage")}),
            ("section", {"heading": "A heading", "text": paragraph("Second passage")}),
        ],
        "factors": [
            ("factor", {"kind": kind, "title": f"The {kind}", "text": "", "source": one})
            for kind in ("driver", "restraint", "challenge", "opportunity", "trend")
        ],
        "segments": [
            (
                "axis",
                {
                    "axis": cancer.axis_id,
                    "segments": [
                        {"segment": cancer.pk, "text": paragraph("On cancer"), "source": one},
                        {"segment": nerves.pk, "text": paragraph("On nerves"), "source": one},
                    ],
                },
            )
        ],
        "geographies": [
            ("region", {"geography": north.pk, "text": paragraph("On the north"), "source": two})
        ],
        "outlooks": [
            outlook("largest", one, segment=cancer.pk, start=2024),
            outlook("fastest_growing", one, segment=nerves.pk, start=2024, end=2031),
            outlook("leading", two, geography=north.pk, text=paragraph("On leading")),
        ],
        "key_players": [
            ("key_player", {"company": company(name).pk, "text": "", "source": one})
            for name in ("Zeta Labs", "Alpha Care")
        ],
        "developments": [
            event(2022, None, None, "The oldest"),
            event(2023, 10, 7, "The newest"),
            event(2023, 7, None, "The middle"),
        ],
    }


def outlook(kind: str, source_id: int, **fields: Any) -> tuple[str, dict[str, Any]]:
    empty = {"segment": None, "geography": None, "start": None, "end": None, "text": ""}
    return "outlook", {**empty, "kind": kind, "source": source_id, **fields}


def event(year: int, month: int | None, day: int | None, title: str) -> tuple[str, dict[str, Any]]:
    values = {"year": year, "month": month, "day": day, "kind": "launch", "title": title}
    more = {"text": "", "key": "", "company": company("Maker").pk, "source": source("one").pk}
    return "development", values | more
