"""The picture block."""

from typing import Any

from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from . import groups


class PictureBlock(blocks.StructBlock):
    picture = ImageBlock()
    caption = blocks.CharBlock(max_length=200, required=False)

    class Meta:
        icon = "image"
        label = "Picture"
        group = groups.MEDIA
        description = "A picture with words for people who cannot see it."
        template = "blocks/picture.html"

    def get_preview_value(self) -> blocks.StructValue:
        """Return a preview with the newest picture, if any."""
        picture: Any = get_image_model().objects.order_by("-pk").first()
        if picture:
            picture.decorative = True
            picture.contextual_alt_text = ""
        value = {"picture": picture, "caption": "Over a brew in Norwich, in the spring."}
        return blocks.StructValue(self, value)
