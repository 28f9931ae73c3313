"""The screen that says who runs a session, and sees its day."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.log_actions import log

from events.admin.forms import AdminForm
from events.admin.permissions import ChooseFacilitatorsMixin
from events.admin.views import ServiceFormView, SessionMixin, session_url
from events.models import Session
from events.models.permissions import users_who_facilitate
from hub.models import User


class FacilitatorField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.display_name


class FacilitatorsForm(AdminForm):
    users = FacilitatorField(
        label="Who runs this date?",
        help_text="They see its day: first names, and what helps those who agreed that they may know.",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    for_series = forms.BooleanField(
        label="The same for all dates of this series that name nobody else", required=False
    )
    without_optional_mark = ("users",)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["users"].queryset = users_who_facilitate()


class FacilitatorsView(ChooseFacilitatorsMixin, SessionMixin, ServiceFormView):
    template_name = "events/admin/facilitators.html"
    page_title = "Who runs it"
    header_icon = "group"
    form_class = FacilitatorsForm

    def get_initial(self) -> dict[str, Any]:
        return {"users": facilitators_of(self.session)}

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(
            has_choice=users_who_facilitate().exists(),
            of_series=list(self.session.series.facilitators.all()),
            **kwargs,
        )

    def save(self, form: FacilitatorsForm) -> HttpResponse:
        session, users = self.session, form.cleaned_data["users"]
        if form.cleaned_data["for_series"]:
            session.series.facilitators.set(users)
            session.facilitators.clear()
        else:
            session.facilitators.set(users)
        log(instance=session.page, action="events.choose_facilitators", user=self.request.user)
        messages.success(self.request, "We have kept who runs it.")
        return redirect(session_url(session.pk))


def facilitators_of(session: Session) -> list[User]:
    """Return who runs a session: who it names, or else those of its series."""
    return list(session.facilitators.all()) or list(session.series.facilitators.all())
