from functools import lru_cache

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image


class Picture(AbstractImage):
    """An uploaded picture. Its words are written where it is used, not here."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"

    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]:
        """As Wagtail does, without working out again for every picture what the words of a size mean."""
        return super().get_renditions(
            *(_known(each if isinstance(each, str) else each.spec) for each in filters)
        )


@lru_cache(maxsize=256)
def _known(spec: str) -> Filter:
    """A size by its words, such as "fill-400x225|format-webp". It keeps what it has worked out."""
    return Filter(spec=spec)


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]
