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
    wrong = {}
    if bool(link) == bool(file):
        wrong["link"] = "Give a link or choose a file: one of the two."
    elif link and not video_link(link):
        wrong["link"] = "Give the address of a page on YouTube or Vimeo."
    elif file and file.file_extension.lower() not in ("mp4", "webm"):
        wrong["file"] = "Choose an .mp4 or .webm file."
    if file and not captions:
        wrong["captions"] = "Choose the file with the captions."
    elif captions and captions.file_extension.lower() != "vtt":
        wrong["captions"] = "Choose a .vtt file."
    if not video.get("captions_checked"):
        wrong["captions_checked"] = "Check the captions, then tick this box."
    if not _transcript_text(video.get("transcript")):
        wrong["transcript"] = "Write down every word that is said."
    return wrong


def _transcript_text(transcript: RichText | str | None) -> str:
    text = transcript.source if isinstance(transcript, RichText) else transcript
    return strip_tags(text or "").strip()
