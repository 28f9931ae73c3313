"""The base view of the booking wizards: one page per step, forwards, back and changes."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from formtools.wizard.views import NamedUrlWizardView

from events.public.forms.context import BookingFormContext, StepForm
from events.public.forms.wizard import CHECK, STEPS, Progress, Stored, evaluate, is_for_other
from events.public.views.wizard_storage import AnswerStorage

CHANGING = "change=1"  # in the URL while one answer is changed, to return to the overview
EXPIRED = "again=1"
PREFILLED = "same=1"  # the answers come from an earlier booking


class QuestionWizard(NamedUrlWizardView):
    """A wizard with the step in the URL and the answers on the server only.

    Subclasses define the context (`make_asking`), the URL of a step (`get_step_url`), the URL when
    all is answered (`overview_url`) and the final action (`finish`).
    """

    storage_name = "events.public.views.wizard_storage.AnswerStorage"
    about = ""
    storage: AnswerStorage

    def make_asking(self) -> BookingFormContext:
        raise NotImplementedError

    def overview_url(self) -> str:
        raise NotImplementedError

    def finish(self, form: StepForm) -> HttpResponse:
        raise NotImplementedError

    @property
    def stored(self) -> Stored:
        return self.storage.stored

    @cached_property
    def walked(self) -> Progress:
        return evaluate(
            asking=self.make_asking(),
            stored=self.stored,
            again=self.storage.extra_data["again"],
        )

    def get_form_list(self) -> dict[str, type[StepForm]]:
        return {step: STEPS[step] for step in self.walked.steps}

    def get_form_prefix(self, step: str | None = None, form: object = None) -> None:
        return None

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        return {"asking": self.walked.asking}

    def get_form_initial(self, step: str) -> dict[str, Any]:
        """Return the stored answers, shown without errors until sent again."""
        if step not in self.stored:
            return {}
        data = MultiValueDict(self.stored[step])
        form = STEPS[step](asking=self.walked.asking)
        return {
            name: field.widget.value_from_datadict(data, MultiValueDict(), form.add_prefix(name))
            for name, field in form.fields.items()
        }

    def get_template_names(self) -> list[str]:
        name = CHECK if self.storage.current_step == CHECK else "step"
        return [f"events/book/{name}.html"]

    @property
    def is_changing(self) -> bool:
        return CHANGING in self.request.GET.urlencode()

    @property
    def has_overview(self) -> bool:
        """Return whether "Back" leads to the overview."""
        return self.is_changing

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        step = str(kwargs["step"])
        if away := self.not_yet(step):
            return away
        self.storage.current_step = step
        return self.render(self.get_form(step))

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        step = str(kwargs["step"])
        if step == CHECK or step not in STEPS:
            return self.not_yet(step) or self._send(step)
        if self._is_lost(step):
            self._save(step, STEPS[step].base_fields, [])
            return redirect(f"{self.get_step_url(self.walked.steps[0])}?{EXPIRED}")
        if step not in self.walked.steps:
            return redirect(self.get_step_url(self.walked.missing or self.walked.steps[-1]))
        self.storage.current_step = step
        form = self.get_form(step, data=self.request.POST)
        if not form.is_valid():
            return self.render(form)
        self._keep(step, form)
        return self._go_on(step)

    def _is_lost(self, step: str) -> bool:
        """Return whether earlier answers are gone: expired after a day, or without cookie."""
        return self.storage.is_empty and self.walked.missing not in (None, step)

    def _send(self, step: str) -> HttpResponse:
        self.storage.current_step = step
        form = self.get_form(step, data=self.request.POST)
        return self.finish(form) if form.is_valid() else self.render(form)

    def _keep(self, step: str, form: StepForm) -> None:
        again = [each for each in self.storage.extra_data["again"] if each != step]
        if step == "who" and "for_whom" in self.walked.so_far:
            was, now_is = self.walked.so_far["for_whom"], form.cleaned_data["for_whom"]
            if is_for_other(was) != is_for_other(now_is):
                # Another person takes part now, so the needs are asked again.
                again = sorted({*again, "needs", "their-needs"} & {*STEPS})
        self._save(step, form.fields, again)

    def _save(self, step: str, names: Iterable[str], again: list[str]) -> None:
        prefix = STEPS[step].prefix
        names = [f"{prefix}-{name}" if prefix else name for name in names]
        answers = {name: self.request.POST.getlist(name) for name in names}
        self.storage.keep(step, answers, again)
        del self.walked

    def _go_on(self, step: str) -> HttpResponse:
        steps, missing = self.walked.steps, self.walked.missing
        if self.is_changing and missing is None:
            return self.all_answered()
        following = steps[steps.index(step) + 1] if step in steps else steps[0]
        target = following
        if missing and (self.is_changing or steps.index(missing) < steps.index(following)):
            target = missing
        return redirect(self.get_step_url(target) + (f"?{CHANGING}" if self.is_changing else ""))

    def all_answered(self) -> HttpResponse:
        return redirect(self.overview_url())

    def not_yet(self, step: str) -> HttpResponse | None:
        """Return a redirect if this step cannot be asked now."""
        steps, missing = self.walked.steps, self.walked.missing
        if step not in steps:
            return redirect(self.get_step_url(missing or steps[0]))
        if missing and steps.index(step) > steps.index(missing):
            query = f"?{EXPIRED}" if self.storage.is_empty else ""
            return redirect(self.get_step_url(missing) + query)
        return None

    def get_context_data(self, form: StepForm, **kwargs: object) -> dict[str, Any]:
        step, steps = str(self.storage.current_step), self.walked.steps
        at = steps.index(step)
        back = self.overview_url() if self.has_overview else ""
        if not back:
            back = self.get_step_url(steps[at - 1]) if at else self.first_url()
        return {
            "view": self,
            "form": form,
            "asking": self.walked.asking,
            "session": self.walked.asking.session,
            "step_name": step,
            "step": None if self.is_changing else at + 1,
            "steps": len(steps),
            "about": self.about,
            "back_url": back,
            "is_lost": EXPIRED in self.request.GET.urlencode(),
            "is_same": PREFILLED in self.request.GET.urlencode(),
            "crumbs": [],
            **kwargs,
        }

    def first_url(self) -> str:
        """Return the URL of "Back" on the first page."""
        return self.overview_url()
