"""A session that needs an interpreter, and the supplier who is asked for one."""

import uuid
from datetime import timedelta

from events.emails.delivery import send_due
from events.models import AccessNeed, Supplier, SupplierRequest
from events.suppliers import requests
from events.suppliers.facts import NEEDS_WITH_SESSIONS, newcomers, outdated, with_needs
from hub.models import User
from tests import factories

BSL = "A British Sign Language (BSL) interpreter"
LINE = f"{BSL}, Wednesday 27 January 2027, 10:30am to 12 noon, UK time, online, 2 people"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def make_supplier(name="Sign Co", email="desk@sign.example", **fields):
    return Supplier.objects.create(name=name, email=email, **fields)


def make_organiser(name="olive"):
    return User.objects.get_or_create(username=name, email=f"{name}@example.org")[0]


def make_needs(session=None, *, names=("Zebedee Quill", "Ama Mensah"), label=BSL, **booking):
    """Book for each of these people, who ask for the same, and return their needs."""
    option = factories.make_option(label, notice_days=5)
    session = session or factories.make_session()
    booking.setdefault("mode", "video")
    for number, name in enumerate(names):
        factories.make_booking(
            session=session,
            name=name,
            email=f"{name.split()[0].lower()}{number}@example.org",
            needs=(option,),
            **booking,
        )
    return needs_of(session, label)


def needs_of(session, label=BSL):
    found = NEEDS_WITH_SESSIONS.filter(person__booking__session=session, option_label=label)
    return list(found.order_by("pk"))


def states(session, label=BSL):
    return [need.state for need in needs_of(session, label)]


def ask(needs, now, *, supplier=None, told=(), form_key=None, what="", **fields):
    """Ask for these needs and return the request."""
    return requests.send(
        session=needs[0].person.booking.session,
        ask=requests.Ask(
            supplier=supplier or make_supplier(),
            option_label=needs[0].option_label,
            what=what or needs[0].option_label,
            needs=needs,
            told=told,
            **fields,
        ),
        form_key=form_key or uuid.uuid4(),
        user=make_organiser(),
        now=now,
    )


def answer(request, state, now, words="", **fields):
    fields.setdefault("version", current(request).version)
    return requests.answer(request=request, state=state, words=words, now=now, **fields)


def current(request):
    return with_needs(SupplierRequest.objects.filter(pk=request.pk)).get()


def change_of(request):
    row = current(request)
    return outdated(row, newcomers([row]).get(row.pk, []))


def tell(request, now):
    requests.send_update(
        request=request, shown=change_of(request).key, user=make_organiser(), now=now
    )


def mails_to_suppliers(outbox, now):
    """Send what is due, and return the mails to suppliers."""
    outbox.clear()
    send_due(now=now)
    return [mail for mail in outbox if mail.to[0].endswith("sign.example")]


def asked_again(needs):
    return AccessNeed.objects.filter(pk__in=[need.pk for need in needs], state="asked").count()
