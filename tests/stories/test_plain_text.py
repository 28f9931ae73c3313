"""What people type is text: every sign of it stays, and none of it is markup."""

import html
import re

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from hub.blocks.text import FEATURES
from stories.plain_text import as_html

TYPED = [
    "I said <I cannot cope> and nobody heard.",
    "I <3 tea & cake",
    "<b>bold</b> &amp; <p>brave</p>",
    "a < b, and b > c",
    "<script>alert(1)</script>",
    "<p>one<p>two",
    "</p></b>",
    "<!-- not seen -->",
    "&lt;b&gt; &nbsp; &copy=",
    "<<script>script>alert(1)<</script>/script>",
    "“Quotes” 'and' \"others\" \\ / `x`",
    "مرحبا <hello> שלום",
]


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@pytest.mark.parametrize("typed", TYPED)
def test_every_sign_is_kept_and_none_is_markup(typed):
    made = as_html(typed)
    assert text_of(made) == typed
    assert set(re.findall(r"<[^>]*>", made)) == {"<p>", "</p>"}


@pytest.mark.parametrize("typed", TYPED)
def test_the_editor_opens_and_saves_it_without_losing_a_sign(typed):
    editor = ContentstateConverter(FEATURES)
    saved = editor.to_database_format(editor.from_database_format(as_html(typed)))
    assert text_of(saved) == typed


def test_lines_and_paragraphs_stay_as_they_were_written():
    assert as_html("One\nTwo\n\nThree\r\nFour") == ("<p>One<br/>Two</p>\n\n<p>Three<br/>Four</p>")


def test_spaces_at_the_start_of_a_line_are_kept():
    assert as_html("  One\n\u2003Two") == "<p>\u00a0\u00a0One<br/>\u2003Two</p>"
