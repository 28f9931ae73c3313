"""What follows when a page is published."""

from django.conf import settings
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from hub.renditions import make_renditions


@receiver(page_published)
def make_its_pictures(sender: type[Page], instance: Page, **kwargs: object) -> None:
    """In the background: publishing waits for nothing."""
    picture_id = getattr(instance, "picture_id", None)
    if picture_id and settings.RENDITIONS_ON_PUBLISH:
        make_renditions.enqueue(picture_id)
