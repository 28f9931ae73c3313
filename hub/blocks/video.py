"""The video block."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from hub.blocks.bulk_documents import BulkDocumentsBlock
from hub.blocks.video_validation import CAPTIONS_CHECKED, validation_errors

from . import groups
from .paragraph import FEATURES
from .video_links import VideoLink, video_link


class VideoValue(blocks.StructValue):
    @property
    def external_video(self) -> VideoLink | None:
        return video_link(self["link"] or "")


class VideoBlock(BulkDocumentsBlock):
    documents = ("file", "captions")

    title = blocks.CharBlock(max_length=120)
    link = blocks.URLBlock(required=False, help_text="A page on YouTube or Vimeo.")
    file = DocumentChooserBlock(required=False, help_text="Or your own file, .mp4 or .webm.")
    captions = DocumentChooserBlock(required=False, help_text="For your own file: a .vtt file.")
    captions_checked = blocks.BooleanBlock(required=False, label=CAPTIONS_CHECKED)
    # The title is next to the still picture, so the picture is always decorative.
    still = ImageChooserBlock(required=False, help_text="Shown until someone presses play.")
    length = blocks.CharBlock(max_length=40, required=False, help_text='Such as "4 minutes".')
    transcript = blocks.RichTextBlock(features=FEATURES, help_text="Every word that is said.")

    class Meta:
        icon = "media"
        label = "Video"
        group = groups.MEDIA
        description = (
            "A video with captions and all its words. Nothing loads before you press play."
        )
        preview_value = {
            "title": "Why we meet",
            "link": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
            "length": "4 minutes",
            "transcript": "<p>Hello. Sit down and have a brew.</p>",
        }
        template = "blocks/video.html"
        value_class = VideoValue

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        if not self.is_deferred_validation and (messages := validation_errors(value)):
            errors = {field: ValidationError(message) for field, message in messages.items()}
            raise blocks.StructBlockValidationError(block_errors=errors)
        return value
