"""A database made before models and fields got the field's standard names migrates with nothing lost.

The file is the sample site of the commit before (SQLite), with bookings, needs, notices and subscribers.
"""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hub.encryption import decrypt
from tests.processes import manage, production_environment

DUMP = Path(__file__).parent / "data" / "sample_site_before_standard_names.db.gz"
TABLES = {
    "events_letter": "events_broadcast",
    "events_ownfeed": "events_personalfeed",
    "events_takenoff": "events_removedperson",
    "events_told": "events_sessionalert",
    "events_follower": "events_subscriber",
    "events_follower_topics": "events_subscriber_topics",
    "events_follower_areas": "events_subscriber_areas",
    "events_oddanswer": "events_unresolvedreply",
    "home_wordspage": "home_glossarypage",
    "home_word": "home_glossaryterm",
}
COLUMNS = {  # by the table's new name
    "events_booking": {
        "had_more_time": "offer_extended",
        "way": "attendance_mode",
        "talk_first": "contact_first",
        "talk_when": "contact_when",
    },
    "events_broadcast": {"to_whom": "audience", "words": "body"},
    "events_feedback": {"got_it": "needs_met"},
    "events_notice": {
        "given_up_at": "failed_at",
        "dropped_at": "dismissed_at",
        "follower_id": "subscriber_id",
        "letter_id": "broadcast_id",
        "reason": "dedupe_key",
        "to": "recipient",
        "told": "snapshot",
    },
    "events_person": {"takes_place": "needs_place"},
    "events_removedperson": {"to": "recipient"},
    "events_seriespage": {
        "always_there": "standing_arrangements",
        "tell_us_days": "needs_notice_days",
    },
    "events_session": {
        "by_hand": "is_manual",
        "rule_day": "occurrence_date",
        "planned_day": "originally_on",
    },
    "events_sessionalert": {"follower_id": "subscriber_id"},
    "events_subscriber_areas": {"follower_id": "subscriber_id"},
    "events_subscriber_topics": {"follower_id": "subscriber_id"},
    "events_unresolvedreply": {"came_at": "received_at", "told_at": "reported_at"},
}
ENCRYPTED = {
    "events_accessneed": ("words", "answer"),
    "events_booking": ("anything_else", "contact_when"),
    "events_feedback": ("how_it_was", "do_better"),
}
# Since then, what is always there for one way to join only says for which.
WAYS = {
    "Live captions are on.": "By video",
    "Live captions are on at every online session.": "By video",
    "You can keep your camera off.": "By video",
    "You can type instead of talk.": "By video",
    "You can join by phone.": "By phone",
}
# A hint of a new site that fits whoever the option is for.
NEW_HINTS = {"Tell us what you can eat in the box below": "Tell us more in the box below"}
# What each option has of its own since then, in working days, in place of a tick and a day of the series.
GONE = {
    "events_accessoption": {"needs_notice"},
    "events_seriespage": {"needs_notice_days"},
}
# New rows are right there: later models bring them.
GROW = {
    *("django_migrations", "auth_permission", "django_content_type"),
    *("auth_group", "auth_group_permissions"),
}


def rows_of(database):
    """Return every row of every table as a dictionary of text by column, sorted."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [name for (name,) in found if not name.startswith("sqlite_")]
        return {
            table: [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
            for table in tables
        }


def renamed(table, rows):
    """Return the new name of a table, and its rows under the new names of its columns."""
    name = TABLES.get(table, table)
    columns = COLUMNS.get(name, {})
    return name, [{columns.get(column, column): row[column] for column in row} for row in rows]


def with_renamed_fields(draft):
    """Return a row of a draft, whose content names the fields of its page."""
    columns = COLUMNS["events_seriespage"]
    content = json.loads(draft["content"])
    content = {columns.get(name, name): content[name] for name in content}
    return draft | {"content": json.dumps(with_ways(content))}


def with_ways(row):
    """Return a row of a series, or of its draft, whose lines say for which way to join they are."""
    if not (text := row.get("standing_arrangements")):
        return row
    lines = (f"{WAYS[line]}: {line}" if line in WAYS else line for line in text.splitlines())
    return row | {"standing_arrangements": "\n".join(lines)}


def with_words_read(table, row):
    """Return a row with what is encrypted since then as people wrote it."""
    encrypted = {name: row[name] for name in ENCRYPTED.get(table, ()) if row[name]}
    assert all(token.startswith("gAAAA") for token in encrypted.values())
    return row | {name: decrypt(token) for name, token in encrypted.items()}


def in_order(rows):
    return sorted(repr(sorted(row.items())) for row in rows)


@pytest.mark.slow("migrates a whole database in a process of its own")
def test_a_database_from_before_has_the_same_rows_under_the_new_names(tmp_path):
    database = tmp_path / "hub.sqlite3"
    database.write_bytes(gzip.decompress(DUMP.read_bytes()))
    before = rows_of(database)
    manage("migrate", environment=production_environment(DATABASE_URL=f"sqlite:///{database}"))
    after = rows_of(database)

    for table, rows in before.items():
        name, wanted = renamed(table, rows)
        if name == "django_content_type":
            for row in wanted:
                if new := TABLES.get(f"{row['app_label']}_{row['model']}"):
                    row["model"] = new.partition("_")[2]
        if name == "wagtailcore_revision":
            assert any("always_there" in row["content"] for row in wanted)
            wanted = [with_renamed_fields(row) for row in wanted]
        if name == "events_seriespage":
            assert any("Live captions" in row["standing_arrangements"] for row in wanted)
            wanted = [with_ways(row) for row in wanted]
        if name == "events_accessoption":
            wanted = [row | {"hint": NEW_HINTS.get(row["hint"], row["hint"])} for row in wanted]
        columns = set(wanted[0]) if wanted else set()  # later migrations add others
        columns -= GONE.get(name, set())
        wanted = [{column: row[column] for column in columns} for row in wanted]
        found = [{column: row[column] for column in columns} for row in after[name]]
        found = [with_words_read(name, row) for row in found]
        if name in GROW:
            assert set(in_order(wanted)) <= set(in_order(found)), name
        else:
            assert in_order(found) == in_order(wanted), name
    assert sum(bool(row["words"]) for row in before["events_accessneed"]) > 5
    with_option = [row for row in after["events_accessneed"] if row["option_id"]]
    assert with_option and all(row["option_label"] for row in with_option)
    early = {row["label"] for row in before["events_accessoption"] if row["needs_notice"]}
    lead_times = {row["label"]: row["notice_days"] for row in after["events_accessoption"]}
    assert {label for label, days in lead_times.items() if days == 10} == early
    assert {days for days in lead_times.values()} == {0, 10}
    assert {row["option_notice_days"] for row in with_option} == {0, 10}
    assert len(before["events_booking"]) > 20
    assert len(before["events_notice"]) > 20
