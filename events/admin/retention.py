"""The screen on which the owner of the site says how long things are kept.

It saves only after it has said what goes.
"""

from typing import Any

from django import forms
from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import log

from events.admin.forms import AdminForm
from events.admin.views import ScreenMixin
from events.models import RetentionSettings
from events.models.permissions import may_change_retention
from events.models.retention_settings import MAX_DAYS, MAX_MONTHS
from events.privacy.expired import deleted_by_change
from events.public.views.shown import FIELD, digest_of

FIELDS = ("booking_days", "remembered_months", "feedback_months")
MONTHS_HINT = f"A number of months, from 1 to {MAX_MONTHS}. We count from the day of the session."


class RetentionForm(AdminForm):
    booking_days = forms.IntegerField(
        label="How many days do we keep a booking?",
        help_text=(
            f"A number of days, from 1 to {MAX_DAYS}. We count from the day of the session. What people "
            "need goes the day after the session in any case."
        ),
        min_value=1,
        max_value=MAX_DAYS,
    )
    remembered_months = forms.IntegerField(
        label="How many months do we remember what people need, if they ask us to?",
        help_text=f"{MONTHS_HINT} It is the same for those whom we ask each time if they are coming.",
        min_value=1,
        max_value=MAX_MONTHS,
    )
    feedback_months = forms.IntegerField(
        label="How many months do we keep what people said of a session?",
        help_text=MONTHS_HINT,
        min_value=1,
        max_value=MAX_MONTHS,
    )
    # What the page said that goes, as a code: the button must do what its page said.
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, instance: RetentionSettings, **kwargs: object) -> None:
        kwargs["initial"] = {name: getattr(instance, name) for name in FIELDS}
        super().__init__(*args, **kwargs)
        self.instance = instance

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            for name in FIELDS:
                setattr(self.instance, name, data[name])
            try:
                self.instance.full_clean()
            except forms.ValidationError as error:
                self.add_error(None, error)
        return data

    def show(self, code: str) -> None:
        """Make the page that comes again tell what it shows."""
        self.data = self.data.copy()
        self.data[FIELD] = code


class RetentionView(UserPassesTestMixin, ScreenMixin, FormView):
    template_name = "events/admin/retention.html"
    page_title = "How long we keep things"
    header_icon = "history"
    parent_items = []
    form_class = RetentionForm

    def test_func(self) -> bool:
        return may_change_retention(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = RetentionSettings.objects.first() or RetentionSettings()
        self.current = instance.periods
        return super().get_form_kwargs() | {"instance": instance}

    def form_valid(self, form: RetentionForm) -> HttpResponse:
        goes = deleted_by_change(self.current, form.instance.periods, now=self.now)
        code = digest_of(*(form.cleaned_data[name] for name in FIELDS), goes)
        if goes and form.cleaned_data[FIELD] != code:
            form.show(code)
            return self.render_to_response(self.get_context_data(form=form, goes=goes))
        form.instance.save()
        log(instance=form.instance, action="wagtail.edit", user=self.request.user)
        messages.success(self.request, "Saved. The privacy page says the same from now on.")
        return redirect("retention")


class RetentionItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_change_retention(request.user)


def retention_item() -> MenuItem:
    return RetentionItem(
        RetentionView.page_title, reverse("retention"), icon_name="history", order=700
    )
