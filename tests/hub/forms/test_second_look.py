"""An odd answer is asked about once, without an error, and never refused."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.template import engines
from django.utils.datastructures import MultiValueDict

from hub.forms.base import SiteForm
from hub.forms.clean import phone_number
from hub.forms.fields import EmailAddressField, PhoneField


class Form(SiteForm):
    email = EmailAddressField(label="Your email address", required=False)
    phone = PhoneField(label="Your phone number", required=False)

    def clean_phone(self) -> str:
        return phone_number(self.cleaned_data["phone"])

    def cleaned(self, name: str) -> str:
        assert self.is_valid(), self.errors or self.doubts
        return self.cleaned_data[name]


def page_of(form: SiteForm) -> BeautifulSoup:
    return BeautifulSoup(str(form), "html.parser")


def sent_from(form: SiteForm, ticked: str = "", **typed: str) -> Form:
    """Return the form as a browser sends it from this page, with one choice ticked."""
    data = QueryDict(mutable=True)
    for box in page_of(form).find_all("input"):
        if box["type"] in ("radio", "checkbox") and box["value"] != ticked:
            continue
        value = typed.get(box["name"], box.get("value", ""))
        data.appendlist(box["name"], value if box["type"] != "radio" else box["value"])
    return Form(data)


@pytest.mark.parametrize(
    ("name", "value"), [("email", "jo@gmial.com"), ("phone", "12345"), ("phone", "07700 90012")]
)
def test_an_odd_answer_is_asked_about_once_and_the_same_again_keeps_it(name: str, value: str):
    asked = sent_from(Form(), **{name: value})
    assert not asked.is_valid()
    assert not asked.errors, "a question is no error"
    assert value in asked.doubts[name].words
    again = sent_from(asked)
    assert again.is_valid()
    assert again.cleaned_data[name] == value


def test_the_suggestion_is_taken_with_one_tick():
    asked = sent_from(Form(), email="jo@gmial.com")
    assert "Did you mean jo@gmail.com?" in page_of(asked).text
    assert sent_from(asked, ticked="jo@gmail.com").cleaned("email") == "jo@gmail.com"
    assert sent_from(asked, ticked="jo@gmial.com").cleaned("email") == "jo@gmial.com"


def test_what_is_typed_after_the_question_goes_before_a_tick():
    asked = sent_from(Form(), email="jo@gmial.com")
    edited = sent_from(asked, ticked="jo@gmail.com", email="jo@example.org")
    assert edited.cleaned("email") == "jo@example.org"


def test_another_odd_answer_is_asked_about_and_the_first_is_not_asked_about_again():
    first = sent_from(Form(), phone="12345")
    second = sent_from(first, phone="54321")
    assert "54321" in second.doubts["phone"].words
    assert sent_from(second, phone="12345").is_valid()


def test_an_answer_that_the_page_showed_from_before_is_not_asked_about():
    known = Form(initial={"email": "jo@gmial.com", "phone": "12345"})
    assert sent_from(known).is_valid()
    assert not sent_from(known, phone="54321").is_valid()


@pytest.mark.parametrize("data", [{"email": "jo@gmial.com"}, MultiValueDict({"phone": ["12345"]})])
def test_data_that_comes_from_no_page_is_not_asked_about(data: dict[str, str]):
    assert Form(data).is_valid()


def test_stored_answers_with_a_taken_suggestion_give_the_suggestion():
    stored = MultiValueDict({"email": ["jo@gmial.com", "jo@gmail.com"]})
    assert Form(stored).cleaned("email") == "jo@gmail.com"


def test_a_wrong_address_with_a_likely_meaning_is_an_error_with_a_way_on():
    wrong = sent_from(Form(), email="jo@gmail,com")
    assert "email" in wrong.errors
    assert "No, keep" not in page_of(wrong).text
    assert not sent_from(wrong).is_valid(), "it cannot be kept"
    assert sent_from(wrong, ticked="jo@gmail.com").cleaned("email") == "jo@gmail.com"


def test_a_wrong_address_is_never_mended_into_another_wrong_one():
    assert not sent_from(Form(), email="a@b@gmial.com").doubts


@pytest.mark.parametrize("value", ["jo@gmail.com", "józef+brew@exämple.org", ""])
def test_a_good_address_is_not_asked_about(value: str):
    assert sent_from(Form(), email=value).is_valid()


@pytest.mark.parametrize("value", ["07700 900123 after 5pm", "+48 22 123 45 67", "0800 1111", ""])
def test_a_good_number_is_not_asked_about_and_kept_as_written(value: str):
    assert sent_from(Form(), phone=value).cleaned("phone") == value


def test_the_question_stands_at_the_top_too_and_in_the_title_in_no_error_s_tone():
    asked = sent_from(Form(), email="jo@gmial.com")
    assert not asked.is_valid()
    template = engines["django"].from_string("{% load site_tags %}{% error_summary form %}")
    summary = BeautifulSoup(template.render({"form": asked}), "html.parser")
    assert summary.h2.text == "Is this right?"
    assert summary.a["href"] == "#id_email"
    assert not summary.select("[role=alert], .error-summary")
    assert not page_of(asked).select("[aria-invalid], .field-error")


def test_the_choices_have_labels_and_a_legend():
    page = page_of(sent_from(Form(), email="jo@gmial.com"))
    group = page.find("fieldset")
    assert group.legend.text == "You wrote jo@gmial.com. Did you mean jo@gmail.com?"
    for box in group.find_all("input"):
        assert page.find("label", {"for": box["id"]}).text
    assert not group.select("[checked]"), "nothing is ticked for people"


def test_many_sent_back_values_do_not_make_the_page_long():
    data = QueryDict(mutable=True)
    data.setlist("phone-asked", [str(number) for number in range(10_000, 10_100)])
    data["phone"] = "12"
    page = page_of(Form(data))
    assert len(page.find_all("input", {"name": "phone-asked"})) <= 11


def test_where_our_mail_cannot_go_the_form_says_so_and_asks_for_another_way(settings):
    settings.EMAIL_SMTPUTF8 = False
    form = sent_from(Form(), email="józef@example.org")
    assert form.errors["email"] == [
        "Our email cannot reach an address with “ó” before the @. "
        "Give us another way to reach you, or phone us"
    ]
    assert sent_from(Form(), email="jozef@exämple.org").is_valid()
