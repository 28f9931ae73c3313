"""The admin's list of suppliers."""

from collections.abc import Iterable

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import ModelLogEntry
from wagtail.permission_policies.base import BasePermissionPolicy

from events.models import Supplier
from events.models.permissions import Someone, may_change_needs, users_who_see_needs
from hub.models import User

IN_USE = (
    "They are asked for a session to come. Call that off first. "
    "Or take the tick away from “In use” and save."
)


class ChangeNeedsPolicy(BasePermissionPolicy):
    """Whoever may change needs may do everything."""

    def user_has_permission(self, user: Someone, action: str) -> bool:
        return may_change_needs(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        able = [
            user.pk for user in users_who_see_needs(with_superusers=True) if may_change_needs(user)
        ]
        return User.objects.filter(pk__in=able)


class ListView(generic.IndexView):
    page_title = "Suppliers"


class DeleteView(generic.DeleteView):
    """Delete a supplier with all that they were asked. The history keeps no name of theirs."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return self._refuse() if self._is_asked else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return self._refuse() if self._is_asked else super().post(request, *args, **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        entries = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Supplier), object_id=str(self.object.pk)
        )
        response = super().form_valid(form)
        entries.delete()
        return response

    @property
    def _is_asked(self) -> bool:
        coming = self.object.requests.open().filter(session__ends_at__gt=timezone.now())
        return bool(coming.exists())

    def _refuse(self) -> HttpResponse:
        messages.error(self.request, IN_USE)
        return redirect("supplier_list:edit", self.object.pk)


class SupplierViewSet(ModelViewSet):
    model = Supplier
    name = "supplier_list"
    url_prefix = "sessions/supplier-list"
    icon = "mail"
    add_to_admin_menu = False  # listed in the "Sessions" menu
    menu_label = "Suppliers"
    permission_policy = ChangeNeedsPolicy(Supplier)
    index_view_class = ListView
    delete_view_class = DeleteView
    panels = [
        MultiFieldPanel(["name", "email", "phone"], heading="Who they are"),
        FieldPanel("options", widget=forms.CheckboxSelectMultiple),
        FieldPanel("note"),
        FieldPanel("in_use"),
    ]
    list_display = ("name", "email", "phone", BooleanColumn("in_use", label="In use"))
    ordering = ("name", "pk")
    search_fields = ("name", "email", "phone")
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = False
