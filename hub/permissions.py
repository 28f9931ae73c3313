"""Permissions for pages that the site requires."""

from wagtail.models import Page, PagePermissionTester


class ProtectedPagePermissionTester(PagePermissionTester):
    """Permissions for a page that the site itself links to: editable, never removed or moved."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        """Allow lifting restrictions only: they hide all descendants, of home the whole site."""
        is_hidden = self.page.view_restrictions.exists()
        return is_hidden and super().can_set_view_restrictions()

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        """Allow reordering among siblings only, for the order of the menu."""
        in_place = self.page.is_child_of(destination)
        return in_place and destination.permissions_for_user(self.user).can_reorder_children()
