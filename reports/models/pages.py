"""The pages that editors write in. Public addresses are served from releases, not from here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, Revision, Workflow

from reports import clock
from reports.blocks import charts, events, figure_stream, narrative, structure
from reports.blocks import figures as figure_blocks
from reports.consistency.presentation import present_checks
from reports.document.build import Built, build
from reports.document.presentation import present
from reports.models.charts import drafted
from reports.models.examination import Examination, examine
from reports.models.forms import DraftCopyForm, ReportPageForm
from reports.models.links import resolve_page_links
from reports.models.permissions import (
    ContainerPermissions,
    MarketIndexPermissions,
    ReportPermissions,
)
from reports.models.release import Release, Report

# The fields of a report that hold blocks.
BLOCK_FIELDS = (
    *("headlines", "takeaways", "sections", "figures", "segments", "geographies", "factors"),
    *("outlooks", "key_players", "developments", "data_notes", "charts"),
)
YEAR: dict[str, Any] = {"null": True, "blank": True}
HELP = {
    "headlines": "The figures shown large at the top; each names a figure below by its key.",
    "figures": (
        "Every number of the report, once. The text, the tables and the API all show it from here."
    ),
    "takeaways": "What a reader should remember, a point each.",
    "sections": "The text. Insert numbers as figures: then they change when the figure does.",
    "factors": "What drives the market and what holds it back.",
    "segments": "How the market is cut, an axis each. Values of segments are figures.",
    "geographies": "The places that the report covers. Values of places are figures.",
    "outlooks": "Largest, leading, fastest growing: only where a source says so.",
    "key_players": "Companies in the report's order; the order is not a ranking.",
    "developments": "What happened, newest first on the page whatever the order here.",
    "charts": (
        "Leave this empty, and the charts are made from the figures. Charts that you add here "
        "are shown instead, in this order; the first one stands for the report when it is shared."
    ),
    "data_notes": "What readers must know of the data: gaps, conflicts, misprints.",
}


def _helped(*names: str) -> list[FieldPanel]:
    """The panels of these fields, each with a sentence on what belongs there."""
    return [FieldPanel(name, help_text=HELP[name]) for name in names]


class RedirectingPage(Page):
    """A page whose public address is served from releases; its own routing only leads there."""

    copy_form_class = DraftCopyForm

    class Meta:
        abstract = True

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """A copy, and every page below it, is a draft."""
        return super().copy(*args, **{**kwargs, "keep_live": False})

    def public_path(self) -> str | None:
        """The public address, or None while nothing of it is visible."""
        raise NotImplementedError

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        path = self.public_path()
        if path is None:
            raise Http404
        return HttpResponseRedirect(path)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return []


class MarketIndexPage(RedirectingPage):
    """Holds the market pages; readers see `/markets/` instead."""

    parent_page_types = ["reports.HomePage"]
    subpage_types = ["reports.MarketPage"]
    max_count = 1

    def permissions_for_user(self, user: Any) -> MarketIndexPermissions:
        return MarketIndexPermissions(user, self)

    def public_path(self) -> str | None:
        return reverse("markets")

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        parts = super().get_url_parts(request)
        return parts and (*parts[:2], reverse("markets"))


class MarketPage(RedirectingPage):
    """What is measured; its reports are the editions. Readers see it as of a release."""

    description = models.TextField(
        blank=True, max_length=500, help_text="What is counted as this market, in a sentence."
    )
    sector = models.CharField(blank=True, max_length=80)

    content_panels = [*Page.content_panels, FieldPanel("description"), FieldPanel("sector")]
    promote_panels = [FieldPanel("slug")]
    parent_page_types = ["reports.MarketIndexPage"]
    subpage_types = ["reports.ReportPage"]
    private_page_options: list[str] = []

    def permissions_for_user(self, user: Any) -> ContainerPermissions:
        return ContainerPermissions(user, self)

    def public_path(self) -> str | None:
        seen = Release.objects.released(clock.sql_now()).filter(report__market_page=self)
        market = seen.values_list("report__market", flat=True).first()
        return reverse("market", args=[market]) if market else None

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        parts = super().get_url_parts(request)
        path = self.public_path()
        return (*parts[:2], path) if parts and path else None

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return []

    def editorial(self) -> MarketPage:
        """The text that a release takes: the published one, or the draft if there is none."""
        if self.live or not self.latest_revision_id:
            return self
        draft: MarketPage = self.get_latest_revision_as_object()
        return draft


class ReportPageManager(PageManager):
    """Brings the record along: permissions and addresses of every report ask for it.

    Prefetched, not joined: a join would break treebeard's delete.
    """

    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_related("record")


class ReportPage(RedirectingPage):
    """One edition of a market's report, as editors write it. Readers see its releases."""

    edition = models.CharField(
        max_length=60,
        blank=True,
        help_text="Begins with a four-digit year, e.g. 2024. Fixed at the first release.",
    )
    standfirst = models.TextField(
        blank=True,
        max_length=300,
        help_text="One or two sentences. Say what changes and for whom.",
    )
    sample = models.BooleanField(
        "sample data", default=False, help_text="Invented data; every page says so."
    )
    base_year = models.PositiveSmallIntegerField(**YEAR)
    history_start = models.PositiveSmallIntegerField("history from", **YEAR)
    history_end = models.PositiveSmallIntegerField("history to", **YEAR)
    forecast_start = models.PositiveSmallIntegerField("forecast from", **YEAR)
    forecast_end = models.PositiveSmallIntegerField("forecast to", **YEAR)
    currency = models.CharField(blank=True, max_length=3, help_text="ISO 4217, e.g. USD.")
    units = models.CharField(blank=True, max_length=100, help_text="As the source states them.")
    coverage = models.CharField(
        blank=True, max_length=300, help_text="What the source's report covers."
    )
    next_review = models.DateField(null=True, blank=True)

    headlines = StreamField(figure_blocks.HeadlinesBlock(), blank=True)
    takeaways = StreamField(narrative.TakeawaysBlock(), blank=True)
    sections = StreamField(narrative.SectionsBlock(), blank=True)
    figures = StreamField(figure_stream.FiguresBlock(), blank=True)
    segments = StreamField(structure.AxesBlock(), blank=True)
    geographies = StreamField(structure.RegionsBlock(), blank=True)
    factors = StreamField(structure.FactorsBlock(), blank=True)
    outlooks = StreamField(structure.OutlooksBlock(), blank=True)
    key_players = StreamField(events.KeyPlayersBlock(), blank=True)
    developments = StreamField(events.DevelopmentsBlock(), blank=True)
    data_notes = StreamField(narrative.DataNotesBlock(), blank=True)
    charts = StreamField(charts.ChartsBlock(), blank=True)

    report_panels = [
        TitleFieldPanel("title"),
        FieldPanel("edition"),
        FieldPanel("standfirst"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel(
                            "base_year", help_text="The last year before the forecast begins."
                        ),
                        FieldPanel("currency"),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("history_start", help_text="Empty if there is no history."),
                        FieldPanel("history_end"),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("forecast_start", help_text="Often the base year."),
                        FieldPanel("forecast_end"),
                    ]
                ),
                FieldPanel("units"),
                FieldPanel("coverage"),
                FieldPanel(
                    "next_review", help_text="From this day the dashboard lists the report as due."
                ),
                FieldPanel("sample"),
            ],
            heading="Coverage",
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(report_panels, heading="Report"),
            ObjectList(_helped("headlines", "figures", "charts"), heading="Figures"),
            ObjectList(_helped("takeaways", "sections"), heading="Text"),
            ObjectList(_helped("factors", "segments", "geographies", "outlooks"), heading="Market"),
            ObjectList(_helped("key_players", "developments"), heading="Players and events"),
            ObjectList(_helped("data_notes"), heading="Data notes"),
            ObjectList([FieldPanel("slug"), CommentPanel()], heading="Settings"),
        ]
    )
    base_form_class = ReportPageForm
    parent_page_types = ["reports.MarketPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    template = "reports/report.html"

    objects = ReportPageManager()

    # -- Wagtail's publishing is shut ---------------------------------------

    def permissions_for_user(self, user: Any) -> ReportPermissions:
        return ReportPermissions(user, self)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        raise ValidationError(
            "Reports are released, not published. Use the Release screen, "
            "or reports.releasing.issue in code."
        )

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """As Wagtail's, but a released revision is never overwritten (a new one is made),
        and none is ever scheduled for Wagtail's own publishing."""
        kwargs.pop("approved_go_live_at", None)
        self.go_live_at = self.expire_at = None
        overwrite = kwargs.get("overwrite_revision")
        if overwrite is not None and Release.objects.filter(revision=overwrite).exists():
            kwargs["overwrite_revision"] = None
        return super().save_revision(*args, **kwargs)

    @property
    def scheduled_revision(self) -> None:
        """Reports are never scheduled by Wagtail."""
        return None

    # -- the workflow, asked for once while the editor is shown ---------------

    _workflow: Workflow | None
    _workflow_kept = False

    def keep_workflow(self) -> None:
        """Ask for the workflow once and keep the answer with this instance."""
        self._workflow, self._workflow_kept = self.get_workflow(), True

    def get_workflow(self) -> Workflow | None:
        """The active workflow of the page or of the nearest page above it; one query."""
        if self._workflow_kept:
            return self._workflow
        found = Workflow.objects.filter(
            active=True, workflow_pages__page__in=self.get_ancestors(inclusive=True)
        )
        nearest: Workflow | None = found.order_by("-workflow_pages__page__depth").first()
        return nearest

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if Report.objects.filter(page=self.pk).exists():
            raise ValidationError("A report that was ever released cannot be deleted.")
        return super().delete(*args, **kwargs)

    # -- the document -------------------------------------------------------

    def market_page(self) -> MarketPage:
        return MarketPage.objects.get(pk=self.get_parent().pk)

    def build(self, at: datetime | None = None) -> Built:
        """The document of this draft as it would be released at ``at`` (now when not given)."""
        moment = at or clock.now()
        return build(
            self,
            self.market_page().editorial(),
            lambda ids: resolve_page_links(ids, moment),
        )

    def examine(self, at: datetime | None = None) -> Examination:
        """The document with every finding that there is on it; errors refuse a release."""
        return examine(self, at)

    # -- public address and preview -----------------------------------------

    def public_path(self) -> str | None:
        record = getattr(self, "record", None)
        if record and Release.objects.released(clock.sql_now()).filter(report=record).exists():
            return str(record.get_absolute_url())
        return None

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        record = getattr(self, "record", None)
        parts = super().get_url_parts(request) if record else None
        return (*parts[:2], record.get_absolute_url()) if parts and record else None

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        examination = self.examine()
        document = examination.document
        links = Release.objects.released(clock.now()).addresses(document.links)
        return {
            "request": request,
            "preview": True,
            "address": {"market": self.market_page().slug, "edition": self.edition},
            **present(
                document,
                links,
                charts=drafted(document),
                **present_checks(examination.checks()),
            ),
        }
