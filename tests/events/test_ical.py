"""Every file is read back by four readers, which must agree with each other and with plain zoneinfo."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import ical
from events.ical import CalendarEvent, etag, event_text, feed, invite, single
from tests.examples import examples
from tests.readers import agreed
from tests.readers.clock import Clock
from tests.readers.content_lines import parse

LONDON = ZoneInfo("Europe/London")
START = datetime(2027, 1, 27, 10, 30, tzinfo=LONDON)
CHANGED = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
STAMP = datetime(2027, 1, 12, 8, 0, tzinfo=UTC)

PAGE = "https://brew.test/sessions/over-a-brew/2027-01-27/"


def make_event(**changes):
    facts = {
        "uid": "session-5f0c@brew.test",
        "sequence": 2,
        "starts": START,
        "ends": START + timedelta(minutes=90),
        "summary": "Over a Brew: unpaid carers",
        "description": "A friendly talk.\nCome as you are.",
        "location": "Online",
        "url": PAGE,
        "cancelled": False,
        "created": datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
        "changed": CHANGED,
    }
    return CalendarEvent(**facts | changes)


def make_feed(*events, **changes):
    facts = {
        "name": "Over a Brew sessions",
        "description": "All our sessions",
        "url": "https://brew.test/sessions/",
    }
    return feed(events=map(event_text, events), **facts | changes)


def make_invite(event=None, **changes):
    facts = {
        "method": "REQUEST",
        "organiser_name": "Over a Brew",
        "organiser_email": "hello@brew.test",
        "attendee_name": "Ann Lee",
        "attendee_email": "ann@example.org",
        "stamp": STAMP,
    }
    return invite(event or make_event(), **facts | changes)


def lines(data):
    """Unfolded content lines."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def value(data, name):
    (found,) = [line for line in lines(data) if re.match(rf"{name}[;:]", line)]
    return found


def uids_after_split(data):
    """The UIDs of the items into which vdirsyncer's http storage splits a file.

    An item is one event with the properties of its calendar in front; its UID is that of the first
    line that begins with it (`vobject.split_collection` and `vobject.Item.uid`).
    """
    text = data.decode().replace("\r\n ", "")
    head, *events = text.split("BEGIN:VEVENT")
    items = [head.split("BEGIN:VTIMEZONE")[0] + event for event in events]
    return {re.search(r"(?m)^UID:(.*?)\r?$", item)[1] for item in items}


# Time ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
        datetime(2027, 10, 31, 1, 0, tzinfo=UTC),
        datetime(2049, 3, 28, 1, 0, tzinfo=UTC),
        datetime(2049, 10, 31, 1, 0, tzinfo=UTC),
        datetime(1996, 3, 31, 1, 0, tzinfo=UTC),
    ],
)
def test_all_readers_see_every_quarter_of_an_hour_around_a_clock_change(change):
    moments = [change + timedelta(minutes=15 * step) for step in range(-16, 17)]
    data = make_feed(
        *(
            make_event(
                uid=f"s-{number:02}@brew.test", starts=moment, ends=moment + timedelta(minutes=75)
            )
            for number, moment in enumerate(moments)
        )
    )
    assert [(seen.starts, seen.ends) for seen in agreed(data)] == [
        (moment, moment + timedelta(minutes=75)) for moment in moments
    ]


@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
            st.integers(1, 60 * 24 * 8),
        ),
        min_size=1,
        max_size=60,
    )
)
@examples(15)
def test_all_readers_see_any_moment_of_a_century(times):
    events = [
        make_event(uid=f"s-{number:02}@x", starts=start, ends=start + timedelta(minutes=minutes))
        for number, (start, minutes) in enumerate(times)
    ]
    whole = [start.replace(microsecond=0) for start, _ in times]
    assert [seen.starts for seen in agreed(make_feed(*events))] == whole


