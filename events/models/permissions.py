"""Who may do what with dates and bookings."""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.utils import timezone
from wagtail.models import Page, PagePermissionTester

from events.models.bookings import Booking

Someone = AbstractUser | AnonymousUser


class SeriesPermissions(PagePermissionTester):
    """A series stays where it is: its copy would hold dates without their facts."""

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        """What people have booked is not hidden from them. What was hidden can be opened again."""
        if not super().can_set_view_restrictions():
            return False
        booked = Booking.objects.exclude(state=Booking.State.CANCELLED).filter(
            session__page__path__startswith=self.page.path, session__ends_at__gt=timezone.now()
        )
        return self.page.view_restrictions.exists() or not booked.exists()


class SessionPermissions(SeriesPermissions):
    """A date stays in its series, and is made only together with its facts."""


def may_see_bookings(user: Someone) -> bool:
    """Organisers only: who comes, and what they asked for."""
    return user.is_active and user.has_perm("events.view_booking")


def may_change_bookings(user: Someone) -> bool:
    return may_see_bookings(user) and user.has_perm("events.change_booking")


def may_change_sessions(user: Someone, page: Page) -> bool:
    """Organisers, and editors who may publish this page (a date, or the series it belongs to)."""
    if not user.is_active:
        return False
    return user.has_perm("events.change_session") or page.permissions_for_user(user).can_publish()


def may_add_sessions(user: Someone, series: Page) -> bool:
    """Editors who may publish below this series: each date is a page."""
    return user.is_active and series.permissions_for_user(user).can_publish_subpage()
