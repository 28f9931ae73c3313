"""The HTML of each mail looks right in Outlook for Windows, which is Word, in Gmail, and in the dark."""

import json
import re
import subprocess
from email.message import Message

import pytest
from bs4 import BeautifulSoup

from tests.events.emails.every_mail import every_mail, kind_of
from tests.hub.test_colours import contrast
from tests.readers.third_party import NODE, ROOT

pytestmark = pytest.mark.django_db

LIMIT = 30_000  # bytes. Gmail cuts what is longer than 102 kB
LINT = ROOT / "tests/events/emails/lint_html.mjs"

# What some mail programs do not know, or only in part, and why our mails are right there all the same.
EXCEPTIONS = {
    "<body> element": "its colour stands on the table inside it too",
    "<style> element": "without it the sizes of headings and the colour of links are the program's own",
    "Class selector": "in the style elements only, see there",
    "Descendant combinator": "in the style elements only, see there",
    "Type selector": "in the style elements only, see there",
    "@media": "for the dark only, in a style element of its own; light colours stay",
    "color-scheme meta tag": "those without it change the colours themselves, or stay light",
    "display": "Word draws the button as a cell with its own padding",
    "display:none": "holds no table and no picture; mobile Gmail on the web shows the preview",
    "<ul>, <ol> and <dl>": "we set no `reversed` and no `value`",
    "align attribute": "the column stands on the left",
    "lang attribute": "no harm",
    "dir attribute": "`auto`, on the paragraphs of a letter: where it is not known, all is as English",
    "role attribute": "on tables and on the main part; without it tables have one cell in a row",
    "mailto: links": "the address can be read and copied",
    "background": "only `background-color`, which all know; the library sees the shorter name in it",
    "border": "3px at most, on cells only",
    "border-radius": "corners are square",
    "font-size": "in px only",
    "font-weight": "bold and normal only",
    "line-height": "numbers only",
    "margin": "none is negative, none is `auto`",
    "max-width": "on the table only; Word before 2019 makes it as wide as the window",
    "padding": "on cells, and on the link of the button, whose cell has mso-padding-alt",
    "text-decoration": "links may stay underlined in the button",
    "width attribute": "only 100%, on tables",
    "width property": "only 100%, on tables",
    "word-break": "a long address may make the mail wider than the phone",
}


def lint(mails):
    """Return what some mail program does not know, or only in part."""
    done = subprocess.run(
        [NODE, LINT],
        input=json.dumps(mails),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=120,
    )
    return json.loads(done.stdout)


@pytest.fixture
def mails(now):
    return {what: mail.alternatives[0][0] for what, mail in every_mail(now).items()}


def test_mail_programs_know_all_that_a_mail_needs(mails):
    one_of_each = {kind_of(what): html for what, html in reversed(mails.items())}
    found = lint(one_of_each | {"in a room": mails["confirmation, in a room"]})

    assert [each for each in found if each["feature"] not in EXCEPTIONS] == []
    assert {each["feature"] for each in found} == set(EXCEPTIONS), "an exception that is not needed"


def test_the_linter_finds_what_word_does_not_know():
    found = lint({"a": '<p style="display: flex; box-shadow: 0 0 1px">Tea</p><video></video>'})
    word = {each["feature"] for each in found if each["client"] == "outlook.windows"}
    assert {"display:flex", "box-shadow", "<video> element"} <= word


# Where Word knows a property. caniemail knows of properties, not of what they stand on.
WORD = {
    "padding": {"td"},
    "border": {"td"},
    "border-top": {"td"},
    "border-bottom": {"td"},
    "border-radius": {"td"},
    "background-color": {"td"},
    "width": {"table"},
    "max-width": {"table"},
    "margin": {"table"},
    "font": {"td"},
    "word-break": {"td"},
    "color": {"td", "a"},
    "display": {"div"},
    "text-decoration": {"a"},
    "mso-padding-alt": {"td"},
    "mso-hide": {"div"},
}
# The link fills its cell in programs that know padding there. In Word the cell has a padding of its own.
NOT_IN_WORD = {("a", "padding"), ("a", "display")}


def styles(part):
    """Return the declarations of an element's own style attribute."""
    pairs = (each.split(":", 1) for each in part.get("style", "").split(";") if each.strip())
    return {name.strip(): value.strip() for name, value in pairs}


def test_what_a_style_attribute_says_stands_where_word_heeds_it(mails):
    for what, html in mails.items():
        for part in BeautifulSoup(html, "html.parser").find_all(style=True):
            for name in styles(part):
                heeded = part.name in WORD[name] or (part.name, name) in NOT_IN_WORD
                assert heeded, (what, part.name, name)
            if (part.name, "padding") in NOT_IN_WORD and "padding" in styles(part):
                assert styles(part.parent)["mso-padding-alt"] == styles(part)["padding"]


