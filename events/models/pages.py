"""Wagtail pages of the events app. Times and capacity are in `events.models.sessions`."""

from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from events.models.attendance import (
    MODE_FIELDS,
    AttendanceModesMixin,
    CapacityMixin,
    PaymentMixin,
    attendance_errors,
)
from events.models.panels import RepeatPanel, SavedPagePanel
from events.models.permissions import SeriesPermissions
from events.models.querysets import SessionPageQuerySet
from events.models.series_form import SeriesForm
from events.recurrence import RecurrenceField
from hub.dates import format_day, london_date
from hub.forms.dates import DateInput
from hub.models import Area, BasePage, Topic, User
from hub.models.pages import title_panel

SLUG = "sessions"  # the URLs in events/urls.py begin with it

# Slugs under /sessions/ that are not series: see events/urls.py.
RESERVED_SLUGS = {"feed", "month", "subscribe"}

NEW_DATES_HINT = "Each new date starts with this. Dates that are made already keep their own."


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, stripped and without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class SessionsPage(BasePage):
    """The index page of all sessions: upcoming ones by month, or past ones."""

    is_protected = True
    content_panels = BasePage.content_panels_without_address
    promote_panels = BasePage.promote_panels_without_address
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.SeriesPage"]

    def clean(self) -> None:
        super().clean()
        if self.slug != SLUG:
            raise ValidationError({"slug": f"Leave this as “{SLUG}”. Links and calendars need it."})

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Keep addresses that nobody links to out of every cache: there is no end to them."""
        response = super().serve(request, *args, **kwargs)
        context = getattr(response, "context_data", None) or {}
        if not context.get("is_known_url", True):
            response["Cache-Control"] = "no-cache"
        return response

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Add the pages outside Wagtail, and every session with its `Session`, in one query.

        Cancelling or moving a session changes `lastmod`, though its page is not republished.
        """
        now = timezone.now()
        url, lastmod = self.get_full_url(request), self.last_published_at or now
        pages = SessionPage.objects.open_to_all().select_related("session").order_by("path")
        subpaths = ["subscribe/", f"month/{pages.next_day(now):%Y-%m}/"]
        return [
            *super().get_sitemap_urls(request),
            *({"location": url + path, "lastmod": lastmod} for path in subpaths),
            *(
                {
                    "location": page.get_full_url(request),
                    "lastmod": max(filter(None, [page.last_published_at, page.session.changed_at])),
                }
                for page in pages
            ),
        ]


class SeriesPage(AttendanceModesMixin, PaymentMixin, CapacityMixin, BasePage):
    """A series of sessions: a monthly brew with a rule, or a programme without one.

    The rule only proposes dates (`events.schedule`); each session has its own page.
    """

    may_expire = False

    introduction = models.TextField(
        blank=True, help_text="A few short paragraphs: what these sessions are, and for whom."
    )
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
    # No draft holds these: publishing an old one must let nobody in.
    facilitators = models.ManyToManyField(
        "hub.User", blank=True, related_name="+", verbose_name="who runs them"
    )
    standing_arrangements = models.TextField(
        "what is always there",
        blank=True,
        help_text=(
            "One thing on each line, for example: We take a break. Is it so for one way to join "
            "only? Then begin with the way, for example: By video: Live captions are on."
        ),
    )

    parent_page_types = ["events.SessionsPage"]
    subpage_types = ["events.SessionPage"]

    page_description = "Sessions that belong together. They repeat, or you add each date."
    base_form_class = SeriesForm

    content_panels = [
        title_panel("The name of the series, for example: Over a Brew."),
        *BasePage.content_panels[1:],
        FieldPanel("introduction"),
        SavedPagePanel(
            template="events/admin/panels/series_dates_panel.html", heading="Dates so far"
        ),
        RepeatPanel(heading="When"),
        InlinePanel(
            "days",
            heading="Days to leave out or put in",
            label="day",
            help_text="For example a day in the holidays, or one extra date.",
        ),
        MultiFieldPanel(
            [
                *("by_video", "by_phone", "in_person", "venue", "venue_position"),
                *("venue_travel", "venue_access", "venue_drawbacks"),
            ],
            heading="How people join",
            help_text=NEW_DATES_HINT,
        ),
        FieldPanel("payment"),
        MultiFieldPanel(
            ["places", "places_in_person", "places_held", "supporters_take_places"],
            heading="Places",
            help_text=NEW_DATES_HINT,
        ),
        FieldPanel("standing_arrangements"),
        FieldPanel("area"),
        FieldPanel("host"),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("venue"),
        index.RelatedFields("area", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = "series of sessions"
        verbose_name_plural = "series of sessions"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start_time=None)
                | models.Q(end_time=None)
                | models.Q(end_time__gt=models.F("start_time"))
                # The midnight after it.
                | models.Q(end_time=time.min, start_time__gt=time.min),
                name="series_ends_after_start",
                violation_error_message="The end must be after the start.",
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": "The site uses this address already. Choose another."})
        if not self.slug.isascii():
            raise ValidationError({"slug": "Use plain letters without accents, such as cafe."})

    def publication_errors(self) -> dict[str, str]:
        names = (*MODE_FIELDS.values(), "venue")
        return super().publication_errors() | attendance_errors(
            {name: getattr(self, name) for name in names}
        )

    def permissions_for_user(self, user: User) -> SeriesPermissions:
        return SeriesPermissions(user, self)

    @property
    def standing_arrangements_lines(self) -> list[str]:
        return lines_of(self.standing_arrangements)


class SeriesDay(Orderable):
    """A day that an editor excludes from the rule or adds to it."""

    class Kind(models.TextChoices):
        SKIP = "skip", "Skip this date"
        ALSO = "also", "Also on this date"

    series = ParentalKey(SeriesPage, on_delete=models.CASCADE, related_name="days")
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.SKIP)
    day = models.DateField()

    panels = [FieldPanel("kind"), FieldPanel("day", widget=DateInput())]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["series", "day"], name="one_word_per_series_day")
        ]


