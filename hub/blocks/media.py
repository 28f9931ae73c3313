"""Blocks of pictures, files and transcripts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from hub.file_names import MESSAGE, is_file_name

from . import groups
from .text import FEATURES


class PictureBlock(blocks.StructBlock):
    picture = ImageBlock()
    caption = blocks.CharBlock(max_length=200, required=False)

    class Meta:
        icon = "image"
        label = "Picture"
        group = groups.MEDIA
        description = "A picture with words for people who cannot see it."
        template = "blocks/picture.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        picture = value["picture"]
        if self.is_deferred_validation or not picture or picture.decorative:
            return value
        if is_file_name(picture.contextual_alt_text or ""):
            error = {"alt_text": ValidationError(MESSAGE)}
            raise blocks.StructBlockValidationError(
                {"picture": blocks.StructBlockValidationError(error)}
            )
        return value

    def get_preview_value(self) -> blocks.StructValue:
        """Return a preview with the newest picture, if any."""
        picture: Any = get_image_model().objects.order_by("-pk").first()
        if picture:
            picture.decorative = True
            picture.contextual_alt_text = ""
        value = {"picture": picture, "caption": "Over a brew in Norwich, in the spring."}
        return blocks.StructValue(self, value)


class DocumentValue(blocks.StructValue):
    @cached_property
    def file_type(self) -> str:
        """Return the file type, for example "PDF"."""
        document = self["document"]
        return document.file_extension.upper() if document else ""


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="File")
    words = blocks.CharBlock(
        max_length=120, help_text='What people get: "Our principles on one page".'
    )

    class Meta:
        icon = "doc-full-inverse"
        label = "File"
        group = groups.MEDIA
        description = "A link to a file. Put the same words on a page as well."
        template = "blocks/document.html"
        value_class = DocumentValue

    def get_preview_value(self) -> blocks.StructValue:
        document = get_document_model().objects.order_by("-pk").first()
        value = {"document": document, "words": "Our principles on one page"}
        return DocumentValue(self, value)


class TranscriptBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, help_text="The name of the recording.")
    words = blocks.RichTextBlock(features=FEATURES, help_text="Every word that is said.")

    class Meta:
        icon = "doc-full"
        label = "Words of a recording"
        group = groups.MEDIA
        description = "All that is said in a recording, folded up until someone opens it."
        preview_value = {
            "title": "How we make tea",
            "words": "<p>First, we ask everyone what they would like.</p>",
        }
        template = "blocks/transcript.html"
