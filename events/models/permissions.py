"""Permissions for series, sessions and bookings."""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PagePermissionTester

from events.models.bookings import Booking
from events.models.sessions import Session
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


def may_export_bookings(user: Someone) -> bool:
    """Return whether the user may take out lists with names, as a file or on paper."""
    return may_see_bookings(user) and user.has_perm("events.export_booking")


def may_erase_bookings(user: Someone) -> bool:
    return may_see_bookings(user) and user.has_perm("events.delete_booking")


def may_open_bookings(user: Someone) -> bool:
    """Return whether the user may open the page of a booking, and do there all that its people may."""
    return may_change_needs(user) and may_erase_bookings(user)


def run_by(user: Someone) -> Q:
    """Return the filter of the sessions that a user runs: their own, or else those of the series."""
    return Q(facilitators=user.pk) | Q(facilitators=None, series__facilitators=user.pk)


def sessions_run_by(user: Someone) -> QuerySet[Session]:
    """Return the sessions whose day a facilitator may see."""
    if not (user.is_active and user.has_perm("events.facilitate_session")):
        return Session.objects.none()
    return Session.objects.filter(run_by(user)).distinct()


def facilitates(user: Someone, session: Session) -> bool:
    return sessions_run_by(user).filter(pk=session.pk).exists()


def users_who_facilitate() -> QuerySet[User]:
    """Return the users who can be chosen to run a session."""
    return User.objects.with_perm(
        "events.facilitate_session",
        include_superusers=False,
        backend="django.contrib.auth.backends.ModelBackend",
    ).order_by("first_name", "last_name", "username")


def may_choose_facilitators(user: Someone) -> bool:
    """Return whether the user may let others see what people agreed to share: who sees it already."""
    return may_change_bookings(user) and may_see_needs(user)


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
