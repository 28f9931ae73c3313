"""The video block, and the validation of videos before publication (WCAG 1.2.2)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from . import groups
from .text import FEATURES
from .video_links import VideoLink, video_link

CAPTIONS_CHECKED = "A person has checked the captions"


def validation_errors(video: Mapping[str, Any]) -> dict[str, str]:
    """Return error messages by field: link, file, captions, captions_checked, transcript."""
    link, file, captions = video.get("link"), video.get("file"), video.get("captions")
    errors = {}
    if bool(link) == bool(file):
        errors["link"] = "Give a link or choose a file: one of the two."
    elif link and not video_link(link):
        errors["link"] = "Give the address of a page on YouTube or Vimeo."
    elif file and file.file_extension.lower() not in ("mp4", "webm"):
        errors["file"] = "Choose an .mp4 or .webm file."
    if file and not captions:
        errors["captions"] = "Choose the file with the captions."
    elif captions and captions.file_extension.lower() != "vtt":
        errors["captions"] = "Choose a .vtt file."
    if not video.get("captions_checked"):
        errors["captions_checked"] = "Check the captions, then tick this box."
    transcript = video.get("transcript")
    text = transcript.source if isinstance(transcript, RichText) else transcript
    if not strip_tags(text or "").strip():
        errors["transcript"] = "Write down every word that is said."
    return errors


class VideoValue(blocks.StructValue):
    @property
    def external_video(self) -> VideoLink | None:
        return video_link(self["link"] or "")


class VideoBlock(blocks.StructBlock):
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

    def bulk_to_python(self, values: Iterable[dict[str, Any]]) -> list[blocks.StructValue]:
        """Fetch the documents of all videos in one query."""
        names, rows = ("file", "captions"), list(values)
        pks = {row[name] for row in rows for name in names if row.get(name)}
        documents = get_document_model().objects.in_bulk(pks) if pks else {}
        structs = super().bulk_to_python([row | dict.fromkeys(names) for row in rows])
        for struct, row in zip(structs, rows, strict=True):
            for name in names:
                struct[name] = documents.get(row.get(name))
        return structs

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        if not self.is_deferred_validation and (messages := validation_errors(value)):
            errors = {field: ValidationError(message) for field, message in messages.items()}
            raise blocks.StructBlockValidationError(block_errors=errors)
        return value
