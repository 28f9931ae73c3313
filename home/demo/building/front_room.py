"""Home, the plain pages, the promises and the words."""

from typing import Any

from home.demo import commitments, information, words_we_use
from home.models import (
    Commitment,
    CommitmentsPage,
    GlossaryPage,
    GlossaryTerm,
    HomePage,
    InformationPage,
)

from .publishing import body_blocks, publish, publish_below
from .shelf import Shelf


def fill_front_room(*, home: HomePage, shelf: Shelf) -> None:
    if not home.picture_id:
        for name, value in shelf.picture_fields(information.HOME_PICTURE).items():
            setattr(home, name, value)
        home.welcome = body_blocks(information.WELCOME)
        publish(home)
    for page in information.PAGES:
        _fill_or_make(home, page, shelf)
    _fill_commitments(CommitmentsPage.objects.get())
    _fill_words(GlossaryPage.objects.get())


def _fill_or_make(home: HomePage, words_of: information.InformationPage, shelf: Shelf) -> None:
    """A page that still has its first words gets the sample's; one that an editor changed stays."""
    fields = {
        "summary": words_of.summary,
        "body": _body(words_of),
        "show_in_menus": words_of.in_menu,
        **shelf.picture_fields(words_of.picture),
    }
    page = InformationPage.objects.child_of(home).filter(slug=words_of.slug).first()
    if page is None:
        publish_below(home, words_of.title, lambda: InformationPage(**fields), words_of.slug)
    elif page.revisions.count() == 1 and page.summary != words_of.summary:
        for name, value in {"title": words_of.title, **fields}.items():
            setattr(page, name, value)
        publish(page)


def _body(words_of: information.InformationPage) -> list[dict[str, Any]]:
    """The privacy page has a table that the site itself works by, so it is a block and not words."""
    blocks = body_blocks(words_of.body)
    for place, block in enumerate(blocks):
        if block["type"] == "heading" and block["value"]["text"] == words_of.what_we_keep_before:
            blocks.insert(place, {"type": "kept", "value": {"heading": "All that we keep"}})
            break
    return blocks


def _fill_commitments(page: CommitmentsPage) -> None:
    if page.commitments.exists():
        return
    page.introduction = commitments.INTRODUCTION
    for each in commitments.COMMITMENTS:
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
    for number, each in enumerate(words_we_use.WORDS):
        word = GlossaryTerm(
            sort_order=number, word=each.word, meaning=each.meaning, example=each.example
        )
        page.words.add(word)
    publish(page)
