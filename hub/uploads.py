"""Checks of uploaded pictures, and removal of their camera metadata (place, time, device).

A phone's photo can reveal a home address, and so would its renditions.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import QueryDict
from PIL import ExifTags, Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.file_names import MESSAGE, is_file_name

BROKEN = (
    "We cannot read this picture. Part of it may be missing. "
    "Open it on your device. If it looks right there, save it again as JPEG, and send that."
)
TOO_MANY_PIXELS = (
    "This picture is too big: it has more than 50 million dots. "
    "Make a smaller copy, 4,000 dots wide, and send that."
)

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


class PictureField(WagtailImageField):
    """A field whose errors are sentences, for broken and for huge pictures too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.error_messages |= {"invalid_image": BROKEN, "file_too_many_pixels": TOO_MANY_PIXELS}

    def check_image_pixel_size(self, f: Any) -> None:  # noqa: ANN401 - Wagtail's file with `image`
        """Check the size in the header first: Wagtail decodes a picture to learn its size."""
        with errors_at_the_field():
            f.seek(0)
            with Image.open(f) as picture:
                if picture.width * picture.height * _frame_count(picture) > self.max_image_pixels:
                    raise Image.DecompressionBombError
            super().check_image_pixel_size(f)
        f.seek(0)


@contextmanager
def errors_at_the_field() -> Iterator[None]:
    """Raise ValidationError for whatever Pillow raises for a picture."""
    try:
        yield
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS, code="file_too_many_pixels") from error
    except Exception as error:  # a broken file can raise errors of any kind
        raise ValidationError(BROKEN, code="invalid_image") from error


class PictureForm(BaseImageForm):
    """The form of every picture upload in the admin.

    The name starts empty: Wagtail takes the file's, which would become what people hear read out.
    """

    class Meta(BaseImageForm.Meta):
        help_texts = {"title": NAME_HELP}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            attrs = file.widget.attrs
            for name in [each for each in attrs if each.startswith("data-")]:
                del attrs[name]  # the script that copies the file name
            self.fields["file"] = PictureField(
                label=file.label, required=file.required, widget=file.widget
            )
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
        if not isinstance(file, UploadedFile):
            return file
        with errors_at_the_field():
            check_complete(file)
            return strip_metadata(file)


def check_complete(upload: UploadedFile) -> None:
    """Decode every frame. Pillow opens a picture whose second half is missing without an error."""
    upload.seek(0)
    with Image.open(upload) as picture:
        for number in range(_frame_count(picture)):
            picture.seek(number)
            picture.load()


def _frame_count(picture: Image.Image) -> int:
    """Return how many frames count: of an MPO the first only, as the others are not kept."""
    return 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)


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
