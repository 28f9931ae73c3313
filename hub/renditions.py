"""The renditions that templates use: made when a page is published, prefetched with it."""

from django.conf import settings
from django.db.models import Prefetch
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from hub.models.pictures import PictureRendition, make_renditions

FORMATS = ("avif", "webp", "jpeg")
CARD_SIZES = ("400x225", "800x450")  # includes/session_card.html, includes/story_card.html
WIDE_SIZES = ("1200x675",)  # the wide session card of the home page
LEAD_SIZES = ("480x270", "960x540", "1440x810")  # includes/lead_picture.html
SHARING_SPEC = "fill-1200x630|format-jpeg"  # includes/social.html


def specs(*sizes: str) -> list[str]:
    """Return filter specs with their operations in the order of the template tags."""
    return [
        SHARING_SPEC,
        *(f"format-{image_format}|fill-{size}" for size in sizes for image_format in FORMATS),
    ]


def ready_renditions(*sizes: str) -> Prefetch:
    """Return a prefetch of existing renditions for pages with a picture."""
    existing = PictureRendition.objects.filter(filter_spec__in=specs(*sizes))
    return Prefetch("picture__renditions", queryset=existing)


@receiver(page_published)
def make_page_renditions(sender: type[Page], instance: Page, **kwargs: object) -> None:
    """Enqueue every size in which cards and pages show it, so that publishing does not wait."""
    picture_id = getattr(instance, "picture_id", None)
    if picture_id and settings.PICTURES_BY_WORKER:
        make_renditions.enqueue(picture_id, specs(*CARD_SIZES, *WIDE_SIZES, *LEAD_SIZES))
