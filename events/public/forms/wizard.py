"""The order of the forms, the conditions for each, and which of them share a page."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.datastructures import MultiValueDict

from events.models import Booking
from events.public.forms.context import BookingFormContext, StepForm
from events.public.forms.needs import (
    NeedsForm,
    SecondNeedsForm,
    SharingForm,
    TalkForm,
    has_requests,
)
from events.public.forms.questions import (
    NO_NEEDS,
    AnyNeedsForm,
    AttendanceModeForm,
    CheckForm,
    ContactForm,
    NamesForm,
    TheirContactForm,
    TogetherForm,
    WhoForm,
)

CHECK = "check"
ANY_NEEDS = "any-needs"
STEPS: dict[str, type[StepForm]] = {
    "who": WhoForm,
    "names": NamesForm,
    "contact": ContactForm,
    "way": AttendanceModeForm,
    ANY_NEEDS: AnyNeedsForm,
    "together": TogetherForm,
    "their-contact": TheirContactForm,
    "needs": NeedsForm,
    "their-needs": SecondNeedsForm,
    "talk": TalkForm,
    "sharing": SharingForm,
    CHECK: CheckForm,
}

NEEDS = ("needs", "their-needs")  # the steps about the first and the second attendee
# The steps to skip when nothing is needed. `AnyNeedsForm` asks.
ABOUT_NEEDS = (*NEEDS, "talk", "sharing")

# Each page in order, with its steps. To change one answer, a step is a page of its own.
START = "start"
PAGES: dict[str, tuple[str, ...]] = {
    START: ("who", "names", "contact", "way", ANY_NEEDS),
    "others": ("together", "their-contact"),
    "needs": ("needs",),
    "their-needs": ("their-needs",),
    "last": ("talk", "sharing"),
    CHECK: (CHECK,),
}
# The others have the heading of their first form.
PAGE_TITLES = {START: "Book a place", "last": "A few last things"}

# Conditions on earlier answers. All other steps are always shown.
_CONDITIONS: dict[str, Callable[[BookingFormContext], bool]] = {
    "way": lambda ctx: ctx.can_choose_mode,
    "together": lambda ctx: ctx.for_whom != Booking.ForWhom.ME,
    "their-contact": lambda ctx: ctx.for_other,
    "their-needs": lambda ctx: ctx.has_second_attendee,
    "sharing": lambda ctx: "contact_first" not in ctx.answers or has_requests(ctx.answers),
}

Stored = Mapping[str, Mapping[str, list[str]]]


def applies(step: str, context: BookingFormContext) -> bool:
    """Return whether the answers so far call for this step."""
    return _CONDITIONS.get(step, lambda ctx: True)(context)


def page_of(step: str) -> str:
    """Return the page of a step, or the page itself."""
    return next((page for page, steps in PAGES.items() if step in steps), step)


@dataclass
class Progress:
    """The result of evaluating stored answers in order."""

    context: BookingFormContext
    steps: list[str] = field(default_factory=list)
    # The pages to walk through, each with the steps that it shows.
    pages: dict[str, list[str]] = field(default_factory=dict)
    # The first step without a valid answer. Steps after it are provisional.
    missing: str | None = None

    @property
    def answers(self) -> dict[str, Any]:
        return self.context.answers

    @property
    def nothing_is_needed(self) -> bool:
        return self.answers.get("any_needs") == NO_NEEDS

    def page_before(self, step: str) -> str | None:
        """Return the page before that of a step, or None for the first."""
        order = list(PAGES)
        here = order.index(page_of(step))
        return next((page for page in reversed(order[:here]) if page in self.pages), None)

    def page_after(self, step: str) -> str:
        """Return the page after that of a step, or an earlier one with a missing answer."""
        order = list(PAGES)
        here = order.index(page_of(step))
        following = next(page for page in order[here + 1 :] if page in self.pages)
        missing = page_of(self.missing) if self.missing else following
        return min(missing, following, key=order.index)


def evaluate(context: BookingFormContext, stored: Stored, stale: Container[str] = ()) -> Progress:
    """Evaluate stored answers up to the first missing one. Steps in `stale` count as missing.

    A step with only one possible answer is skipped.
    """
    progress = Progress(context)
    context.is_evaluating = True
    for page, steps in PAGES.items():
        # What a page shows follows from the pages before it, as it is sent in one piece.
        shown = [step for step in steps if applies(step, context)]
        if shown and not (progress.nothing_is_needed and shown[0] in ABOUT_NEEDS):
            progress.pages[page] = shown
        for step in steps:
            if applies(step, context):
                _evaluate_step(step, progress, stored, stale)
            elif step == "way" and context.session.attendance_modes:
                context.answers["way"] = context.session.attendance_modes[0].value
    context.is_evaluating = False
    return progress


def _evaluate_step(step: str, progress: Progress, stored: Stored, stale: Container[str]) -> None:
    progress.steps.append(step)
    if progress.missing or step == CHECK:
        return
    data, is_stale = stored.get(step), step in stale
    if progress.nothing_is_needed and step in ABOUT_NEEDS:
        data, is_stale = data or {}, False
    form = STEPS[step](
        data=MultiValueDict(data) if data is not None else None, context=progress.context
    )
    if is_stale or not form.is_valid():
        progress.missing = step
    else:
        progress.context.answers |= answers_in(form)


def answers_in(form: StepForm) -> dict[str, Any]:
    """Return the answers of a valid form. A prefix keeps the second attendee's apart."""
    prefix = f"{form.prefix}_" if form.prefix else ""
    return {prefix + name: value for name, value in form.cleaned_data.items()}
