"""What a page's template gets beside Wagtail's own variables: apps register a function for each page class.

Models do not import what reads them, so the functions live above the models.
"""

from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


@singledispatch
def page_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return the template variables of one page. Register with `@page_context.register`."""
    return {}
