"""The words that a person wrote beside a calendar reply, without what their program wrote.

When in doubt it is words: a sentence is left out only if a known program writes it just so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html.parser import HTMLParser

from icalendar import Event
from icalendar.prop import vDDDTypes

from events.ical.reply_sentences import ANSWERS, SENTENCES
from hub.dates import MONTHS, WEEKDAYS

MAX_LENGTH = 100_000  # characters; nobody types more
MAX_HTML_LENGTH = 500_000  # characters, with styles

_BLOCKS = {"address", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "hr"} | {
    *("li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul")
}
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_OPEN_TAG = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_HIDDEN = {"blockquote", "head", "script", "style", "title"}

# The mail that is answered, below the words, and the footer of Google's own mails.
_BELOW = re.compile(
    r"""^[ \t]*(?:
        -+[ ]?(?:original|forwarded)[ ](?:message|appointment)[ ]?-+
        | begin[ ]forwarded[ ]message:
        | on[ ](?=[^\n]*(?:\d{4}|@))[^\n]{6,120}\n?[^\n]{0,120}[ >]wrote:[ \t]*$
        | _{20,}\s+from:
        | from:[^\n]+\n(?:(?:sent|date|to|cc|subject|when|where|reply-to):[^\n]*\n){2,}
        | --[ ]$
        | invitation[ ]from[ ]<?google[ ]calendar[ ]?(?:[:(<>]|$)
    )""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_ANSWER = "|".join(sorted(map(re.escape, ANSWERS), key=len, reverse=True))
_PREFIX = re.compile(
    rf"(?:(?:event )?invitation (?:reply )?)?\(?(?:{_ANSWER})\)?\s*[:–-]\s*", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:title|event|when|where|location|calendar|who|attendees|guests|organi[sz]er)\b\s*:?\s*"
)
_LINES = re.compile(
    rf"""{_ANSWER}
    | yes,\ i\ will\ attend | no,\ i\ won['’]t\ attend | i\ might\ attend
    | get\ outlook\ for\ (?:ios|android|mac|windows)(?:\s*<?https://aka\.ms/\S*)?
    | united\ kingdom\ time
    | yahoo\ mail:\ search,\ organi[sz]e,\ conquer
    | (?:view\ all\ guest\ info|more\ details|event\ details|reply\ for\ \S+@\S+[^\n]*?)?
        \s*:?\s*<?https://(?:www|calendar)\.google\.com/calendar\S*""",
    re.VERBOSE,
)
_SENT_FROM = re.compile(r"(?:sent|posted) (?:from|via|with|using) (.+)")
_DEVICE = re.compile(
    "android|aol|blackberry|galaxy|gmail|huawei|ipad|iphone|mail|mobile|outlook|phone|pixel|proton"
    "|samsung|smartphone|tablet|windows|yahoo"
)
_DEVICE_WORD = re.compile(
    rf"{_DEVICE.pattern}|a|app|apple|device|for|free|google|ios|my|new|on|the|\d+"
)
_WHEN_WORD = re.compile(
    "|".join(
        (
            *(f"{day[:3]}|{day}".lower() for day in WEEKDAYS),
            *(f"{month[:3]}|{month}".lower() for month in MONTHS),
            r"tues|thurs|sept|am|pm|noon|to|from|st|nd|rd|th|gmt|bst|utc|time|united|kingdom",
            r"europe|dublin|edinburgh|lisbon|london|\d+|[.,:;⋅·@()/+–-]",
        )
    )
)
_DECORATION = " \t*•_~=-“”\"'‘’<>."
# Each invite of ours says this, so a description with it is ours and no words.
_OUR_DESCRIPTION = re.compile(r"press(?:ing)? No in your calendar")


