"""Template filters for text with one item per line."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def lines(text: str) -> list[str]:
    """Return the non-empty lines, stripped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def bullets(text: str) -> SafeString:
    """Return the lines as an HTML list."""
    points = format_html_join("", "<li>{}</li>", ((line,) for line in lines(text)))
    return format_html("<ul>{}</ul>", points)
