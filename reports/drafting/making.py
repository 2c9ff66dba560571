"""Reference data by name, made where they are missing. Inside a transaction alone."""

from __future__ import annotations

from collections.abc import Collection

from reports.document.coordinates import slug
from reports.drafting.matching import Catalogue
from reports.drafting.names import axis_norm, axis_title, norm, place
from reports.models import Axis, Company, Geography, Segment


class Maker(Catalogue):
    """A catalogue that answers with a primary key always."""

    def company(self, name: str) -> int:
        found = super().company(name)
        if not isinstance(found, int):
            taken = set(Company.objects.values_list("slug", flat=True))
            row = Company.objects.create(
                name=name, slug=free_slug(slug(name) or "company", taken, 100)
            )
            found = self.companies[norm(name)] = row.pk
        return found

    def axis(self, name: str) -> int:
        found = super().axis(name)
        if not isinstance(found, int):
            taken = set(Axis.objects.values_list("slug", flat=True))
            title = axis_title(name)
            row = Axis.objects.create(name=title, slug=free_slug(slug(title) or "axis", taken, 60))
            found = self.axes[axis_norm(name)] = row.pk
        return found

    def segment(self, axis: str, name: str) -> int:
        found = super().segment(axis, name)
        if not isinstance(found, int):
            owner = self.axis(axis)
            taken = set(Segment.objects.filter(axis=owner).values_list("slug", flat=True))
            row = Segment.objects.create(
                axis_id=owner, name=name, slug=free_slug(slug(name) or "segment", taken, 60)
            )
            self.segments[owner, norm(name)] = (row.pk, name)
            found = row.pk
        return found

    def geography(self, name: str, kind: str = "") -> int:
        found = super().geography(name, kind)
        if not isinstance(found, int):
            known = place(name, kind)
            row = Geography.objects.create(code=known.code, name=known.name, kind=known.kind)
            self.codes[known.code] = self.places[norm(known.name)] = row.pk
            found = row.pk
        return found


def free_slug(wanted: str, taken: Collection[str], length: int) -> str:
    """The slug, or the first of slug-2, slug-3, … that is not taken."""
    wanted = wanted[:length].strip("-")
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted[: length - 1 - len(str(number))]}-{number}"
    return free
