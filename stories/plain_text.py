"""Plain text of visitors as HTML. Every sign stays as it was typed: nothing is read as markup."""

import re

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe


def as_html(words: str) -> SafeString:
    """Return paragraphs with their line breaks, and spaces at the start of a line kept."""
    kept = re.sub(r"(?m)^ +", lambda spaces: "\u00a0" * len(spaces[0]), words.strip("\r\n"))
    # The rich text editor reads XHTML.
    return mark_safe(linebreaks(kept, autoescape=True).replace("<br>", "<br/>"))
