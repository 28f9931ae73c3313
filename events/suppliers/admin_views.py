"""Screens of organisers: what to ask suppliers for a session, and what they said."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from events.admin.needs_access import log_needs_access
from events.admin.permissions import ChangeNeedsMixin
from events.admin.views import ActionView, Crumb, ServiceFormView, SessionMixin
from events.models import NeedsAccess, Session, SupplierRequest
from events.public.views.shown import digest_of
from events.suppliers.admin_forms import AskForm
from events.suppliers.facts import with_needs
from events.suppliers.kinds import NeedKind, kind_of, kinds_of
from events.suppliers.overview import requests_of
from events.suppliers.requests import (
    CLOSED,
    RequestChanged,
    RequestClosed,
    answer,
    send,
    send_update,
    withdraw,
)

NOT_SO_NOW = "Nothing is sent: something has changed meanwhile. Look again."
MARKED = {
    "booked": "We have marked it as booked. What people asked for is in place now.",
    "cannot": "We have marked that they cannot. What people asked for is on the list again.",
}


def suppliers_url(session: int) -> str:
    return reverse("suppliers:session", args=[session])


def may_be_asked(session: Session, now: datetime) -> bool:
    return not session.is_cancelled and not session.has_started(now)


class SuppliersOfSessionView(ChangeNeedsMixin, SessionMixin, TemplateView):
    """What is open for a session on one line for each kind, to copy or print, and all requests."""

    template_name = "events/admin/suppliers_of_session.html"
    page_title = "Ask a supplier"
    header_icon = "mail"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        kinds = kinds_of(self.session)
        log_needs_access(self.request.user, [self.session.pk], NeedsAccess.Kind.SCREEN)
        return super().get_context_data(
            kinds=kinds,
            lines=[kind.line for kind in kinds if kind.line],
            supplier_lines=requests_of(self.session, self.now),
            may_ask=may_be_asked(self.session, self.now),
            here=suppliers_url(self.session.pk),
            **kwargs,
        )


class AskView(ChangeNeedsMixin, SessionMixin, ServiceFormView):
    """Write to a supplier about one kind of need. Nothing goes before its words were shown."""

    template_name = "events/admin/ask_supplier.html"
    page_title = "Write to a supplier"
    header_icon = "mail"
    form_class = AskForm

    @cached_property
    def kind(self) -> NeedKind:
        """Return what to ask for. Raise Http404 if nothing of it is open any more."""
        kind = kind_of(self.session, self.kwargs["kind"])
        if kind is None or not may_be_asked(self.session, self.now):
            raise Http404
        return kind

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"session": self.session, "kind": self.kind}

    def get_parent_items(self) -> list[Crumb]:
        item = {"url": suppliers_url(self.session.pk), "label": "Ask a supplier"}
        return [*super().get_parent_items(), item]

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        log_needs_access(self.request.user, [self.session.pk], NeedsAccess.Kind.SCREEN)
        return super().get_context_data(
            kind=self.kind, back=suppliers_url(self.session.pk), **kwargs
        )

    def save(self, form: AskForm) -> HttpResponse:
        """Show the mail, and send it once the form comes back with what was shown."""
        ask = form.ask
        draft = ask.draft(self.session)
        which = list(dict.fromkeys(need.words for need in ask.needs if need.pk in ask.told))
        moments = [(need.pk, need.changed_at) for need in ask.needs]
        shown = digest_of(
            ask.supplier.email, draft.line, which, draft.sentence, draft.words_for_people, moments
        )
        asked_for = self.request.POST.get("press") == "send"
        if not asked_for or self.request.POST.get("shown") != shown:
            context = {
                "draft": draft,
                "which": which,
                "names": form.names_in(draft, which),
                "shown": shown,
                "has_changed": asked_for,
            }
            return self.render_to_response(self.get_context_data(form=form, **context))
        key, user = form.cleaned_data["form_key"], self.request.user
        try:
            send(session=self.session, ask=ask, form_key=key, user=user, now=self.now)
        except RequestChanged:
            messages.warning(self.request, NOT_SO_NOW)
            return redirect(self.request.path)
        log_needs_access(user, [self.session.pk], NeedsAccess.Kind.SUPPLIER)
        messages.success(
            self.request,
            f"Our email to {ask.supplier.name} goes in the next minutes. What people asked for is "
            "marked as “Being arranged”.",
        )
        return redirect(suppliers_url(self.session.pk))


class RequestActionView(ChangeNeedsMixin, ActionView):
    queryset = SupplierRequest.objects.select_related("session", "supplier")

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    def back(self) -> HttpResponse:
        own = suppliers_url(self.object.session_id)
        return redirect(get_valid_next_url_from_request(self.request) or own)

    def log(self) -> None:
        log_needs_access(self.request.user, [self.object.session_id], NeedsAccess.Kind.SUPPLIER)


class SendUpdateView(RequestActionView):
    """Tell a supplier what has changed, or that it is not needed any more, as the page says."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        shown, now = request.POST.get("shown", ""), self.now
        try:
            send_update(request=self.object, shown=shown, user=request.user, now=now)
        except RequestChanged:
            messages.warning(request, NOT_SO_NOW)
        else:
            self.log()
            messages.success(request, _mail_goes(self.object))
        return self.back()


class WithdrawView(RequestActionView):
    """Call off a request."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if withdraw(request=self.object, now=self.now):
            self.log()
            messages.success(request, f"It is called off. {_mail_goes(self.object)}")
        else:
            messages.warning(request, "There was nothing to call off. Look at what they said.")
        return self.back()


class RecordAnswerView(RequestActionView):
    """Keep what a supplier said on the phone or in a reply."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        state = request.POST.get("answer", "")
        version = request.POST.get("version", "")
        if state not in SupplierRequest.ANSWERS or not version.isdecimal():
            messages.warning(request, "Nothing is saved. Press one of the buttons.")
            return self.back()
        asked = with_needs(SupplierRequest.objects.filter(pk=self.object.pk)).get()
        try:
            answer(
                request=asked,
                state=state,
                words=asked.answer_words if asked.state == state else "",
                version=int(version),
                now=self.now,
                by=request.user,
            )
        except RequestClosed as closed:
            messages.warning(request, f"Nothing is saved. {CLOSED[str(closed)]}")
        except RequestChanged:
            messages.warning(request, NOT_SO_NOW)
        else:
            messages.success(request, MARKED[state])
        return self.back()


def _mail_goes(request: SupplierRequest) -> str:
    """Return what happens next. No mail goes about what was never sent."""
    supplier = request.supplier
    if not supplier.email:
        return f"We have no email address of {supplier.name}. Phone them."
    return f"Our email to {supplier.name} goes in the next minutes, if they know of it already."
