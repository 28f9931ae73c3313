from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django_tasks import task
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

RENDITION_REQUEST_TIMEOUT = 10 * 60  # seconds before the worker is asked again for the same sizes
QUICK = (
    "format-jpeg"  # a hundredth of a second; the small kinds of file take a hundred times as long
)


class Picture(AbstractImage):
    """An uploaded picture. Its words are written where it is used, not here."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"

    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]:
        """As Wagtail does, but no visitor waits for a kind of file that is slow to make.

        What a page asks for in several kinds is there as JPEG at once, and in the others as soon as the worker
        has made them.
        """
        wanted = _known_all(filters)
        if settings.PICTURES_BY_WORKER and any(QUICK in each.spec for each in wanted):
            slow = [each for each in wanted if QUICK not in each.spec]
            to_come = set(slow) - set(self.find_existing_renditions(*slow))
            if to_come:
                self._ask_for([each.spec for each in slow if each in to_come])
                wanted = [each for each in wanted if each not in to_come]
        return super().get_renditions(*wanted)

    def make_renditions(self, *specs: str) -> None:
        """Make all of these now, slow or not. Those there stay."""
        super().get_renditions(*_known_all(specs))

    def _ask_for(self, specs: list[str]) -> None:
        # A page that many look at asks once. Asking twice does no harm.
        key = f"picture-{self.pk}-{crc32(' '.join(specs).encode())}"
        if cache.add(key, True, RENDITION_REQUEST_TIMEOUT):
            make_renditions.enqueue(self.pk, specs)


@task()
def make_renditions(picture_id: int, specs: list[str]) -> None:
    """Cut a picture to these sizes, away from any request."""
    for picture in Picture.objects.filter(pk=picture_id):
        picture.make_renditions(*specs)


def _known_all(filters: Sequence[Filter | str]) -> list[Filter]:
    return [_known(each if isinstance(each, str) else each.spec) for each in filters]


@lru_cache(maxsize=256)
def _known(spec: str) -> Filter:
    """A size by its words, such as "fill-400x225|format-webp". It keeps what it has worked out.

    Working it out anew for every picture costs more than finding the picture.
    """
    return Filter(spec=spec)


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]
