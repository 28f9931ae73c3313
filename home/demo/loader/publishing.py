"""Helpers to publish pages as an editor does."""

from collections.abc import Callable, Iterable
from itertools import groupby
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


def publish(page: Page, **fields: object) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()


def values(sample: object, *names: str) -> dict[str, Any]:
    """Return the attributes that have the names of model fields."""
    return {name: getattr(sample, name) for name in names}


def topics_named(names: Iterable[str]) -> list[Topic]:
    topics = {topic.name: topic for topic in Topic.objects.filter(name__in=list(names))}
    return [topics[name] for name in names]


def paragraphs(texts: Iterable[str]) -> str:
    """Return plain paragraphs as rich text."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def body_blocks(html: str) -> list[dict[str, Any]]:
    """Return rich text with headings as heading and paragraph blocks."""
    blocks: list[dict[str, Any]] = []
    elements = BeautifulSoup(html, "html.parser").find_all(recursive=False)
    for is_heading, group in groupby(elements, key=lambda each: each.name in ("h2", "h3")):
        if is_heading:
            headings = [{"text": each.get_text(), "level": each.name} for each in group]
            blocks += [{"type": "heading", "value": heading} for heading in headings]
        else:
            blocks.append({"type": "paragraph", "value": "".join(map(str, group))})
    return blocks