@dataclass(frozen=True)
class Reference:
    """What a program may repeat: how it names the person, and the facts of the event."""

    names: frozenset[str]
    emails: frozenset[str]
    titles: frozenset[str]
    facts: frozenset[str]
    days: frozenset[tuple[str, str]]  # day of the month, year

    @classmethod
    def of(
        cls, events: Sequence[Event], names: Iterable[str], emails: Iterable[str]
    ) -> "Reference":
        titles = {_PREFIX.sub("", str(event.get("SUMMARY", "")), count=1) for event in events}
        facts: set[str] = set()
        days = set()
        for event in events:
            if start := event_moment(event, "DTSTART"):
                days.add((str(start.day), str(start.year)))
            description = str(event.get("DESCRIPTION", ""))
            organizer = event.get("ORGANIZER", "")
            for value in (
                re.sub("^mailto:", "", str(organizer), flags=re.IGNORECASE),
                str(getattr(organizer, "params", {}).get("CN", "")),
                str(event.get("LOCATION", "")),
                str(event.get("URL", "")),
                description if _OUR_DESCRIPTION.search(description) else "",
            ):
                facts |= {value, *value.splitlines()}
        return cls(
            names=frozenset(filter(None, (_plain(name) for name in names))),
            emails=frozenset(filter(None, (_plain(address) for address in emails))),
            titles=frozenset(filter(None, map(_plain, titles))),
            facts=frozenset(filter(None, map(_plain, facts))),
            days=frozenset(days),
        )

    def is_known(self, words: str) -> bool:
        """Return whether a line holds nothing but facts of the event, or names of the person."""
        plain = re.sub(r" - (?:organi[sz]er|creator|optional)$", "", _plain(words))
        known = self.names | self.emails | self.titles | self.facts
        return not plain or plain in known or self._is_when(plain)

    def _is_when(self, plain: str) -> bool:
        """Return whether a line is the time of the event, and not a time that suits better."""
        tokens = re.findall(r"\d+|[^\W\d_]+|[^\s\w]", plain)
        return any({day, year} <= set(tokens) for day, year in self.days) and all(
            map(_WHEN_WORD.fullmatch, tokens)
        )

    @cached_property
    def sentence(self) -> re.Pattern[str]:
        """Return the pattern of "Ama has accepted this invitation.", for this person only."""
        who = self._who
        word = r"['\"“]?\w+['\"”]?"
        verb = rf"(?:accepted|declined|(?:replied|responded|answered)\s+{word}\s+to)"
        return re.compile(
            rf"^[ \t]*['\"“]?{who}['\"”]?\s+(?:has\s+|have\s+)?(?:(?:tentatively|provisionally)\s+)?"
            rf"{verb}\s+(?:this|your|the|an)\s+(?:(?:event|meeting|calendar)\s+)?"
            r"(?:invitation|invite|event|meeting|request)\b"
            r"(?:\s+with\s+(?:this|the\s+following|a)\s+(?:note|comment|message)\b)?"
            rf"(?:\s+(?:to|for)(?:\s+the\s+(?:event|meeting))?\s*:?\s*['\"“]?(?:{_either(self.titles)})"
            r"['\"”]?)?\s*[.:!]?",
            re.IGNORECASE | re.MULTILINE,
        )

    @cached_property
    def other_sentence(self) -> re.Pattern[str]:
        """Return the pattern of the other sentences that programs write of this person."""
        title = rf"(?:{_either(self.titles)})"
        sentences = (
            sentence.replace(" ", r"\s+").replace("{who}", self._who).replace("{title}", title)
            for sentence in SENTENCES
        )
        return re.compile(
            rf"^[ \t]*['\"“]?(?:{'|'.join(sentences)})[ \t]*(?:[.:!]|$)",
            re.IGNORECASE | re.MULTILINE,
        )

    @property
    def _who(self) -> str:
        names, emails = _either(self.names), _either(self.emails)
        return rf"(?:(?:{names})\.?(?:\s*[<(][^\s<>()]+@[^\s<>()]+[>)])?|{emails})"


def event_moment(event: Event, name: str) -> date | None:
    """Return a day or moment of an event, or None. The attributes of a broken one raise."""
    value = event.get(name)
    moment = value.dt if isinstance(value, vDDDTypes) else None
    return moment if isinstance(moment, date) else None


def written_words(texts: Iterable[str], reference: Reference) -> str:
    """Return what a person wrote in these texts, each thing once."""
    found: list[str] = []
    for text in texts:
        words = _without_standard_text(text, reference)
        plain = _plain(words)
        if not plain or any(_holds(_plain(other), plain) for other in found):
            continue
        found = [other for other in found if not _holds(plain, _plain(other))]
        found.append(words)
    return "\n\n".join(found)


def html_to_text(html: str) -> str:
    """Return the text of an HTML body, a line for each block, without what it quotes.

    Python's parser takes time with the square of what is left open: so nothing is.
    """
    html = _COMMENT.sub("", html[:MAX_HTML_LENGTH])
    html = _OPEN_TAG.sub("&lt;", _DECLARATION.sub(" ", html))
    parser = _Text()
    try:
        parser.feed(html)
        parser.close()
    except AssertionError:  # the library's way to refuse a broken declaration
        return re.sub(r"<[^<>]*>", " ", html)
    return "".join(parser.pieces)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden, self._depth = "", 0  # the outermost hidden element, and its own kind in it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._hidden, self._depth = "", 0  # also after a <head> that nobody closed
        elif self._hidden:
            self._depth += tag == self._hidden
        elif tag in _HIDDEN:
            self._hidden, self._depth = tag, 1
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._depth -= 1
            if not self._depth:
                self._hidden = ""
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


def _without_standard_text(text: str, reference: Reference) -> str:
    text = text[:MAX_LENGTH].replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    if below := _BELOW.search(text):
        text = text[: below.start()]
    text = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    text = reference.other_sentence.sub("", reference.sentence.sub("", text))
    lines = [line.strip() for line in text.split("\n")]
    kept = [line if not _is_standard(line, reference) else "" for line in lines]
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    # Google puts a note in quotation marks.
    return words[1:-1].strip() if re.fullmatch(r'["“][^"“”]*["”]', words) else words


def _is_standard(line: str, reference: Reference) -> bool:
    plain = _plain(line)
    if _LINES.fullmatch(plain) or _is_device(plain) or reference.is_known(plain):
        return True
    label, prefix = _LABEL.match(plain), _PREFIX.match(plain)
    return bool(label and reference.is_known(plain[label.end() :])) or bool(
        prefix and reference.is_known(plain[prefix.end() :])
    )


def _is_device(plain: str) -> bool:
    """Return whether a line is like "Sent from my iPhone", and not like "Sent from my bed"."""
    match = _SENT_FROM.fullmatch(plain)
    words = re.findall(r"\w+", match[1]) if match else []
    return any(map(_DEVICE.fullmatch, words)) and all(map(_DEVICE_WORD.fullmatch, words))


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(_DECORATION).casefold()


def _either(words: Iterable[str]) -> str:
    """Return a pattern of any of these, whose spaces may be line ends; of nothing without any."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or r"(?!)"
