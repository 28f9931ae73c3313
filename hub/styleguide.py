"""The style guide: every component with its states, for staff."""

import tomllib
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

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
from hub.models import Picture
from hub.models.site_details import Accent

SAMPLES = settings.BASE_DIR / "templates/hub/styleguide.toml"
MONDAY = date(2027, 1, 25)  # of the first of two weeks in the calendar


class SamplePage(SimpleNamespace):
    """A stand-in for a page, so that the style guide needs no content."""

    def get_url(self, request: HttpRequest | None = None) -> str:
        return "#cards"


class SampleForm(SiteForm):
    way = ChoiceField(
        label="How would you like to join?",
        choices=[("video", "By video"), ("phone", "By phone"), ("room", "In person")],
        missing="Choose how you want to join",
    )
    needs = MultipleChoiceField(
        label="What would make it easier for you to take part?",
        help_text="Tick all that you would like. You do not need to tell us why.",
        required=False,
        exclusive="nothing",
        choices=[
            ("breaks", "More breaks"),
            ("bsl", Answer("A British Sign Language interpreter", "Tell us by 3 May")),
            ("nothing", "I do not need anything"),
        ],
    )
    name = NameField(label="Your name", help_text="What should we call you?")
    email = EmailAddressField(label="Your email address")
    phone = PhoneField(label="Your phone number", required=False)
    more = LongAnswerField(label="Is there anything else?", required=False, max_length=500)
    share = ConsentField(label="You can share this with the people who run the session")


def styleguide(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    return render(request, "hub/styleguide.html", _samples())


def _samples() -> dict[str, Any]:
    samples = tomllib.loads(SAMPLES.read_text(encoding="utf-8"))
    picture = Picture.objects.first()

    def pages(rows: list[dict[str, Any]]) -> list[SamplePage]:
        return [SamplePage(picture=row.get("has_picture") and picture, **row) for row in rows]

    days = [MONDAY + timedelta(days=number) for number in range(14)]
    month = [
        {
            "date": day,
            "in_month": day.month == MONDAY.month,
            "pages": pages(samples["meetings"].get(day.isoformat(), [])),
        }
        for day in days
    ]
    return samples | {
        "accents": Accent.choices,
        "lead": pages([samples["lead"]])[0],
        "sessions": pages(samples["sessions"]),
        "stories": pages(samples["stories"]),
        "page_obj": Paginator(range(30), 10).page(2),
        "weeks": [month[:7], month[7:]],
        "plain_form": SampleForm(prefix="plain"),
        "wrong_form": SampleForm({"wrong-email": "sam"}, prefix="wrong"),
    }
