"""A photo that an editor uploads does not tell where it was taken."""

from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, Image
from wagtail.images.forms import get_image_form

from hub.models import Picture
from hub.uploads import BROKEN, TOO_MANY_PIXELS, strip_metadata

SIDEWAYS = 6  # the camera was held upright: turn it to the right
XMP = b"<x:xmpmeta>taken in Acacia Road</x:xmpmeta>"


def photo(kind: str = "JPEG", *, notes: bool = True) -> bytes:
    """A small photo as a phone writes it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = SIDEWAYS
    exif[ExifTags.Base.Model] = "Phone of Ama"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 37.0, 41.0)
    picture = Image.effect_noise((80, 60), 60).convert("RGB")
    out = BytesIO()
    more = {"exif": exif, "xmp": XMP} if notes and kind != "PNG" else {}
    picture.save(out, kind, **({"exif": exif} if notes and kind == "PNG" else more))
    return out.getvalue()


def upload(data: bytes, name: str = "kitchen.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def tells(data: bytes) -> set[str]:
    """Return the metadata of the file."""
    picture = Image.open(BytesIO(data))
    exif = picture.getexif()
    return {
        *(ExifTags.TAGS.get(tag, str(tag)) for tag in exif),
        *(["place"] if exif.get_ifd(ExifTags.IFD.GPSInfo) else []),
        *(["words"] if b"Acacia" in data or b"Ama" in data else []),
    }


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_only_which_way_is_up_is_kept(kind):
    assert {"place", "words"} <= tells(photo(kind))
    kept = strip_metadata(upload(photo(kind))).read()
    assert tells(kept) <= {"Orientation"}
    before, after = Image.open(BytesIO(photo(kind))), Image.open(BytesIO(kept))
    assert (after.format, after.size) == (before.format, before.size)


def test_the_picture_is_still_the_right_way_up():
    kept = Image.open(strip_metadata(upload(photo())))
    assert kept.getexif()[ExifTags.Base.Orientation] == SIDEWAYS


def test_a_picture_without_notes_stays_as_it_is_to_the_last_byte():
    data = photo(notes=False)
    assert strip_metadata(upload(data)).read() == data


def test_every_form_for_pictures_takes_them_off(db, site):
    form = get_image_form(Picture)(
        {"title": "Our kitchen", "collection": "1"}, {"file": upload(photo())}
    )
    assert form.is_valid(), form.errors
    picture = form.save()
    with picture.file.open() as file:
        assert tells(file.read()) <= {"Orientation"}
    shared = picture.get_rendition("fill-40x30|format-jpeg")
    with shared.file.open() as file:
        assert not tells(file.read()) & {"place", "words"}


def test_an_upload_in_the_admin_tells_no_place(admin_client, site):
    response = admin_client.post(
        reverse("wagtailimages:add"), {"title": "Our kitchen", "file": upload(photo())}
    )
    assert response.status_code == 302, response.content
    with Picture.objects.get(title="Our kitchen").file.open() as file:
        assert tells(file.read()) <= {"Orientation"}


def in_half(kind: str, *, notes: bool) -> bytes:
    data = photo(kind, notes=notes)
    return data[: len(data) // 2]


def huge_png() -> bytes:
    """20,000 by 12,000 dots in a few kB."""
    out = BytesIO()
    Image.new("1", (20_000, 12_000)).save(out, "PNG")
    return out.getvalue()


def bad_pictures():
    for kind in ("JPEG", "PNG", "WEBP", "GIF", "AVIF"):
        for notes in (True, False) if kind == "JPEG" else (False,):
            yield f"cut.{kind.lower()}", in_half(kind, notes=notes), BROKEN
    yield "huge.png", huge_png(), TOO_MANY_PIXELS
    yield "header.png", photo("PNG", notes=False)[:40], BROKEN
    yield "words.jpg", b"These are words.", BROKEN
    yield "empty-jpeg.jpg", b"\xff\xd8\xff\xe0", BROKEN


def send_by_form(client, file):
    response = client.post(reverse("wagtailimages:add"), {"title": "Ours", "file": file})
    return response, response.text


def send_several(client, file):
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Ours", "files[]": file},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    return response, response.json()["error_message"]


def send_by_chooser(client, file):
    response = client.post(
        reverse("wagtailimages_chooser:create"),
        {"image-chooser-upload-title": "Ours", "image-chooser-upload-file": file},
    )
    return response, response.json()["htmlFragment"]


@pytest.mark.parametrize("send", [send_by_form, send_several, send_by_chooser])
def test_a_broken_or_huge_picture_gets_a_sentence_at_its_field(admin_client, site, send):
    for name, data, sentence in bad_pictures():
        response, words = send(admin_client, SimpleUploadedFile(name, data, "image/jpeg"))
        assert response.status_code == 200, name
        assert sentence in unescape(words), name
    assert not Picture.objects.exists()


def test_a_picture_of_a_phone_with_48_million_dots_is_taken(settings):
    assert 8064 * 6048 < settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS


def test_the_size_is_read_before_anything_is_decoded(monkeypatch, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80 * 60 - 1
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))
    form = get_image_form(Picture)({"title": "Ours"}, {"file": upload(photo())})
    assert form.errors["file"] == [TOO_MANY_PIXELS]


@pytest.mark.parametrize("name", ["cut.pdf", "cut.mp4"])
def test_a_broken_document_is_kept_or_refused_but_no_error(admin_client, site, name):
    file = SimpleUploadedFile(name, in_half("JPEG", notes=False))
    response = admin_client.post(reverse("wagtaildocs:add"), {"title": "Ours", "file": file})
    assert response.status_code in (200, 302)
