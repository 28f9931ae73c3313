"""Sample content of the home page, plain pages, promises and glossary."""

from dataclasses import asdict
from typing import Any

from home.demo import content, schema
from home.models import (
    Commitment,
    CommitmentsPage,
    GlossaryPage,
    GlossaryTerm,
    HomePage,
    InformationPage,
)

from .media import MediaLibrary
from .publishing import body_blocks, publish, publish_below


def make_pages(*, home: HomePage, media: MediaLibrary) -> None:
    if not home.picture_id:
        for name, value in media.picture_fields(content.HOME_PICTURE).items():
            setattr(home, name, value)
        home.welcome = body_blocks(content.WELCOME)
        publish(home)
    for page in content.PAGES:
        _fill_or_make(home, page, media)
    _fill_commitments(CommitmentsPage.objects.get())
    _fill_words(GlossaryPage.objects.get())


def _fill_or_make(home: HomePage, sample: schema.InformationPage, media: MediaLibrary) -> None:
    """Create the page, or fill it if unedited. A page with a second revision is kept."""
    fields = {
        "summary": sample.summary,
        "body": _body(sample),
        "show_in_menus": sample.in_menu,
        **media.picture_fields(sample.picture),
    }
    page = InformationPage.objects.child_of(home).filter(slug=sample.slug).first()
    if page is None:
        publish_below(home, sample.title, lambda: InformationPage(**fields), sample.slug)
    elif page.revisions.count() == 1 and page.summary != sample.summary:
        for name, value in {"title": sample.title, **fields}.items():
            setattr(page, name, value)
        publish(page)


def _body(sample: schema.InformationPage) -> list[dict[str, Any]]:
    """Return the body blocks, with the generated privacy register inserted on the privacy page."""
    blocks = body_blocks(sample.body)
    for place, block in enumerate(blocks):
        if block["type"] == "heading" and block["value"]["text"] == sample.register_before:
            blocks.insert(place, {"type": "kept", "value": {"heading": "All that we keep"}})
            break
    return blocks


def _fill_commitments(page: CommitmentsPage) -> None:
    if page.commitments.exists():
        return
    page.introduction = content.COMMITMENTS_INTRODUCTION
    for each in content.COMMITMENTS:
        page.commitments.add(
            Commitment(
                sort_order=each.number,
                title=each.title,
                promise=each.promise,
                what_happened=each.what_happened,
                status=each.status,
            )
        )
    publish(page)


def _fill_words(page: GlossaryPage) -> None:
    if page.words.exists():
        return
    for number, each in enumerate(content.GLOSSARY):
        page.words.add(GlossaryTerm(sort_order=number, **asdict(each)))
    publish(page)
