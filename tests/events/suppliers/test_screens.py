"""Screens of organisers: what to ask for, the mail before it goes, and the list of suppliers."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events import bookings, schedule
from events.models import NeedsAccess, Notice, Supplier, SupplierRequest
from events.suppliers.admin_forms import MAX_LISTED
from hub.models import User
from tests import factories
from tests.events.admin.helpers import login
from tests.events.suppliers.makers import (
    BSL,
    LINE,
    MINUTE,
    answer,
    ask,
    current,
    make_needs,
    make_supplier,
    needs_of,
    states,
)

pytestmark = pytest.mark.django_db

KEY = "need-a-british-sign-language-bsl-interpreter"


@pytest.fixture(autouse=True)
def clock(time_machine, now):
    time_machine.move_to(now, tick=False)
    return time_machine


@pytest.fixture
def needs(site):
    return make_needs(phone="01632 960 001")


@pytest.fixture
def session(needs):
    return needs[0].person.booking.session


@pytest.fixture
def supplier(site):
    return make_supplier(phone="01632 960 555")


@pytest.fixture
def organiser(site, client):
    return login(client, "Organisers")


def session_url(session):
    return reverse("suppliers:session", args=[session.pk])


def ask_url(session, key=KEY):
    return reverse("suppliers:ask", args=[session.pk, key])


def fields_of(shown):
    """Return what the form of a page holds, as a browser would send it."""
    form = BeautifulSoup(shown, "html.parser").select_one("form.desk-form")
    fields = {}
    for each in form.select("input, textarea, select"):
        if each.name == "select":
            chosen = each.select_one("option[selected]")
            fields[each["name"]] = chosen["value"] if chosen else ""
        elif each.name == "textarea":
            fields[each["name"]] = each.text.strip("\n")
        elif each.get("type") != "checkbox" or each.has_attr("checked"):
            fields.setdefault(each["name"], []).append(each.get("value", ""))
    return fields


def look(client, session, key=KEY, **changes):
    """Fill in the form and look at the mail."""
    url = ask_url(session, key)
    fields = fields_of(client.get(url).text)
    return client.post(url, {**fields, "press": "look", **changes})


def send(client, session, page, key=KEY, **changes):
    url = ask_url(session, key)
    return client.post(url, {**fields_of(page), "press": "send", **changes}, follow=True)


# What to ask for ------------------------------------------------------------------------------------


def test_each_kind_is_one_line_to_copy_without_names(needs, session, organiser):
    make_needs(session, names=("Joan Webb",), label="More breaks")
    factories.make_booking(session=session, email="di@example.org", needs=("Markerwords",))
    shown = organiser.get(session_url(session)).text
    soup = BeautifulSoup(shown, "html.parser")
    lines = soup.select_one("#lines").text.strip().splitlines()
    assert lines == [LINE, LINE.replace(BSL, "More breaks").replace("2 people", "1 person")]
    for secret in ("Zebedee", "zebedee0@", "960 001", "Markerwords"):
        assert secret not in shown
    assert "In their own words: 1." in shown


def test_lists_of_what_waits_and_the_session_lead_there(needs, session, organiser):
    arrange = organiser.get(reverse("sessions_admin:arrange")).text
    assert f'href="{ask_url(session)}"' in arrange
    screen = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    assert f'href="{session_url(session)}"' in screen
    home = organiser.get(reverse("wagtailadmin_home")).text
    assert reverse("supplier_list:index") in home


@pytest.mark.parametrize("why", ["off", "begun", "nothing"])
def test_nothing_is_asked_when_there_is_nothing_to_ask(
    why, needs, session, supplier, organiser, clock, now
):
    if why == "off":
        schedule.cancel(session=session, reason="Ill", now=now)
    elif why == "begun":
        clock.move_to(session.starts_at, tick=False)
        organiser.force_login(User.objects.get(username="organisers"))
    else:
        for need in needs:
            bookings.cancel(booking=need.person.booking, now=now)
    assert organiser.get(session_url(session)).status_code == 200
    response = organiser.get(ask_url(session), follow=True)
    assert "This is not here any more." in response.text
    assert organiser.post(ask_url(session), {"press": "send"}).status_code == 302
    assert not SupplierRequest.objects.exists()


# The mail ----------------------------------------------------------------------------------------------


def test_the_mail_is_shown_before_it_goes(needs, session, supplier, organiser):
    shown = look(organiser, session, supplier=supplier.pk, sentence="Please tell us your price.")
    assert LINE in shown.text
    assert "Nothing is sent yet" not in shown.text
    assert not SupplierRequest.objects.exists()

    done = send(organiser, session, shown.text)
    request = SupplierRequest.objects.get()
    assert (request.line, request.sentence) == (LINE, "Please tell us your price.")
    assert request.sent_by.username == "organisers"
    assert states(session) == ["arranging", "arranging"]
    assert "Our email to Sign Co goes in the next minutes." in done.text
    assert "Our email is on its way. They do not know yet." in done.text
    assert NeedsAccess.objects.filter(kind="supplier", username="organisers").count() == 1


@pytest.mark.parametrize(
    "change", [{"sentence": "Come early."}, {"shown": ""}, {"words_for_people": "Yes"}]
)
def test_what_was_not_shown_is_not_sent(change, needs, session, supplier, organiser):
    shown = look(organiser, session, supplier=supplier.pk)
    again = send(organiser, session, shown.text, **change)
    assert "Something is different now. Nothing is sent yet." in again.text
    assert not SupplierRequest.objects.exists()


def test_an_answer_meanwhile_is_shown_first(needs, session, supplier, organiser, now):
    shown = look(organiser, session, supplier=supplier.pk)
    bookings.cancel(booking=needs[0].person.booking, now=now + MINUTE)
    again = send(organiser, session, shown.text)
    assert not SupplierRequest.objects.exists()
    assert again.status_code == 200


def test_pressed_twice_it_goes_once(needs, session, supplier, organiser):
    shown = look(organiser, session, supplier=supplier.pk)
    data = {**fields_of(shown.text), "press": "send"}
    for _ in range(2):
        organiser.post(ask_url(session), data)
    assert Notice.objects.filter(kind="supplier").count() == 1


def book_with_words(session, words, **fields):
    option = factories.make_option("Information in another language", which_question="Which one?")
    attendee = bookings.Attendee(
        name="Joan Webb",
        email="joan@example.org",
        asks=(bookings.AccessRequest(option=option, words=words),),
    )
    factories.make_booking(
        session=session, name="Joan Webb", email="joan@example.org", people=(attendee,), **fields
    )
    return "need-information-in-another-language"


def test_what_people_wrote_is_left_out_until_it_is_ticked(session, supplier, organiser):
    key = book_with_words(session, "Polish")
    page = organiser.get(ask_url(session, key)).text
    assert "“Polish”" in page
    assert "told" not in fields_of(page)
    assert "Polish" not in organiser.get(session_url(session)).text

    without = look(organiser, session, key, supplier=supplier.pk)
    assert "Which one: " not in without.text
    need = needs_of(session, "Information in another language")[0]
    shown = look(organiser, session, key, supplier=supplier.pk, told=[need.pk])
    assert "Which one: Polish" in shown.text
    send(organiser, session, shown.text, key)
    assert [link.tells_words for link in SupplierRequest.objects.get().links.all()] == [True]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Write to zebedee0@example.org.", "zebedee0@example.org"),
        ("Ring 01632 960001.", "01632 960 001"),
    ],
)
def test_words_that_lead_to_somebody_are_refused(words, found, needs, session, supplier, organiser):
    shown = look(organiser, session, supplier=supplier.pk, sentence=words)
    error = BeautifulSoup(shown.text, "html.parser").select_one(".desk-field-error").text
    assert f"Take this out, as it leads to somebody: {found}." in error
    assert "mail-title" not in shown.text


@pytest.mark.parametrize("words", ["For Zebedee only.", "Ask ZEBEDEE."])
def test_a_name_is_pointed_at_before_the_mail_goes(words, needs, session, supplier, organiser):
    shown = look(organiser, session, supplier=supplier.pk, sentence=words)
    alert = BeautifulSoup(shown.text, "html.parser").select_one("#mail [role=alert]").text
    assert "Somebody of this session has this name: " in alert
    assert "zebedee" in alert.casefold()


def test_a_word_that_is_a_name_too_can_be_passed_on(session, supplier, organiser):
    key = book_with_words(session, "French")
    make_needs(session, names=("Dawn French",))
    need = needs_of(session, "Information in another language")[0]
    shown = look(organiser, session, key, supplier=supplier.pk, told=[need.pk])
    assert "Somebody of this session has this name: French." in shown.text
    send(organiser, session, shown.text, key)
    assert SupplierRequest.objects.get().links.get().tells_words


def test_own_words_are_asked_for_in_words_of_an_organiser(session, supplier, organiser):
    factories.make_booking(session=session, email="di@example.org", needs=("Markerwords",))
    page = organiser.get(ask_url(session, "words")).text
    assert "“Markerwords”" in page
    assert "needs" not in fields_of(page), "nobody is ticked"
    need = needs_of(session, "")[0]
    shown = look(organiser, session, "words", supplier=supplier.pk, what="A lift", needs=[need.pk])
    mail = BeautifulSoup(shown.text, "html.parser").select_one("#mail").text
    assert "A lift, Wednesday 27 January 2027" in mail
    assert "Markerwords" not in mail
    send(organiser, session, shown.text, "words")
    assert "Markerwords" not in organiser.get(session_url(session)).text


def test_only_the_ticked_are_asked_for(needs, session, supplier, organiser):
    shown = look(organiser, session, supplier=supplier.pk, needs=[needs[1].pk])
    send(organiser, session, shown.text)
    assert states(session) == ["asked", "arranging"]
    assert "A supplier knows of some of them" in organiser.get(session_url(session)).text


def test_suppliers_for_it_come_first_and_retired_or_without_address_not_at_all(
    needs, session, organiser
):
    make_supplier("Aardvark")
    make_supplier("Retired", in_use=False)
    make_supplier("Phone only", email="", phone="01632 960 002")
    make_supplier("Sign Co").options.add(needs[0].option)
    page = BeautifulSoup(organiser.get(ask_url(session)).text, "html.parser")
    assert [each.text.split(" (")[0] for each in page.select("select[name=supplier] option")] == [
        "Choose",
        "Sign Co",
        "Aardvark",
    ]


def test_without_suppliers_the_page_leads_to_the_list(needs, session, organiser):
    assert reverse("supplier_list:add") in organiser.get(ask_url(session)).text


def test_the_screens_stay_short_with_500_bookings_and_500_needs(site, supplier, organiser):
    session = factories.make_session()
    factories.make_many_bookings(session, 500)
    for url in (session_url(session), ask_url(session, "words")):
        organiser.get(url)
        with CaptureQueriesContext(connection) as queries:
            response = organiser.get(url)
        assert response.status_code == 200
        assert len(response.content) < 100_000
        assert len(queries) <= 15


def test_with_very_many_people_the_page_stays_short(site, supplier, organiser, session):
    make_needs(session, names=[f"Jo {each}" for each in range(MAX_LISTED)])
    page = organiser.get(ask_url(session)).text
    assert f"It is for all {MAX_LISTED + 2} that no supplier knows of yet." in page
    shown = look(organiser, session, supplier=supplier.pk)
    send(organiser, session, shown.text)
    assert SupplierRequest.objects.get().people == MAX_LISTED + 2


# What they said ---------------------------------------------------------------------------------------


def test_a_change_is_told_with_one_press_from_the_list_of_what_waits(
    needs, session, organiser, now
):
    request = ask(needs, now)
    bookings.cancel(booking=needs[0].person.booking, now=now)
    url = reverse("sessions_admin:arrange")
    soup = BeautifulSoup(organiser.get(url).text, "html.parser")
    assert "Tell Sign Co: now 1 person" in soup.select_one("#suppliers").text
    assert "Tell Sign Co: now 1 person" in organiser.get(reverse("wagtailadmin_home")).text
    form = soup.select_one("#suppliers form")
    data = {each["name"]: each["value"] for each in form.select("input")}
    done = organiser.post(form["action"], data, follow=True)
    assert "Our email to Sign Co goes in the next minutes" in done.text
    assert current(request).people == 1
    assert "Tell Sign Co" not in done.text
    assert "Nothing is sent" in organiser.post(form["action"], data, follow=True).text


def test_what_a_supplier_wrote_is_shown_and_what_they_say_on_the_phone_is_kept(
    needs, session, organiser, now
):
    request = ask(needs, now)
    answer(request, "booked", now, words="Kim comes.")
    url = reverse("suppliers:record", args=[request.pk])
    assert "Kim comes." in organiser.get(session_url(session)).text
    done = organiser.post(url, {"answer": "cannot", "version": "1"}, follow=True)
    assert "We have marked that they cannot." in done.text
    assert states(session) == ["asked", "asked"]
    for data in ({}, {"answer": "sent", "version": "1"}, {"answer": "booked", "version": "x"}):
        assert "Nothing is saved." in organiser.post(url, data, follow=True).text
    assert (
        "Nothing is sent"
        in organiser.post(url, {"answer": "booked", "version": "7"}, follow=True).text
    )
    assert current(request).state == "cannot"


def test_it_can_be_called_off(needs, session, organiser, now):
    request = ask(needs, now)
    url = reverse("suppliers:withdraw", args=[request.pk])
    assert "It is called off." in organiser.post(url, follow=True).text
    assert states(session) == ["asked", "asked"]
    assert "There was nothing to call off." in organiser.post(url, follow=True).text


def test_the_queries_do_not_grow_with_people_and_requests(needs, session, organiser, now):
    ask(needs, now)
    urls = (session_url(session), reverse("sessions_admin:session", args=[session.pk]))

    def queries(url):
        with CaptureQueriesContext(connection) as context:
            assert organiser.get(url).status_code == 200
        return len(context)

    for url in urls:
        queries(url)
    few = [queries(url) for url in urls]
    for number in range(5):
        make_needs(session, names=(f"Jo {number}",), label=f"Thing {number}")
        ask(needs_of(session, f"Thing {number}"), now, supplier=Supplier.objects.first())
        make_needs(session, names=(f"Di {number}",), label=f"Thing {number}")
    assert [queries(url) for url in urls] == few
    assert few[0] <= 20


# Who may ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["nobody", "Editors", "sees needs only"])
def test_only_who_may_change_needs_gets_in(group, needs, session, supplier, client, now):
    request = ask(needs, now, supplier=supplier)
    user = User.objects.create_user("someone", "someone@example.org", "brew")
    if group == "sees needs only":
        desk = Group.objects.create(name="Desk")
        names = ("access_admin", "view_booking", "change_booking", "view_accessneed")
        desk.permissions.set(Permission.objects.filter(codename__in=names))
        user.groups.add(desk)
    elif group == "Editors":
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    own = [
        reverse(f"suppliers:{name}", args=[request.pk]) for name in ("update", "withdraw", "record")
    ]
    listed = [reverse("supplier_list:index"), reverse("supplier_list:add")]
    listed += [reverse(f"supplier_list:{each}", args=[supplier.pk]) for each in ("edit", "delete")]
    for url in (session_url(session), ask_url(session), *own, *listed):
        for method in (client.get, client.post):
            response = method(url, {"answer": "booked", "version": "1", "press": "send"})
            assert response.status_code in (302, 403), url
            assert "Sign Co" not in response.text
    assert current(request).state == "sent"
    assert Supplier.objects.count() == 1
    screens = [reverse("wagtailadmin_home")]
    if group == "sees needs only":
        screens += [reverse("sessions_admin:arrange")]
        screens += [reverse("sessions_admin:session", args=[session.pk])]
    for url in screens:
        shown = client.get(url, follow=True).text
        assert "Sign Co" not in shown
        assert "Ask a supplier" not in shown


def test_suppliers_are_added_changed_and_retired(site, organiser):
    option = factories.make_option("A ramp")
    data = {"name": "Ramps R Us", "email": "", "phone": "", "note": "", "in_use": "on"}
    add = reverse("supplier_list:add")
    assert "Write an email address or a phone number." in organiser.post(add, data).text
    organiser.post(add, data | {"email": "ramps@example.org", "options": [option.pk]})
    supplier = Supplier.objects.get()
    assert list(supplier.options.all()) == [option]
    edit = reverse("supplier_list:edit", args=[supplier.pk])
    organiser.post(edit, {"name": "Ramps", "phone": "01632 960 003"})
    supplier.refresh_from_db()
    assert (supplier.name, supplier.in_use) == ("Ramps", False)


def test_a_deleted_supplier_leaves_no_trace(site, organiser):
    add, data = reverse("supplier_list:add"), {"name": "Ramps R Us", "email": "r@example.org"}
    organiser.post(add, data)
    assert ModelLogEntry.objects.filter(label="Ramps R Us").exists()
    delete = reverse("supplier_list:delete", args=[Supplier.objects.get().pk])
    assert organiser.get(delete).status_code == 200
    organiser.post(delete)
    assert not Supplier.objects.exists()
    assert not ModelLogEntry.objects.filter(label="Ramps R Us").exists()


def test_a_supplier_who_is_asked_for_a_session_to_come_is_not_deleted(needs, organiser, now):
    request = ask(needs, now)
    delete = reverse("supplier_list:delete", args=[request.supplier_id])
    for method in (organiser.get, organiser.post):
        assert "Call that off first." in method(delete, follow=True).text
    assert current(request).supplier.name == "Sign Co"
