"""Sample labels, and content of the home page, plain pages, promises and glossary."""

from dataclasses import asdict
from typing import Any

from django.utils.text import slugify

from home.demo import content, schema
from home.models import (
    Commitment,
    CommitmentsPage,
    GlossaryPage,
    GlossaryTerm,
    HomePage,
    InformationPage,
)
from hub.models import Area, Topic

from .media import MediaLibrary
from .publishing import body_blocks, publish, publish_below, values


def make_labels() -> None:
    for topic in content.TOPICS:
        Topic.objects.get_or_create(
            name=topic.name,
            defaults={"slug": slugify(topic.name), "description": topic.description},
        )
    for name in content.AREAS:
        Area.objects.get_or_create(name=name, defaults={"slug": slugify(name)})


def make_pages(*, home: HomePage, media: MediaLibrary) -> None:
    if not home.picture_id:
        picture = media.picture_fields(content.HOME_PICTURE)
        publish(home, welcome=body_blocks(content.WELCOME), **picture)
    for page in content.PAGES:
        _fill_or_make(home, page, media)
    promises, glossary = CommitmentsPage.objects.get(), GlossaryPage.objects.get()
    if not promises.commitments.exists():
        samples = enumerate(content.COMMITMENTS, start=1)
        commitments = [Commitment(sort_order=number, **asdict(each)) for number, each in samples]
        introduction = content.COMMITMENTS_INTRODUCTION
        publish(promises, introduction=introduction, commitments=commitments)
    if not glossary.words.exists():
        topics = {topic.name: topic for topic in Topic.objects.all()}
        words = [
            GlossaryTerm(sort_order=number, **asdict(each) | {"topic": topics.get(each.topic)})
            for number, each in enumerate(content.GLOSSARY)
        ]
        publish(glossary, words=words)


def _fill_or_make(home: HomePage, sample: schema.InformationPage, media: MediaLibrary) -> None:
    """Create the page, or fill it if unedited. A page with a second revision is kept."""
    fields = {
        **values(sample, "summary", "show_in_menus"),
        "body": _body(sample),
        **media.picture_fields(sample.picture),
    }
    page = InformationPage.objects.child_of(home).filter(slug=sample.slug).first()
    if page is None:
        publish_below(home, sample.title, lambda: InformationPage(**fields), sample.slug)
    elif page.revisions.count() == 1 and page.summary != sample.summary:
        publish(page, title=sample.title, **fields)


def _body(sample: schema.InformationPage) -> list[dict[str, Any]]:
    """Return the body blocks, with the generated privacy register inserted on the privacy page."""
    blocks = body_blocks(sample.body)
    for place, block in enumerate(blocks):
        if block["type"] == "heading" and block["value"]["text"] == sample.register_before:
            blocks.insert(place, {"type": "kept", "value": {"heading": "All that we keep"}})
            break
    return blocks
