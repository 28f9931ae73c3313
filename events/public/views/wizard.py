"""The base view of the booking wizards: one page per step."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views import View

from events.public.forms.context import FOR_OTHER, BookingFormContext, StepForm
from events.public.forms.wizard import CHECK, NEEDS, STEPS, Progress, Stored, evaluate
from events.public.views.wizard_storage import AnswerStorage

CHANGING = "change=1"  # in the URL while one answer is changed, to return to the overview
EXPIRED = "again=1"
PREFILLED = "same=1"  # the answers come from an earlier booking


class QuestionWizard(View, ABC):
    """A wizard with the step in the URL and the answers on the server only.

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

    @abstractmethod
    def finish(self) -> HttpResponse:
        """Respond when a change leaves no step unanswered."""

    def setup(self, request: HttpRequest, *args: object, **kwargs: str) -> None:
        super().setup(request, *args, **kwargs)
        self.step = kwargs["step"]

    def get(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        return self.unreachable_redirect() or self.render(self.get_form())

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        if self.step not in STEPS:
            return self.unreachable_redirect()
        steps, missing = self.progress.steps, self.progress.missing
        if not self.stored and missing not in (None, self.step):
            # Earlier answers are gone, or in another browser.
            self._save(STEPS[self.step].base_fields)
            return redirect(f"{self.get_step_url(steps[0])}?{EXPIRED}")
        if self.step not in steps:
            return redirect(self.get_step_url(missing or steps[-1]))
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.render(form)
        self._save(form.fields, stale_steps=self._stale_steps(form))
        return self._redirect_onwards()

    @property
    def stored(self) -> Stored:
        return self.storage.answers

    @cached_property
    def progress(self) -> Progress:
        return evaluate(
            context=self.make_form_context(), stored=self.stored, stale=self.storage.stale_steps
        )

    def get_form(self, data: QueryDict | None = None) -> StepForm:
        form = STEPS[self.step](data, context=self.progress.context)
        if data is None:
            form.initial = self.get_initial(form)
        return form

    def get_initial(self, form: StepForm) -> dict[str, Any]:
        """Return the stored answers, shown without errors until sent again."""
        data = MultiValueDict(self.stored.get(self.step, {}))
        return {
            name: field.widget.value_from_datadict(data, MultiValueDict(), form.add_prefix(name))
            for name, field in form.fields.items()
        }

    def _stale_steps(self, form: StepForm) -> list[str]:
        """Return the steps to ask again: the needs if another person takes part now."""
        form_context = self.progress.context
        was_answered = self.step == "who" and "for_whom" in form_context.answers
        if was_answered and form_context.for_other != (form.cleaned_data["for_whom"] in FOR_OTHER):
            return [*NEEDS]
        return [step for step in self.storage.stale_steps if step != self.step]

    def _save(self, names: Iterable[str], stale_steps: Iterable[str] = ()) -> None:
        prefix = STEPS[self.step].prefix
        names = [f"{prefix}-{name}" if prefix else name for name in names]
        answers = {name: self.request.POST.getlist(name) for name in names}
        self.storage.store(self.step, answers, list(stale_steps))
        del self.progress

    def _redirect_onwards(self) -> HttpResponse:
        steps, missing = self.progress.steps, self.progress.missing
        if self.is_changing and missing is None:
            return self.finish()
        next_step = steps[steps.index(self.step) + 1]
        target = next_step
        if missing and (self.is_changing or steps.index(missing) < steps.index(next_step)):
            target = missing
        return redirect(self.get_step_url(target) + (f"?{CHANGING}" if self.is_changing else ""))

    def unreachable_redirect(self) -> HttpResponse | None:
        """Return a redirect if this step cannot be shown yet."""
        steps, missing = self.progress.steps, self.progress.missing
        if self.step not in steps:
            return redirect(self.get_step_url(missing or steps[0]))
        if missing and steps.index(self.step) > steps.index(missing):
            query = "" if self.storage.answers else f"?{EXPIRED}"
            return redirect(self.get_step_url(missing) + query)
        return None

    def render(self, form: StepForm, status: int = 200, **extra: object) -> HttpResponse:
        template = "events/book/check.html" if self.step == CHECK else "events/book/step.html"
        context = self.get_context(form) | extra
        return render(self.request, template, context, status=status)

    def get_context(self, form: StepForm) -> dict[str, Any]:
        steps, query = self.progress.steps, self.request.GET.urlencode()
        return {
            "form": form,
            "session": self.progress.context.session,
            "step_name": self.step,
            "step": None if self.is_changing else steps.index(self.step) + 1,
            "steps": len(steps),
            "about": self.about,
            "back_url": self.back_url(),
            "is_expired": EXPIRED in query,
            "has_kept_answers": bool(self.stored),
            "is_prefilled": PREFILLED in query,
            "crumbs": [],
        }
