"""Pieces for tests, as an editor would publish them."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from hub.models import Picture, Topic
from stories.models import Piece, StoriesPage, StoryPage


def make_topic(name: str = "Unpaid carers") -> Topic:
    return Topic.objects.get_or_create(name=name, slug=name.lower().replace(" ", "-"))[0]


def make_picture(title: str = "Mugs") -> Picture:
    if not Collection.objects.exists():
        Collection.add_root(name="Root")  # another test may have emptied the database
    return Picture.objects.create(title=title, file=get_test_image_file(f"{title}.png"))


def make_document(name: str, content: bytes = b"0123456789"):
    return get_document_model().objects.create(title=name, file=ContentFile(content, name=name))


def make_piece(kind: type[Piece] = StoryPage, *, topics: tuple[Topic, ...] = (), **fields: Any):
    fields.setdefault("title", f"A {kind.__name__}")
    fields.setdefault("summary", "One short sentence.")
    fields.setdefault("published_on", date(2027, 1, 4))
    page = kind(**fields)
    page.topics = list(topics)
    StoriesPage.objects.get().add_child(instance=page)
    return kind.objects.get(pk=page.pk)


def make_many(number: int, **fields: Any) -> list[Piece]:
    topic = make_topic()
    return [
        make_piece(
            title=f"Story {each}",
            topics=(topic,),
            picture=make_picture(f"picture-{each}"),
            picture_is_decorative=True,
            **fields,
        )
        for each in range(number)
    ]
