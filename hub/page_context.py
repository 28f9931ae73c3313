"""The registry of template variables for each page class, beyond Wagtail's own.

Apps register functions outside their models, which must not import the code that reads them.
"""

from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


@singledispatch
def page_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return the template variables of a page. Register with `@page_context.register`."""
    return {}
