"""What people write of their needs is unreadable in the database without the key."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from events.models import AccessNeed, Booking, Feedback, FormAttempt, OrganiserTask
from hub.encryption import decrypt, encrypt, is_valid_key
from tests.factories import make_booking, make_session

MARKER = "Qzneed"
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(now):
    """One row of each kind with what somebody wrote, as (model, field, value)."""
    booking = make_booking(session=make_session(), needs=(f"{MARKER} loop",))
    need = AccessNeed.objects.get()
    need.answer = f"{MARKER} answer"
    need.save()
    booking.anything_else, booking.contact_when = f"{MARKER} else", f"{MARKER} Friday"
    booking.save()
    Feedback.objects.create(
        session=booking.session,
        how_it_was=f"{MARKER} good",
        do_better=f"{MARKER} more",
        form_key=booking.uid,
    )
    OrganiserTask.objects.create(
        kind=OrganiserTask.Kind.REPLY_WORDS, session=booking.session, words=f"{MARKER} call"
    )
    FormAttempt.objects.create(key="k", answers={"needs": {"words": [f"{MARKER} form"]}})
    return [
        (AccessNeed, "words", f"{MARKER} loop"),
        (AccessNeed, "answer", f"{MARKER} answer"),
        (Booking, "anything_else", f"{MARKER} else"),
        (Booking, "contact_when", f"{MARKER} Friday"),
        (Feedback, "how_it_was", f"{MARKER} good"),
        (Feedback, "do_better", f"{MARKER} more"),
        (OrganiserTask, "words", f"{MARKER} call"),
        (FormAttempt, "answers", {"needs": {"words": [f"{MARKER} form"]}}),
    ]


def stored():
    """Return every value of every table as the database has it, in one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def read(rows):
    return [model.objects.values_list(field, flat=True).get() for model, field, _ in rows]


def test_a_dump_shows_nothing_of_what_people_wrote(rows):
    assert read(rows) == [value for *_, value in rows]
    assert MARKER not in stored()


def test_what_is_empty_is_found_and_nothing_else_can_be_looked_for(rows):
    assert not Booking.objects.filter(anything_else="").exists()
    assert Booking.objects.exclude(anything_else="").exists()
    assert FormAttempt.objects.exclude(answers={}).exists()
    for lookup in ("anything_else", "anything_else__contains", "anything_else__gt"):
        with pytest.raises(FieldError):
            Booking.objects.filter(**{lookup: f"{MARKER} else"}).exists()
    FormAttempt.objects.update(answers={})
    assert FormAttempt.objects.get().answers == {}
    assert not FormAttempt.objects.exclude(answers={}).exists()


def test_the_same_words_are_never_the_same_letters():
    assert encrypt("A loop") != encrypt("A loop")
    assert decrypt(encrypt("Grüße, 你好\n")) == "Grüße, 你好\n"
    assert encrypt("") == decrypt("") == ""


def test_a_new_key_comes_before_the_old_one_and_then_the_old_one_can_go(now, capsys):
    with override_settings(ENCRYPTION_KEYS=[OLD]):
        booking = make_booking(needs=(f"{MARKER} loop",))
        FormAttempt.objects.create(key="k", answers={"a": ["b"]})
    with override_settings(ENCRYPTION_KEYS=[NEW, OLD]):
        Booking.objects.update(anything_else="Written since")
        call_command("rotate_encryption_key")
        assert "2 values" in capsys.readouterr().out
        call_command("rotate_encryption_key")
        assert "0 values" in capsys.readouterr().out
    with override_settings(ENCRYPTION_KEYS=[NEW]):
        assert AccessNeed.objects.get(person__booking=booking).words == f"{MARKER} loop"
        assert Booking.objects.get().anything_else == "Written since"
        assert FormAttempt.objects.get().answers == {"a": ["b"]}


def test_without_the_key_the_error_says_what_to_do():
    with override_settings(ENCRYPTION_KEYS=[OLD]):
        token = encrypt("A loop")
    with (
        override_settings(ENCRYPTION_KEYS=[NEW]),
        pytest.raises(ImproperlyConfigured, match="Put back the key"),
    ):
        decrypt(token)


@pytest.mark.parametrize(
    "key", ["", "short", "Zm9yLXRlc3Rz", "not base64 at all, but long enough it is"]
)
def test_what_is_no_key_is_known(key):
    assert is_valid_key(NEW)
    assert not is_valid_key(key)
