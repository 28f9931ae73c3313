"""A whole booking in a real browser, with and without JavaScript, and nothing wrong on any page."""

import re

import pytest

from . import axe, keyboard, layout, markup
from .visitor import press

WIDTHS = (1280, 320)
YES = "Yes, or I would like to talk"  # something would make it easier


class Booker:
    """A person who books. Every page is checked closely when `looks` is true."""

    def __init__(self, visitor, url, looks=True):
        self.visitor, self.page, self.url, self.looks = visitor, visitor.page, url, looks
        self.problems, self.pages = [], {}

    def arrive(self):
        """Look at the page that has just been opened."""
        title = self.page.title()
        if not self.looks:
            return
        if title not in self.pages:
            self.pages[title] = self.page.request.get(self.page.url).text()
        found = [message for message in self.visitor.messages]
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            found += axe.faults(self.page) + layout.sideways(self.page) + layout.cut(self.page)
            found += layout.small_targets(self.page)
        self.problems += [f"{title}: {problem}" for problem in found]
        self.visitor.messages.clear()

    def begin(self, words="Book a place"):
        """From the list of sessions to the first question."""
        self.page.goto(f"{self.url}/sessions/")
        links = self.page.locator("main a[href^='/sessions/']")
        addresses = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        for address in dict.fromkeys(addresses):
            if not re.fullmatch(r"/sessions/[\w-]+/\d{4}-\d\d-\d\d(-\d+)?/", address):
                continue
            self.page.goto(self.url + address)
            button = self.page.locator("main a[href$='/book/']").filter(has_text=words)
            if button.count():
                press(button.first)
                break
        self.arrive()

    def choose(self, *labels):
        for label in labels:
            self.page.get_by_label(label).first.check()
        return self

    def write(self, **answers):
        for label, words in answers.items():
            self.page.get_by_label(label.replace("_", " ")).first.fill(words)
        return self

    def go_on(self, button="Continue"):
        press(self.page.get_by_role("button", name=button, exact=True))
        self.arrive()

    def follow(self, link):
        press(self.page.get_by_role("link", name=link).first)
        self.arrive()

    @property
    def heading(self):
        return self.page.locator("h1").inner_text()

    def says(self, words):
        return words in self.page.locator("main").inner_text()


@pytest.fixture
def booker(demo, visitor):
    return Booker(visitor(width=WIDTHS[-1]), demo.url)


@pytest.fixture
def without_script(demo, visitor):
    return Booker(visitor(java_script_enabled=False), demo.url, looks=False)


def fill_in_the_start(booker, *, who="Just me", way="By video", needs=YES, **written):
    booker.choose(who)
    booker.write(**(written or {"What_is_your_name": "Ama", "Email_address": "ama@example.org"}))
    if booker.page.get_by_label(way).count():
        booker.choose(way)
    booker.choose(needs).go_on()


def book_for_me(booker, button="Book my place"):
    fill_in_the_start(booker, What_is_your_name="Ama Mensah", Email_address="ama@example.org")
    booker.choose("More breaks").write(Something_else="A friendly face").go_on()
    booker.choose("No, thank you")
    booker.choose("Yes, so they can get it ready", "No, delete it after the session").go_on()
    assert booker.heading == "Check your answers"
    booker.choose("You may use these answers")
    booker.go_on(button)


def manage_booking(booker):
    """Change, cancel and undo: forms behind a secret address must reach us from a real browser."""
    booker.follow("See, change or cancel your booking")
    assert booker.heading == "Your booking" and booker.says("You have a place")
    booker.follow("Change your name")
    booker.write(What_is_your_name="Amma Mensah").go_on("Save my change")
    assert booker.says("We have kept your change.") and booker.says("Amma Mensah")
    booker.go_on("Stop reminders")
    assert booker.says("We do not remind you.")
    booker.follow("How to join on the day")
    assert booker.heading == "How to join"
    booker.follow("Go to your booking")
    booker.follow("Cancel this booking")
    booker.go_on("Cancel my booking")
    assert booker.says("This booking is cancelled")
    booker.go_on("Have my booking back")
    assert booker.says("Your booking is back.")


def test_someone_books_and_looks_after_it_and_every_page_is_right(booker, tmp_path):
    booker.begin()
    book_for_me(booker)
    assert booker.heading == "You have booked a place"
    manage_booking(booker)

    assert booker.problems == []
    assert len(booker.pages) >= 9  # every page has a title of its own
    assert markup.mistakes(tmp_path, booker.pages) == []


@pytest.mark.journey("book, change and cancel")
def test_someone_books_and_looks_after_it_without_javascript(without_script):
    without_script.begin()
    book_for_me(without_script)
    assert without_script.heading == "You have booked a place"
    manage_booking(without_script)


def test_each_form_on_the_page_after_booking_works_at_the_first_press(without_script):
    """A page must not hide where it is from: under "no-referrer" its forms came back as too old."""
    booker = without_script
    booker.begin()
    book_for_me(booker)
    booked_at = booker.page.url
    names = booker.page.locator("main form button").all_inner_texts()
    assert "Ask me every time" in names
    for name in names:
        booker.page.goto(booked_at)
        booker.go_on(name)
        assert booker.heading == "Your booking"


class WithoutCookies(Booker):
    """A person whose browser keeps no cookie."""

    def go_on(self, button="Continue"):
        self.page.context.clear_cookies()
        super().go_on(button)
        assert self.heading != "Send your answers again"


def test_someone_books_and_looks_after_it_without_any_cookie(demo, visitor):
    booker = WithoutCookies(visitor(java_script_enabled=False), demo.url, looks=False)
    booker.begin()
    book_for_me(booker)
    assert booker.heading == "You have booked a place"
    manage_booking(booker)


