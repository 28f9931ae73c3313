"""Sample series and their sessions: past, upcoming, moved and cancelled."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from events import schedule
from events.models import SeriesPage, Session, SessionPage, SessionPageTopic, SessionsPage
from events.recurrence import NthWeekday, Repeat, starts
from home.demo import content
from home.demo.schema import ProgrammeDay, Series
from hub.dates import LONDON, format_day
from hub.models import Area

from .media import MediaLibrary
from .publishing import publish, publish_below, topics_named

FOURTH_WEDNESDAY = Repeat(on=NthWeekday(4, 2))
FIRST_DAY = date(2024, 5, 22)
# A session after this day of December is moved a week earlier.
CHRISTMAS_WEEK = 20
CANCELLED_IN_TURN = 7  # index of the upcoming session to cancel, not the first in lists
CANCEL_REASON = "Half of us are at the regional care conference that day. See you the month after."
WEEKS_AHEAD = 9  # when the coming programme begins
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
    days: dict[str, Session] = field(default_factory=dict)  # the coming programme, by key


def make_sessions(*, media: MediaLibrary, now: datetime) -> Sessions:
    sessions_page = SessionsPage.objects.get()
    is_new = not SeriesPage.objects.child_of(sessions_page).exists()
    monthly = _make_series(
        sessions_page,
        content.MONTHLY,
        media,
        rule=FOURTH_WEDNESDAY.to_rule(),
        first_day=FIRST_DAY,
        start_time=content.MONTHLY.starts,
        end_time=content.MONTHLY.ends,
    )
    past_week = _make_series(sessions_page, content.PROGRAMME_2024, media)
    coming_week = _make_series(sessions_page, content.PROGRAMME, media)
    sessions = Sessions(monthly=monthly, programme=coming_week, is_new=is_new)
    if is_new:
        _make_coming_days(sessions, media, now)
        schedule.generate_sessions(series=monthly, now=now)
        _give_topics(monthly, media, now)
    _make_past_days(sessions, past_week, media, now)
    if is_new:
        _move_from_christmas(monthly, now)
        _cancel_one(monthly, now)
    return sessions


def _make_series(
    parent: SessionsPage, words: Series, media: MediaLibrary, **pattern: object
) -> SeriesPage:
    return publish_below(
        parent,
        words.title,
        lambda: SeriesPage(
            summary=words.summary,
            introduction="\n\n".join(words.introduction),
            standing_arrangements="\n".join(words.standing_arrangements),
            by_video=True,
            by_phone=True,
            places=words.places,
            needs_notice_days=words.needs_notice_days,
            host=words.host,
            **pattern,
            **media.picture_fields(words.picture),
        ),
    )


def _make_coming_days(sessions: Sessions, media: MediaLibrary, now: datetime) -> None:
    """Add the sessions of the coming programme, from the Monday WEEKS_AHEAD weeks from now."""
    today = now.astimezone(LONDON).date()
    monday = today + timedelta(weeks=WEEKS_AHEAD) - timedelta(days=today.weekday())
    for words in content.DAYS:
        day = monday + timedelta(days=words.day)
        sessions.days[words.key] = _make_day(sessions.programme, words, day, media, now)


def _make_day(
    series: SeriesPage, words: ProgrammeDay, day: date, media: MediaLibrary, now: datetime
) -> Session:
    page = schedule.add_session(
        series=series,
        starts_at=at(day, words.starts),
        ends_at=at(day, words.ends),
        now=now,
        title=words.title,
        live=False,
        summary=words.summary,
        introduction="\n\n".join(words.introduction),
        questions="\n".join(words.questions),
        area=Area.objects.get(name=words.area) if words.area else None,
        host=words.host,
        **media.picture_fields(words.picture),
    )
    schedule.set_details(
        session=page.session,
        now=now,
        by_video=words.by_video,
        by_phone=words.by_phone,
        in_person=words.in_person,
        venue=words.venue,
        venue_access=words.venue_access,
        places=words.places,
        places_in_person=words.places_in_person,
        **_meeting(words.by_video, words.by_phone),
    )
    _finish(page, words.topics)
    return page.session


def _meeting(by_video: bool, by_phone: bool) -> dict[str, str]:
    return {
        "meeting_url": MEETING_URL if by_video else "",
        "meeting_phone": MEETING_PHONE if by_phone else "",
    }


def _give_topics(series: SeriesPage, media: MediaLibrary, now: datetime) -> None:
    """Set topics on the next sessions only; later ones have none yet."""
    coming = SessionPage.objects.filter(session__series=series).upcoming(now)
    for page, words in zip(coming, content.TOPICS_AHEAD, strict=False):
        page.title, page.summary = words.title, words.summary
        page.introduction = "\n\n".join([*words.introduction, words.we_bring])
        page.questions = "\n".join(words.questions)
        for name, value in media.picture_fields(words.picture).items():
            setattr(page, name, value)
        _finish(page, words.topics)
        schedule.set_details(session=page.session, now=now, **_meeting(True, True))


def _make_past_days(
    sessions: Sessions, past_week: SeriesPage, media: MediaLibrary, now: datetime
) -> None:
    days_so_far = _days_so_far(now)
    for summary in content.SUMMARIES:
        series = past_week if summary in content.PROGRAMME_SUMMARIES else sessions.monthly
        day = summary.held_on or days_so_far[-(summary.sessions_ago or 1)]
        starts_at, ends_at = at(day, summary.starts), at(day, summary.ends)
        there = SessionPage.objects.filter(session__series=series, title=summary.title)
        page = there.select_related("session").first()
        if page is None:
            page = schedule.add_session(
                series=series,
                starts_at=starts_at,
                ends_at=ends_at,
                now=starts_at - timedelta(days=30),
                title=summary.title,
                occurrence_date=day if series == sessions.monthly else None,
                live=False,
                summary=summary.summary,
                questions="\n".join(summary.questions),
                area=Area.objects.filter(name__in=summary.areas).first(),
                **media.picture_fields(summary.picture),
            )
            _finish(page, summary.topics)
        sessions.by_title[summary.title] = page


def _days_so_far(now: datetime) -> list[date]:
    """Return the past fourth Wednesdays, oldest first."""
    yesterday = now.astimezone(LONDON).date() - timedelta(days=1)
    found = starts(
        FOURTH_WEDNESDAY.to_rule(),
        first_day=FIRST_DAY,
        start_time=content.MONTHLY.starts,
        lo=FIRST_DAY,
        hi=yesterday,
    )
    return [start.date() for start in found]


def _finish(page: SessionPage, topics: Iterable[str]) -> None:
    page.topic_links.set(
        [
            SessionPageTopic(topic=topic, sort_order=number)
            for number, topic in enumerate(topics_named(tuple(topics)))
        ]
    )
    publish(page)


def _move_from_christmas(series: SeriesPage, now: datetime) -> None:
    for page in SessionPage.objects.filter(session__series=series).upcoming(now).with_facts():
        start = page.session.starts_at.astimezone(LONDON)
        if start.month == 12 and start.day > CHRISTMAS_WEEK and start - now > timedelta(days=9):
            week = timedelta(days=7)
            day = start.date() - week
            schedule.move(
                session=page.session,
                starts_at=at(day, start.time()),
                ends_at=at(day, page.session.ends_at.astimezone(LONDON).time()),
                now=now,
            )
            note = f"We moved this from {format_day(start.date())}, to be clear of Christmas."
            schedule.set_note(session=page.session, text=note, now=now)


def _cancel_one(series: SeriesPage, now: datetime) -> None:
    coming = list(SessionPage.objects.filter(session__series=series).upcoming(now).with_facts())
    if len(coming) > CANCELLED_IN_TURN:
        schedule.cancel(session=coming[CANCELLED_IN_TURN].session, reason=CANCEL_REASON, now=now)


def at(day: date, time_of_day: time) -> datetime:
    """Return the datetime in London."""
    return datetime.combine(day, time_of_day, LONDON)
