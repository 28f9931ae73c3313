"""Messages say what to do, in our own words."""

from datetime import date

import pytest
from django import forms

from hub.forms.base import SiteForm
from hub.forms.dates import DateField
from hub.forms.fields import ChoiceField, EmailAddressField

NEVER = ["required", "invalid", "please", "oops", "valid", "ensure", "must"]


class Everything(SiteForm):
    name = forms.CharField(label="Your name?", min_length=2, max_length=5)
    email = EmailAddressField(label="Your email")
    way = forms.ChoiceField(label="The way", choices=[("a", "A")])
    needs = forms.MultipleChoiceField(label="Needs", choices=[("a", "A")])
    yes = forms.BooleanField(label="Yes")
    number = forms.IntegerField(label="How many people?", min_value=1, max_value=9)
    day = DateField(label="The day")
    link = forms.URLField(label="The link", assume_scheme="https")


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {
            "name": "x",
            "email": "x",
            "way": "z",
            "needs": ["z"],
            "number": "x",
            "day": "x",
            "link": "x",
        },
        {"name": "too long", "needs": "", "number": "99", "day": "2027-13-01", "link": "x y"},
        {"name": "a\x00b", "number": "0"},
    ],
)
def test_no_message_uses_a_word_that_blames_or_puzzles(answers):
    form = Everything(answers)
    messages = [message for errors in form.errors.values() for message in errors]
    assert messages
    for message in messages:
        assert not [word for word in NEVER if word in message.lower().split()], message


def test_an_empty_answer_names_the_question():
    assert Everything({}).errors["name"] == ["Write an answer for “Your name”"]
    assert Everything({}).errors["way"] == ["Choose an answer for “The way”"]


def test_an_address_that_cannot_be_right_gets_an_example():
    errors = Everything({"email": "sam"}).errors["email"]
    assert errors == ["Enter an email address in the right format, like name@example.org"]


def test_an_authors_own_sentence_stays():
    class Own(SiteForm):
        way = ChoiceField(label="Way", choices=[], missing="Choose how you want to join")
        name = forms.CharField(error_messages={"required": "Tell us your name"})
        day = DateField(initial=date(2027, 1, 1), error_messages={"invalid": "Write a day"})

    errors = Own({"day": "x"}).errors
    assert errors["way"] == ["Choose how you want to join"]
    assert errors["name"] == ["Tell us your name"]
    assert errors["day"] == ["Write a day"]
