"""Reference data: what editors choose from. The public sees it only through a release."""

from __future__ import annotations

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Now
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from reports import clock
from reports.models.identifiers import DoiField, LeiField, RorField, WikidataField
from reports.models.merging import Mergeable

code = RegexValidator(r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", "Use letters, digits and single hyphens.")


class FixedOnceReleased(models.Model):
    """Its identity (slug or code) is what releases and partners know it by."""

    identity = "slug"

    changed_at = models.DateTimeField(auto_now=True, db_default=Now(), editable=False)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not self.pk:
            return
        from reports.models.uses import Usage, Uses, key_of, released_uses

        before = type(self)._base_manager.get(pk=self.pk)
        if key_of(before) == key_of(self):
            return
        # Rows tell of every release; documents also tell what no row holds, such as axes.
        uses = Usage(clock.now()).everywhere(before)
        named = released_uses(before) or Uses(uses.released, uses.pending).words()
        if named:
            kept = getattr(before, self.identity)
            name = self.identity if kept != getattr(self, self.identity) else "axis"
            message = f"It is named by {named} and keeps “{getattr(before, name)}”."
            raise ValidationError({name: message})


class Ordered(models.Model):
    """Reference data that editors put in order; new ones come last."""

    sort_order = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    sort_order_field = "sort_order"

    class Meta:
        abstract = True

    def siblings(self) -> models.QuerySet[Self]:
        """Those among which it has its place."""
        return type(self)._base_manager.all()

    def save(self, *args: Any, **options: Any) -> None:
        if self._state.adding and not self.sort_order:
            last = self.siblings().aggregate(last=Max("sort_order"))["last"]
            self.sort_order = (last or 0) + 1
        super().save(*args, **options)


def once(model: str, field: str, name: str) -> models.UniqueConstraint:
    """No two have the same identifier; one that was merged does not count."""
    return models.UniqueConstraint(
        fields=[field],
        condition=~Q(**{field: ""}) & Q(merged_into__isnull=True),
        name=f"reports_{model}_{field}",
        violation_error_message=f"Another one has this {name}.",
    )


class Identified(models.Model):
    """Has identifiers that others gave, each held by one alone."""

    identifiers: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        for name in self.identifiers:
            value = getattr(self, name)
            model: Any = type(self)
            others = model._base_manager.filter(**{name: value}, merged_into=None)
            other = value and others.exclude(pk=self.pk).first()
            if other:
                field: Any = self._meta.get_field(name)
                label = field.verbose_name
                message = f"“{other}” has this {label}. If the two are one, merge them."
                raise ValidationError({name: message})


class Company(index.Indexed, Identified, Mergeable, FixedOnceReleased):
    """An organisation that reports name, as key player or in a development."""

    identifiers = ("ror", "wikidata", "lei")
    likeness = ""

    name = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=100, unique=True, help_text="Its public address; keep it once it was released."
    )
    website = models.URLField(blank=True)
    ror = RorField(
        "ROR id", help_text="From ror.org, for research organisations. Paste its address."
    )
    wikidata = WikidataField("Wikidata item", help_text="Such as Q42; paste its address.")
    lei = LeiField(
        "LEI", help_text="Legal entity identifier, 20 characters, from search.gleif.org."
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("website"),
        MultiFieldPanel(
            [FieldPanel("ror"), FieldPanel("wikidata"), FieldPanel("lei")],
            heading="Identifiers",
            help_text="Optional. They tell companies of similar names apart.",
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("slug"),
        index.FilterField("merged_into"),
    ]

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "companies"
        constraints = [
            *Mergeable.Meta.constraints,
            once("company", "ror", "ROR id"),
            once("company", "wikidata", "Wikidata item"),
            once("company", "lei", "LEI"),
        ]

    def __str__(self) -> str:
        return self.name

    def may_be(self, other: Self) -> bool:
        return True


class Axis(Ordered, FixedOnceReleased):
    """A way to cut a market, such as "By condition"."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60, unique=True)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        ordering = ("sort_order", "name")
        verbose_name_plural = "axes"

    def __str__(self) -> str:
        return self.name


class SegmentManager(models.Manager["Segment"]):
    """Brings the axis along: a segment is never told without it."""

    def get_queryset(self) -> models.QuerySet[Segment]:
        return super().get_queryset().select_related("axis")


class Segment(Ordered, Mergeable, FixedOnceReleased):
    """One part of an axis, such as "Cancer" of "By condition"."""

    likeness = "they belong to different axes."

    axis = models.ForeignKey(Axis, models.PROTECT, related_name="segments")
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60)

    objects = SegmentManager()

    panels = [FieldPanel("axis"), FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        ordering = ("axis__sort_order", "axis__name", "sort_order", "name")
        constraints = [
            *Mergeable.Meta.constraints,
            models.UniqueConstraint(
                fields=["axis", "slug"],
                name="reports_segment_slug",
                violation_error_message="This axis already has a segment with this slug.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.axis.name})"

    def siblings(self) -> models.QuerySet[Self]:
        return type(self)._base_manager.filter(axis=self.axis_id)

    def may_be(self, other: Self) -> bool:
        return bool(self.axis_id == other.axis_id)


class Geography(Ordered, Mergeable, FixedOnceReleased):
    """A place: UN M49 for the world and regions, ISO 3166 for countries, else a code of our own."""

    class Kind(models.TextChoices):
        WORLD = "world", "World"
        REGION = "region", "Region"
        COUNTRY = "country", "Country"

    identity = "code"
    likeness = "they are of different kinds."

    code = models.CharField(max_length=40, unique=True, validators=[code])
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.REGION)

    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("kind")]

    class Meta:
        ordering = ("sort_order", "name")
        verbose_name_plural = "geographies"
        constraints = [*Mergeable.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def may_be(self, other: Self) -> bool:
        return self.kind == other.kind


class Source(index.Indexed, Identified, Mergeable, FixedOnceReleased):
    """Where a claim comes from."""

    identifiers = ("doi",)
    likeness = ""

    title = models.CharField(max_length=250)
    slug = models.SlugField(max_length=100, unique=True)
    publisher = models.CharField(max_length=200)
    url = models.URLField("address", blank=True)
    doi = DoiField("DOI", help_text="Such as 10.5281/zenodo.1234; paste its address.")
    published = models.DateField(null=True, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=300, blank=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("publisher"),
        FieldPanel("url"),
        FieldPanel("doi"),
        FieldPanel("published"),
        FieldPanel("licence"),
        FieldPanel("note"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("publisher"),
        index.AutocompleteField("title"),
        index.FilterField("publisher"),
        index.FilterField("merged_into"),
    ]

    class Meta:
        ordering = ("title",)
        constraints = [*Mergeable.Meta.constraints, once("source", "doi", "DOI")]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})"

    def may_be(self, other: Self) -> bool:
        return True
