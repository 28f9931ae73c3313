"""Putting a page on the site the way an editor does."""

from collections.abc import Callable, Iterable
from typing import Any

from bs4 import BeautifulSoup
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.models import Page

from hub.models import Topic


def publish_below(parent: Page, title: str, make: Callable[[], Page], slug: str = "") -> Page:
    """The page with this title below `parent`; made and published if it is not there yet."""
    slug = slug or slugify(title)
    there = Page.objects.child_of(parent).filter(slug=slug).first()
    if there:
        return there.specific
    page = make()
    page.title, page.slug, page.live = title, slug, False
    page.full_clean(exclude=["path", "depth", "url_path", "numchild", "draft_title"])
    Page.objects.get(pk=parent.pk).specific.add_child(instance=page)
    publish(page)
    return page


def publish(page: Page) -> None:
    page.save_revision().publish()
    page.refresh_from_db()


def topics_named(names: Iterable[str]) -> list[Topic]:
    found = {topic.name: topic for topic in Topic.objects.filter(name__in=list(names))}
    return [found[name] for name in names]


def paragraphs(texts: Iterable[str]) -> str:
    """Plain paragraphs as rich text."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def body_blocks(html: str) -> list[dict[str, Any]]:
    """Rich text with headings, as the blocks an editor would use."""
    blocks: list[dict[str, Any]] = []
    text: list[str] = []

    def end_text() -> None:
        if text:
            blocks.append({"type": "paragraph", "value": "".join(text)})
            text.clear()

    for element in BeautifulSoup(html, "html.parser").find_all(recursive=False):
        if element.name in ("h2", "h3"):
            end_text()
            value = {"text": element.get_text(), "level": element.name}
            blocks.append({"type": "heading", "value": value})
        else:
            text.append(str(element))
    end_text()
    return blocks
