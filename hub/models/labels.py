"""Labels that stories and sessions share, so that people find what matters to them."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.snippets.models import register_snippet


class Label(index.Indexed, models.Model):
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The short name used in web addresses."
    )

    panels = [FieldPanel("name"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@register_snippet
class Topic(Label):
    """What a story or a session is about, for example "Unpaid carers"."""

    description = models.CharField(
        max_length=200,
        blank=True,
        help_text="One short sentence. People see it on the topic's page.",
    )

    panels = [*Label.panels, FieldPanel("description")]


@register_snippet
class Area(Label):
    """A part of the region, for example "Norfolk"."""
