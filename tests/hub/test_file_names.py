"""A file name is no description of a picture, wherever one is asked for."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError
from wagtail.images.forms import get_image_form
from wagtail.images.tests.utils import get_test_image_file

from hub.blocks.media import PictureBlock
from hub.file_names import MESSAGE, is_file_name
from hub.models import Picture, User
from stories.models import StoryPage
from tests.stories.factories import make_document, make_picture, make_piece

PHONE = "IMG_20261120_phone"


@pytest.mark.parametrize(
    "words",
    [
        *(
            PHONE,
            f"{PHONE}.jpg",
            "IMG-20261120-WA0003",
            "DSC01234",
            "DSCN0001",
            "PXL_20261120_101112",
        ),
        *(
            "Screenshot 2026-11-20 at 10.11.12",
            "WhatsApp Image 2026-11-20",
            "kitchen.jpeg",
            "final_v2",
        ),
        *(
            "20261120_101112",
            "photo (1)",
            "scan0001",
            "image1",
            "my kitchen.PNG",
            "tea_table",
            "a.heic",
        ),
    ],
)
def test_a_file_name_is_known(words):
    assert is_file_name(words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Two people with mugs",
            "Kitchen",
            "Ann-Marie",
            "Photo of a garden",
            "The 2026 summer party",
        ),
        *("Room 12, with the door open", "3 mugs", "Tea.", "Ann and Bob (left)", "", "Covid-19"),
        *("Images of hope", "Scanning a ticket", "Дом", "茶"),
    ],
)
def test_words_are_words(words):
    assert not is_file_name(words)


def photo() -> SimpleUploadedFile:
    content = get_test_image_file("x.png").file.getvalue()
    return SimpleUploadedFile(f"{PHONE}.png", content, "image/png")


@pytest.fixture
def editor(site, client):
    user = User.objects.create_user("ed", "ed@example.org", "pass")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def test_the_name_of_a_new_picture_starts_empty(client, editor):
    form = get_image_form(Picture)(user=editor)
    assert not form["title"].value()
    page = client.get(reverse("wagtailimages:add")).text
    assert "wagtail:images-upload" not in page
    assert "Not the name of the file." in page


@pytest.mark.parametrize("field", ["title", "description"])
def test_a_file_name_is_refused_at_its_field(client, editor, field):
    answers = {"title": "Two mugs", "description": "", "file": photo(), field: PHONE}
    form = client.post(reverse("wagtailimages:add"), answers).context["form"]
    assert form.errors[field] == [MESSAGE]
    assert not Picture.objects.exists()


def test_many_pictures_at_once_are_taken_and_then_asked_for_words(client, editor):
    answers = {"title": PHONE, "files[]": photo()}
    sent = client.post(reverse("wagtailimages:add_multiple"), answers)
    picture = Picture.objects.get()
    form = sent.json()["form"]
    assert "Not the name of the file." in form
    assert PHONE not in form.partition('name="image-')[2].partition("<button")[0]
    name = f"image-{picture.pk}"
    url = reverse("wagtailimages:edit_multiple", args=[picture.pk])
    again = {f"{name}-title": PHONE, f"{name}-description": "", f"{name}-tags": ""}
    assert MESSAGE in client.post(url, again).json()["form"]
    again[f"{name}-title"] = "Two mugs"
    assert client.post(url, again).json()["success"]
    assert Picture.objects.get().title == "Two mugs"


def test_an_older_picture_lends_its_words_but_never_its_file_name(db):
    assert make_picture(PHONE).default_alt_text == ""
    assert make_picture("Two mugs").default_alt_text == "Two mugs"


def test_a_page_with_a_file_name_as_description_is_not_published(site):
    page = make_piece(StoryPage, picture=make_picture(), picture_is_decorative=True)
    page.picture_is_decorative, page.picture_description = False, f"{PHONE}.jpg"
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert refused.value.message_dict == {"picture_description": [MESSAGE]}
    page.picture_description = "Two mugs on a table"
    page.full_clean()


def test_a_picture_in_the_text_needs_words_too(db):
    block = PictureBlock()
    image = {"image": make_picture().pk, "decorative": False, "alt_text": PHONE}
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"picture": image, "caption": ""}))
    assert MESSAGE in str(refused.value.block_errors["picture"].block_errors)
    for words in ({"alt_text": "Two mugs"}, {"decorative": True}):
        block.clean(block.to_python({"picture": image | words, "caption": ""}))


def test_a_document_may_be_called_as_its_file(db):
    make_document("principles_2026.pdf").full_clean()
