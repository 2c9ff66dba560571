"""Cut the static fonts from the site's variable ones: ``python -m reports.charts.fonts.cut``.

The renderer of charts knows no variable fonts. Run this again when the site's fonts change,
and commit what it writes.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

HERE = Path(__file__).parent
SITE = HERE.parents[2] / "msom_site" / "static" / "fonts"
# "Source" is a reserved name, which a changed font may not bear.
CUTS = (
    ("PublicSans.woff2", "Public Sans", 400),
    ("PublicSans.woff2", "Public Sans", 700),
    ("SourceSerif4.woff2", "Report Serif", 600),
)


def cut(variable: str, family: str, weight: int) -> Path:
    """One weight of a variable font as a TrueType file of its own."""
    font = instancer.instantiateVariableFont(
        TTFont(SITE / variable, recalcTimestamp=False), {"wght": weight}
    )
    font.flavor = None
    style = {400: "Regular", 600: "SemiBold", 700: "Bold"}[weight]
    postscript = f"{family.replace(' ', '')}-{style}"
    names = font["name"]
    for number, text in (
        *((1, family), (2, style), (3, postscript), (4, f"{family} {style}"), (6, postscript)),
        *((16, family), (17, style)),
    ):
        names.setName(text, number, 3, 1, 0x409)
    names.names = [
        name
        for name in names.names
        if name.nameID in (0, 1, 2, 3, 4, 6, 13, 14, 16, 17) and name.platformID == 3
    ]
    font["OS/2"].usWeightClass = weight
    path = HERE / f"{postscript}.ttf"
    font.save(path)
    return path


if __name__ == "__main__":
    for arguments in CUTS:
        print(cut(*arguments).name)
