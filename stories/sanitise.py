"""Sanitising of contributed HTML. bleach is imported only here."""

import re

import bleach
from django.utils.html import escape, linebreaks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from hub.blocks.paragraph import FEATURES

ALLOWED = frozenset(["p", "br", "b", "i", "em", "strong", "ul", "ol", "li", "blockquote"])
BLOCKS = re.compile(r"<(?:p|ul|ol|blockquote)>", re.IGNORECASE)


def clean_html(words: str) -> str:
    """Return the HTML with ALLOWED tags, no attributes, other tags escaped, line breaks kept.

    The result opens in the rich text editor. Markup too broken for that is escaped.
    """
    html = words.strip() if BLOCKS.search(words) else linebreaks(words.strip())
    clean = _as_the_editor_writes(bleach.clean(html, tags=ALLOWED, attributes={}))
    if _can_be_edited(clean):
        return clean
    return _as_the_editor_writes(linebreaks(escape(words.strip())))


def _as_the_editor_writes(html: str) -> str:
    return html.replace("<br>", "<br/>")


def _can_be_edited(html: str) -> bool:
    try:
        ContentstateConverter(FEATURES).from_database_format(html)
    except AssertionError:
        return False
    return True
