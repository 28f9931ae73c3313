"""Removal of camera metadata (place, time, device) from uploaded pictures.

A phone's photo can reveal a home address, and so would its renditions.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import ExifTags, Image
from wagtail.images.forms import BaseImageForm

# Pillow's names in the various formats. The colour profile stays.
METADATA_KEYS = {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"}
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": "keep"},
    "MPO": {"format": "JPEG", "quality": 95},  # a JPEG followed by a second picture
    "PNG": {},
    "WEBP": {"quality": 95},
    "AVIF": {"quality": 90},
}


class PictureForm(BaseImageForm):
    """The form of every picture upload in the admin."""

    def clean_file(self) -> Any:  # noqa: ANN401 - a new upload, or the file that is there
        file = self.cleaned_data["file"]
        return strip_metadata(file) if isinstance(file, UploadedFile) else file


def strip_metadata(upload: UploadedFile) -> UploadedFile:
    """Return the picture with its orientation only. A file without metadata stays untouched."""
    upload.seek(0)
    picture = Image.open(upload)
    options = SAVE_OPTIONS.get(picture.format or "")
    if options is None or not METADATA_KEYS & picture.info.keys():
        upload.seek(0)
        return upload
    exif = Image.Exif()
    if orientation := picture.getexif().get(ExifTags.Base.Orientation):
        exif[ExifTags.Base.Orientation] = orientation
    for key in METADATA_KEYS:
        picture.info.pop(key, None)
    buffer = BytesIO()
    is_animated = picture.format != "MPO" and getattr(picture, "is_animated", False)
    picture.save(buffer, **{"format": picture.format, **options}, exif=exif, save_all=is_animated)
    return SimpleUploadedFile(upload.name or "", buffer.getvalue(), upload.content_type or "")
