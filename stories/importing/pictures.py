"""Checks pictures from a file as uploads are checked: whole, not too large, of a kind that pages show."""

from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hub.uploads import check_complete, errors_at_the_field, strip_metadata

EXTENSIONS = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "GIF": "gif",
    "WEBP": "webp",
    "AVIF": "avif",
}


def checked_picture(content: bytes) -> tuple[bytes, str] | None:
    """Return a picture without its metadata, and its extension; None if pages cannot show it.

    A picture of an older kind, such as BMP or TIFF, comes back as PNG.
    """
    try:
        with errors_at_the_field():
            with Image.open(BytesIO(content)) as picture:
                if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                    raise Image.DecompressionBombError
                if picture.format not in EXTENSIONS:
                    content = _as_png(picture)
                    extension = "png"
                else:
                    extension = EXTENSIONS[picture.format]
            upload = SimpleUploadedFile(f"picture.{extension}", content)
            check_complete(upload)
            cleaned = strip_metadata(upload)
            cleaned.seek(0)
            return cleaned.read(), extension
    except ValidationError:
        return None


def _as_png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.convert("RGBA").save(buffer, "PNG")
    return buffer.getvalue()