def test_a_monthly_brew_stays_at_half_past_ten_the_whole_year():
    starts = [datetime(2027, month, 24, 10, 30, tzinfo=LONDON) for month in range(1, 13)]
    data = make_feed(
        *(
            make_event(uid=f"s-{start.month:02}@x", starts=start, ends=start + timedelta(hours=1))
            for start in starts
        )
    )
    assert data.count(b"T103000\r\n") == 12
    assert [seen.starts for seen in agreed(data)] == [start.astimezone(UTC) for start in starts]
    assert [seen.starts.hour for seen in agreed(data)] == [10] * 3 + [9] * 7 + [10] * 2


def test_the_time_zone_in_the_file_is_true_for_a_century():
    (zone,) = parse(make_feed()).inside("VTIMEZONE")
    span = datetime(1996, 4, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)
    assert Clock(zone).problems(*span) == []


@pytest.mark.parametrize("hour", [0, 1])
def test_both_half_past_ones_of_an_october_night_are_written_in_utc(hour):
    start = datetime(2027, 10, 31, hour, 30, tzinfo=UTC)
    data = single(make_event(starts=start, ends=start + timedelta(hours=4)))
    assert f"DTSTART:20271031T0{hour}3000Z" in lines(data)
    assert agreed(data)[0].starts == start


def test_a_time_in_another_zone_is_shown_in_london():
    new_york = datetime(2027, 7, 1, 5, 30, tzinfo=ZoneInfo("America/New_York"))
    data = single(make_event(starts=new_york, ends=new_york + timedelta(hours=1)))
    assert "DTSTART;TZID=Europe/London:20270701T103000" in lines(data)


@pytest.mark.parametrize("name", ["starts", "ends", "created", "changed"])
def test_a_time_without_a_zone_is_refused(name):
    with pytest.raises(ValueError, match=name):
        make_event(**{name: datetime(2027, 1, 27, 11, 30)})
    with pytest.raises(ValueError, match="stamp"):
        make_invite(stamp=datetime(2027, 1, 27, 11, 30))


def test_an_end_that_is_not_after_the_start_is_refused():
    with pytest.raises(ValueError, match="end must be after"):
        make_event(ends=START)
    # By the wall clock this one looks right: 01:45 to 02:15 on the night the clocks go forward.
    skipped = datetime(2027, 3, 28, 1, 45, tzinfo=LONDON)
    with pytest.raises(ValueError, match="end must be after"):
        make_event(starts=skipped, ends=datetime(2027, 3, 28, 2, 15, tzinfo=LONDON))


# Bytes --------------------------------------------------------------------------------------------

typed = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\t\\,;:\"^'<>&\x00\x0b\x85\u2028🫖é\ufeff")),
    max_size=300,
)


def on_one_line(text, between=" "):
    return between.join(
        part for part in (" ".join(each.split()) for each in cleaned(text).split("\n")) if part
    )


def cleaned(text):
    text = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text)
    keep = (
        char
        for char in text
        if char in "\n\t" or not re.match(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]", char)
    )
    return "".join(keep).strip()


@given(st.lists(st.tuples(typed, typed, typed, typed), min_size=1, max_size=8))
@examples(20)
def test_whatever_people_type_all_readers_give_it_back_and_nothing_more(texts):
    events = [
        make_event(
            uid=f"s-{number}@x",
            summary=f"x{title}",
            description=words,
            location=place,
            categories=(topic, "a,b"),
        )
        for number, (title, words, place, topic) in enumerate(texts)
    ]
    seen = agreed(make_feed(*events, name=events[0].summary, description=texts[0][1]))
    assert [(each.summary, each.description, each.location) for each in seen] == [
        (on_one_line(f"x{title}"), f"{cleaned(words)}\n\n{PAGE}".strip(), on_one_line(place, ", "))
        for title, words, place, _ in texts
    ]


