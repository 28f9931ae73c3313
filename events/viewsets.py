"""The list of what people can ask for, which organisers edit."""

from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet

from events.models import AccessOption


class AccessOptionViewSet(ModelViewSet):
    model = AccessOption
    name = "access_options"
    url_prefix = "sessions/options"
    icon = "list-ul"
    add_to_admin_menu = False  # it stands in the menu "Sessions"
    menu_label = "What people can ask for"
    form_fields = ("label", "hint", "subject", "needs_notice", "in_use", "sort_order")
    list_display = (
        "label",
        "subject",
        BooleanColumn("needs_notice", label="Must be booked ahead"),
        BooleanColumn("in_use", label="In use"),
    )
    ordering = ("sort_order", "pk")
    search_fields = ("label",)
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = False
