"""The "Sessions" menu of organisers."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from events.models.permissions import may_see_bookings, may_see_needs


class OrganisersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_bookings(request.user)


class NeedsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_needs(request.user)


ITEMS = (
    (OrganisersItem, "Coming sessions", "sessions_admin:coming", "calendar-alt"),
    (OrganisersItem, "Past sessions", "sessions_admin:past", "history"),
    (NeedsItem, "Things to do", "sessions_admin:tasks", "tasks"),
    (OrganisersItem, "Messages to see to", "sessions_admin:messages", "mail"),
    (OrganisersItem, "What people can ask for", "access_options:index", "list-ul"),
)


def sessions_menu() -> MenuItem:
    items = [
        item(label, reverse(url_name), icon_name=icon, order=order)
        for order, (item, label, url_name, icon) in enumerate(ITEMS, start=1)
    ]
    return SubmenuMenuItem("Sessions", Menu(items=items), icon_name="calendar-alt", order=110)
