"""What visitors send in, made safe to stand on a page. The only place that knows bleach."""

import re

import bleach
from django.utils.html import escape, linebreaks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from hub.blocks.paragraph import FEATURES

ALLOWED = frozenset(["p", "br", "b", "i", "em", "strong", "ul", "ol", "li", "blockquote"])
BLOCKS = re.compile(r"<(?:p|ul|ol|blockquote)>", re.IGNORECASE)


def clean_html(words: str) -> str:
    """Keep a few plain tags without attributes; show every other tag as text. Keep line breaks.

    The result can be opened in the editor. Markup that is too broken for that is shown as text.
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
