"""What scripts add to a session's page: the reader's own time."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest


def session_path(demo) -> str:
    return re.search(r'href="(/sessions/[a-z-]+/20\d\d-\d\d-\d\d/)"', demo.get("/sessions/"))[1]


def when(page) -> str:
    return " ".join(page.locator("dd", has=page.locator("time")).first.inner_text().split())


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata"])
def test_a_reader_elsewhere_reads_their_own_time_beside_ours(demo, visitor, zone):
    someone = visitor(timezone_id=zone)
    page = someone.open(demo.url + session_path(demo))
    page.get_by_text("where you are").wait_for()
    starts = datetime.fromisoformat(page.locator("dd time").first.get_attribute("datetime"))
    own = starts.astimezone(ZoneInfo(zone))
    clock = f"{own.hour % 12 or 12}:{own.minute:02}{'am' if own.hour < 12 else 'pm'}"

    assert f", UK time (where you are: {own:%A} {own.day} {own:%B} {own.year}, {clock} to " in when(
        page
    )
    assert someone.manners(demo.url) == []


@pytest.mark.parametrize(
    "how",
    [
        {"timezone_id": "Europe/London"},
        {"timezone_id": "Europe/Lisbon"},  # the same clock
        {"timezone_id": "America/New_York", "java_script_enabled": False},
    ],
)
def test_nothing_is_added_on_the_same_clock_or_without_scripts(demo, visitor, how):
    page = visitor(**how).open(demo.url + session_path(demo))
    if how.get("java_script_enabled", True):
        page.wait_for_load_state("networkidle")  # the scripts are here

    assert when(page).endswith(", UK time")