@given(typed, typed)
@examples(15)
def test_no_name_can_break_an_invite(organiser, attendee):
    data = make_invite(organiser_name=organiser, attendee_name=attendee)
    assert len(agreed(data, method="REQUEST")) == 1


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\u2028", "\x85", "\r\r\n", "\x00\n"])
def test_no_text_can_start_a_line_of_its_own(ending):
    evil = f"Tea{ending}ATTENDEE:mailto:evil@example.org{ending}END:VEVENT"
    event = make_event(summary=evil, description=evil, location=evil, categories=(evil,))
    for data, method in (
        (make_feed(event, name=evil, description=evil), None),
        (make_invite(event, organiser_name=evil, attendee_name=evil), "REQUEST"),
    ):
        assert len(agreed(data, method=method)) == 1
        assert sum(line.startswith("ATTENDEE") for line in lines(data)) == (1 if method else 0)
        assert lines(data).count("END:VEVENT") == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://brew.test/\r\nATTENDEE:mailto:evil@example.org",
        "https://brew.test/ x",
        "/sessions/",
        "javascript:alert(1)",
        "",
        "https://",
    ],
)
def test_a_link_is_a_whole_safe_web_address_or_refused(url):
    try:
        data = single(make_event(url=url))
    except ValueError as refused:
        assert "web address" in str(refused)
    else:
        assert lines(data)[-4].startswith(("URL:https://brew.test/%", "TRANSP", "STATUS"))
        assert b"\r\nATTENDEE" not in data
        agreed(data)


def test_a_link_with_letters_from_elsewhere_is_percent_encoded():
    assert value(single(make_event(url="https://brew.test/café/")), "URL") == (
        "URL:https://brew.test/caf%C3%A9/"
    )


def test_long_lines_are_folded_between_whole_characters():
    data = single(make_event(summary="🫖é" * 60, description="Tea, cake; and talk: yes.\n" * 40))
    assert max(map(len, data.split(b"\r\n"))) <= 75
    (seen,) = agreed(data)
    assert seen.summary == "🫖é" * 60


def test_topics_are_kept_apart_and_a_comma_inside_one_stays_inside():
    data = single(make_event(categories=("Carers", "Age, and ageing")))
    assert value(data, "CATEGORIES") == r"CATEGORIES:Carers,Age\, and ageing"


def test_a_place_of_several_lines_is_on_one():
    data = single(make_event(location="Village Hall\nHigh Street\n\nEly"))
    assert agreed(data)[0].location == "Village Hall, High Street, Ely"


# Identity and change ------------------------------------------------------------------------------


def test_an_event_says_who_it_is_and_when_it_changed():
    data = single(make_event())
    assert value(data, "UID") == "UID:session-5f0c@brew.test"
    assert value(data, "SEQUENCE") == "SEQUENCE:2"
    assert value(data, "DTSTAMP") == "DTSTAMP:20270111T090000Z"
    assert value(data, "LAST-MODIFIED") == "LAST-MODIFIED:20270111T090000Z"
    assert value(data, "CREATED") == "CREATED:20261201T090000Z"
    assert value(data, "STATUS") == "STATUS:CONFIRMED"


def test_the_same_date_has_the_same_lines_in_every_file():
    text = event_text(make_event())
    assert text.encode() in single(make_event())
    assert text.encode() in make_feed(make_event())
    assert text.encode() in make_feed(make_event(), name="Carers")


def test_a_cancelled_date_says_so_in_its_title_and_status():
    (seen,) = agreed(single(make_event(cancelled=True, sequence=3)))
    assert (seen.status, seen.sequence) == ("CANCELLED", 3)
    assert seen.summary == "Cancelled: Over a Brew: unpaid carers"


def test_a_date_takes_up_time_in_a_calendar_unless_it_is_only_for_information():
    assert value(single(make_event()), "TRANSP") == "TRANSP:OPAQUE"
    assert value(single(make_event(transparent=True)), "TRANSP") == "TRANSP:TRANSPARENT"
    assert value(single(make_event(cancelled=True)), "TRANSP") == "TRANSP:TRANSPARENT"


@pytest.mark.parametrize(
    "changes",
    [{"uid": ""}, {"uid": "a\nb"}, {"sequence": -1}, {"summary": " \n\x00"}],
)
def test_an_event_without_a_name_of_its_own_is_refused(changes):
    with pytest.raises(ValueError, match=r"UID|sequence|title"):
        make_event(**changes)


# Feeds --------------------------------------------------------------------------------------------


