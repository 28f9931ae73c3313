"""Who may do what with pages that the site cannot do without."""

from wagtail.models import Page, PagePermissionTester


class ProtectedPagePermissionTester(PagePermissionTester):
    """Links to this page are part of the site itself. Its words may change, but it stays where it is."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        """Whoever hides it hides what is below it too: of home, the whole site. It can be opened again."""
        is_hidden = self.page.view_restrictions.exists()
        return is_hidden and super().can_set_view_restrictions()

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        """Only to another place beside its neighbours, for the order of the menu."""
        in_place = self.page.is_child_of(destination)
        return in_place and destination.permissions_for_user(self.user).can_reorder_children()
