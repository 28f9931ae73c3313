"""Words that editors type line by line."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def lines(text: str) -> list[str]:
    """Each line that is not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def bullets(text: str) -> SafeString:
    """Each line as a point in a list."""
    points = format_html_join("", "<li>{}</li>", ((line,) for line in lines(text)))
    return format_html("<ul>{}</ul>", points)
