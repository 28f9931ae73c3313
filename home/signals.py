"""Signal receivers for published pages."""

from django.conf import settings
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from hub.models.pictures import make_renditions
from hub.renditions import all_specs


@receiver(page_published)
def make_page_renditions(sender: type[Page], instance: Page, **kwargs: object) -> None:
    """Enqueue the renditions, so that publishing does not wait."""
    picture_id = getattr(instance, "picture_id", None)
    if picture_id and settings.PICTURES_BY_WORKER:
        make_renditions.enqueue(picture_id, all_specs())
