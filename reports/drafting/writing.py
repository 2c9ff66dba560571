"""From accepted proposals to one revision of a draft, in one transaction. Releases nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from reports import clock
from reports.drafting.entries import Entry, Values, entry
from reports.drafting.making import Maker, free_slug
from reports.drafting.proposals import FIELDS, State
from reports.drafting.review import Review
from reports.drafting.sheet import Sheet
from reports.drafting.sources import Announcement, find_or_make
from reports.drafting.target import DraftingError, Target, find_target
from reports.drafting.texts import digest
from reports.models import ImportedText, MarketIndexPage, MarketPage, ReportPage


@dataclass(frozen=True, slots=True)
class Accepted:
    """A proposal that is taken, with its values as they were left."""

    id: str
    field: str
    label: str
    values: Values


@dataclass
class Written:
    """What an import did; ``revision`` is None if the draft said it all already."""

    page: ReportPage
    revision: Revision | None = None
    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)

    @property
    def sentence(self) -> str:
        """What was added and changed, in words."""
        told = [_counted("added", self.added), _counted("changed", self.changed)]
        return "; ".join(part for part in told if part) or "nothing changed, it says all this"


@transaction.atomic
def write(
    reviewed: Review,
    accepted: Sequence[Accepted],
    announcement: Announcement,
    user: Any = None,
    seen: int | None = None,
) -> Written:
    """Take accepted proposals into the draft of the review's target.

    Pages and reference data that are missing are made. What the draft has
    already stays as it is, so writing the same twice makes no second revision.
    ``seen`` is the state of the draft (`Target.seen`) that was decided on; where it
    has changed since, nothing is changed unseen.
    Raises `DraftingError`; then nothing was written.
    """
    # Two imports at the same time queue up here, so that none makes a page twice.
    index = MarketIndexPage.objects.select_for_update().first()
    if index is None:
        raise DraftingError("There is no page that holds the markets. Add it below the home page.")
    target = _again(reviewed.target)
    sheet, maker = Sheet(target.draft), Maker()
    entries = _entries(accepted, maker)
    moved = seen is not None and seen != target.seen
    if moved and any(sheet.compare(item)[0] is not State.SAME for item in entries):
        raise DraftingError("The draft has changed since you opened this screen. Look again.")
    source = find_or_make(announcement)
    written = Written(target.page) if target.page else Written(_new_page(index, target, accepted))
    for item in entries:
        state = sheet.put(item, source.pk)
        if state is State.NEW:
            written.added[item.field] += 1
        elif state is State.CHANGED:
            written.changed[item.field] += 1
    if sheet.touched or target.page is None:
        draft = written.page.get_latest_revision_as_object() if target.page else written.page
        sheet.write(draft)
        action = True if target.page else "wagtail.create"
        # Unclean drafts may be saved, here as in the editor; a release is refused for them.
        written.revision = draft.save_revision(user=user, log_action=action, clean=False)
        written.page.refresh_from_db()
    _keep(reviewed, written.page, source, user)
    return written


def _again(target: Target) -> Target:
    """The target as it is now: another import may have made it since."""
    market = target.market
    return find_target(target.edition, market, target.market_name, target.market_slug)


def _entries(accepted: Iterable[Accepted], maker: Maker) -> list[Entry]:
    """The entries, each once; two that say different things of one subject are refused."""
    made: dict[tuple[Any, ...], Entry] = {}
    for item in accepted:
        new = entry(item.field, item.values, maker)
        # Two events of a company on one day are no contradiction; the sheet tells them apart.
        apart = (item.id,) if item.field == "developments" else ()
        before = made.setdefault((new.field, *new.key, *apart), new)
        if before.content != new.content and before.field != "factors":
            raise DraftingError(
                f"You accepted two values for “{item.label}”: {before.told} and {new.told}. "
                "Drop one of them."
            )
    return list(made.values())


def _new_page(index: MarketIndexPage, target: Target, accepted: Iterable[Accepted]) -> ReportPage:
    """A draft below the market's page, which is made as a draft too if it is new."""
    market = target.market
    if market is None:
        slug = free_slug(target.market_slug, _slugs_below(index), 200)
        draft = MarketPage(title=target.market_name, slug=slug, live=False)
        market = index.add_child(instance=draft)
        market.save_revision(log_action="wagtail.create")
    titles = [item.values["title"].strip() for item in accepted if item.field == "title"]
    page: ReportPage = market.add_child(
        instance=ReportPage(
            live=False,
            title=(titles or [f"{market.title}, {target.edition}"])[0][:255],
            edition=target.edition,
            slug=free_slug(target.edition, _slugs_below(market), 255),
        )
    )
    return page


def _slugs_below(parent: Page) -> set[str]:
    return set(parent.get_children().values_list("slug", flat=True))


def _keep(reviewed: Review, page: ReportPage, source: Any, user: Any) -> None:
    """Keep the text with the draft; a second import of it adds what was offered now."""
    name = (user.get_full_name() or user.get_username()) if user else ""
    kept, made = ImportedText.objects.get_or_create(
        page=page,
        sha256=digest(reviewed.text),
        defaults={
            "text": reviewed.text,
            "source": source,
            "claims": reviewed.checked.as_json()["claims"],
            "user": user,
            "user_name": name,
            "at": clock.now(),
        },
    )
    offered = dict.fromkeys([*kept.offered, *(item.id for item in reviewed.proposals)])
    if list(offered) != kept.offered or made:
        kept.offered = list(offered)
        kept.save(update_fields=["offered"])


def _counted(verb: str, counts: Counter[str]) -> str:
    told = [
        f"{FIELDS[name].lower()} ({counts[name]})" if counts[name] > 1 else FIELDS[name].lower()
        for name in FIELDS
        if counts[name]
    ]
    return f"{verb} {', '.join(told)}" if told else ""
