"""The file block."""

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from . import groups


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
