"""Views of the import: start, wait, look at each piece, and the drafts that were made."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, cast

from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages

from events.admin.views import Crumb, ObjectMixin, ScreenMixin
from events.models import Session, SessionPage
from hub.models import User
from stories.editor_tasks import may_add_stories
from stories.importing.forms import Row, StartForm, choices_in, rows_of, session_choices
from stories.importing.imports import (
    KEEP,
    begin,
    draft_without_file,
    drafts_about,
    make_drafts,
    parts_of,
    save_choices,
)
from stories.importing.matching import past_sessions
from stories.models import SummaryImport, SummaryPage

PIECES_ON_A_PAGE = 60
State = SummaryImport.State


class WriteSummaryMixin(UserPassesTestMixin, ScreenMixin):
    """A screen for those who may write stories."""

    request: HttpRequest
    header_icon = "doc-full"
    parent_items: list[Crumb] = []

    def test_func(self) -> bool:
        return may_add_stories(cast(User, self.request.user))

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    @cached_property
    def sessions(self) -> list[Session]:
        return past_sessions(self.now)


class StartView(WriteSummaryMixin, FormView):
    """Send slides, paste words, or start without a file."""

    template_name = "stories/admin/import_start.html"
    page_title = "Write what we heard"
    form_class = StartForm

    def get_initial(self) -> dict[str, Any]:
        first = str(self.sessions[0].page_id) if self.sessions else ""
        return {"session": self.request.GET.get("session", first)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"sessions": self.sessions}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        wanted = self.request.GET.get("session", "")
        page = SessionPage.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
        open_imports = self.user.summary_imports.exclude(state=State.DONE)
        return super().get_context_data(
            drafts=drafts_about(page) if page else [], open_imports=open_imports, **kwargs
        )

    def form_valid(self, form: StartForm) -> HttpResponse:
        if form.starts_blank:
            page = draft_without_file(session=form.page, user=self.user, now=self.now)
            return redirect("wagtailadmin_pages:edit", page.pk)
        file = form.cleaned_data["file"]
        data = file.read() if file else form.cleaned_data["words"].encode()
        this = begin(
            owner=self.user,
            session=form.page,
            data=data,
            file_name=file.name if file else "",
            now=self.now,
        )
        return redirect("importing:import", this.pk)


class ImportMixin(WriteSummaryMixin, ObjectMixin):
    """A screen of an import, which only its owner sees."""

    parent_items = []

    def get_queryset(self) -> Any:  # noqa: ANN401
        return SummaryImport.objects.filter(owner=self.request.user.pk)

    def get_parent_items(self) -> list[Crumb]:
        return [{"url": reverse("importing:start"), "label": "Write what we heard"}]


class ImportView(ImportMixin, TemplateView):
    """Where the import stands. It never reloads on a timer (WCAG 2.2.1)."""

    template_name = "stories/admin/import_progress.html"
    page_title = "Your slides"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        if self.object.state == State.READY:
            return redirect("importing:review", self.object.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        this = self.object
        return super().get_context_data(
            this=this,
            is_waiting=this.state in (State.WAITING, State.READING),
            drafts=this.drafts.specific().order_by("pk"),
            **kwargs,
        )


class ReviewView(ImportMixin, TemplateView):
    """Each piece that was found, with where it goes. A press makes the drafts."""

    template_name = "stories/admin/import_review.html"
    page_title = "Look at what we found"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        allowed = super().dispatch
        if self.test_func() and self.object.state != State.READY:
            return redirect("importing:import", self.object.pk)
        return allowed(request, *args, **kwargs)

    @cached_property
    def rows(self) -> Any:  # noqa: ANN401 - a page of a paginator
        rows = rows_of(self.object, parts_of(self.object))
        return Paginator(rows, PIECES_ON_A_PAGE).get_page(self.request.GET.get("page"))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        known = {value for value, _ in self._session_choices()}
        choices = choices_in(request.POST, self.object, self.rows.object_list, known)
        if "make" in request.POST:
            drafts = make_drafts(this=self.object, choices=choices, user=self.user, now=self.now)
            if not drafts:
                messages.warning(
                    request, "Everything is left out, so there is no draft. Keep one piece."
                )
                return redirect(request.get_full_path())
            if len(drafts) == 1:
                messages.success(
                    request, "This is the draft. Nobody sees it before you publish it."
                )
                return redirect("wagtailadmin_pages:edit", drafts[0].pk)
            return redirect("importing:import", pk)
        save_choices(this=self.object, choices=choices)
        if "more" in request.POST and self.rows.has_next():
            return redirect(f"{request.path}?page={self.rows.next_page_number()}")
        messages.success(request, "We keep your choices. You can go on later.")
        return redirect(request.get_full_path())

    def _session_choices(self) -> list[tuple[str, str]]:
        chosen = [pk for pk in self.object.choices.get("sessions", {}).values() if pk]
        choices = session_choices(self.sessions)
        missing = [pk for pk in chosen if str(pk) not in dict(choices)]
        extra = SessionPage.objects.filter(pk__in=missing)
        return [*((str(page.pk), page.get_admin_display_title()) for page in extra), *choices]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        this = self.object
        parts = parts_of(this)
        number_of_pieces = sum(len(part.placements) for part in parts)
        return super().get_context_data(
            this=this,
            parts=self._parts_on_page(this, parts),
            number_of_parts=len(parts),
            number_of_pieces=number_of_pieces,
            unit=this.contents["unit"],
            page=self.rows,
            session_choices=self._session_choices(),
            kept_until=this.started_at + KEEP,
            **kwargs,
        )

    def _parts_on_page(self, this: SummaryImport, parts: list) -> list[dict[str, Any]]:
        sessions = this.choices.get("sessions", {})
        pages = SummaryPage.objects.filter(session__in=[pk for pk in sessions.values() if pk])
        return [
            {
                "number": number,
                "day": parts[number].day,
                "session": str(sessions.get(str(number), 0)),
                "there_already": [
                    page for page in pages if page.session_id == sessions.get(str(number))
                ],
                "slides": _by_slide(rows),
            }
            for number, rows in groupby(self.rows.object_list, key=lambda row: row.part)
        ]


def _by_slide(rows: Iterable[Row]) -> list[tuple[int, list[Row]]]:
    groups = groupby(rows, key=lambda row: row.placement.slide)
    return [(number, list(group)) for number, group in groups]


class PictureView(ImportMixin, View):
    """A picture of an import, for its owner only."""

    def get(self, request: HttpRequest, pk: int, picture: int) -> HttpResponse:
        found = self.object.pictures.filter(pk=picture).first()
        if found is None:
            return HttpResponse(status=404)
        kind = "jpeg" if found.extension == "jpg" else found.extension
        headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
        return HttpResponse(bytes(found.content), content_type=f"image/{kind}", headers=headers)


class DeleteView(ImportMixin, View):
    """Forget an import. Its drafts stay."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("importing:import", pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.object.delete()
        messages.success(request, "It is deleted.")
        return redirect("importing:start")
