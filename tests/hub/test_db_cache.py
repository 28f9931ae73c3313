"""A cached value is used only until the next write to the database."""

import pytest
from django.db import connection, transaction

from hub.db_cache import MAX_ENTRIES, _database_version, cached_until_next_write
from hub.models import Topic


class TopicCounter:
    """Count the topics, and the calls."""

    def __init__(self):
        self.calls = 0

    def __call__(self):
        self.calls += 1
        return Topic.objects.count()


@pytest.fixture
def count_topics():
    return TopicCounter()


@pytest.fixture
def other_connection(transactional_db):
    """Another connection to the same database."""
    other = connection.copy()
    yield other
    other.close()


def write(other, name):
    with other.cursor() as cursor:
        cursor.execute(
            "INSERT INTO hub_topic (name, slug, description) VALUES (%s, %s, '')", [name, name]
        )


def without_other_writes(attempt):
    """Return what `attempt` returns at a moment when no other test writes.

    On PostgreSQL a write to any database of the server counts as a change, so tests beside this one are noticed.
    """
    for _ in range(1000):
        before = _database_version()
        outcome = attempt()
        if _database_version() == before:
            return outcome
    pytest.fail("The database never came to rest.")


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_made_once_while_nothing_changes():
    def attempt():
        count_topics, key = TopicCounter(), object()
        return [cached_until_next_write(key, count_topics) for _ in range(3)], count_topics.calls

    assert without_other_writes(attempt) == ([0, 0, 0], 1)


@pytest.mark.django_db(transaction=True)
def test_each_key_has_an_answer_of_its_own():
    def attempt():
        one, two = object(), object()
        made = [cached_until_next_write(one, lambda: 1), cached_until_next_write(two, lambda: 2)]
        return [
            *made,
            cached_until_next_write(one, lambda: 3),
            cached_until_next_write(two, lambda: 4),
        ]

    assert without_other_writes(attempt) == [1, 2, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_write_of_our_own_is_seen_at_once(count_topics):
    cached_until_next_write("topics", count_topics)
    Topic.objects.create(name="Carers", slug="carers")
    assert cached_until_next_write("topics", count_topics) == 1
    Topic.objects.all().delete()
    assert cached_until_next_write("topics", count_topics) == 0


def test_a_write_of_someone_else_is_seen_at_once(other_connection, count_topics):
    cached_until_next_write("topics", count_topics)
    write(other_connection, "carers")
    assert cached_until_next_write("topics", count_topics) == 1
    write(other_connection, "money")
    assert cached_until_next_write("topics", count_topics) == 2


def test_a_write_is_seen_when_it_is_kept_and_not_before(other_connection, count_topics):
    other_connection.set_autocommit(False)
    write(other_connection, "carers")
    assert cached_until_next_write("topics", count_topics) == 0
    other_connection.commit()
    assert cached_until_next_write("topics", count_topics) == 1


def test_a_new_connection_does_not_take_over_what_an_old_one_remembered(
    other_connection, count_topics
):
    cached_until_next_write("topics", count_topics)
    connection.close()
    write(other_connection, "carers")
    assert cached_until_next_write("topics", count_topics) == 1


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_nothing_is_remembered(count_topics):
    with transaction.atomic():
        cached_until_next_write("topics", count_topics)
        Topic.objects.create(name="Carers", slug="carers")
        assert cached_until_next_write("topics", count_topics) == 1
        transaction.set_rollback(True)
    assert cached_until_next_write("topics", count_topics) == 0
    assert count_topics.calls == 3


@pytest.mark.django_db(transaction=True)
def test_it_does_not_grow_without_end(count_topics):
    for number in range(MAX_ENTRIES + 5):
        cached_until_next_write(number, lambda: number)
    cached_until_next_write(0, count_topics)
    assert count_topics.calls == 1
