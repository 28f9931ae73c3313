"""Public behaviour of the event pages. The page models are in `events.models.pages`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from hub.models import Area, BasePage, Topic

SLUG = "sessions"  # the URLs in events/urls.py begin with it

# Slugs under /sessions/ that are not series: see events/urls.py.
RESERVED_SLUGS = {"feed", "month", "subscribe"}


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, stripped and without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class SessionsPageMixin(BasePage):
    """The index of sessions: upcoming ones by month, or past ones."""

    is_protected = True
    content_panels = BasePage.content_panels_without_address
    promote_panels = BasePage.promote_panels_without_address

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug != SLUG:
            raise ValidationError({"slug": f"Leave this as “{SLUG}”. Links and calendars need it."})


class SeriesPageMixin(BasePage):
    """A series: its recurrence, its upcoming sessions and the last few past ones."""

    may_expire = False

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": "The site uses this address already. Choose another."})
        if not self.slug.isascii():
            raise ValidationError({"slug": "Use plain letters without accents, such as cafe."})

    @property
    def standing_arrangements_lines(self) -> list[str]:
        return lines_of(self.standing_arrangements)


class SessionPageMixin(BasePage):
    may_expire = False

    class Meta:
        abstract = True

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
