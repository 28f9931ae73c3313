from datetime import timedelta

import pytest

from home.upcoming import upcoming_sessions
from tests import factories

NOW = factories.STARTS_AT  # Wednesday 27 January 2027, 10:30am


def on(hours: float, **fields):
    title = fields.pop("title", f"In {hours} hours")
    return factories.make_session(starts_at=NOW + timedelta(hours=hours), title=title, **fields)


@pytest.mark.parametrize(
    ("hours", "is_next", "is_on_now", "can_book"),
    [
        (-24, False, False, False),  # yesterday
        (-2, False, False, False),  # earlier today, over
        (-1, True, True, False),  # going on
        (0, True, True, False),  # begins this minute
        (2, True, False, True),  # later today
        (24, True, False, True),  # tomorrow
    ],
)
def test_the_next_session_is_the_first_that_is_not_over(site, hours, is_next, is_on_now, can_book):
    session = on(hours)
    upcoming = upcoming_sessions(now=NOW)
    assert (upcoming.next == session.page) is is_next
    assert upcoming.is_on_now is is_on_now
    assert upcoming.can_book is can_book


def test_a_cancelled_one_is_said_and_passed_over(site):
    off = on(1, status="cancelled")
    following = on(48)
    later = [on(72 + number, title=f"Later {number}") for number in range(4)]
    upcoming = upcoming_sessions(now=NOW)
    assert upcoming.cancelled == [off.page]
    assert upcoming.next == following.page
    assert upcoming.later == [each.page for each in later[:3]]


def test_drafts_and_private_ones_are_not_shown(site):
    on(1, live=False)
    on(2).page.view_restrictions.create(restriction_type="login")
    assert upcoming_sessions(now=NOW).next is None


def test_the_button_names_the_day_in_london_and_what_it_does(site):
    session = factories.make_session(
        starts_at=NOW.replace(month=6, day=23, hour=23, minute=30), places=1
    )
    upcoming = upcoming_sessions(now=NOW)
    assert upcoming.button_words == "Book a place for Thursday 24 June 2027"
    assert upcoming.book_url == f"{session.page.url}book/"
    factories.make_booking(session=session)
    assert (
        upcoming_sessions(now=NOW).button_words == "Join the waiting list for Thursday 24 June 2027"
    )


def test_home_shows_what_when_how_to_join_and_one_way_to_book(site, client, time_machine):
    time_machine.move_to(NOW)
    on(24, title="Unpaid carers", places=40)
    page = client.get("/").content.decode()
    for words in ("Unpaid carers", "Thursday 28 January 2027, 10:30am", "By video or by phone"):
        assert words in page
    assert page.count("/book/") == 1


def test_home_without_a_session_still_shows_a_way_on(site, client):
    page = client.get("/")
    assert b"No session has a date yet" in page.content
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    assert 'href="/tell-me/">Tell me about new sessions</a>' in main
    assert '<p class="cluster">' not in main, "no room is kept for a button that is not there"
    assert b"/book/" not in page.content


def test_home_says_when_a_session_is_going_on_and_when_one_is_cancelled(site, client, time_machine):
    time_machine.move_to(NOW)
    on(-0.5, title="Going on")
    on(-0.2, title="Gone", status="cancelled")
    page = client.get("/").content.decode()
    assert "On now" in page
    assert "/book/" not in page
