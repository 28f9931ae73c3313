"""Wagtail hooks of suppliers."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from events.models.permissions import may_change_needs
from events.suppliers.admin_views import (
    AskView,
    RecordAnswerView,
    SendUpdateView,
    SuppliersOfSessionView,
    WithdrawView,
)
from events.suppliers.overview import to_tell
from events.suppliers.supplier_list import SupplierViewSet
from hub.models import User


@hooks.register("register_admin_urls")
def suppliers_urls() -> list[URLResolver]:
    urlpatterns = [
        path("<int:pk>/suppliers/", SuppliersOfSessionView.as_view(), name="session"),
        path("<int:pk>/suppliers/<slug:kind>/", AskView.as_view(), name="ask"),
        path("suppliers/<int:pk>/update/", SendUpdateView.as_view(), name="update"),
        path("suppliers/<int:pk>/call-off/", WithdrawView.as_view(), name="withdraw"),
        path("suppliers/<int:pk>/answer/", RecordAnswerView.as_view(), name="record"),
    ]
    return [path("sessions/", include((urlpatterns, "suppliers")))]


@hooks.register("register_admin_viewset")
def supplier_list() -> SupplierViewSet:
    return SupplierViewSet()


class SuppliersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_change_needs(request.user)


@hooks.register("register_sessions_menu_item")
def suppliers_item() -> MenuItem:
    return SuppliersItem("Suppliers", reverse("supplier_list:index"), icon_name="mail", order=100)


@hooks.register("register_admin_tasks")
def supplier_tasks(user: User, now: datetime) -> list[tuple[str, str]]:
    """Return a task for each supplier who must hear of a change."""
    if not may_change_needs(user):
        return []
    url = f"{reverse('sessions_admin:arrange')}#suppliers"
    return [(f"{line.tell}. {line.request.session}", url) for line in to_tell(now)]
