"""Sample series and their sessions: past, upcoming, moved and cancelled."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from events import schedule
from events.models import SeriesPage, Session, SessionPage, SessionPageTopic, SessionsPage
from events.recurrence import NthWeekday, Repeat, starts
from home.demo import content, schema
from hub.dates import LONDON, format_day, london_date
from hub.models import Area

from .media import MediaLibrary
from .publishing import publish, publish_below, topics_named, values

MONTHLY_RULE = Repeat(on=NthWeekday(4, 2))
FIRST_DAY = date(2024, 5, 22)
# A session after this day of December is moved a week earlier.
LAST_DECEMBER_DAY = 20
CANCELLED_INDEX = 7  # index of the upcoming session to cancel, not the first in lists
CANCEL_REASON = "Half of us are at the regional care conference that day. See you the month after."
WEEKS_AHEAD = 9  # when the upcoming programme begins
# A reserved domain (RFC 2606), and a phone number reserved for drama.
MEETING_URL = "https://meet.example.org/over-a-brew"
MEETING_PHONE = "01632 960 555, then 2468#"


@dataclass
class Sessions:
    """The sample sessions, for summaries and bookings."""

    monthly: SeriesPage
    programme: SeriesPage
    is_new: bool
    by_title: dict[str, SessionPage] = field(default_factory=dict)  # past ones, by summary title
    days: dict[str, Session] = field(default_factory=dict)  # the upcoming programme, by key


def make_sessions(*, media: MediaLibrary, now: datetime) -> Sessions:
    sessions_page = SessionsPage.objects.get()
    is_new = not SeriesPage.objects.child_of(sessions_page).exists()
    monthly = _make_series(
        sessions_page,
        content.MONTHLY,
        media,
        rule=MONTHLY_RULE.to_rule(),
        first_day=FIRST_DAY,
        start_time=content.MONTHLY.starts,
        end_time=content.MONTHLY.ends,
    )
    past_programme = _make_series(sessions_page, content.PROGRAMME_2024, media)
    programme = _make_series(sessions_page, content.PROGRAMME, media)
    sessions = Sessions(monthly=monthly, programme=programme, is_new=is_new)
    if is_new:
        _make_programme_sessions(sessions, media, now)
        schedule.generate_sessions(series=monthly, now=now)
        _give_topics(monthly, media, now)
    _make_past_sessions(sessions, past_programme, media, now)
    if is_new:
        _move_from_christmas(monthly, now)
        _cancel_one(monthly, now)
    return sessions


def _make_series(
    parent: SessionsPage, sample: schema.Series, media: MediaLibrary, **pattern: object
) -> SeriesPage:
    return publish_below(
        parent,
        sample.title,
        lambda: SeriesPage(
            **values(sample, "summary", "places", "host"),
            introduction="\n\n".join(sample.introduction),
            standing_arrangements="\n".join(sample.standing_arrangements),
            by_video=True,
            by_phone=True,
            **pattern,
            **media.picture_fields(sample.picture),
        ),
    )


def _make_programme_sessions(sessions: Sessions, media: MediaLibrary, now: datetime) -> None:
    """Add the sessions of the upcoming programme, from the Monday WEEKS_AHEAD weeks from now."""
    today = london_date(now)
    monday = today + timedelta(weeks=WEEKS_AHEAD) - timedelta(days=today.weekday())
    for sample in content.DAYS:
        day = monday + timedelta(days=sample.day)
        sessions.days[sample.key] = _make_programme_session(
            sessions.programme, sample, day, media, now
        )


def _make_programme_session(
    series: SeriesPage, sample: schema.ProgrammeDay, day: date, media: MediaLibrary, now: datetime
) -> Session:
    page = schedule.add_session(
        series=series,
        starts_at=at(day, sample.starts),
        ends_at=at(day, sample.ends),
        now=now,
        live=False,
        **values(sample, "title", "summary", "host"),
        introduction="\n\n".join(sample.introduction),
        questions="\n".join(sample.questions),
        standing_arrangements="\n".join(sample.standing_arrangements),
        area=Area.objects.get(name=sample.area) if sample.area else None,
        **media.picture_fields(sample.picture),
    )
    schedule.set_details(
        session=page.session,
        now=now,
        **values(sample, "by_video", "by_phone", "in_person", "payment"),
        **values(
            sample, "venue", "venue_position", "venue_travel", "venue_access", "venue_drawbacks"
        ),
        **values(sample, "places", "places_in_person"),
        meeting_url=MEETING_URL if sample.by_video else "",
        meeting_phone=MEETING_PHONE if sample.by_phone else "",
    )
    publish(page, topic_links=_topic_links(sample.topics))
    return page.session


def _give_topics(series: SeriesPage, media: MediaLibrary, now: datetime) -> None:
    """Set topics on the next sessions only; later ones have none yet."""
    upcoming = SessionPage.objects.filter(session__series=series).upcoming(now)
    for page, sample in zip(upcoming, content.TOPICS_AHEAD, strict=False):
        publish(
            page,
            **values(sample, "title", "summary"),
            introduction="\n\n".join([*sample.introduction, sample.we_bring]),
            questions="\n".join(sample.questions),
            topic_links=_topic_links(sample.topics),
            **media.picture_fields(sample.picture),
        )
        schedule.set_details(
            session=page.session, now=now, meeting_url=MEETING_URL, meeting_phone=MEETING_PHONE
        )


def _make_past_sessions(
    sessions: Sessions, past_programme: SeriesPage, media: MediaLibrary, now: datetime
) -> None:
    past_days = _past_days(now)
    for summary in content.SUMMARIES:
        series = past_programme if summary in content.PROGRAMME_SUMMARIES else sessions.monthly
        day = summary.held_on or past_days[-(summary.sessions_ago or 1)]
        starts_at = at(day, summary.starts)
        existing = SessionPage.objects.filter(session__series=series, title=summary.title)
        page = existing.select_related("session").first()
        if page is None:
            page = schedule.add_session(
                series=series,
                starts_at=starts_at,
                ends_at=at(day, summary.ends),
                now=starts_at - timedelta(days=30),
                **values(summary, "title", "summary"),
                occurrence_date=day if series == sessions.monthly else None,
                live=False,
                questions="\n".join(summary.questions),
                area=Area.objects.filter(name__in=summary.areas).first(),
                **media.picture_fields(summary.picture),
            )
            publish(page, topic_links=_topic_links(summary.topics))
        sessions.by_title[summary.title] = page


def _past_days(now: datetime) -> list[date]:
    """Return the past fourth Wednesdays, oldest first."""
    yesterday = london_date(now) - timedelta(days=1)
    occurrences = starts(
        MONTHLY_RULE.to_rule(),
        first_day=FIRST_DAY,
        start_time=content.MONTHLY.starts,
        lo=FIRST_DAY,
        hi=yesterday,
    )
    return [start.date() for start in occurrences]


def _topic_links(names: Iterable[str]) -> list[SessionPageTopic]:
    topics = enumerate(topics_named(names))
    return [SessionPageTopic(topic=topic, sort_order=number) for number, topic in topics]


def _move_from_christmas(series: SeriesPage, now: datetime) -> None:
    for page in SessionPage.objects.filter(session__series=series).upcoming(now).with_facts():
        start = page.session.starts_at.astimezone(LONDON)
        if start.month == 12 and start.day > LAST_DECEMBER_DAY and start - now > timedelta(days=9):
            day = start.date() - timedelta(days=7)
            schedule.move(
                session=page.session,
                starts_at=at(day, start.time()),
                ends_at=at(day, page.session.ends_at.astimezone(LONDON).time()),
                now=now,
            )
            note = f"We moved this from {format_day(start.date())}, to be clear of Christmas."
            schedule.set_note(session=page.session, text=note, now=now)


def _cancel_one(series: SeriesPage, now: datetime) -> None:
    upcoming = list(SessionPage.objects.filter(session__series=series).upcoming(now).with_facts())
    if len(upcoming) > CANCELLED_INDEX:
        schedule.cancel(session=upcoming[CANCELLED_INDEX].session, reason=CANCEL_REASON, now=now)


def at(day: date, time_of_day: time) -> datetime:
    """Return the datetime in London."""
    return datetime.combine(day, time_of_day, LONDON)
