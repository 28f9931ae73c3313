"""Suppliers, as an organiser asks them and as they answer, in every way of looking at it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from events import bookings
from events.models import AccessNeed, SupplierRequest
from events.suppliers.links import answer_address
from tests import factories
from tests.browser import axe, keyboard, layout
from tests.browser.faults import faults_of
from tests.browser.test_admin import AT_REST
from tests.browser.test_series_editor import faults, frozen, log_in, tree
from tests.browser.visitor import press
from tests.events.suppliers.makers import answer, ask, make_needs, make_supplier, needs_of

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["frozen", "tree"]

LONG = "a-very-long-name-without-a-space-" * 3


@pytest.fixture
def request_(transactional_db):
    """A request for a session in two weeks. The browser and the server live in the real present."""
    now = timezone.now()
    session = factories.make_session(starts_at=now + timedelta(days=14))
    needs = make_needs(session, now=now)
    return ask(needs, now, sentence="Tell us your price.")


@pytest.mark.parametrize("script", [True, False])
def test_a_supplier_answers_with_one_press_and_can_change_it(
    live_server, visitor, request_, script
):
    path = answer_address(request_).removeprefix("https://brew.test")
    someone = visitor(java_script_enabled=script)
    page = someone.open(live_server.url + path)
    problems = faults_of(page) if script else []
    page.get_by_label("Is there more that we must know?").fill("Kim comes.")
    press(page.get_by_role("button", name="Yes, it is booked"))
    assert page.locator("h1").inner_text() == "You have answered"
    assert set(AccessNeed.objects.values_list("state", flat=True)) == {"in-place"}
    problems += faults_of(page) if script else []
    press(page.get_by_role("button", name="We cannot"))
    assert SupplierRequest.objects.get().state == "cannot"
    assert someone.messages == []
    SupplierRequest.objects.update(state="withdrawn")
    page.reload()
    assert page.locator("h1").inner_text() == "You cannot answer here now"
    problems += faults_of(page) if script else []
    assert problems == []


@pytest.fixture
def session(tree, frozen):
    """A session with something to ask for, something asked, and something to tell."""
    session = factories.make_session(starts_at=frozen + timedelta(days=10), places=30)
    supplier = make_supplier(phone="01632 960 555")
    make_supplier(LONG, email=f"{LONG}@sign.example")
    needs = make_needs(session, names=("Ama", "Robin", LONG), now=frozen)
    request = ask(needs[:2], frozen, supplier=supplier, sentence="Tell us your price.")
    answer(request, "booked", frozen, words="Kim comes.")
    bookings.cancel(booking=needs[0].person.booking, now=frozen)
    make_needs(session, names=("Joan",), label="More breaks", now=frozen)
    factories.make_booking(session=session, email="di@example.org", needs=(LONG,), now=frozen)
    return session


@pytest.fixture
def organiser(session, visitor, live_server):
    someone = visitor()
    log_in(someone.page, live_server, "Organisers")
    return someone.page


def test_the_screens_are_right_in_every_window(organiser, session, live_server):
    (left,) = [need for need in needs_of(session) if need.state == "asked"]
    kind = "need-a-british-sign-language-bsl-interpreter"
    screens = {
        "of the session": reverse("suppliers:session", args=[session.pk]),
        "to write": reverse("suppliers:ask", args=[session.pk, kind]),
        "own words": reverse("suppliers:ask", args=[session.pk, "words"]),
        "suppliers": reverse("supplier_list:index"),
        "a supplier": reverse("supplier_list:add"),
        "what waits": reverse("sessions_admin:arrange"),
        "the session": reverse("sessions_admin:session", args=[session.pk]),
    }
    assert left.person.name == LONG
    problems = []
    for name, url in screens.items():
        organiser.goto(live_server.url + url)
        organiser.evaluate(layout.ADD_STYLE, AT_REST)
        is_ours = name not in ("suppliers", "a supplier")  # Wagtail's own screens
        found = keyboard.walk(organiser, within=".desk") if is_ours else []
        for width in (320, 1280):
            organiser.set_viewport_size({"width": width, "height": 900})
            if is_ours:
                options = axe.WITHOUT_AAA if width == 320 else axe.CONTRAST_AND_SIZES
                found += [f"at {width}: {fault}" for fault in faults(organiser, options)]
                if organiser.evaluate("document.querySelector('.desk').scrollWidth > innerWidth"):
                    found.append(f"at {width}: too wide")
        problems += [f"{name}: {fault}" for fault in found]
    assert problems == [], "\n".join(problems)
    organiser.emulate_media(media="print")
    for name in ("of the session", "to write"):
        organiser.goto(live_server.url + screens[name])
        assert (
            "interpreter, Thursday 21 January 2027, 9am to 10:30am, UK time, online, 1 person"
            in (organiser.locator(".desk").inner_text())
        )
        expect(organiser.locator(".desk button, .desk input, .desk textarea").first).to_be_hidden()
        assert LONG not in organiser.locator(".desk").inner_text(), "people are not printed"


def test_an_organiser_asks_on_a_phone_without_scripts(organiser, session, visitor, live_server):
    plain = visitor(java_script_enabled=False)
    plain.context.add_cookies(organiser.context.cookies())
    page = plain.page
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(live_server.url + reverse("sessions_admin:arrange"))
    press(page.get_by_role("link", name=re.compile("Ask a supplier: .*, for “More breaks”")))
    page.get_by_label("Whom do you ask?").select_option(index=2)
    press(page.get_by_role("button", name="Look at the email first"))
    expect(page.get_by_role("heading", name="The email to")).to_be_visible()
    press(page.get_by_role("button", name="Send it"))
    expect(page.get_by_text("They do not know yet.")).to_be_visible()
    assert SupplierRequest.objects.count() == 2
