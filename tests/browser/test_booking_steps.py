"""How many pages and presses a booking takes, counted in a real browser.

A page is one that the person sees, from the page of the session (the first) to "You have booked a
place" (the last). A press is one of a link, a button, a radio or a tick box; typing is none.
"""

import re

import pytest

from .visitor import press


class Walk:
    """A person who books, and counts."""

    def __init__(self, visitor, demo):
        self.page = visitor.page
        self.pages = self.presses = 0
        # The last, as other tests book the first.
        for path in reversed(session_paths(self.page, demo)):
            self.page.goto(demo.url + path)
            book = self.page.locator("main a[href$='/book/']").filter(has_text="Book a place")
            if book.count() and self.page.get_by_text("By phone").count():
                break
        self.pages = 1
        self._press(book.first)

    def _press(self, control):
        press(control)
        self.presses += 1
        self.pages += 1

    def follow(self, link):
        self._press(self.page.get_by_role("link", name=link).first)
        return self

    def go_on(self, button="Continue"):
        self._press(self.page.get_by_role("button", name=button, exact=True))
        return self

    def choose(self, *labels):
        for label in labels:
            self.page.get_by_label(label, exact=True).first.check()
            self.presses += 1
        return self

    def choose_starting(self, words):
        self.page.get_by_label(words).first.check()
        self.presses += 1
        return self

    def write(self, **answers):
        for label, words in answers.items():
            self.page.get_by_label(label.replace("_", " ")).first.fill(words)
        return self

    @property
    def heading(self):
        return self.page.locator("h1").inner_text()


def session_paths(page, demo):
    page.goto(f"{demo.url}/sessions/")
    links = page.locator("main a[href^='/sessions/']")
    paths = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    return [
        path
        for path in dict.fromkeys(paths)
        if re.fullmatch(r"/sessions/[\w-]+/\d{4}-\d\d-\d\d(-\d+)?/", path)
    ]


@pytest.fixture
def walk(demo, visitor):
    return Walk(visitor(width=360, java_script_enabled=False), demo)


AGREE = "You may use these answers to get this session ready"
# What is seen of a phone, and of a page at 400% on a screen of 1280 by 1024 pixels.
SCREENS = [(320, 568), (320, 256)]


def test_somebody_alone_who_needs_nothing(walk):
    """Ten pages and twelve presses, before questions shared a page."""
    walk.choose("Just me", "By video", "No, nothing")
    walk.write(What_is_your_name="Ama", Email_address="ama@example.org").go_on()
    assert walk.heading == "Check your answers"
    walk.choose(AGREE).go_on("Book my place")

    assert walk.heading == "You have booked a place"
    assert (walk.pages, walk.presses) == (4, 7)


def test_a_carer_for_two_with_needs_where_one_has_no_email(walk):
    """Fourteen pages, before questions shared a page."""
    walk.choose("Someone else, and I will come too", "By phone").choose_starting("Yes, or I would")
    walk.write(What_is_your_name="Ama", Email_address="ama@example.org").go_on()
    walk.write(Their_name="Jean", Their_phone_number="01632 960 111")
    walk.choose("Yes", "I will support this person").go_on()
    assert "easier for Jean" in walk.heading
    walk.choose("More breaks").go_on().choose("More breaks").go_on()
    walk.choose("Yes, phone me").write(Your_phone_number="01632 960 112")
    walk.choose("Yes, so they can get it ready", "No, delete it after the session").go_on()
    walk.choose(AGREE).go_on("Book my place")

    assert walk.heading == "You have booked a place"
    assert (walk.pages, walk.presses) == (8, 18)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_question_is_on_the_first_screen(demo, visitor, screen):
    walk = Walk(visitor(width=screen[0], java_script_enabled=False), demo)
    page = walk.page
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    found = []
    walk.choose("Someone else. I am booking for them", "By video").choose_starting("Yes, or I")
    found.append(first_screen(page))
    walk.write(What_is_your_name="Ama", Email_address="ama@example.org").go_on()
    found.append(first_screen(page))
    walk.write(Their_name="Jean").choose("Yes").go_on()
    found.append(first_screen(page))

    for heading_ends, question_starts in found:
        assert heading_ends <= screen[1], found
        assert question_starts <= screen[1] - 24, found


def first_screen(page):
    """Where the heading ends and the first question starts, in pixels from the top of the page."""
    ends = page.locator("h1").evaluate("h1 => h1.getBoundingClientRect().bottom + scrollY")
    starts = page.locator("main form :is(legend, label)").first.evaluate(
        "question => question.getBoundingClientRect().top + scrollY"
    )
    return ends, starts
