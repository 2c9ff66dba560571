"""Reference data: what editors choose from. The public sees it only through a release."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

code = RegexValidator(r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", "Use letters, digits and single hyphens.")


class FixedOnceReleased(models.Model):
    """Its identity (slug or code) is what releases and partners know it by."""

    identity = "slug"

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.pk:
            before = type(self)._base_manager.get(pk=self.pk)
            if getattr(before, self.identity) != getattr(self, self.identity):
                uses = released_uses(before)
                if uses:
                    message = f"It is named by {uses} and keeps “{getattr(before, self.identity)}”."
                    raise ValidationError({self.identity: message})


class Company(index.Indexed, FixedOnceReleased):
    """An organisation that reports name, as key player or in a development."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=100, unique=True, help_text="Its public address; keep it once it was released."
    )
    website = models.URLField(blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("website")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("slug"),
    ]

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name


class Axis(FixedOnceReleased):
    """A way to cut a market, such as "By condition"."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60, unique=True)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "axes"

    def __str__(self) -> str:
        return self.name


class SegmentManager(models.Manager["Segment"]):
    """Brings the axis along: a segment is never told without it."""

    def get_queryset(self) -> models.QuerySet[Segment]:
        return super().get_queryset().select_related("axis")


class Segment(FixedOnceReleased):
    """One part of an axis, such as "Cancer" of "By condition"."""

    axis = models.ForeignKey(Axis, models.PROTECT, related_name="segments")
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60)

    objects = SegmentManager()

    panels = [FieldPanel("axis"), FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        ordering = ("axis__name", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["axis", "slug"],
                name="reports_segment_slug",
                violation_error_message="This axis already has a segment with this slug.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.axis.name})"


class Geography(FixedOnceReleased):
    """A place: UN M49 for the world and regions, ISO 3166 for countries, else a code of our own."""

    class Kind(models.TextChoices):
        WORLD = "world", "World"
        REGION = "region", "Region"
        COUNTRY = "country", "Country"

    identity = "code"

    code = models.CharField(max_length=40, unique=True, validators=[code])
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.REGION)

    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("kind")]

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "geographies"

    def __str__(self) -> str:
        return self.name


class Source(index.Indexed, FixedOnceReleased):
    """Where a claim comes from."""

    title = models.CharField(max_length=250)
    slug = models.SlugField(max_length=100, unique=True)
    publisher = models.CharField(max_length=200)
    url = models.URLField("address", blank=True)
    published = models.DateField(null=True, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=300, blank=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("publisher"),
        FieldPanel("url"),
        FieldPanel("published"),
        FieldPanel("licence"),
        FieldPanel("note"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("publisher"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})"


def released_uses(item: Any) -> str:
    """In words, which released rows name a piece of reference data; empty if none does."""
    from reports.models import Development, Figure, KeyPlayer

    found: list[tuple[Any, str]]
    if isinstance(item, Company):
        found = [
            (KeyPlayer.objects.filter(company=item.slug), "key players"),
            (Development.objects.filter(company=item.slug), "developments"),
        ]
    elif isinstance(item, Source):
        found = [
            (Figure.objects.filter(source=item.slug), "figures"),
            (Development.objects.filter(source=item.slug), "developments"),
        ]
    elif isinstance(item, Geography):
        found = [(Figure.objects.filter(geography=item.code), "figures")]
    elif isinstance(item, Segment):
        pattern = rf"(^|\|){item.axis.slug}:{item.slug}($|\|)"
        found = [(Figure.objects.filter(segments__regex=pattern), "figures")]
    elif isinstance(item, Axis):
        found = [(Figure.objects.filter(segments__regex=rf"(^|\|){item.slug}:"), "figures")]
    else:
        return ""
    return " and ".join(f"released {name}" for rows, name in found if rows.exists())