def test_a_feed_tells_its_name_and_how_often_to_look():
    data = make_feed(make_event())
    assert value(data, "NAME") == "NAME:Over a Brew sessions"
    assert value(data, "X-WR-CALNAME") == "X-WR-CALNAME:Over a Brew sessions"
    assert value(data, "REFRESH-INTERVAL") == "REFRESH-INTERVAL;VALUE=DURATION:PT6H"
    assert value(data, "X-PUBLISHED-TTL") == "X-PUBLISHED-TTL:PT6H"
    assert b"METHOD" not in data
    assert b"ORGANIZER" not in data
    assert data.count(b"UID:") == 1  # the event's


def test_a_program_that_splits_a_feed_by_uid_as_vdirsyncer_does_keeps_every_session():
    data = make_feed(*(make_event(uid=f"session-{number:02}@brew.test") for number in range(20)))
    assert uids_after_split(data) == {f"session-{number:02}@brew.test" for number in range(20)}


@pytest.mark.parametrize(
    "data",
    [make_feed(), make_feed(make_event()), single(make_event()), make_invite()],
    ids=["empty feed", "feed", "single", "invite"],
)
def test_no_calendar_has_a_uid_of_its_own(data):
    assert "UID" not in {line.name for line in parse(data).lines}


def test_a_feed_without_sessions_is_still_a_valid_file():
    data = make_feed(description="")
    assert agreed(data) == []
    assert b"BEGIN:VTIMEZONE" in data


def test_the_same_data_gives_the_same_bytes():
    assert make_feed(make_event()) == make_feed(make_event())
    assert make_feed(make_event()) != make_feed(make_event(sequence=3))


def test_a_feed_joins_what_was_kept_and_does_not_write_it_again():
    kept = [event_text(make_event(uid=f"s-{number}@x")) for number in range(1000)]
    data = feed(events=kept, name="All", description="", url="https://brew.test/sessions/")
    assert "".join(kept).encode() in data
    assert data.count(b"BEGIN:VTIMEZONE") == 1


def test_a_download_has_no_method_and_asks_nobody_to_answer():
    data = single(make_event())
    assert len(agreed(data)) == 1
    for word in (b"METHOD", b"ORGANIZER", b"ATTENDEE", b"X-WR-CALNAME", b"VALARM"):
        assert word not in data


def test_an_etag_is_strong_and_changes_with_the_bytes():
    assert re.fullmatch(r'"[0-9a-f]{32}"', etag(make_feed()))
    assert etag(make_feed(make_event())) == etag(make_feed(make_event()))
    assert etag(make_feed(make_event())) != etag(make_feed(make_event(sequence=3)))


# Invites ------------------------------------------------------------------------------------------


def test_an_invite_asks_one_person_and_names_one_organiser():
    data = make_invite()
    assert len(agreed(data, method="REQUEST")) == 1
    assert value(data, "ORGANIZER") == 'ORGANIZER;CN="Over a Brew":mailto:hello@brew.test'
    assert value(data, "ATTENDEE") == (
        'ATTENDEE;CN="Ann Lee";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;'
        "RSVP=TRUE:mailto:ann@example.org"
    )
    assert value(data, "DTSTAMP") == "DTSTAMP:20270112T080000Z"
    assert lines(data)[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Over a Brew//Sessions//EN",
        "METHOD:REQUEST",
    ]


@pytest.mark.parametrize("date_is_off", [True, False])
def test_a_cancel_repeats_the_event_with_its_people_and_a_cancelled_status(date_is_off):
    data = make_invite(make_event(cancelled=date_is_off, sequence=3), method="CANCEL")
    (seen,) = agreed(data, method="CANCEL")
    assert (seen.status, seen.sequence) == ("CANCELLED", 3)
    assert seen.summary == "Cancelled: Over a Brew: unpaid carers"
    assert value(data, "ATTENDEE").endswith(":mailto:ann@example.org")
    assert "RSVP" not in value(data, "ATTENDEE")
    assert value(data, "ORGANIZER").endswith(":mailto:hello@brew.test")


def test_an_invite_to_a_cancelled_date_is_refused():
    with pytest.raises(ValueError, match="CANCEL"):
        make_invite(make_event(cancelled=True))


