"""Pictures in the sizes that templates ask for, fetched with the pages that show them."""

from django.db.models import Prefetch

from hub.models.pictures import PictureRendition

KINDS = ("avif", "webp", "jpeg")
CARD_SIZES = ("400x225", "800x450")  # includes/session_card.html, includes/story_card.html
LEAD_SIZES = ("480x270", "960x540", "1440x810")  # includes/lead_picture.html
SHARED = "fill-1200x630|format-jpeg"  # includes/social.html


def ready_renditions(*sizes: str) -> Prefetch:
    """For `prefetch_related`. The words of a size stand in the order in which the tags write them."""
    specs = [f"format-{kind}|fill-{size}" for size in sizes for kind in KINDS]
    ready = PictureRendition.objects.filter(filter_spec__in=[*specs, SHARED])
    return Prefetch("picture__renditions", queryset=ready)