def test_tables_are_for_looks_only_and_words_in_them_have_their_own_font_and_colour(mails):
    """Word hands neither down into a table."""
    for what, html in mails.items():
        soup = BeautifulSoup(html, "html.parser")
        for table in soup.find_all("table"):
            assert table["role"] == "presentation", what
            assert not table.find(["th", "caption", "thead"])
            assert all(len(row.find_all("td", recursive=False)) == 1 for row in table("tr"))
        for cell in soup.find_all("td"):
            if any(each.name != "table" for each in cell.find_all(recursive=False)):
                font, colour = re.match(r"(?:bold )?(\d+)px", styles(cell)["font"]), styles(cell)
                assert int(font[1]) >= 16, what
                assert "color" in colour or "color" in styles(cell.a), what


def test_no_words_are_small_and_no_style_element_is_large(mails):
    for what, html in mails.items():
        sheets = re.findall(r"(?s)<style>(.*?)</style>", html)
        assert len(sheets) == 2, "Gmail drops a whole element for one thing that it does not know"
        assert "@media" not in sheets[0]
        assert sum(map(len, sheets)) < 8_000, what
        assert all(int(size) >= 16 for size in re.findall(r"font-size: (\d+)px", html)), what
        assert not re.search(r"font-size: [\d.]+(?!px|\d)", html), what


def test_a_mail_is_small(now):
    """A mail is read on a phone, with a bad connection; its calendar is what it is."""
    sizes = {}
    for what, mail in every_mail(now).items():
        assert len(mail.alternatives[0][0].encode()) < LIMIT, what
        message: Message = mail.message()
        parts = [part for part in message.walk() if not part.is_multipart()]
        calendars = [part for part in parts if part.get_content_maintype() != "text"]
        calendars += [part for part in parts if part.get_content_type() == "text/calendar"]
        sizes[what] = len(message.as_bytes()) - sum(len(part.as_bytes()) for part in calendars)
    assert max(sizes.values()) < LIMIT, max(sizes, key=sizes.__getitem__)


# Headings, language, preview -----------------------------------------------------------------------


def test_a_mail_has_a_language_one_title_and_headings_in_order(mails):
    for what, html in mails.items():
        soup = BeautifulSoup(html, "html.parser")
        assert soup.html["lang"] == "en-GB"
        title = " ".join(soup.title.text.split())
        assert [" ".join(h1.text.split()) for h1 in soup("h1")] == [title], what
        levels = [int(each.name[1]) for each in soup(re.compile("^h[1-6]$"))]
        assert levels[0] == 1 and set(levels[1:]) == {2}, what
        assert not soup(["img", "script", "form"]), what
        for meta in ("color-scheme", "supported-color-schemes"):
            assert soup.find("meta", attrs={"name": meta})["content"] == "light dark"


def test_the_line_in_the_list_of_mails_says_something_of_its_own(now):
    for what, mail in every_mail(now).items():
        soup = BeautifulSoup(mail.alternatives[0][0], "html.parser")
        (preview,) = soup.select(".preview")
        assert styles(preview) == {"display": "none", "mso-hide": "all"}
        assert preview.find_parent("body").find(True) == preview, "it comes first"
        assert not preview.find(True)
        said = " ".join(preview.text.split())
        assert 15 <= len(said) <= 140, (what, said)
        plain = said.rstrip(".?!").casefold()
        assert plain not in mail.subject.casefold(), what
        assert plain not in " ".join(soup.h1.text.split()).casefold(), what


# The dark ------------------------------------------------------------------------------------------

_TEXT_ON = {
    # words: what they stand on
    ".words": [".page", ".panel"],
    ".line": [".page"],
    "a": [".page", ".panel"],
    ".button": [".button-edge"],
}


def colours(html, scheme):
    """Return the colour and the background of each class, in the light or in the dark."""
    first, second = re.findall(r"(?s)<style>(.*?)</style>", html)
    soup = BeautifulSoup(html, "html.parser")
    found = {}
    for part in soup.find_all(style=True):
        for name in part.get("class", []):
            found.setdefault(f".{name}", {}).update(styles(part))
    for sheet in [first, second] if scheme == "dark" else [first]:
        for selectors, rule in re.findall(r"([\w., -]+) \{([^{}]*)\}", sheet):
            rules = (each.split(":") for each in rule.replace("!important", "").split(";")[:-1])
            declarations = {name.strip(): value.strip() for name, value in rules}
            for selector in selectors.split(","):
                found.setdefault(selector.strip(), {}).update(declarations)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_have_seven_to_one_in_the_light_and_in_the_dark(mails, scheme):
    found = colours(mails["confirmation, in a room"], scheme)
    measured = {
        (words, behind): contrast(found[words]["color"], found[behind]["background-color"])
        for words, places in _TEXT_ON.items()
        for behind in places
    }
    assert {pair: ratio for pair, ratio in measured.items() if ratio < 7} == {}
    other = colours(mails["confirmation, in a room"], {"light": "dark", "dark": "light"}[scheme])
    for words, places in _TEXT_ON.items():
        for part, name in [(words, "color"), *((each, "background-color") for each in places)]:
            assert found[part][name] != other[part][name], f"{part} is the same in both"
