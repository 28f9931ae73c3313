"""Ask a supplier, tell them of changes, and take their answer, which moves the needs it is about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from events.bookings import access_needs
from events.bookings.notices import notify_of_answers, notify_organisers_of_needs
from events.bookings.tasks import add_task
from events.models import (
    AccessNeed,
    Booking,
    Notice,
    OrganiserTask,
    Session,
    Supplier,
    SupplierRequest,
    SupplierRequestNeed,
)
from events.suppliers.facts import (
    NEEDS_WITH_SESSIONS,
    Facts,
    facts_as_fields,
    is_live,
    newcomers,
    outdated,
    with_needs,
)
from hub.models import User
from hub.words import people_count

State = SupplierRequest.State
Need = AccessNeed.State
Kind = OrganiserTask.Kind

MAX_WORDS = SupplierRequest._meta.get_field("answer_words").max_length or 0

# What people read when it was in place, and the supplier called it off.
CALLED_OFF = "The people we asked cannot do it now. So we look at this again, and tell you."

CLOSED = {
    "withdrawn": "We do not need this any more.",
    "off": "This date is off. We do not need this any more.",
    "moved": "We have moved this date. We write to you again about the new one.",
    "over": "This session is over.",
}


class RequestClosed(Exception):
    """Raised when a request takes no answer any more. The argument is a key of CLOSED."""


class RequestChanged(Exception):
    """Raised when a request is not any more what the form showed."""


@dataclass(frozen=True)
class Ask:
    """What to ask a supplier. `told` are the keys of needs whose own words the supplier reads."""

    supplier: Supplier
    option_label: str
    what: str
    needs: Collection[AccessNeed]
    told: Collection[int] = ()
    sentence: str = ""
    words_for_people: str = ""

    def draft(self, session: Session) -> SupplierRequest:
        """Return the request, unsaved."""
        return SupplierRequest(
            session=session,
            supplier=self.supplier,
            option_label=self.option_label,
            what=self.what,
            sentence=self.sentence,
            words_for_people=self.words_for_people,
            **facts_as_fields(Facts.of(session, self.needs)),
        )


@transaction.atomic
def send(
    *, session: Session, ask: Ask, form_key: UUID, user: User, now: datetime
) -> SupplierRequest:
    """Ask a supplier by mail, and mark the needs as being arranged. Once for each form.

    `ask.needs` have their bookings. Raise RequestChanged if one has gone or changed since it was read.
    """
    draft = ask.draft(session)
    values = {
        field.attname: getattr(draft, field.attname)
        for field in SupplierRequest._meta.concrete_fields
        if field.name not in ("id", "form_key")
    }
    values |= {"sent_by_id": user.pk, "asked_at": now}
    request, is_new = SupplierRequest.objects.get_or_create(form_key=form_key, defaults=values)
    if is_new:
        _link(request, ask.needs, now, by=user, told=ask.told)
        _owe_mail(request, now)
    return request


@transaction.atomic
def send_update(*, request: SupplierRequest, shown: str, user: User, now: datetime) -> None:
    """Tell a supplier what has changed. Raise RequestChanged if it is not what was `shown`.

    Who is told a new date, place or number must answer anew. Needs that are in place stay so.
    """
    row = _locked(request.pk)
    if row is None or row.state not in SupplierRequest.OPEN_STATES:
        raise RequestChanged
    change = outdated(row, newcomers([row]).get(row.pk, []))
    if change is None or change.key != shown:
        raise RequestChanged
    _keep_earlier_line(row)
    row.version += 1
    if change.facts is None:
        row.state = State.WITHDRAWN
        row.save()
        _release(row, now)
    else:
        for name, value in facts_as_fields(change.facts).items():
            setattr(row, name, value)
        row.state, row.answered_at, row.answer_words = State.SENT, None, ""
        row.save()
        waiting = [need for need in change.needs if need.state in (Need.ASKED, Need.TALK)]
        _link(row, waiting, now, by=user)
    _owe_mail(row, now)


@transaction.atomic
def withdraw(*, request: SupplierRequest, now: datetime) -> bool:
    """Call off a request, and ask anew for its needs unless another supplier does them.

    Return False if there is nothing to call off. No mail goes if none had gone.
    """
    row = _locked(request.pk)
    if row is None or row.state not in SupplierRequest.OPEN_STATES:
        return False
    _keep_earlier_line(row)
    row.state = State.WITHDRAWN
    row.version += 1
    row.save()
    _release(row, now)
    _owe_mail(row, now)
    return True


@transaction.atomic
def answer(
    *,
    request: SupplierRequest,
    state: str,
    words: str,
    version: int,
    now: datetime,
    by: User | None = None,
) -> SupplierRequest:
    """Keep what a supplier says, and move the needs that nobody has answered otherwise since.

    `by` is the organiser whom they told, who needs no task about it. The same answer twice is one.
    Raise RequestClosed, or RequestChanged if `version` is not that of the row.
    """
    row = _locked(request.pk)
    if row is None:
        raise RequestClosed("withdrawn")
    if why := closed_because(row, now):
        raise RequestClosed(why)
    if row.version != version:
        raise RequestChanged
    words = words.strip()[:MAX_WORDS]
    if (row.state, row.answer_words) == (state, words):
        return row
    is_other = row.state != state
    row.state, row.answer_words, row.answered_at = State(state), words, now
    row.save(update_fields=["state", "answer_words", "answered_at"])
    left = 0
    if is_other:
        is_booked = state == State.BOOKED
        left = _move_to_place(row, now, by) if is_booked else _release(row, now)
    _tell_organisers(row, left, now, is_told=by is not None)
    return row


def closed_because(request: SupplierRequest, now: datetime) -> str:
    """Return a key of CLOSED, or "" while a supplier can answer."""
    session = request.session
    if session.is_over(now):
        return "over"
    if request.state == State.WITHDRAWN:
        return "withdrawn"
    if session.is_cancelled:
        return "off"
    is_moved = (session.starts_at, session.ends_at) != (request.starts_at, request.ends_at)
    return "moved" if is_moved else ""


def passed_on_words(links: Iterable[SupplierRequestNeed]) -> list[str]:
    """Return what people wrote that the supplier may read, each once."""
    return list(dict.fromkeys(link.need.words for link in links if link.tells_words))


def _locked(pk: int) -> SupplierRequest | None:
    """Lock a request, so that two presses come one after the other. Its bookings are locked later."""
    SupplierRequest.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    return with_needs(SupplierRequest.objects.filter(pk=pk)).first()


def _link(
    request: SupplierRequest,
    needs: Collection[AccessNeed],
    now: datetime,
    *,
    by: User,
    told: Collection[int] = (),
) -> None:
    """Mark needs as being arranged, and remember what the request has made of them."""
    seen = {need.pk: need.changed_at for need in needs}
    outcome = access_needs.answer_all(
        needs=seen, state=Need.ARRANGING, words="", now=now, seen=seen, by=by
    )
    marked = [*outcome.changed, *outcome.unchanged]
    if len(marked) < len(seen):
        raise RequestChanged
    for need in marked:
        SupplierRequestNeed.objects.update_or_create(
            request=request,
            need=need,
            defaults={"changed_at": need.changed_at},
            create_defaults={"changed_at": need.changed_at, "tells_words": need.pk in told},
        )


def _move_to_place(request: SupplierRequest, now: datetime, by: User | None) -> int:
    """Mark the needs as in place. Return how many were answered otherwise, and stay as they are."""
    seen = {link.need_id: link.changed_at for link in request.links.all() if is_live(link.need)}
    outcome = access_needs.answer_all(
        needs=seen, state=Need.IN_PLACE, words=request.words_for_people, now=now, seen=seen, by=by
    )
    _remember(request, outcome.changed)
    return sum(need.state != Need.IN_PLACE for need in outcome.unseen) + len(outcome.refused)


def _release(request: SupplierRequest, now: datetime) -> int:
    """Ask anew for the needs that this request has moved, unless another one is open for them.

    Return how many were answered otherwise. Who heard that it is in place hears that it is not.
    """
    seen = {link.need_id: link.changed_at for link in request.links.all()}
    # As `answer_all` does: one process at a time decides on the notices of a booking.
    rows = Booking.objects.select_for_update(of=("self",)).filter(people__needs__in=seen)
    list(rows.order_by("pk"))
    others = SupplierRequestNeed.objects.exclude(request=request)
    covered = others.filter(request__state__in=SupplierRequest.OPEN_STATES).values("need")
    arranged = NEEDS_WITH_SESSIONS.filter(pk__in=seen, state__in=AccessNeed.ARRANGED_STATES)
    needs = list(arranged.exclude(pk__in=covered).order_by("pk"))
    ours = [need for need in needs if need.changed_at == seen[need.pk]]
    in_place = [need for need in ours if need.state == Need.IN_PLACE]
    begun = [need for need in ours if need.state == Need.ARRANGING]
    access_needs.reopen(begun, "", now)
    access_needs.reopen(in_place, CALLED_OFF, now)
    _remember(request, ours)
    told = {need.person.booking_id for need in in_place}
    bookings = Booking.objects.filter(pk__in=told).select_related("session")
    hearing = [
        booking
        for booking in bookings.prefetch_related("people").order_by("pk")
        if access_needs.hears_of_answers(booking, now)
    ]
    notify_of_answers(hearing, now)
    return len(needs) - len(ours)


def _remember(request: SupplierRequest, needs: Iterable[AccessNeed]) -> None:
    for need in needs:
        request.links.filter(need=need).update(changed_at=need.changed_at)


def _tell_organisers(request: SupplierRequest, left: int, now: datetime, *, is_told: bool) -> None:
    """Replace the open task about an earlier answer, and let the digest say it."""
    prefix = f"supplier request {request.pk} "
    OrganiserTask.objects.filter(dedupe_key__startswith=prefix, done_at=None).delete()
    if is_told:
        return
    says = "It is booked." if request.state == State.BOOKED else "They cannot do it."
    lines = [f"{request.supplier.name}: {says}", request.line]
    if request.answer_words:
        lines.append(f"They write: {request.answer_words}")
    if left:
        have = "has" if left == 1 else "have"
        lines.append(
            f"What {people_count(left)} asked for {have} changed since. We left it as it is."
        )
    add_task(
        kind=Kind.SUPPLIER_BOOKED if request.state == State.BOOKED else Kind.SUPPLIER_CANNOT,
        session=request.session,
        words="\n".join(lines),
        dedupe_key=f"{prefix}{now.isoformat()}",
        now=now,
    )
    live = [link.need.person.booking for link in request.links.all() if is_live(link.need)]
    if live:
        notify_organisers_of_needs(live[0], now)


def _keep_earlier_line(request: SupplierRequest) -> None:
    """Keep what the supplier knows, if this version was sent, or answered on the phone."""
    sent = [each.dedupe_key for each in request.notices.all() if each.sent_at]
    if str(request.version) in sent or request.answered_at:
        request.earlier_line = request.line


def _owe_mail(request: SupplierRequest, now: datetime) -> None:
    Notice.objects.create(
        kind=Notice.Kind.SUPPLIER_REQUEST,
        supplier_request=request,
        dedupe_key=str(request.version),
        due_at=now,
        created_at=now,
    )