def test_two_windows_of_one_browser_make_two_bookings(without_script):
    first = without_script
    second = Booker(first.visitor, first.url, looks=False)
    second.page = first.visitor.context.new_page()
    for booker in (first, second):
        booker.begin()
    for booker, name in ((first, "Child A"), (second, "Child B")):
        fill_in_the_start(booker, What_is_your_name=name, Email_address="ama@example.org")

    for booker, name in ((first, "Child A"), (second, "Child B")):
        booker.page.go_back()
        assert booker.page.get_by_label("What is your name").input_value() == name


def test_a_carer_books_for_two_and_every_page_is_right(booker):
    booker.begin()
    fill_in_the_start(
        booker,
        who="Someone else, and I will come too",
        way="By phone",
        What_is_your_name="Ama",
        Phone_number="01632 960 111",
    )
    booker.write(Their_name="Ben", Their_email_address="ben@example.org")
    booker.choose("Yes", "I will support this person").go_on()
    booker.choose("Ben does not need anything").go_on()
    booker.choose("Nothing is needed").go_on()
    booker.choose("Yes, phone me")
    booker.choose("No, only the organiser", "No, delete it after the session").go_on()
    booker.choose("You may use these answers")
    booker.go_on("Book my place")

    assert booker.heading == "You have booked a place"
    assert booker.problems == []


def test_a_full_session_leads_to_the_waiting_list(booker):
    booker.begin("Join the waiting list")
    book_for_me(booker, "Join the waiting list")

    assert booker.heading == "You are on the waiting list"
    assert booker.problems == []


def test_every_page_sent_empty_says_what_to_do_and_is_right(booker):
    booker.begin()
    for missing in (4, 2):
        booker.go_on()
        assert booker.page.title().startswith("Error: ")
        summary = booker.page.locator(".error-summary")
        assert summary.evaluate("box => box === document.activeElement")
        assert summary.get_by_role("link").count() >= missing
        summary.get_by_role("link").first.click()
        focused = booker.page.evaluate("document.activeElement.matches('input, textarea')")
        assert focused
        if missing == 4:
            fill_in_the_start(booker, who="Someone else. I am booking for them")
    booker.write(Their_name="Ben").choose("Yes").go_on()

    assert booker.heading == "What would make it easier for Ben to take part?"
    assert booker.problems == []


def test_every_page_can_be_answered_by_keyboard(demo, visitor):
    booker = Booker(visitor(), demo.url, looks=False)
    booker.begin()
    problems = keyboard.walk(booker.page)
    fill_in_the_start(booker)
    problems += keyboard.walk(booker.page)

    assert problems == []


def test_enter_in_a_field_goes_on_and_not_back(without_script):
    booker = without_script
    booker.begin()
    booker.choose("Just me").write(What_is_your_name="Ama")
    with booker.page.expect_navigation():
        booker.page.keyboard.press("Enter")

    assert booker.page.title().startswith("Error: ")


def test_saying_nothing_is_needed_clears_the_rest_and_the_other_way_round(demo, visitor):
    booker = Booker(visitor(), demo.url, looks=False)
    booker.begin()
    fill_in_the_start(booker)
    breaks, nothing = (
        booker.page.get_by_label(words) for words in ("More breaks", "I do not need anything")
    )
    breaks.check()
    nothing.check()
    assert not breaks.is_checked()
    breaks.check()
    assert not nothing.is_checked()


def test_the_way_back_in_the_form_loses_no_tick_and_no_word(without_script):
    booker = without_script
    booker.begin()
    fill_in_the_start(booker)
    booker.choose("More breaks").write(Something_else="A friend")
    booker.go_on("Back")
    assert booker.page.get_by_label("What is your name").input_value() == "Ama"
    booker.go_on()
    assert booker.page.get_by_label("More breaks").is_checked()
    assert booker.page.get_by_label("Something else").input_value() == "A friend"


def test_who_stops_and_comes_back_carries_on_and_every_page_is_right(booker):
    booker.begin()
    start = booker.page.url.rsplit("/", 3)[0]
    fill_in_the_start(booker, What_is_your_name="Ama", Email_address="stops@example.org")
    booker.choose("More breaks").go_on("Send me a link to go on later")
    assert booker.page.get_by_label("Your email address").input_value() == "stops@example.org"
    booker.go_on("Send me the link")
    assert booker.heading == "We send you the link"
    booker.page.goto(f"{start}/")
    booker.arrive()
    booker.go_on("Carry on where you stopped")

    assert booker.heading == "What would make it easier for you to take part?"
    assert booker.page.get_by_label("More breaks").is_checked()
    assert booker.problems == []


def test_the_browsers_own_back_button_loses_nothing(without_script):
    booker = without_script
    booker.begin()
    fill_in_the_start(booker)
    booker.choose("More breaks").go_on()
    booker.page.go_back()
    assert booker.page.get_by_label("More breaks").is_checked()
    booker.page.go_back()
    assert booker.page.get_by_label("What is your name").input_value() == "Ama"
    assert booker.page.get_by_label("Just me").is_checked()


def test_the_confirmation_prints_in_large_type_without_menus(demo, visitor):
    booker = Booker(visitor(), demo.url, looks=False)
    booker.begin()
    book_for_me(booker)
    booker.page.emulate_media(media="print")

    assert not booker.page.locator(".menu").is_visible()
    size = booker.page.locator("main p").first.evaluate(
        "p => parseFloat(getComputedStyle(p).fontSize)"
    )
    assert size >= 21  # pixels: 16 point
