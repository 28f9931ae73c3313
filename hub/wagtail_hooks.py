"""The admin in our words and colours."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("insert_global_admin_css")
def our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_main_menu")
def say_what_snippets_are(request: HttpRequest, items: list[MenuItem]) -> None:
    """An editor cannot know what a snippet is."""
    for item in items:
        if item.name == "snippets":
            item.label = "Topics and areas"
            item.icon_name = "tag"
