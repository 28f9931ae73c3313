"""All public forms are drawn the same way: label, hint, error, input."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import engines

from hub.forms.base import SiteForm
from hub.forms.fields import (
    ChoiceField,
    ConsentField,
    EmailAddressField,
    LongAnswerField,
    MultipleChoiceField,
    NameField,
    PhoneField,
)
from hub.forms.widgets import Answer


class Form(SiteForm):
    way = ChoiceField(
        label="How would you like to join?",
        help_text="You can change this later.",
        choices=[("video", "By video"), ("phone", "By phone")],
        missing="Choose how you want to join",
    )
    needs = MultipleChoiceField(
        label="What would make it easier?",
        required=False,
        exclusive="nothing",
        choices=[
            ("bsl", Answer("A BSL interpreter", "Tell us by 3 May")),
            ("nothing", "I do not need anything"),
        ],
    )
    name = NameField(label="Your name", help_text="What should we call you?")
    email = EmailAddressField(label="Your email address")
    phone = PhoneField(label="Your phone number", required=False)
    other = NameField(label="Their name", own=False, required=False)
    more = LongAnswerField(label="Anything else?", required=False, max_length=10)
    share = ConsentField(label="You can share this", help_text="Only with the organiser.")


class Question(SiteForm):
    question = "way"
    way = ChoiceField(label="How?", choices=[("video", "By video")])


class TextQuestion(SiteForm):
    question = "name"
    name = NameField(label="What is your name?")


def soup(form: forms.BaseForm) -> BeautifulSoup:
    return BeautifulSoup(str(form), "html.parser")


def order(form: forms.BaseForm, *selectors: str) -> list[int]:
    page = soup(form)
    everything = list(page.descendants)
    return [everything.index(page.select_one(selector)) for selector in selectors]


def test_a_text_field_shows_label_hint_error_and_input_in_that_order():
    places = order(
        Form({}), 'label[for="id_name"]', "#id_name_helptext", "#id_name_error", "#id_name"
    )
    assert places == sorted(places)


def test_a_group_shows_legend_hint_error_and_inputs_in_that_order():
    places = order(Form({}), "legend", "#id_way_helptext", "#id_way_error", "#id_way_0")
    assert places == sorted(places)


def test_a_field_is_described_by_its_hint_and_its_error():
    page = soup(Form({}))
    assert page.select_one("#id_name")["aria-describedby"] == "id_name_helptext id_name_error"
    assert page.select_one("#id_name")["aria-invalid"] == "true"
    group = page.select_one("#id_way_0").find_parent("fieldset")
    assert group["aria-describedby"] == "id_way_helptext id_way_error"


def test_every_id_that_describes_a_field_exists():
    page = soup(Form({}))
    for field in page.select("[aria-describedby]"):
        for each in field["aria-describedby"].split():
            assert page.find(id=each), each


def test_every_input_has_a_label_of_its_own():
    page = soup(Form())
    for field in page.select("input:not([type=hidden]), textarea, select"):
        assert page.find("label", attrs={"for": field["id"]}).text.strip()


def test_an_error_says_that_it_is_one_to_people_who_cannot_see_colour():
    assert (
        soup(Form({})).select_one("#id_name_error").text.split() == "Error: Enter your name".split()
    )


def test_a_correct_field_has_no_error():
    page = soup(Form({"name": "Sam"}))
    assert page.find(id="id_name_error") is None
    assert not page.select_one("#id_name").has_attr("aria-invalid")


def test_what_is_not_needed_says_optional_and_what_is_needed_says_nothing():
    page = soup(Form())
    assert "(optional)" in page.find("label", attrs={"for": "id_phone"}).text
    assert "(optional)" in page.select_one("#id_needs_0").find_parent("fieldset").legend.text
    assert "(optional)" not in page.find("label", attrs={"for": "id_name"}).text
    assert "(optional)" not in page.find("label", attrs={"for": "id_share"}).text


def test_a_form_can_say_optional_in_its_own_words():
    class Quiet(Form):
        without_optional_mark = ("phone",)

    assert "(optional)" not in soup(Quiet()).find("label", attrs={"for": "id_phone"}).text


def test_the_browser_never_checks_and_never_cuts_off_what_is_written():
    page = soup(Form({}))
    assert not page.select("[required]")
    assert not page.select_one("#id_more").has_attr("maxlength")


def test_the_readers_own_details_carry_autocomplete_and_other_peoples_do_not():
    page = soup(Form())
    assert page.select_one("#id_name")["autocomplete"] == "name"
    assert page.select_one("#id_email")["autocomplete"] == "email"
    assert page.select_one("#id_phone")["autocomplete"] == "tel"
    assert page.select_one("#id_other")["autocomplete"] == "off"


def test_nothing_is_ticked_in_advance():
    assert not soup(Form()).select("[checked]")


def test_the_last_box_stands_alone_after_the_word_or():
    page = soup(Form())
    alone = page.select_one("[data-exclusive]")
    assert alone["value"] == "nothing"
    assert alone.find_parent("div").find_previous_sibling("p").text == "or"


def test_a_choice_can_have_a_hint_of_its_own():
    label = soup(Form()).find("label", attrs={"for": "id_needs_0"})
    assert label.select_one(".choice-hint").text == "Tell us by 3 May"
    assert label.text.split() == "A BSL interpreter Tell us by 3 May".split()


@pytest.mark.parametrize("form", [Question(), TextQuestion()])
def test_the_question_of_a_page_is_its_heading(form):
    assert len(soup(form).find_all("h1")) == 1


def test_a_groups_heading_is_inside_the_legend():
    assert soup(Question()).select_one("legend h1").text == "How?"


def test_a_text_questions_label_is_inside_the_heading():
    assert soup(TextQuestion()).select_one("h1 label")["for"] == "id_name"


def test_hidden_fields_are_kept():
    class Keyed(SiteForm):
        key = forms.CharField(widget=forms.HiddenInput, initial="k")
        name = NameField(label="Your name")

    page = soup(Keyed())
    assert page.select_one("input[type=hidden]")["value"] == "k"
    assert len(page.select(".field")) == 1


def test_what_people_write_is_never_taken_for_markup():
    page = str(Form({"name": "<b>Sam</b>", "more": "</textarea><script>"}))
    assert "<b>" not in page
    assert "<script>" not in page


def summary(*forms_: forms.BaseForm) -> BeautifulSoup:
    template = engines["django"].from_string("{% load site_tags %}{% error_summary form other %}")
    other = forms_[1] if len(forms_) > 1 else None
    return BeautifulSoup(template.render({"form": forms_[0], "other": other}), "html.parser")


def test_the_error_summary_links_each_mistake_to_its_field_and_groups_to_their_first_input():
    links = {a.text.strip(): a["href"] for a in summary(Form({"more": "far too long"})).select("a")}
    assert links == {
        "Choose how you want to join": "#id_way_0",
        "Enter your name": "#id_name",
        "Enter your email address": "#id_email",
        "Use 10 letters or fewer. You have used 12": "#id_more",
        "Tick the box: “You can share this”": "#id_share",
    }


def test_every_link_of_the_error_summary_lands_on_an_input():
    form = Form({}, prefix="p")
    page = soup(form)
    for link in summary(form).select("a"):
        assert page.find(id=link["href"].removeprefix("#")).name in ("input", "textarea")


def test_the_error_summary_takes_focus_outside_and_speaks_inside():
    box = summary(Form({})).select_one(".error-summary")
    assert box["tabindex"] == "-1"
    assert not box.has_attr("role")
    assert box.select_one("[role=alert] h2").text == "There is a problem"


def test_messages_about_the_whole_form_stand_first_without_a_link():
    form = Form({})
    form.add_error(None, "This session is full")
    first = summary(form).select_one("li")
    assert first.text.strip() == "This session is full"
    assert first.a is None


def test_the_summary_can_hold_several_forms_and_sets_of_forms():
    Set = forms.formset_factory(TextQuestion, extra=2)
    forms_ = Set({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "x" * 121})
    links = [a["href"] for a in summary(Question({}), forms_).select("a")]
    assert links == ["#id_way_0", "#id_form-0-name"]


def test_there_is_no_summary_without_a_mistake():
    assert not summary(Form()).text.strip()
