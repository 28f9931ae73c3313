"""What people say of a session afterwards. Kept with the session: nothing tells who said it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from events.bookings import BookingError
from events.models import Feedback, Session

GotIt = Feedback.GotIt

OPEN_FOR = timedelta(days=60)  # after the end of the session
MAX_PER_HOUR = 100  # for one session in an hour; more than that is not people


class TooManySubmissions(Exception):
    """So much came in about one session within an hour that the door is closed for a while."""


@transaction.atomic
def submit(
    *, session: Session, got_it: str, how_it_was: str, do_better: str, form_key: UUID, now: datetime
) -> Feedback:
    """Keep what somebody says. The same form sent twice is kept once.

    Raises Refused when nothing is said or the session is not open for it, and TooManyContributions.
    """
    if again := Feedback.objects.filter(form_key=form_key).first():
        return again
    if code := closed_because(session, now):
        raise BookingError(code)
    said = {"got_it": got_it, "how_it_was": how_it_was.strip(), "do_better": do_better.strip()}
    if not any(said.values()):
        raise BookingError("nothing_said")
    if session.feedback.filter(sent_at__gt=now - timedelta(hours=1)).count() >= MAX_PER_HOUR:
        raise TooManySubmissions
    Feedback(session=session, form_key=form_key, **said).full_clean(
        exclude=["session"], validate_unique=False
    )
    kept, _ = Feedback.objects.get_or_create(
        form_key=form_key, defaults={"session": session, "sent_at": now, **said}
    )
    return kept


def closed_because(session: Session, now: datetime) -> str:
    """The code of the refusal while nothing can be said of this session, or nothing."""
    if session.is_cancelled:
        return "did_not_happen"
    if not session.has_started(now):
        return "not_begun"
    return "feedback_closed" if now > session.ends_at + OPEN_FOR else ""


@dataclass(frozen=True)
class FeedbackSummary:
    """All that was said of one session, newest first."""

    answers: list[Feedback]

    @property
    def words(self) -> list[Feedback]:
        """Those who wrote something."""
        return [each for each in self.answers if each.how_it_was or each.do_better]

    @property
    def got_it(self) -> list[str]:
        """How many got what they asked for, in words: "2 people said: Some of it"."""
        counts = Counter(each.got_it for each in self.answers)
        return [
            f"{people_count(counts[answer])} said: {answer.label}"
            for answer in GotIt
            if counts[answer]
        ]


def summary_of(session: Session) -> FeedbackSummary:
    return FeedbackSummary(list(session.feedback.all()))


def unmet_needs_by_session(sessions: Iterable[int]) -> dict[int, int]:
    """How many did not get all that they asked for, by the key of the session. One query."""
    return dict(
        Session.objects.filter(pk__in=sessions)
        .order_by()
        .annotate(short=Count("feedback", filter=Q(feedback__got_it__in=[GotIt.NO, GotIt.PARTLY])))
        .filter(short__gt=0)
        .values_list("pk", "short")
    )


def people_count(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
