"""Needs are for those with their own permission, on every screen and in every file."""

import io
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from openpyxl import load_workbook

from events import bookings
from events.admin import urls
from events.bookings.tasks import add_task
from events.models import AccessNeed, Booking, Broadcast, Notice, OrganiserTask
from hub.models import User
from tests.events.admin.helpers import enter_booking
from tests.events.emails.mails import rolled_back
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db
MARKERS = {
    "label": "Markerlabel",
    "own words": "Markerwords",
    "anything else": "Markerelse",
    "when to phone": "Markerwhen",
    "answer": "Markeranswer",
    "task": "Markertask",
    "letter": "Markerletter",
}
SEEN_BY_ORGANISERS = set(MARKERS.values())


@pytest.fixture
def rows(site, now):
    """Plant a marker in each kind of words about a need, and say what each address is about."""
    session = make_session()
    option = make_option(MARKERS["label"])
    booking = make_booking(
        session=session,
        name="Zebedee Quill",
        email="",
        phone="01632 960 001",
        needs=(option, MARKERS["own words"]),
        wishes=bookings.Preferences(
            anything_else=MARKERS["anything else"],
            contact_first="phone",
            contact_when=MARKERS["when to phone"],
            share_needs=True,
        ),
        now=now,
    )
    AccessNeed.objects.update(answer=MARKERS["answer"], state="arranging")
    task = add_task(
        kind=OrganiserTask.Kind.REPLY_WORDS,
        session=session,
        booking=booking,
        words=MARKERS["task"],
        now=now,
    )
    letter = Broadcast.objects.create(
        session=session,
        audience="need",
        option=option,
        subject="About the room",
        body=MARKERS["letter"],
        form_key=uuid.uuid4(),
    )
    Notice.objects.create(
        kind="letter", booking=booking, broadcast=letter, due_at=now - timedelta(hours=1)
    )
    return {
        "session": session,
        "booking": booking,
        "task": task,
        "need": AccessNeed.objects.first(),
    }


def addresses(rows):
    """Yield every address of the sessions admin, for the rows that are there."""
    session, booking = rows["session"], rows["booking"]
    about = {
        "bookings": booking,
        "needs": rows["need"],
        "tasks": rows["task"],
        "messages": booking.notices.first(),
        "series": session.series,
    }
    for pattern in urls.urlpatterns:
        row = about.get(str(pattern.pattern).split("/")[0], session)
        names = set(pattern.pattern.converters)
        pk = {"pk": row.pk} if "pk" in names else {}
        if "kind" in names:
            for needs in ("plain", "with-needs"):
                for kind in ("csv", "xlsx"):
                    yield reverse(
                        "sessions_admin:download", kwargs={**pk, "needs": needs, "kind": kind}
                    )
        else:
            yield reverse(f"sessions_admin:{pattern.name}", kwargs=pk)
    yield reverse("broadcasts:write", args=[session.pk])
    yield reverse("access_options:index")
    yield reverse("wagtailadmin_home")
    yield reverse("wagtailadmin_reports:site_history")
    yield reverse("wagtailadmin_pages:edit", args=[session.page_id])


def content_of(response):
    """Return all that is in an answer, and in the cells of a spreadsheet."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        sheet = load_workbook(io.BytesIO(content)).active
        return "\n".join(str(cell.value) for row in sheet.rows for cell in row)
    return content.decode()


def log_in(client, group):
    """Log in as a member of this group: "nobody", "bookings only" or one of the site's own."""
    user = User.objects.create_user("someone", "someone@example.org", "brew")
    if group == "bookings only":
        desk = Group.objects.create(name="Desk")
        names = (
            "access_admin",
            "view_booking",
            "change_booking",
            "change_session",
            "export_booking",
        )
        desk.permissions.set(Permission.objects.filter(codename__in=names))
        user.groups.add(desk)
    elif group != "nobody":
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)


@pytest.mark.slow("opens every screen as four groups")
@pytest.mark.parametrize(
    ("group", "sees"),
    [
        ("nobody", set()),
        ("bookings only", set()),
        ("Editors", set()),
        ("Organisers", SEEN_BY_ORGANISERS),
    ],
)
def test_needs_are_seen_by_those_who_may_see_needs_only(group, sees, rows, client):
    log_in(client, group)
    seen = {}
    for url in addresses(rows):
        for method, data in ((client.get, {}), (client.post, {"code": "Zebedee", "state": "talk"})):
            with rolled_back():
                response = method(url, data, follow=True)
                content = content_of(response)
            for marker in MARKERS.values():
                if marker in content:
                    seen.setdefault(marker, set()).add(f"{method.__name__} {url}")
    assert set(seen) == sees, seen


def test_who_sees_bookings_only_still_does_the_desks_work(rows, client):
    log_in(client, "bookings only")
    session, booking = rows["session"], rows["booking"]
    shown = client.get(reverse("sessions_admin:session", args=[session.pk])).text
    assert "Zebedee Quill" in shown
    assert reverse("sessions_admin:cancel_booking", args=[booking.pk]) in shown
    assert reverse("sessions_admin:open_booking", args=[booking.pk]) not in shown
    csv = client.get(reverse("sessions_admin:download", args=[session.pk, "plain", "csv"]))
    assert "Zebedee Quill" in content_of(csv)
    enter_booking(client, session)
    assert session.bookings.filter(contact_name="Joan Webb").exists()


def test_who_sees_bookings_only_answers_no_need_and_ends_no_talk(rows, client):
    log_in(client, "bookings only")
    client.post(reverse("sessions_admin:answer_need", args=[rows["need"].pk]), {"state": "talk"})
    client.post(reverse("sessions_admin:talked", args=[rows["booking"].pk]))
    client.post(reverse("sessions_admin:complete_task", args=[rows["task"].pk]))
    assert AccessNeed.objects.get(pk=rows["need"].pk).state == "arranging"
    assert Booking.objects.get().contact_first == "phone"
    assert OrganiserTask.objects.open().exists()


def test_who_sees_bookings_only_cannot_write_to_those_who_asked_for_one_thing(rows, client):
    log_in(client, "bookings only")
    url = reverse("broadcasts:write", args=[rows["session"].pk])
    option = rows["need"].option
    data = {
        "audience": "need",
        "option": option.pk,
        "subject": "Hello",
        "body": "Words",
        "form_key": uuid.uuid4(),
        "step": "send",
    }
    client.post(url, data)
    assert Broadcast.objects.count() == 1
