"""Helpers to publish pages as an editor does."""

from collections.abc import Callable, Iterable
from typing import Any

from bs4 import BeautifulSoup
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.models import Page

from hub.models import Topic


def publish_below(parent: Page, title: str, make: Callable[[], Page], slug: str = "") -> Page:
    """Return the child of `parent` with this slug (default: from the title), published if new."""
    slug = slug or slugify(title)
    existing = Page.objects.child_of(parent).filter(slug=slug).first()
    if existing:
        return existing.specific
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
    topics = {topic.name: topic for topic in Topic.objects.filter(name__in=list(names))}
    return [topics[name] for name in names]


def paragraphs(texts: Iterable[str]) -> str:
    """Return plain paragraphs as rich text."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def body_blocks(html: str) -> list[dict[str, Any]]:
    """Return rich text with headings as heading and paragraph blocks."""
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
