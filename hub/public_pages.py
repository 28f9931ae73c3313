"""Which pages everybody may see."""

from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageQuerySet, PageViewRestriction

Pages = TypeVar("Pages", bound=PageQuerySet)


def is_restricted() -> Exists:
    """True where the page, or a page above it, is private."""
    here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(
        PageViewRestriction.objects.annotate(here=here).filter(here__startswith=F("page__path"))
    )


def publicly_visible(pages: Pages) -> Pages:
    """Live and not private. Wagtail's own `public()` needs a second query for this."""
    return pages.live().filter(~is_restricted())
