"""The base view of the booking wizards: one or several steps on each page."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views import View

from events.public.forms.context import FOR_OTHER, BookingFormContext, StepForm
from events.public.forms.form_page import FormPage
from events.public.forms.wizard import (
    ABOUT_NEEDS,
    ANY_NEEDS,
    CHECK,
    NEEDS,
    PAGE_TITLES,
    PAGES,
    START,
    STEPS,
    Progress,
    Stored,
    answers_in,
    applies,
    evaluate,
    page_of,
)
from events.public.views.wizard_storage import Answers, AnswerStorage

CHANGING = "change=1"  # in the URL while one answer is changed, to return to the overview
EXPIRED = "again=1"
PREFILLED = "same=1"  # the answers come from an earlier booking

# Buttons that keep what is written, as it is.
BACK = "back"  # shows the page before
LEAVE = "leave"  # to go on later


class QuestionWizard(View, ABC):
    """A wizard with the page or step in the URL and the answers on the server only.

    Subclasses set `storage` before dispatch.
    """

    about: str
    is_changing: bool
    step: str
    storage: AnswerStorage

    @abstractmethod
    def make_form_context(self) -> BookingFormContext:
        """Return a new context without answers."""

    @abstractmethod
    def get_step_url(self, step: str) -> str: ...

    @abstractmethod
    def back_url(self) -> str: ...

    @property
    def keeps_on_back(self) -> bool:
        """Return whether "Back" keeps what is written. If not, it is a link that says so."""
        return False

    def leave(self) -> HttpResponse:
        """Respond to who wants to go on later."""
        return redirect(self.back_url())

    @abstractmethod
    def finish(self) -> HttpResponse:
        """Respond when a change leaves no step unanswered."""

    def setup(self, request: HttpRequest, *args: object, **kwargs: str) -> None:
        super().setup(request, *args, **kwargs)
        self.step = kwargs["step"]

    def get(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        return self.unreachable_redirect() or self.render(self.get_page())

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        if page_of(self.step) not in PAGES:
            return self.unreachable_redirect()
        missing = self.progress.missing
        if not self.stored and self._is_beyond(missing):
            # Earlier answers are gone, or in another browser.
            self._keep_as_sent(self._sent_steps)
            return redirect(f"{self.get_step_url(START)}?{EXPIRED}")
        is_stopping = BACK in request.POST or LEAVE in request.POST
        if is_stopping and self.shown_steps and self.keeps_on_back:
            response = self.leave() if LEAVE in request.POST else redirect(self.back_url())
            self._keep_as_sent(self.shown_steps)
            return response
        if not self.shown_steps:
            return redirect(self._url_to_answer(missing or CHECK))
        was_for_other = self._for_other()
        page = self.get_page(request.POST)
        if page.errors or page.doubts:
            return self.render(page)
        self._save(page, stale_steps=self._stale_steps(page, was_for_other))
        return self._redirect_onwards()

    @property
    def stored(self) -> Stored:
        return self.storage.answers

    @cached_property
    def progress(self) -> Progress:
        return evaluate(
            context=self.make_form_context(), stored=self.stored, stale=self.storage.stale_steps
        )

    @property
    def shown_steps(self) -> list[str]:
        """Return the steps of the page in the URL, or one step, to change it.

        With that come those of its page that have no answer yet.
        """
        progress, step = self.progress, self.step
        is_single = step in STEPS and (self.is_changing or step not in progress.pages)
        if not is_single:
            return progress.pages.get(step, [])
        if step not in progress.steps:
            return []
        if not self.is_changing:
            return [step]
        siblings = progress.pages.get(page_of(step), [step])
        later = siblings[siblings.index(step) + 1 :]
        return [step, *(each for each in later if each not in self.stored)]

    def get_page(self, data: QueryDict | None = None) -> FormPage:
        """Return the forms, each made with the answers of those before it."""
        context = self.progress.context
        by_step: dict[str, StepForm] = {}
        for step in self.shown_steps:
            if data is not None and not applies(step, context):
                continue  # not after what was sent for the steps before it
            form = STEPS[step](data, context=context)
            if data is None:
                form.initial = self.get_initial(step, form)
            elif not form.errors:
                context.answers |= answers_in(form)
            by_step[step] = form
        return FormPage(by_step, title=self.get_page_title())

    def get_page_title(self) -> str:
        return PAGE_TITLES.get(page_of(self.step), "")

    def get_initial(self, step: str, form: StepForm) -> dict[str, Any]:
        """Return the stored answers, shown without errors until sent again."""
        data = MultiValueDict(self.stored.get(step, {}))
        return {
            name: field.widget.value_from_datadict(data, MultiValueDict(), form.add_prefix(name))
            for name, field in form.fields.items()
        }

    def _for_other(self) -> bool | None:
        answers = self.progress.answers
        return answers["for_whom"] in FOR_OTHER if "for_whom" in answers else None

    def _stale_steps(self, page: FormPage, was_for_other: bool | None) -> list[str]:
        """Return the steps to ask again: the needs if another person takes part now."""
        if "who" in page.by_step and was_for_other not in (None, self._for_other()):
            return [*NEEDS]
        return [step for step in self.storage.stale_steps if step not in page.by_step]

    def _save(self, page: FormPage, stale_steps: list[str]) -> None:
        answers: dict[str, Answers | None] = {**self._sent(page.by_step)}
        if self.progress.nothing_is_needed:
            stale_steps = [step for step in stale_steps if step not in ABOUT_NEEDS]
            if ANY_NEEDS in answers:
                answers |= dict.fromkeys(ABOUT_NEEDS)  # what was asked for before goes
            elif not answers.keys().isdisjoint(ABOUT_NEEDS):
                # Something is, after all. What was not asked stays answered.
                unasked = {step: {} for step in (*NEEDS, "talk")}
                answers = {ANY_NEEDS: {"any_needs": ["yes"]}, **unasked, **answers}
        self.storage.store(answers, stale_steps)
        del self.progress

    def _keep_as_sent(self, steps: Iterable[str]) -> None:
        """Keep answers that may have mistakes, for their pages to be sent again."""
        answers = {
            step: values
            for step, values in self._sent(steps).items()
            if step in self.storage.answers or any(any(each) for each in values.values())
        }
        if answers:
            self.storage.store(answers, [*{*self.storage.stale_steps, *answers}])
            del self.progress

    def _sent(self, steps: Iterable[str]) -> dict[str, Answers]:
        return {step: self._sent_for(step) for step in steps}

    def _sent_for(self, step: str) -> Answers:
        data = self.request.POST
        return {name: data.getlist(name) for name in STEPS[step].sent_names(data)}

    @property
    def _sent_steps(self) -> tuple[str, ...]:
        return (
            (self.step,) if self.step in STEPS and self.is_changing else PAGES[page_of(self.step)]
        )

    def _is_beyond(self, missing: str | None) -> bool:
        """Return whether the page comes after a step without an answer."""
        order = list(STEPS)
        first = self.shown_steps[0] if self.shown_steps else PAGES[page_of(self.step)][0]
        return missing is not None and order.index(first) > order.index(missing)

    def _redirect_onwards(self) -> HttpResponse:
        missing = self.progress.missing
        if not self.is_changing:
            return redirect(self.get_step_url(self.progress.page_after(self.step)))
        return self.finish() if missing is None else redirect(self._url_to_answer(missing))

    def _url_to_answer(self, step: str) -> str:
        """Return the URL of the step itself while changing, otherwise of its page."""
        if self.is_changing and step != CHECK:
            return f"{self.get_step_url(step)}?{CHANGING}"
        return self.get_step_url(page_of(step))

    def unreachable_redirect(self) -> HttpResponse | None:
        """Return a redirect if this page cannot be shown yet."""
        missing = self.progress.missing
        if not self.shown_steps:
            return redirect(self._url_to_answer(missing or START))
        if self._is_beyond(missing):
            url = self._url_to_answer(missing or START)
            return redirect(
                url if self.storage.answers else f"{url}{'&' if '?' in url else '?'}{EXPIRED}"
            )
        return None

    def render(self, form: FormPage | StepForm, status: int = 200, **extra: object) -> HttpResponse:
        template = "events/book/check.html" if self.step == CHECK else "events/book/step.html"
        context = self.get_context(form) | extra
        return render(self.request, template, context, status=status)

    def get_context(self, form: FormPage | StepForm) -> dict[str, Any]:
        query = self.request.GET.urlencode()
        context = self.progress.context
        session = context.session
        modes = session.attendance_modes if self.step == START else context.modes
        return {
            "form": form,
            "session": session,
            "always_there": session.standing_arrangements_for(modes),
            "about": self.about,
            "back_url": self.back_url(),
            "is_changing": self.is_changing,
            "keeps_on_back": self.keeps_on_back,
            "is_expired": EXPIRED in query,
            "has_kept_answers": bool(self.stored),
            "is_prefilled": PREFILLED in query,
            "crumbs": [],
        }
