"""Unfinished answers, stored on the server only, for a day at most.

Why the key of an attempt is in the URL: docs/decisions/form-attempts.md.
"""

import uuid
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from events.models import Booking, FormAttempt, Session
from events.public.forms.wizard import Stored
from events.public.views.former_answers import delete_former_answers, in_current_layout
from events.retention import UNFINISHED_KEPT

Answers = dict[str, list[str]]  # of one step, by the name of the field


def new_attempt() -> uuid.UUID:
    """Return an unguessable key (122 random bits)."""
    return uuid.uuid4()


def delete_unfinished_answers(request: HttpRequest) -> None:
    """Delete all unfinished forms of this browser. Without cookies it has none that we know of."""
    delete_former_answers(request)
    if browser := _browser_digest(request):
        FormAttempt.objects.filter(browser=browser).delete()


class AnswerStorage:
    """The answers of one attempt at a form, by step, and the steps to ask again.

    `form` says which form it is: the key of an attempt at one form opens no other. Once the browser
    has sent a cookie, the attempt opens in that browser only. Looking writes nothing.
    """

    def __init__(
        self,
        request: HttpRequest,
        *,
        form: str,
        attempt: uuid.UUID,
        booking: Booking | None = None,  # that it changes or repeats: deleted with it
        session: Session | None = None,  # to book
    ) -> None:
        self._of_booking, self._session = booking, session
        self._browser = _browser_digest(request)
        self._key = _key_digest(form, attempt, self._browser)
        # Begun before the browser had its first cookie, or without cookies.
        self._unbound_key = _key_digest(form, attempt, "")
        self._load()

    def store(self, answers: Mapping[str, Answers | None], stale_steps: Sequence[str]) -> None:
        """Store the answers of these steps, or delete them (None)."""
        self.answers |= answers
        self.answers = {step: given for step, given in self.answers.items() if given is not None}
        self.stale_steps = list(stale_steps)
        self._save()

    def prefill(self, answers: Stored, *, stale_steps: Sequence[str] = ()) -> None:
        """Start with these answers."""
        self.answers = {step: dict(given) for step, given in answers.items()}
        self.stale_steps = list(stale_steps)
        self._save()

    def mark_booked(self, booking: Booking) -> None:
        """Delete the answers, and remember for a day what the attempt has booked."""
        self.answers, self.stale_steps, self._of_booking = {}, [], booking
        self._save(is_booked=True)

    @property
    def row(self) -> FormAttempt | None:
        """Return the stored attempt, if it is unfinished."""
        unfinished = FormAttempt.objects.unfinished(timezone.now())
        return unfinished.filter(key=self._found_key).first()

    def take_over(self, row: FormAttempt) -> None:
        """Go on with an unfinished attempt, which its former URL opens no more."""
        FormAttempt.objects.filter(pk=row.pk).update(key=self._key, browser=self._browser)
        self._load()

    def others(self) -> QuerySet[FormAttempt]:
        """Return the unfinished attempts of this browser to book the same session, newest first."""
        if not self._browser or self._session is None:
            return FormAttempt.objects.none()
        mine = FormAttempt.objects.unfinished(timezone.now()).filter(browser=self._browser)
        return mine.filter(session=self._session).exclude(key=self._key).order_by("-started_at")

    def reset(self) -> None:
        """Delete the attempt with all its answers."""
        FormAttempt.objects.filter(key__in=[self._key, self._unbound_key]).delete()
        self._load()

    def _load(self) -> None:
        rows = FormAttempt.objects.filter(
            key__in=[self._key, self._unbound_key],
            started_at__gte=timezone.now() - UNFINISHED_KEPT,
        ).select_related("booking")
        found = {row.key: row for row in rows}
        row = found.get(self._key) or found.get(self._unbound_key) or FormAttempt()
        self.answers: dict[str, Answers] = in_current_layout(row.answers)
        self.stale_steps: list[str] = row.stale_steps
        self.booking = row.booking if row.is_booked else None
        self._of_booking = row.booking or self._of_booking
        self._started_at = row.started_at
        self._found_key = row.key or self._key

    def _save(self, *, is_booked: bool = False) -> None:
        values = {
            "browser": self._browser,
            "answers": self.answers,
            "stale_steps": self.stale_steps,
            "booking": self._of_booking,
            "session": self._session,
            "is_booked": is_booked,
            "started_at": self._started_at,
        }
        if not FormAttempt.objects.filter(key=self._found_key).update(key=self._key, **values):
            FormAttempt.objects.update_or_create(key=self._key, defaults=values)
        self._found_key = self._key


def _browser_digest(request: HttpRequest) -> str:
    """Return a digest of the one cookie that each page with a form sets, or "" without it."""
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return _digest("browser", cookie) if cookie else ""


def _key_digest(form: str, attempt: uuid.UUID, browser: str) -> str:
    return _digest("key", f"{form} {attempt} {browser}")


def _digest(purpose: str, value: str) -> str:
    return salted_hmac(f"events.form_attempt.{purpose}", value, algorithm="sha256").hexdigest()
