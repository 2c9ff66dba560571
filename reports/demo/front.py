"""The front page's words and a page about the site, published the way editors do."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from reports.demo import reading
from reports.models import HomePage, StandardPage


@transaction.atomic
def load_front() -> bool:
    """Write both on a front page that nobody has edited yet; says whether it did."""
    home = HomePage.objects.first()
    if home is None or home.latest_revision_id:
        return False
    pages: dict[str, Any] = reading.read(reading.FOLDER / "pages.yaml")
    for name, value in pages["home"].items():
        setattr(home, name, value)
    home.save_revision().publish()
    for slug, fields in pages["standard"].items():
        if not home.get_children().filter(slug=slug).exists():
            page = home.add_child(instance=StandardPage(live=False, slug=slug, **fields))
            page.save_revision().publish()
    return True
