"""An answer is remembered only while nobody has written to the database."""

import pytest
from django.db import connection, transaction

from hub.db_cache import MAX_ENTRIES, _database_version, cached_until_next_write
from hub.models import Topic


class Maker:
    """Counts the topics, and how often it was asked to."""

    def __init__(self):
        self.asked = 0

    def __call__(self):
        self.asked += 1
        return Topic.objects.count()


@pytest.fixture
def make():
    return Maker()


@pytest.fixture
def somebody_else(transactional_db):
    """Another connection to the same database."""
    other = connection.copy()
    yield other
    other.close()


def write(other, name):
    with other.cursor() as cursor:
        cursor.execute(
            "INSERT INTO hub_topic (name, slug, description) VALUES (%s, %s, '')", [name, name]
        )


def undisturbed(attempt):
    """What `attempt` gives at a moment when no other test writes.

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
        make, key = Maker(), object()
        return [cached_until_next_write(key, make) for _ in range(3)], make.asked

    assert undisturbed(attempt) == ([0, 0, 0], 1)


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

    assert undisturbed(attempt) == [1, 2, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_write_of_our_own_is_seen_at_once(make):
    cached_until_next_write("topics", make)
    Topic.objects.create(name="Carers", slug="carers")
    assert cached_until_next_write("topics", make) == 1
    Topic.objects.all().delete()
    assert cached_until_next_write("topics", make) == 0


def test_a_write_of_somebody_else_is_seen_at_once(somebody_else, make):
    cached_until_next_write("topics", make)
    write(somebody_else, "carers")
    assert cached_until_next_write("topics", make) == 1
    write(somebody_else, "money")
    assert cached_until_next_write("topics", make) == 2


def test_a_write_is_seen_when_it_is_kept_and_not_before(somebody_else, make):
    somebody_else.set_autocommit(False)
    write(somebody_else, "carers")
    assert cached_until_next_write("topics", make) == 0
    somebody_else.commit()
    assert cached_until_next_write("topics", make) == 1


def test_a_new_connection_does_not_take_over_what_an_old_one_remembered(somebody_else, make):
    cached_until_next_write("topics", make)
    connection.close()
    write(somebody_else, "carers")
    assert cached_until_next_write("topics", make) == 1


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_nothing_is_remembered(make):
    with transaction.atomic():
        cached_until_next_write("topics", make)
        Topic.objects.create(name="Carers", slug="carers")
        assert cached_until_next_write("topics", make) == 1
        transaction.set_rollback(True)
    assert cached_until_next_write("topics", make) == 0
    assert make.asked == 3


@pytest.mark.django_db(transaction=True)
def test_it_does_not_grow_without_end(make):
    for number in range(MAX_ENTRIES + 5):
        cached_until_next_write(number, lambda: number)
    cached_until_next_write(0, make)
    assert make.asked == 1
