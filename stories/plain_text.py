"""Plain text of visitors as HTML. Every sign stays as it was typed: nothing is read as markup."""

import re

import bleach
from django.utils.safestring import SafeString, mark_safe

from hub.plain_text import paragraphs

# All that `paragraphs` makes. Whatever else reached this text could not pass.
ALLOWED_TAGS = {"p", "br"}


def as_html(words: str) -> SafeString:
    """Return paragraphs with their line breaks, and spaces at the start of a line kept."""
    kept = re.sub(r"(?m)^ +", lambda spaces: "\u00a0" * len(spaces[0]), words.strip("\r\n"))
    clean = bleach.clean(paragraphs(kept), tags=ALLOWED_TAGS, attributes={})
    # The rich text editor reads XHTML.
    return mark_safe(clean.replace("<br>", "<br/>"))
