"""Filters for text that people wrote. Built in: templates use them without `load`."""

from django import template
from django.utils.safestring import SafeString

from hub import plain_text
from hub.phone_links import phone_links

register = template.Library()
register.filter("phone_links", phone_links)


@register.filter
def paragraphs(text: str, extra: str = "") -> SafeString:
    """Return the text as paragraphs. `extra` is "links" for words of our own people."""
    return plain_text.paragraphs(text, links=extra == "links")


@register.filter
def line_breaks(text: str, extra: str = "") -> SafeString:
    """Return the text with line breaks. `extra` is "links" for words of our own people.

    A SafeString is HTML of our own, such as a <time>, and stays as it is.
    """
    if isinstance(text, SafeString):
        return text
    return plain_text.line_breaks(text, links=extra == "links")
