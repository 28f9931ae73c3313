from hub.models import HousePage


class HomePage(HousePage):
    """The front door."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
