"""The admin viewset of access options."""

from django.db.models import ProtectedError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.panels import MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from events.models import AccessNeed, AccessOption, Broadcast
from events.models.panels import SavedPagePanel

TITLE = "What people can ask for"
IN_USE = (
    "People have asked for this, so it stays in their answers. To stop offering it, "
    "take the tick away from “In use” and save."
)


class ListView(generic.IndexView):
    page_title = TITLE


class DeleteView(generic.DeleteView):
    """A delete view that refuses options used by needs or broadcasts; `in_use` retires them."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        is_requested = AccessNeed.objects.filter(option=self.object).exists()
        if is_requested or Broadcast.objects.filter(option=self.object).exists():
            return self._refuse()
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            return self._refuse()

    def _refuse(self) -> HttpResponse:
        messages.error(self.request, IN_USE)
        return redirect("access_options:edit", self.object.pk)


class AccessOptionViewSet(ModelViewSet):
    model = AccessOption
    name = "access_options"
    url_prefix = "sessions/options"
    icon = "list-ul"
    add_to_admin_menu = False  # listed in the "Sessions" menu
    menu_label = TITLE
    index_view_class = ListView
    delete_view_class = DeleteView
    panels = [
        SavedPagePanel(
            template="events/admin/panels/option_preview_panel.html", heading="How it reads"
        ),
        MultiFieldPanel(
            ["label", "label_for_other", "hint", "which_question"], heading="What people read"
        ),
        MultiFieldPanel(
            ["subject", "by_video", "by_phone", "in_person", "in_use", "sort_order"],
            heading="Who can ask for it, and where it stands in the list",
        ),
        MultiFieldPanel(
            ["notice_days", "arranger", "arranger_group"],
            heading="How long it takes, and who does it",
        ),
    ]
    list_display = (
        "label",
        "subject",
        Column("notice_days", label="Working days we need"),
        BooleanColumn("in_use", label="In use"),
    )
    ordering = ("sort_order", "pk")
    search_fields = ("label",)
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = False
