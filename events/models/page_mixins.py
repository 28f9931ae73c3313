"""What visitors see of the pages of the meeting room. The pages themselves are in pages.py."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from hub.models import Area, BasePage, Topic

DOOR_SLUG = "sessions"  # every address in events/urls.py begins with it

# Addresses under /sessions/ that are not series: see events/urls.py.
TAKEN_SLUGS = {"feed", "month", "subscribe"}


def lines_of(text: str) -> list[str]:
    """What an editor wrote one on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class SessionsPageMixin(BasePage):
    """All sessions: coming ones by month, or those that have been."""

    is_kept = True
    content_panels = BasePage.content_panels_without_address
    promote_panels = BasePage.promote_panels_without_address

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug != DOOR_SLUG:
            raise ValidationError(
                {"slug": f"Leave this as “{DOOR_SLUG}”. Links and calendars need it."}
            )


class SeriesPageMixin(BasePage):
    """One series: its rhythm, its coming sessions and the last few that have been."""

    may_expire = False

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN_SLUGS:
            raise ValidationError({"slug": "The site uses this address already. Choose another."})
        if not self.slug.isascii():
            raise ValidationError({"slug": "Use plain letters without accents, such as cafe."})

    @property
    def always_there_lines(self) -> list[str]:
        return lines_of(self.always_there)


class SessionPageMixin(BasePage):
    """One session."""

    may_expire = False

    class Meta:
        abstract = True

    @classmethod
    def for_visit(cls) -> models.QuerySet:
        return cls.objects.with_facts().with_series()

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """None: the page above lists all sessions in one query."""
        return []

    @property
    def topics(self) -> list[Topic]:
        return [link.topic for link in self.topic_links.all()]

    @property
    def topic_title(self) -> str:
        """The first topic's name, for a card."""
        return next((topic.name for topic in self.topics), "")

    @property
    def area_shown(self) -> Area | None:
        """This date's own area, or else that of its series."""
        return self.area or self.session.series.area

    @property
    def host_shown(self) -> str:
        """Who runs this date, or else the series. Empty for the usual team."""
        return self.host or self.session.series.host

    @property
    def question_lines(self) -> list[str]:
        return lines_of(self.questions)