def test_the_organiser_is_never_the_one_invited():
    with pytest.raises(ValueError, match="organiser"):
        make_invite(attendee_email="Hello@Brew.test")


@pytest.mark.parametrize(
    "address", ["ann", "ann lee@example.org", "a@b.org\r\nX:1@c.org", "a@b@c", "a@b.org,d@e.org@f"]
)
def test_what_is_not_one_address_is_refused(address):
    with pytest.raises(ValueError, match="address"):
        make_invite(attendee_email=address)


def test_unusual_addresses_are_percent_encoded_where_they_must_be():
    assert value(make_invite(attendee_email="ann+o'lee@example.org"), "ATTENDEE").endswith(
        ":mailto:ann+o'lee@example.org"
    )
    data = make_invite(attendee_email="a%b;c@example.org")
    assert value(data, "ATTENDEE").endswith(":mailto:a%25b%3Bc@example.org")
    agreed(data, method="REQUEST")


def test_a_name_with_quotes_and_signs_stays_a_name():
    data = make_invite(attendee_name='Ann "Annie" Lee; jr: ^x')
    assert value(data, "ATTENDEE").startswith("ATTENDEE;CN=\"Ann 'Annie' Lee; jr: x\";")
    agreed(data, method="REQUEST")


def test_the_personal_link_stands_in_the_invite_and_in_no_other_file():
    link = "https://brew.test/bookings/secret-token/"
    (seen,) = agreed(make_invite(personal_link=link), method="REQUEST")
    assert seen.description == (
        "A friendly talk.\nCome as you are.\n\n"
        f"See, change or cancel your booking:\n{link}\n\n{PAGE}"
    )
    assert seen.url == make_event().url
    with pytest.raises(ValueError, match="web address"):
        make_invite(personal_link="/bookings/secret-token/")


# Links --------------------------------------------------------------------------------------------


def query(link):
    return {key: only for key, (only,) in parse_qs(urlsplit(link).query).items()}


def test_a_google_link_fills_in_the_date():
    link = ical.google_link(make_event(starts=datetime(2027, 6, 23, 10, 30, tzinfo=LONDON),
                                      ends=datetime(2027, 6, 23, 12, 0, tzinfo=LONDON)))  # fmt: skip
    assert link.startswith("https://calendar.google.com/calendar/render?action=TEMPLATE&")
    assert query(link)["dates"] == "20270623T093000Z/20270623T110000Z"
    assert query(link)["ctz"] == "Europe/London"
    assert query(link)["text"] == "Over a Brew: unpaid carers"
    assert query(link)["details"].endswith(make_event().url)


@pytest.mark.parametrize(
    ("make", "host"),
    [
        (ical.outlook_link, "outlook.live.com"),
        (ical.office_link, "outlook.office.com"),
    ],
)
def test_an_outlook_link_has_its_times_in_utc_with_dashes_and_z(make, host):
    link = make(make_event())
    assert link.startswith(f"https://{host}/calendar/0/action/compose?rru=addevent&")
    assert query(link)["startdt"] == "2027-01-27T10:30:00Z"
    assert query(link)["enddt"] == "2027-01-27T12:00:00Z"
    assert "+" not in link


@pytest.mark.parametrize("make", [ical.google_link, ical.outlook_link, ical.office_link])
def test_a_link_stays_short_enough_to_open(make):
    link = make(make_event(description="word & " * 5000))
    assert len(link) < 4000
    assert "…" in query(link).get("details", query(link).get("body"))


def test_subscribe_links_carry_the_whole_address_of_the_feed():
    url = "https://brew.test/sessions/calendar.ics?topic=carers&area=essex"
    assert ical.webcal(url) == "webcal://brew.test/sessions/calendar.ics?topic=carers&area=essex"
    assert query(ical.google_subscribe(url)) == {"cid": ical.webcal(url)}
    for make in (ical.outlook_subscribe, ical.office_subscribe):
        assert query(make(url, "Over a Brew: carers")) == {
            "url": url,
            "name": "Over a Brew: carers",
        }
    with pytest.raises(ValueError, match="web address"):
        ical.webcal("ftp://brew.test/")