class SessionPage(BasePage):
    """The page of one session: its text. Times, venue and capacity are in `session`."""

    may_expire = False

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
    standing_arrangements = models.TextField(
        "what is always there",
        blank=True,
        help_text=(
            "Leave it empty if this date has the same as the series. Else write all that there is "
            "on this date, one thing on each line, as on the page of the series."
        ),
    )

    objects = PageManager.from_queryset(SessionPageQuerySet)()

    parent_page_types = ["events.SeriesPage"]
    subpage_types: list[str] = []

    page_description = "One date of a series: what we will talk about."
    content_panels = [
        SavedPagePanel(
            template="events/admin/panels/session_facts_panel.html", heading="This date"
        ),
        FieldPanel(
            "title",
            classname="title",
            help_text="Say what it is about, for example: Over a Brew: unpaid carers.",
        ),
        *BasePage.content_panels[1:],  # without the title panel that also sets the slug
        FieldPanel("introduction"),
        FieldPanel("questions"),
        InlinePanel("topic_links", label="topic"),
        FieldPanel("standing_arrangements"),
        FieldPanel("area"),
        FieldPanel("host"),
    ]
    # No slug: `events.schedule` sets it, so that the URL always states the day.
    promote_panels = [
        MultiFieldPanel(["seo_title", "search_description"], heading="For search engines")
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("questions"),
        index.RelatedFields(
            "topic_links", [index.RelatedFields("topic", [index.SearchField("name")])]
        ),
        index.RelatedFields("area", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = "session"

    def with_content_json(self, content: dict) -> "SessionPage":
        """Keep the URL: a draft from before a move must not restore the old one."""
        page = super().with_content_json(content)
        page.slug, page.url_path = self.slug, self.url_path
        return page

    def permissions_for_user(self, user: User) -> SeriesPermissions:
        return SeriesPermissions(user, self)

    def get_admin_display_title(self) -> str:
        """Return date and title, so that editors can tell the sessions of a series apart."""
        session = getattr(self, "session", None) if self.pk else None
        title = super().get_admin_display_title()
        if session is None:
            return title
        cancelled = "Cancelled: " if session.is_cancelled else ""
        return f"{cancelled}{format_day(london_date(session.starts_at))}: {title}"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return nothing: `SessionsPage` lists all sessions in one query."""
        return []

    @property
    def topics(self) -> list[Topic]:
        return [link.topic for link in self.topic_links.all()]

    @property
    def topic_title(self) -> str:
        """Return the first topic's name, or an empty string."""
        return next((topic.name for topic in self.topics), "")

    @property
    def area_shown(self) -> Area | None:
        """Return the area of the session or else of its series."""
        return self.area or self.session.series.area

    @property
    def host_shown(self) -> str:
        """Return the host of the session or its series. Empty for the usual team."""
        return self.host or self.session.series.host

    @property
    def question_lines(self) -> list[str]:
        return lines_of(self.questions)

    @property
    def standing_arrangements_lines(self) -> list[str]:
        """Return what is always there on this date. Empty if it is as the series says."""
        return lines_of(self.standing_arrangements)


class SessionPageTopic(Orderable):
    page = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey("hub.Topic", on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("topic")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "topic"], name="session_topic_once")]
