"""Sanitising of contributed HTML. bleach is imported only here."""

import re

import bleach
from django.utils.html import escape, linebreaks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from hub.blocks.text import FEATURES

ALLOWED_TAGS = frozenset(["p", "br", "b", "i", "em", "strong", "ul", "ol", "li", "blockquote"])
BLOCK_TAG = re.compile(r"<(?:p|ul|ol|blockquote)>", re.IGNORECASE)


def clean_html(words: str) -> str:
    """Return the HTML with ALLOWED_TAGS, no attributes, other tags escaped, line breaks kept.

    The result opens in the rich text editor. Markup too broken for that is escaped.
    """
    html = words.strip() if BLOCK_TAG.search(words) else linebreaks(words.strip())
    clean = _as_editor_markup(bleach.clean(html, tags=ALLOWED_TAGS, attributes={}))
    if _is_editable(clean):
        return clean
    return _as_editor_markup(linebreaks(escape(words.strip())))


def _as_editor_markup(html: str) -> str:
    return html.replace("<br>", "<br/>")


def _is_editable(html: str) -> bool:
    try:
        ContentstateConverter(FEATURES).from_database_format(html)
    except AssertionError:
        return False
    return True
