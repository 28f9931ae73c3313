"""The "Sessions" menu of organisers."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from events.models.permissions import may_see_bookings

ITEMS = (
    ("Coming sessions", "sessions_admin:coming", "calendar-alt"),
    ("Past sessions", "sessions_admin:past", "history"),
    ("Messages to see to", "sessions_admin:messages", "mail"),
    ("What people can ask for", "access_options:index", "list-ul"),
)


class OrganisersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_bookings(request.user)


def sessions_menu() -> MenuItem:
    items = [
        OrganisersItem(label, reverse(url_name), icon_name=icon, order=order)
        for order, (label, url_name, icon) in enumerate(ITEMS, start=1)
    ]
    return SubmenuMenuItem("Sessions", Menu(items=items), icon_name="calendar-alt", order=110)
