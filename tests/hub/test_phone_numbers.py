"""Phone numbers are compared as they are dialled, and kept as they were written."""

import pytest

from hub.phone_numbers import doubt_about, readable, to_e164


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("01632 960 001", "+441632960001"),
        ("(01632) 960-001", "+441632960001"),
        ("+44 (0)1632 960 001", "+441632960001"),
        ("0044 1632 960001", "+441632960001"),
        ("18001 01632 960001", "+441632960001"),
        ("07700 900123 after 5pm", "+447700900123"),
        ("after 5pm: 07700 900123", "+447700900123"),
        ("ring 07700900123, not before 10:30", "+447700900123"),
        ("01632 960001 ext 12", "+441632960001"),
        ("07700 900123 or 01632 960001", "+447700900123"),
        ("٠١٦٣٢ ٩٦٠٠٠١", "+441632960001"),
        ("+48 22 123 45 67", "+48221234567"),
        ("0048 22 123 45 67", "+48221234567"),
        ("+1 (415) 555-2671", "+14155552671"),
        ("0800 1111", "+448001111"),
        ("", ""),
        ("12345", ""),
        ("evenings", ""),
    ],
)
def test_a_number_is_read_however_it_is_written(written: str, dialled: str):
    assert to_e164(written) == dialled
    assert (doubt_about(written) == "") == bool(dialled or not written)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("12345", "Does it need a code in front"),
        ("960001 after 5", "Does it need a code in front"),
        ("07700 90012", "too short"),
        ("+48 22 123", "too short"),
        ("0770090012345678", "too long"),
        ("+999 123 456 789", "cannot find"),
    ],
)
def test_what_nobody_can_dial_is_doubted_in_words_that_fit(written: str, words: str):
    assert words in doubt_about(written)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("07700900123", "07700 900123"),
        ("+447700900123", "07700 900123"),
        ("01632960001", "01632 960001"),
        ("+33612345678", "+33 6 12 34 56 78"),
        ("07700 900 123", "07700 900 123"),
        ("07700900123 after six", "07700900123 after six"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_a_number_without_a_gap_gets_one_and_others_stay(written, shown):
    assert readable(written) == shown
