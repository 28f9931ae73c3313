"""Validation of videos before publication (WCAG 1.2.2), with messages for editors."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import strip_tags
from wagtail.rich_text import RichText

from hub.blocks.video_links import video_link

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
    if not _transcript_text(video.get("transcript")):
        errors["transcript"] = "Write down every word that is said."
    return errors


def _transcript_text(transcript: RichText | str | None) -> str:
    text = transcript.source if isinstance(transcript, RichText) else transcript
    return strip_tags(text or "").strip()
