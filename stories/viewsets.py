"""Admin views of contributions: read, make a draft, delete, never change."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from wagtail.admin import messages as admin_messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from hub.models import User
from hub.templatetags.site_tags import with_direction
from stories.contributions import delete, make_draft, mark_read
from stories.editor_tasks import may_add_stories
from stories.models import Contribution
from stories.plain_text import as_html

WHAT_NEXT: dict[str, str] = {
    Contribution.Consent.PUBLISH: "Read it, then publish it.",
    Contribution.Consent.ASK: "Talk to the person before you publish it.",
}


PAGE_DOWN = "Nobody can read “{title}” on the site. Editors still have it, as a draft."
PAGE_KEPT = "The page “{title}” stays as it is."


class ReadAndDeletePolicy(ModelPermissionPolicy):
    """A policy without add and change: contributions stay as written."""

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        return action not in ("add", "change") and super().user_has_permission(user, action)


class ListView(generic.IndexView):
    page_title = "What people sent in"

    @property
    def no_results_message(self) -> str:
        if self.is_searching or self.is_filtering:
            return "Nothing fits. Try another word, or take the filter away."
        return (
            "Nobody has sent anything in yet. What people send with “Share your story” comes here."
        )


class ReadView(generic.InspectView):
    page_title = "Read"

    def get_page_subtitle(self) -> str:
        return self.object.heading

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        mark_read(contribution=self.object, now=timezone.now())
        return super().get(request, *args, **kwargs)

    def get_words_display_value(self) -> SafeString:
        """Return the words as typed, with each line's leading spaces."""
        return with_direction(as_html(self.object.words))

    def get_wants_no_name_display_value(self) -> str:
        return "Yes" if self.object.wants_no_name else "No"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        is_private = self.object.consent == Contribution.Consent.PRIVATE
        context["can_make_draft"] = not is_private and may_add_stories(self.request.user)
        return context


class DeleteView(generic.DeleteView):
    """Deletion that names the page made from the contribution, and takes it down unless told."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        draft = self.object.draft
        return super().get_context_data(
            draft=draft, is_scheduled=bool(draft and draft.approved_schedule), **kwargs
        )

    def delete_action(self) -> None:
        self.keeps_page = self.request.POST.get("page") == "keep"
        self.page = delete(
            contribution=self.object, user=self.request.user, keep_page=self.keeps_page
        )

    def get_success_message(self) -> str:
        return "It is deleted."

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        if self.page:
            title = self.page.get_admin_display_title()
            words = PAGE_KEPT if self.keeps_page else PAGE_DOWN
            url = reverse("wagtailadmin_pages:delete", args=[self.page.pk])
            button = admin_messages.button(url, "Delete the page too")
            admin_messages.warning(self.request, words.format(title=title), buttons=[button])
        return response


class ContributionViewSet(ModelViewSet):
    model = Contribution
    name = "contributions"
    icon = "mail"
    menu_label = "What people sent in"
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = ListView
    delete_view_class = DeleteView
    delete_template_name = "stories/contribution_delete.html"
    inspect_view_enabled = True
    inspect_view_class = ReadView
    inspect_template_name = "stories/contribution_read.html"
    inspect_view_fields = (
        *("kind", "title", "words", "name", "wants_no_name", "consent"),
        *("email", "phone", "sent_at"),
    )
    list_display = (
        *("heading", Column("state", label="State"), "kind", "consent", "sent_at", "draft"),
    )
    list_filter = ("kind", "consent")
    search_fields = ("title", "words", "name")
    search_backend_name = None
    exclude_form_fields = ("draft",)
    permission_policy = ReadAndDeletePolicy(Contribution)

    def get_urlpatterns(self) -> list[URLPattern]:
        draft = path("draft/<int:pk>/", require_POST(self.make_draft), name="draft")
        return [*super().get_urlpatterns(), draft]

    def make_draft(self, request: HttpRequest, pk: int) -> HttpResponse:
        contribution = get_object_or_404(Contribution, pk=pk)
        can_read = self.permission_policy.user_has_permission(request.user, "view")
        is_private = contribution.consent == Contribution.Consent.PRIVATE
        if is_private or not can_read or not may_add_stories(cast(User, request.user)):
            raise PermissionDenied
        page = make_draft(
            contribution=contribution, user=cast(User, request.user), now=timezone.now()
        )
        messages.success(request, f"This is the draft. {WHAT_NEXT[contribution.consent]}")
        return redirect("wagtailadmin_pages:edit", page.pk)


contributions = ContributionViewSet()
