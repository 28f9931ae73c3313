"""Pictures as they come in, without what a camera writes beside them: where, when and with what it was taken.

A photo from a phone tells where somebody lives. The pictures that we cut from it would tell it too.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import ExifTags, Image
from wagtail.images.forms import BaseImageForm

# What Pillow calls it in one format or another. The colour profile is no such thing: it stays.
METADATA_KEYS = {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"}
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": "keep"},
    "MPO": {"format": "JPEG", "quality": 95},  # a JPEG with a second picture behind it
    "PNG": {},
    "WEBP": {"quality": 95},
    "AVIF": {"quality": 90},
}


class PictureForm(BaseImageForm):
    """Wagtail's form for a picture, wherever in the admin it is uploaded."""

    def clean_file(self) -> Any:  # noqa: ANN401 - a new upload, or the file that is there
        file = self.cleaned_data["file"]
        return strip_metadata(file) if isinstance(file, UploadedFile) else file


def strip_metadata(upload: UploadedFile) -> UploadedFile:
    """The same picture the same way up. A file that holds no notes is not touched."""
    upload.seek(0)
    picture = Image.open(upload)
    how = SAVE_OPTIONS.get(picture.format or "")
    if how is None or not METADATA_KEYS & picture.info.keys():
        upload.seek(0)
        return upload
    turned = Image.Exif()
    if way_up := picture.getexif().get(ExifTags.Base.Orientation):
        turned[ExifTags.Base.Orientation] = way_up
    for note in METADATA_KEYS:
        picture.info.pop(note, None)
    out = BytesIO()
    moves = picture.format != "MPO" and getattr(picture, "is_animated", False)
    picture.save(out, **{"format": picture.format, **how}, exif=turned, save_all=moves)
    return SimpleUploadedFile(upload.name or "", out.getvalue(), upload.content_type or "")
