"""What regulars add to the core's pages and screens."""

from datetime import datetime
from typing import Any

from django import forms

from events import extension_points
from events.models import Booking, Session, current_periods
from events.regulars.enrolment import can_enrol, enrol, may_stop
from events.regulars.identity import regular_for
from events.regulars.phone_calls import invitation_calls

extension_points.calls.register(invitation_calls)


@extension_points.booking_page.register
def _booking_page(booking: Booking, now: datetime) -> dict[str, Any]:
    regular = regular_for(booking)
    return {
        "is_kept": regular is not None and regular.booking_id == booking.pk,
        "every_time": {
            "is_on": regular is not None,
            "kept": lambda: current_periods().remembered,  # a query, if the page says it
            "may_stop": regular and may_stop(regular=regular, booking=booking),
            "is_offered": regular is None and can_enrol(booking=booking, now=now),
        },
    }


@extension_points.search_results.register
def _search_results(words: str) -> dict[str, Any]:
    return {"says_who_is_regular": True}


@extension_points.phone_questions.register
def _phone_questions(session: Session) -> list[extension_points.PhoneQuestion]:
    if not session.series.rule:
        return []
    field = forms.BooleanField(
        label="Ask them before each session if they are coming",
        help_text=(
            "Only if they want this. Then we keep what they told us until they stop it, or have not come "
            f"for {current_periods().remembered}. If they do not answer, we book nothing."
        ),
        required=False,
    )
    return [
        extension_points.PhoneQuestion(
            "every_time", field, lambda booking, now: enrol(booking=booking, now=now)
        )
    ]
