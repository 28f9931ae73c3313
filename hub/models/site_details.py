"""Site-wide settings that editors change in the admin."""

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import PreviewableMixin


class Accent(models.TextChoices):
    """Accent colours with tested contrast on every background of the site, light and dark.

    Their values are in `static/css/site.css`, under the same names.
    """

    CLAY = "clay", "Clay (warm red)"
    TEAL = "teal", "Teal"
    PLUM = "plum", "Plum"
    MOSS = "moss", "Moss (green)"
    BLUE = "blue", "Blue"


@register_setting(icon="home")
class SiteDetails(PreviewableMixin, BaseGenericSetting):
    """The organisers and contact details, shown on every page and in every email."""

    site_name = models.CharField(max_length=60, default="Over a Brew")
    strapline = models.CharField(
        max_length=120,
        default="A friendly conversation about care and support",
        help_text="One line under the name.",
    )
    run_by = models.CharField(
        max_length=200,
        blank=True,
        default="Curators of Change, with ADASS Eastern Region",
        help_text="The people or groups who run the site.",
    )
    logo = models.ForeignKey(
        "hub.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A small picture beside the name. Leave it empty to keep our mug.",
    )
    accent = models.CharField(
        max_length=10,
        choices=Accent.choices,
        default=Accent.CLAY,
        help_text="The colour of links and buttons. Each one is easy to read.",
    )
    contact_name = models.CharField(
        max_length=80, default="The Over a Brew team", help_text="The person who answers."
    )
    contact_email = models.EmailField(default="hello@overabrew.example")
    contact_phone = models.CharField(
        max_length=40,
        blank=True,
        default="01632 960 123",
        help_text="A number that a person answers.",
    )
    contact_hours = models.CharField(
        max_length=120,
        blank=True,
        default="Monday to Thursday, 9am to 4pm",
        help_text="When someone answers the phone.",
    )
    reply_days = models.PositiveSmallIntegerField(
        default=2, help_text="We answer messages within this many working days."
    )

    panels = [
        MultiFieldPanel(
            [
                "site_name",
                FieldPanel("strapline", heading="The line under it"),
                "run_by",
            ],
            heading="The site",
        ),
        MultiFieldPanel(
            ["logo", FieldPanel("accent", heading="Colour")],
            heading="The look",
            help_text="The phone sign at the top right shows how it looks before you save.",
        ),
        MultiFieldPanel(
            ["contact_name", "contact_email", "contact_phone", "contact_hours", "reply_days"],
            heading="How to reach a person",
        ),
    ]

    select_related = ["logo"]

    class Meta:
        verbose_name = "site details"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "hub/site_details_preview.html"
