from datetime import datetime

from django.db import models
from modelcluster.fields import ParentalKey
from recurrence.fields import RecurrenceField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, PageManager, PageQuerySet
from wagtail.search import index

from events.ways import LimitsPlaces, OffersWays
from hub.models import HousePage


class SessionsPage(HousePage):
    """The door to all sessions: coming dates by month, then what has been."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.SeriesPage"]


class SeriesPage(OffersWays, LimitsPlaces, HousePage):
    """Sessions that belong together: a monthly brew with a rule, or a programme without one.

    The rule only proposes dates (`events.programme`); each date is a page of its own.
    """

    rule = RecurrenceField(include_dtstart=False, blank=True, default="")
    first_day = models.DateField(null=True, blank=True)
    start_time = models.TimeField(null=True, blank=True)
    end_time = models.TimeField(null=True, blank=True)
    skip_bank_holidays = models.BooleanField(default=False)
    host = models.CharField(
        max_length=150, blank=True, help_text="Who runs these sessions, if not the usual team."
    )
    area = models.ForeignKey(
        "hub.Area", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    always_there = models.TextField(
        "what is always there",
        blank=True,
        help_text="One thing on each line, for example: Live captions are on.",
    )
    tell_us_days = models.PositiveSmallIntegerField(
        "days we need",
        default=14,
        help_text="How many days before a session we need to know, to book an interpreter.",
    )

    parent_page_types = ["events.SessionsPage"]
    subpage_types = ["events.SessionPage"]


class SeriesDay(Orderable):
    """A day that an editor takes out of the rule, or puts in beside it."""

    class Kind(models.TextChoices):
        SKIP = "skip", "Skip this date"
        ALSO = "also", "Also on this date"

    series = ParentalKey(SeriesPage, on_delete=models.CASCADE, related_name="days")
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.SKIP)
    day = models.DateField()

    panels = [FieldPanel("kind"), FieldPanel("day")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["series", "day"], name="one_word_per_series_day")
        ]


class SessionPageQuerySet(PageQuerySet):
    def with_facts(self) -> "SessionPageQuerySet":
        """Fetch what cards and lists show, in one query."""
        return self.select_related("session__series", "area", "picture")

    def upcoming(self, now: datetime) -> "SessionPageQuerySet":
        """Not over yet, soonest first. A session that is going on now still counts."""
        return self.filter(session__ends_at__gt=now).order_by("session__starts_at", "pk")

    def past(self, now: datetime) -> "SessionPageQuerySet":
        """Over, newest first."""
        return self.filter(session__ends_at__lte=now).order_by("-session__starts_at", "-pk")

    def bookable(self, now: datetime) -> "SessionPageQuerySet":
        """Not begun and not cancelled."""
        return self.filter(session__starts_at__gt=now, session__status="on").order_by(
            "session__starts_at", "pk"
        )


class SessionPage(HousePage):
    """One date: what we will talk about. The facts (when, where, places) are in `session`."""

    introduction = models.TextField(
        blank=True,
        help_text="A few short paragraphs: what we will talk about and why it matters.",
    )
    questions = models.TextField(
        "questions we will ask", blank=True, help_text="One question on each line."
    )
    area = models.ForeignKey(
        "hub.Area", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    host = models.CharField(
        max_length=150, blank=True, help_text="Who runs this date, if not the usual team."
    )

    objects = PageManager.from_queryset(SessionPageQuerySet)()

    parent_page_types = ["events.SeriesPage"]
    subpage_types: list[str] = []

    content_panels = [
        *HousePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("questions"),
        InlinePanel("topic_links", label="topic"),
        FieldPanel("area"),
        FieldPanel("host"),
    ]
    search_fields = [
        *HousePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("questions"),
    ]

    def with_content_json(self, content: dict) -> "SessionPage":
        """Keep the address: a draft from before a move must not bring the old one back."""
        page = super().with_content_json(content)
        page.slug = self.slug
        return page


class SessionPageTopic(Orderable):
    page = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey("hub.Topic", on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("topic")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "topic"], name="session_topic_once")]
