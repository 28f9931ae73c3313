"""An organiser writes to people in a real browser, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from events.bookings import manage_token
from events.models import Broadcast, Notice
from tests.browser.test_series_editor import faults, frozen, log_in, tree
from tests.browser.visitor import press
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["frozen", "tree"]


@pytest.fixture
def session(tree):
    session = make_session()
    make_booking(session=session, needs=(make_option("A quiet room"),))
    make_booking(session=session, name="Joan", email="", phone="01632 960 001")
    return session


def mistakes(page):
    problems = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        problems += [f"at {width}: {fault}" for fault in faults(page)]
        if page.evaluate("document.querySelector('.desk').scrollWidth > innerWidth"):
            problems.append(f"at {width}: too wide")
    return problems


@pytest.mark.parametrize("script", [True, False])
def test_a_broadcast_is_written_looked_at_changed_and_sent(
    script, session, live_server, visitor, frozen
):
    arrived = visitor()
    log_in(arrived.page, live_server, "Organisers")
    someone = visitor(java_script_enabled=script)
    someone.context.add_cookies(arrived.context.cookies())
    page = someone.open(f"{live_server.url}/admin/sessions/{session.pk}/")
    press(page.get_by_role("link", name="Write to people"))
    page.get_by_label("Everyone who has a place (2 people)").check()
    page.get_by_label("Subject").fill("What to bring")
    page.get_by_label("What you want to tell them").fill("Bring a pen.\n\nSee you soon!")
    press(page.get_by_role("button", name="See what they will get"))

    expect(page.locator(".desk")).to_contain_text(
        "2 people: 1 by email, 1 has only a phone number."
    )
    shown = page.frame_locator("iframe")
    expect(shown.get_by_role("heading", name="What to bring")).to_be_visible()
    expect(shown.get_by_text("Bring a pen.", exact=True)).to_be_visible()

    press(page.get_by_role("button", name="Change it"))
    expect(page.get_by_label("Everyone who has a place (2 people)")).to_be_checked()
    words = page.get_by_label("What you want to tell them")
    expect(words).to_have_value("Bring a pen.\n\nSee you soon!")
    words.fill("Bring two pens.\n\nSee you soon!")
    press(page.get_by_role("button", name="See what they will get"))
    press(page.get_by_role("button", name="Send it now"))

    expect(page.locator(".messages")).to_contain_text("Your letter is on its way.")
    expect(page.locator("#letters")).to_contain_text("1 waiting to be sent. 1 to phone.")
    assert Broadcast.objects.get().body == "Bring two pens.\n\nSee you soon!"
    assert Notice.objects.filter(kind=Notice.Kind.BROADCAST).count() == 2


def test_each_screen_has_no_faults_and_needs_no_scrolling_sideways(
    session, live_server, visitor, frozen
):
    page = visitor().page
    log_in(page, live_server, "Organisers")
    problems = {}
    page.goto(f"{live_server.url}/admin/sessions/{session.pk}/write/")
    press(page.get_by_role("button", name="See what they will get"))
    expect(page.get_by_text("Choose to whom you write.")).to_be_visible()
    problems["mistakes"] = mistakes(page)
    assert page.title().startswith("Error: ")
    subject = page.get_by_label("Subject")
    expect(subject).to_have_accessible_description(re.compile("Write what it is about"))

    page.get_by_label("Everyone who asked for one thing").check()
    page.get_by_label("What did they ask for?").select_option(label="A quiet room (1 person)")
    subject.fill("What to bring")
    link = f"https://brew.test/bookings/{manage_token(session.bookings.first())}/"
    words = page.get_by_label("What you want to tell them")
    words.fill(f"Change it at {link}")
    press(page.get_by_role("button", name="See what they will get"))
    expect(page.get_by_text("opens one person's own page")).to_be_visible()
    problems["refused"] = mistakes(page)

    words.fill("https://example.org/" + "a-long-address-" * 12)
    press(page.get_by_role("button", name="See what they will get"))
    expect(page.get_by_role("button", name="Send it now")).to_be_visible()
    problems["looked at"] = mistakes(page)
    press(page.get_by_role("button", name="Send it now"))
    page.locator("#letters summary").click()
    problems["sent"] = mistakes(page)
    page.goto(f"{live_server.url}/admin/sessions/messages/")
    problems["to phone"] = mistakes(page)

    assert not any(problems.values()), problems
