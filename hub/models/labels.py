"""Labels shared by stories and sessions."""

from django.db import models
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.search import index
from wagtail.snippets.models import register_snippet


class NamePanel(TitleFieldPanel):
    """A title panel that fills in new slugs only: existing ones are in people's calendar URLs."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            return self.instance.pk is None


class Label(index.Indexed, models.Model):
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The short name used in web addresses."
    )

    panels = [
        NamePanel("name", targets=["slug"]),
        FieldPanel(
            "slug",
            widget=SlugInput,
            help_text="The short name used in web addresses. Leave it when you change the name: "
            "people's calendars and links would stop working.",
        ),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@register_snippet
class Topic(Label):
    """A topic of stories and sessions, for example "Unpaid carers"."""

    description = models.CharField(
        max_length=200,
        blank=True,
        help_text="One short sentence. People see it on the topic's page.",
    )

    panels = [*Label.panels, "description"]

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


@register_snippet
class Area(Label):
    """A part of the region, for example "Norfolk"."""
