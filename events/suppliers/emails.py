"""The mails to a supplier: what we ask, what has changed, and that it is not needed any more."""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives

from events.emails.compose import render_mail, writes
from events.models import Notice, SupplierRequest
from events.suppliers.facts import with_needs
from events.suppliers.links import answer_address
from events.suppliers.requests import closed_because, passed_on_words
from hub.dates import format_day, london_date

State = SupplierRequest.State


@writes(Notice.Kind.SUPPLIER_REQUEST)
def compose_request(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the mail, or None if a newer version has one of its own, or there is nothing to say.

    What nobody knows of needs no word when it is called off, and what is answered is not asked. A date
    that has moved or is off since is for an organiser to tell: see `events.suppliers.facts.outdated`.
    """
    request = with_needs(SupplierRequest.objects.filter(notices=notice)).first()
    if request is None or notice.dedupe_key != str(request.version) or not request.supplier.email:
        return None
    is_off = request.state == State.WITHDRAWN
    if request.state in SupplierRequest.ANSWERS or (is_off and not request.earlier_line):
        return None
    closed = closed_because(request, now)
    if closed == "over" or (closed and not is_off):
        return None
    start = "Can you do this?"
    if is_off:
        start = "Not needed any more:"
    elif request.earlier_line:
        start = "This has changed:"
    context = {
        "asked": request,
        "heading": start.rstrip(":"),
        "is_off": is_off,
        "date_is_off": request.session.is_cancelled,
        "which": [] if is_off else passed_on_words(request.links.all()),
        "action_url": "" if is_off else answer_address(request),
        "action_label": "Say if you can do it",
    }
    subject = f"{start} {request.what}, {format_day(london_date(request.starts_at))}"
    return render_mail(notice, subject, context, to=request.supplier.email)
