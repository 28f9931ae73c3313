"""Every admin address of ours, for every group, read and pressed."""

import inspect
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from events.models import (
    AccessNeed,
    Feedback,
    Invitation,
    Notice,
    Person,
    Quote,
    Regular,
    Subscriber,
)
from events.public.views.shown import booking_digest
from events.worklist import kind_key_of
from hub.models import Area, SiteDetails, Topic, User
from stories.models import Contribution, SummaryImport
from tests.events.admin.test_who_sees_needs import (
    MARKERS,
    content_of,
    rows,  # noqa: F401 - a fixture
)
from tests.events.emails.mails import rolled_back
from tests.events.suppliers.makers import ask, make_needs, make_supplier
from tests.factories import STARTS_AT, make_booking, make_session

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow("opens every admin address as every group"),
]
APPS = ("events", "stories", "home", "hub")
SECRET = "Markerofsomebodywhodidnotagree"

NOBODY = "-"

# Who gets in: E Editors, F Facilitators of this session, O Organisers, B a group that sees bookings
# and no more. Superusers get in everywhere; visitors and facilitators of another session nowhere.
WHO = {
    "sessions_admin": {
        "coming past find messages": "OB",
        "session": "OB",
        "arrange find_in_arrange answer_many": "O",
        "answer_need need_note need_owner complete_task talked": "O",
        "send_again let_go phoned": "O",
        "enter_booking cancel_booking give_place paper": "O",
        "open_booking erase_booking": "O",
        "export download": "O",
        "facilitators": "O",
        "day sheet": "FOB",
        "sheet_with_names": "O",
        "check_in late joining day_note": "FO",
        "move cancel restore note details": "EO",
        "add_dates plan show_dates": "E",
    },
    "broadcasts": {"write": "O"},
    "feedback": {"add delete show_quote delete_quote": "O"},
    "importing": {"start import review picture delete": "E"},
    "insights": {"learned export": "OB", "headcount": "O"},
    "letters": {"address": "O"},
    "regulars": {"answer_invitation": "O"},
    "subscriptions": {"stop": "O"},
    "suppliers": {"session ask update withdraw record": "O"},
    "supplier_list": {
        "index index_results add edit delete history history_results usage": "O",
    },
    "access_options": {
        "index index_results add edit delete history history_results usage": "O",
    },
    "contributions": {
        "index index_results inspect draft delete history history_results": "E",
        "add edit usage": NOBODY,
    },
    "": {"needs_access needs_access_results retention health_page": ""},
}
# Topics and areas: Wagtail has many addresses for each.
SNIPPETS, WHO_OF_SNIPPETS = "wagtailsnippets_hub_", "E"
ROLES = {"E": "Editors", "F": "Facilitators", "O": "Organisers", "B": "Bookings"}


def admin_addresses() -> Iterator[tuple[str, str, URLPattern]]:
    """Yield namespace, name and pattern of each admin address that is ours."""
    (admin,) = [each for each in get_resolver().url_patterns if str(each.pattern) == "admin/"]

    def walk(patterns, namespace):
        for each in patterns:
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, each.namespace or namespace)
            elif is_ours(namespace, each):
                yield namespace, each.name or "", each

    yield from walk(admin.url_patterns, "")


def is_ours(namespace, pattern):
    view = inspect.unwrap(pattern.callback)
    module = getattr(view, "view_class", view).__module__
    return (
        namespace.startswith(SNIPPETS)
        or bool(namespace in WHO and namespace)
        or module.split(".")[0] in APPS
    )


def expected(namespace, name):
    if namespace.startswith(SNIPPETS):
        return WHO_OF_SNIPPETS
    for names, who in WHO[namespace].items():
        if name in names.split():
            return who
    return None


@pytest.fixture
def planted(rows, now):  # noqa: F811
    """More rows, so that each address has one of its own; and a need that its person does not share."""
    session, booking = rows["session"], rows["booking"]
    SiteDetails.load()  # makes the row
    supplier = make_supplier()
    private = make_booking(
        session=session, name="Ursula", email="ursula@example.org", needs=(SECRET,)
    )
    regular = Regular.objects.create(booking=booking, series=session.series)
    return rows | {
        "other": make_session(starts_at=STARTS_AT.replace(hour=18)),
        "notice": Notice.objects.filter(booking=booking).first(),
        "invitation": Invitation.objects.create(regular=regular, session=session),
        "subscriber": Subscriber.objects.create(email="s@example.org"),
        "feedback": Feedback.objects.create(session=session, form_key=uuid.uuid4()),
        "quote": Quote.objects.create(session=session, words="Warm."),
        "contribution": Contribution.objects.create(
            kind="poem", words="A poem", consent="publish", form_key=uuid.uuid4()
        ),
        "option": rows["need"].option,
        "supplier": supplier,
        "import": SummaryImport.objects.create(
            owner=User.objects.create_user("writer"), started_at=now
        ),
        "request": ask(make_needs(session, names=("Val",)), now, supplier=supplier),
        "series": session.series,
        "topic": Topic.objects.create(name="Care"),
        "area": Area.objects.create(name="Norfolk"),
        "private": AccessNeed.objects.get(person__booking=private),
        "person": Person.objects.filter(booking=booking).first(),
    }


# The row that each address is about, by the namespace or by words in the address.
ABOUT = {
    "feedback:add": "session",
    "feedback": "feedback",
    "feedback:show_quote": "quote",
    "feedback:delete_quote": "quote",
    "importing": "import",
    "letters": "booking",
    "regulars": "invitation",
    "subscriptions": "subscriber",
    "access_options": "option",
    "supplier_list": "supplier",
    "contributions": "contribution",
    "wagtailsnippets_hub_topic": "topic",
    "wagtailsnippets_hub_area": "area",
}
IN_SESSIONS = {
    "bookings/": "booking",
    "needs/": "need",
    "tasks/": "task",
    "messages/": "notice",
    "series/": "series",
    "suppliers/": "request",
}


