"""Checks of uploaded pictures, and removal of their camera metadata (place, time, device).

A phone's photo can reveal a home address, and so would its renditions.
"""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import QueryDict
from PIL import ExifTags, Image
from wagtail.images.forms import BaseImageForm

from hub.file_names import MESSAGE, is_file_name

NAME_HELP = (
    "Say in a few words what it shows, for example: Two people with mugs. Not the name of the file."
)
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
    """The form of every picture upload in the admin.

    The name starts empty: Wagtail takes the file's, which would become what people hear read out.
    """

    class Meta(BaseImageForm.Meta):
        help_texts = {"title": NAME_HELP}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            attrs = self.fields["file"].widget.attrs
            for name in [each for each in attrs if each.startswith("data-")]:
                del attrs[name]  # the script that copies the file name
        for name in ("title", "description"):
            if is_file_name(self.initial.get(name) or ""):
                self.initial[name] = ""

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        # The page for many pictures sends the file name by itself, and asks for words afterwards.
        is_sent_by_script = not isinstance(self.data, QueryDict)
        if is_file_name(title) and not is_sent_by_script:
            raise ValidationError(MESSAGE)
        return title

    def clean_description(self) -> str:
        description = self.cleaned_data["description"]
        if is_file_name(description):
            raise ValidationError(MESSAGE)
        return description

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
