"""The organisers' digest: what people have asked for since the last one, by session, without names."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from events.bookings.access_needs import WANT_TALK, hears_of_answers
from events.emails.compose import render_mail, writes
from events.emails.relevance import has_requests, is_asked, is_still_relevant, news_since
from events.emails.subjects import session_title
from events.models import AccessNeed, Booking, Notice, OrganiserTask, Session
from events.models.permissions import users_who_see_needs
from events.worklist import Period, waiting_items
from hub.dates import format_day
from hub.models import SiteDetails
from hub.words import people_count

Kind, Task = Notice.Kind, OrganiserTask.Kind


@dataclass(frozen=True)
class RequestLine:
    """One thing that people asked for, and the last day to arrange it if there is one."""

    words: str
    people: str
    last_day: str
    arranger: str  # whom the option names, or ""


@dataclass(frozen=True)
class SessionRequests:
    """What is new for one session.

    `lines` and `ended`, what is not needed any more, are empty in a mail to an address that many may
    read.
    """

    session: Session
    url: str
    lines: list[RequestLine]
    summary: str
    last_day: str
    ended: list[list[str]]
    has_ended: bool


@writes(Kind.ORGANISER_NEEDS)
def compose_one(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    return compose_digest([notice], now) if is_still_relevant(notice, {}, now) else None


def compose_digest(notices: Sequence[Notice], now: datetime) -> EmailMultiAlternatives:
    """Return one mail about the bookings of all these notices, which must be relevant.

    A booking that is cancelled, or asks for nothing any more, counts by what was arranged for it only.

    It goes to the users who may see needs. Without one it goes to the address of the site, and
    says how many people asked, but not for what.
    """
    addresses = organiser_addresses()
    bookings = {notice.the_booking.pk: notice.the_booking for notice in notices}.values()
    asking = [each for each in bookings if has_requests(each) and hears_of_answers(each, now)]
    by_session: dict[Session, list[Booking]] = {booking.session: [] for booking in bookings}
    for booking in asking:
        by_session[booking.session].append(booking)
    ended: dict[int, list[str]] = defaultdict(list)
    for task in news_since(min(notice.created_at for notice in notices)).order_by("pk"):
        if task.kind == Task.ARRANGEMENT_ENDED:
            ended[task.session_id].append(task.words)
    sessions = sorted(by_session, key=lambda session: (session.starts_at, session.pk))
    parts = [
        _requests(each, by_session[each], ended[each.pk], with_words=bool(addresses))
        for each in sessions
        if by_session[each] or ended[each.pk]
    ]
    answers = _supplier_answers()
    heading = "Someone waits for an answer"
    if len(asking) > 1:
        heading = f"{people_count(len(asking))} wait for an answer"
    elif not asking:
        heading = "Look at what you have booked" if parts else "A supplier has answered"
    about = session_title(sessions[0], is_hidden=False)
    if len(parts) > 1:
        about = f"{len(parts)} sessions"
    mail = render_mail(
        notices[0],
        f"{heading}: {about}",
        {
            "heading": heading,
            "parts": parts,
            "backlog": " ".join(filter(None, (answers, _backlog(now)))),
            "action_url": f"{settings.BASE_URL}{reverse('sessions_admin:arrange')}",
            "action_label": "See all that waits, by date",
        },
        to="",
        with_reply_to=False,
    )
    mail.to = addresses or [SiteDetails.load().contact_email]
    return mail


def organiser_addresses() -> list[str]:
    """Return the addresses of the users whose own permissions let them see needs."""
    may_see = [user.email for user in users_who_see_needs() if user.email]
    return list({address.casefold(): address for address in may_see}.values())


def _requests(
    session: Session, bookings: Sequence[Booking], ended: list[str], *, with_words: bool
) -> SessionRequests:
    needs = [
        need
        for booking in bookings
        for person in booking.people.all()
        for need in person.needs.all()
        if is_asked(need)
    ]
    days = [day for need in needs if (day := _last_day(need))]
    counts = Counter((need.asked_words, _last_day(need), _arranger(need)) for need in needs)
    lines = [
        RequestLine(words, people_count(people), format_day(day) if day else "", arranger)
        for (words, day, arranger), people in sorted(
            counts.items(), key=lambda item: (item[0][1] or date.max, -item[1], item[0][0])
        )
    ]
    path = reverse("sessions_admin:session", args=[session.pk])
    return SessionRequests(
        session=session,
        url=f"{settings.BASE_URL}{path}#needs",
        lines=lines if with_words else [],
        summary=_summary(bookings, len(needs)),
        ended=[words.splitlines() for words in ended] if with_words else [],
        has_ended=bool(ended),
        last_day=format_day(min(days)) if days else "",
    )


def _backlog(now: datetime) -> str:
    """Return how much is late, and how much has its last day this week."""
    periods = Counter(item.period for item in waiting_items(now))
    late, soon = periods[Period.OVERDUE], periods[Period.WEEK]
    sentences = (
        (late, f"{late} {'is' if late == 1 else 'are'} late."),
        (soon, f"{soon} {'has its' if soon == 1 else 'have their'} last day this week."),
    )
    words = " ".join(sentence for number, sentence in sentences if number)
    return f"Of all that waits: {words}" if words else ""


def _supplier_answers() -> str:
    """Return how many suppliers have answered what nobody has seen to yet."""
    kinds = Counter(OrganiserTask.objects.open().values_list("kind", flat=True))
    booked, cannot = (kinds[kind] for kind in (Task.SUPPLIER_BOOKED, Task.SUPPLIER_CANNOT))
    sentences = (
        (booked, f"{booked} {'supplier says' if booked == 1 else 'suppliers say'}: booked."),
        (cannot, f"{cannot} {'supplier says' if cannot == 1 else 'suppliers say'}: we cannot."),
    )
    return " ".join(sentence for number, sentence in sentences if number)


def _summary(bookings: Sequence[Booking], needs: int) -> str:
    talks = sum(booking.contact_first in WANT_TALK for booking in bookings)
    others = sum(bool(booking.anything_else) for booking in bookings)
    sentences = (
        (needs, f"{needs} {'thing waits' if needs == 1 else 'things wait'} for an answer."),
        (talks, f"{people_count(talks)} would like to talk first."),
        (others, f"{people_count(others)} wrote something more."),
    )
    return " ".join(sentence for number, sentence in sentences if number)


def _arranger(need: AccessNeed) -> str:
    return need.option.arranger_words if need.option else ""


def _last_day(need: AccessNeed) -> date | None:
    return need.due_on if need.needs_notice else None