def row_of(planted, namespace, name, pattern):
    found = ABOUT.get(f"{namespace}:{name}") or ABOUT.get(namespace)
    if not found:
        places = [
            row for start, row in IN_SESSIONS.items() if str(pattern.pattern).startswith(start)
        ]
        found = places[0] if places else "session"
    return planted[found]


def urls_of(planted):
    """Yield namespace, name and URL of each address, with the keys of the rows that are there."""
    for namespace, name, pattern in admin_addresses():
        row = row_of(planted, namespace, name, pattern)
        values = {
            "pk": row.pk,
            "object_id": row.pk,
            "needs": "with-needs",
            "kind": "csv",
            "picture": 0,
        }
        if namespace == "suppliers":
            values["kind"] = kind_key_of(planted["need"])
        kwargs = {each: values[each] for each in pattern.pattern.converters}
        yield namespace, name, reverse(f"{namespace}:{name}" if namespace else name, kwargs=kwargs)


def log_in(client, role, planted):
    """Log in as a member of one group, as the owner, or as nobody."""
    if role == "visitor":
        return
    user = User.objects.create_user("someone", "someone@example.org", "brew")
    user.is_superuser = role == "owner"
    user.save()
    if role == "B":
        group = Group.objects.create(name=ROLES["B"])
        names = ("access_admin", "view_booking")
        group.permissions.set(Permission.objects.filter(codename__in=names))
        user.groups.add(group)
    elif role != "owner":
        user.groups.add(Group.objects.get(name=ROLES[role[0]]))
    if role == "F":
        planted["session"].facilitators.add(user)
    if role == "F elsewhere":
        planted["other"].facilitators.add(user)
    client.force_login(user)


def data_of(planted):
    """Return what makes a button act, for as many as one form can serve."""
    need, person, booking = planted["need"], planted["person"], planted["booking"]
    return {
        **{"code": "Zebedee", "state": "in-place", "words": "Yes.", "note": "Ours.", "before": ""},
        **{"press": f"take {need.pk}", "need": need.pk, "answer": "stop", "owner": ""},
        **{"came": person.pk, "shown": booking_digest(booking), "reason": "Ill.", "text": "Note."},
        **{"late-minutes": 15, "late-seen": planted["session"].starts_at.isoformat()},
        **{"joining-meeting_url": "https://meet.example/y", "initial-joining-meeting_url": ""},
        **{"note-words": "A note.", "note-form_key": uuid.uuid4(), "for_series": "on"},
        **{"name": "Another", "by_video": "on", "places": "7", "places_held": "0"},
    }


def is_refused(response):
    """Return whether the first answer led to the login or to the admin's first page, or was a 403."""
    first = response.redirect_chain[0][0] if response.redirect_chain else ""
    return response.status_code == 403 or first.split("?")[0] in ("/admin/", "/admin/login/")


@contextmanager
def writes():
    """Collect the statements that write rows, but for those of web sessions."""
    found = []

    def look(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


def test_the_table_names_every_address_that_there_is_and_no_other():
    there = [(namespace, name) for namespace, name, _ in admin_addresses()]
    assert [each for each in there if expected(*each) is None] == []
    named = {
        (space, name)
        for space, names_of in WHO.items()
        for names in names_of
        for name in names.split()
    }
    assert named - set(there) == set()


# Who sees which words about needs. F sees what its person agreed to share with whoever runs it.
SEEN = {
    "visitor": set(),
    "E": set(),
    "F": {MARKERS["label"], MARKERS["own words"]},
    "F elsewhere": set(),
    "O": {*MARKERS.values(), SECRET},
    "B": set(),
    "owner": {*MARKERS.values(), SECRET},
}
# On how many addresses a press does something: one that does nothing for anybody would show nothing.
ACTS = {"visitor": 0, "E": 5, "F": 4, "F elsewhere": 0, "O": 20, "B": 0, "owner": 20}


@pytest.mark.parametrize("role", list(SEEN))
def test_each_group_gets_in_where_the_table_says_and_changes_and_reads_nothing_elsewhere(
    planted, client, settings, role
):
    settings.LETTER_BACKEND = "events.texts.notify.NotifyBackend"
    wrong, acted, seen = [], [], {}
    with time_machine.travel(STARTS_AT.replace(hour=9), tick=False):
        log_in(client, role, planted)
        for namespace, name, url in urls_of(planted):
            who = expected(namespace, name)
            may = role in who or (role == "owner" and who != NOBODY)
            for method, data in ((client.get, {}), (client.post, data_of(planted))):
                with rolled_back(), writes() as written:
                    response = method(url, data, follow=True)
                    content = content_of(response)
                where = f"{method.__name__} {url}"
                if response.status_code != 405 and is_refused(response) == may:
                    wrong.append(f"{where} {'is refused' if may else 'gets in'}")
                if written and not may:
                    wrong.append(f"{where} writes {written}")
                if written and method == client.post:
                    acted.append(url)
                for marker in (*MARKERS.values(), SECRET):
                    if marker in content:
                        seen.setdefault(marker, []).append(where)
        for url in (
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_reports:site_history"),
            reverse("wagtailadmin_pages:edit", args=[planted["session"].page_id]),
        ):
            content = content_of(client.get(url, follow=True))
            assert role in ("O", "owner") or not any(each in content for each in MARKERS.values())
    assert wrong == []
    assert set(seen) == SEEN[role], seen
    assert len(acted) >= ACTS[role], acted
