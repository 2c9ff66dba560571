"""Reference data: what editors choose from. The public sees it only through a release."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

code = RegexValidator(r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", "Use letters, digits and single hyphens.")


class Company(index.Indexed, models.Model):
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


class Axis(models.Model):
    """A way to cut a market, such as "By condition"."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60, unique=True)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "axes"

    def __str__(self) -> str:
        return self.name


class Segment(models.Model):
    """One part of an axis, such as "Cancer" of "By condition"."""

    axis = models.ForeignKey(Axis, models.PROTECT, related_name="segments")
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60)

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


class Geography(models.Model):
    """A place: UN M49 for the world and regions, ISO 3166 for countries, else a code of our own."""

    class Kind(models.TextChoices):
        WORLD = "world", "World"
        REGION = "region", "Region"
        COUNTRY = "country", "Country"

    code = models.CharField(max_length=40, unique=True, validators=[code])
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.REGION)

    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("kind")]

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "geographies"

    def __str__(self) -> str:
        return self.name


class Source(index.Indexed, models.Model):
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
