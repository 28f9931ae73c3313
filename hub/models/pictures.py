"""Uploaded pictures and their renditions."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from zlib import crc32

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django_tasks import task
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from hub.file_names import is_file_name
from hub.task_priority import TaskPriority

RENDITION_REQUEST_TIMEOUT = 10 * 60  # seconds before the same renditions are enqueued again
FAST_FORMAT = "format-jpeg"  # takes about 10 ms; AVIF and WebP take about a hundred times as long


class Picture(AbstractImage):
    """An uploaded picture. Alternative text and captions belong to its use, not to this model."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"

    @property
    def default_alt_text(self) -> str:
        """Return what the editor starts from when describing the picture. Never a file name."""
        words = super().default_alt_text
        return "" if is_file_name(words) else words

    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]:
        """Return renditions as Wagtail does, without making visitors wait for slow formats.

        When JPEG is among the formats, missing other formats are left to the worker.
        """
        wanted = _shared_filters(filters)
        existing = self.find_existing_renditions(*wanted)
        if len(existing) == len(wanted) and all(
            getattr(each, "_from_cache", False) for each in existing.values()
        ):
            return {each.spec: existing[each] for each in wanted}  # nothing left for Wagtail to do
        if settings.PICTURES_BY_WORKER and any(FAST_FORMAT in each.spec for each in wanted):
            slow = [each for each in wanted if FAST_FORMAT not in each.spec]
            missing = set(slow) - set(existing)
            if missing:
                self._enqueue([each.spec for each in slow if each in missing])
                wanted = [each for each in wanted if each not in missing]
        return super().get_renditions(*wanted)

    def make_renditions(self, *specs: str) -> None:
        """Make the missing renditions now, in slow formats too."""
        super().get_renditions(*_shared_filters(specs))

    def _enqueue(self, specs: list[str]) -> None:
        # Enqueue once, however many visitors. Enqueueing twice does no harm.
        key = f"picture-{self.pk}-{crc32(' '.join(specs).encode())}"
        if cache.add(key, True, RENDITION_REQUEST_TIMEOUT):
            make_renditions.enqueue(self.pk, specs)


@task(priority=TaskPriority.PICTURES)
def make_renditions(picture_id: int, specs: list[str]) -> None:
    """Make renditions in the background."""
    for picture in Picture.objects.filter(pk=picture_id):
        picture.make_renditions(*specs)


def _shared_filters(filters: Sequence[Filter | str]) -> list[Filter]:
    return [_shared_filter(each if isinstance(each, str) else each.spec) for each in filters]


@lru_cache(maxsize=256)
def _shared_filter(spec: str) -> Filter:
    """Return the shared filter of a spec such as "fill-400x225|format-webp".

    Parsing a spec anew for every picture costs more than fetching the picture.
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

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Mark a cached rendition as Wagtail does a prefetched one: it need not be cached again."""
        super().__setstate__(state)
        self._from_cache = True
