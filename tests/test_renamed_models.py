"""A database made before models and fields got the field's standard names migrates with nothing lost.

The file is the sample site of the commit before (SQLite), with bookings, needs, notices and subscribers.
"""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

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
COLUMNS = {
    "had_more_time": "offer_extended",
    "given_up_at": "failed_at",
    "by_hand": "is_manual",
    "rule_day": "occurrence_date",
    "planned_day": "originally_on",
    "follower_id": "subscriber_id",
}
GROW = {"django_migrations", "auth_permission"}  # new rows are right there


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
    return TABLES.get(table, table), [
        {COLUMNS.get(column, column): value for column, value in row.items()} for row in rows
    ]


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
        if name in GROW:
            assert set(in_order(wanted)) <= set(in_order(after[name])), name
        else:
            assert in_order(after[name]) == in_order(wanted), name
    assert len(before["events_booking"]) > 20
    assert len(before["events_notice"]) > 20
