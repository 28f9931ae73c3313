"""Permissions for series, sessions and bookings."""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, PagePermissionTester

from events.models.bookings import Booking
from hub.models import User

Someone = AbstractUser | AnonymousUser


class SeriesPermissions(PagePermissionTester):
    """Permissions for a series and its sessions.

    No copy or move: a copy would lack `Session` rows, and a session stays in its series.
    """

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        """Refuse to restrict a page with current bookings. Existing restrictions can be lifted."""
        if not super().can_set_view_restrictions():
            return False
        bookings = Booking.objects.exclude(state=Booking.State.CANCELLED).filter(
            session__page__path__startswith=self.page.path, session__ends_at__gt=timezone.now()
        )
        return self.page.view_restrictions.exists() or not bookings.exists()


def may_see_bookings(user: Someone) -> bool:
    """Return whether the user may see who comes and how to reach them, without their needs."""
    return user.is_active and user.has_perm("events.view_booking")


def may_change_bookings(user: Someone) -> bool:
    return may_see_bookings(user) and user.has_perm("events.change_booking")


def may_see_needs(user: Someone) -> bool:
    """Return whether the user may see needs, and what else people write about themselves."""
    return may_see_bookings(user) and user.has_perm("events.view_accessneed")


def users_who_see_needs(*, with_superusers: bool = False) -> QuerySet[User]:
    """Return the users of whom `may_see_needs` is true by their own permissions."""

    def with_perm(perm: str) -> QuerySet[User]:
        return User.objects.with_perm(
            perm,
            include_superusers=with_superusers,
            backend="django.contrib.auth.backends.ModelBackend",
        )

    see_bookings = with_perm("events.view_booking").order_by().values("pk")
    return with_perm("events.view_accessneed").filter(pk__in=see_bookings).order_by("pk")


def may_change_needs(user: Someone) -> bool:
    return may_see_needs(user) and user.has_perm("events.change_accessneed")


def may_see_needs_accesses(user: Someone) -> bool:
    """Return whether the user may see who looked at needs: the owner of the site."""
    return user.is_active and user.has_perm("events.view_needsaccess")


def may_change_retention(user: Someone) -> bool:
    """Return whether the user may say how long things are kept: the owner of the site."""
    return user.is_active and user.has_perm("events.change_retentionsettings")


def may_change_sessions(user: Someone, page: Page) -> bool:
    """Return whether the user is an organiser or may publish this session or series page."""
    if not user.is_active:
        return False
    return user.has_perm("events.change_session") or page.permissions_for_user(user).can_publish()


def may_add_sessions(user: Someone, series: Page) -> bool:
    """Return whether the user may publish below this series: each session is a page."""
    return user.is_active and series.permissions_for_user(user).can_publish_subpage()
