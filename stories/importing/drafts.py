"""Makes the draft of a summary from the pieces of a part, or from a session alone."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Sum
from django.utils.html import escape
from wagtail.images import get_image_model
from wagtail.rich_text import RichText

from events.models import SessionCount, SessionPage
from hub.blocks.video_links import video_link
from hub.dates import london_date
from hub.models import User
from stories.importing.days import without_days
from stories.importing.people_count import people_in
from stories.importing.placements import Place, Placement
from stories.importing.slide_patterns import ADDRESS, BY
from stories.models import ImportedPicture, SummaryPage
from stories.plain_text import as_html

LINKED = re.compile(r"(?:https?://|mailto:)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")
Block = tuple[str, Any]  # name and value

MAX_HEADING = 120  # letters; as in the blocks
MAX_TITLE = 200
MIN_COUNTED = (
    5  # a smaller number that was counted may name people: see docs/decisions/what-we-learned.md
)
RICH_TEXT = {
    Place.INTRODUCTION: "introduction",
    Place.REFLECTION: "reflections",
    Place.FEEDBACK: "feedback",
    Place.NEXT: "what_next",
}


def draft_of(
    placements: Sequence[Placement],
    *,
    session: SessionPage | None,
    pictures: dict[str, ImportedPicture],
    people: int | None,
    user: User,
    now: datetime,
) -> SummaryPage:
    """Return a summary that is not saved yet, with every placed piece in order."""
    page = SummaryPage(
        title=_title(placements, session),
        session=session,
        published_on=_day_of(session, now),
        people_came=_people(placements, people, session),
        in_short="\n".join(_line(each) for each in placements if each.place == Place.IN_SHORT),
        questions=_questions(placements, session),
        live=False,
        owner=user,
    )
    for place, field in RICH_TEXT.items():
        setattr(page, field, "".join(_html(each) for each in placements if each.place == place))
    page.themes = [("theme", theme) for theme in _themes(placements)]
    page.quotes = [("quote", _quote(each)) for each in placements if each.place == Place.QUOTE]
    _fill_streams(page, placements, pictures, user)
    if session:
        page.topics = session.topics
    page.is_deferred_validation = True  # a draft: pictures have no description yet
    return page


def _title(placements: Sequence[Placement], session: SessionPage | None) -> str:
    lines = [each.text for each in placements if each.place == Place.TITLE]
    title = ": ".join(filter(None, (without_days(" ".join(line.split())) for line in lines)))
    from_session = (session.topic_title or session.title) if session else ""
    return (title or from_session or "What we heard")[:MAX_TITLE]


def _day_of(session: SessionPage | None, now: datetime) -> Any:  # noqa: ANN401
    held = getattr(session, "session", None)
    return london_date(held.starts_at if held else now)


def _people(
    placements: Sequence[Placement], people: int | None, session: SessionPage | None
) -> int | None:
    for each in placements:
        if each.place == Place.PEOPLE and (found := people_in(each.text)):
            return found[0]
        if each.place == Place.PEOPLE and (digits := re.search(r"\d{1,4}", each.text)):
            return int(digits[0])
    return people or headcount_of(session)


def headcount_of(session: SessionPage | None) -> int | None:
    """Return how many came, where an organiser has written it down."""
    held = getattr(session, "session", None)
    if held is None:
        return None
    topic = SessionCount.Topic
    counts = SessionCount.objects.filter(session=held)
    stayed_away = counts.filter(topic=topic.MISSED, answer=SessionCount.Missed.STAYED_AWAY).first()
    had_place = counts.filter(topic=topic.PEOPLE).aggregate(Sum("number"))["number__sum"]
    if stayed_away is None or had_place is None:
        return None
    came = had_place - stayed_away.number
    return came if came >= MIN_COUNTED else None


def _questions(placements: Sequence[Placement], session: SessionPage | None) -> str:
    """Return the questions of the file; where it has none, those that the session announced."""
    asked = [_line(each) for each in placements if each.place == Place.QUESTION]
    return "\n".join(asked) or (session.questions if session else "")


def _themes(placements: Sequence[Placement]) -> list[dict[str, Any]]:
    themes: list[dict[str, Any]] = []
    slide_of_heading = 0
    for each in placements:
        if each.place == Place.THEME:
            heading = _line(each)
            is_smaller = (
                bool(themes) and not themes[-1]["points"] and slide_of_heading == each.slide
            )
            if is_smaller and len(f"{themes[-1]['heading']}: {heading}") <= MAX_HEADING:
                themes[-1]["heading"] += f": {heading}"
            else:
                themes.append({"heading": heading, "points": []})
            if len(heading) > MAX_HEADING:  # no heading takes it, so it is the first point
                themes[-1] = {"heading": "", "points": [heading]}
            slide_of_heading = each.slide
        elif each.place == Place.POINT:
            if not themes:
                themes.append({"heading": "", "points": []})
            themes[-1]["points"].append(_line(each, keep_lines=True))
    return themes


def _quote(placement: Placement) -> dict[str, str]:
    words, who = _line(placement, keep_lines=True), " ".join(placement.credit.split())
    if len(who) > MAX_HEADING:
        return {"words": f"{words}\n{who}", "who": "", "language": ""}
    return {"words": words, "who": who, "language": ""}


def _fill_streams(
    page: SummaryPage,
    placements: Sequence[Placement],
    pictures: dict[str, ImportedPicture],
    user: User,
) -> None:
    """Fill the fields for one poem and one video. What is more goes to "anything else", in order."""
    poems: list[Block] = []
    videos: list[Block] = []
    more: list[Block] = []
    for each in placements:
        if each.place == Place.POEM:
            (more if poems else poems).append(("poem", _poem(each)))
        elif each.place == Place.VIDEO:
            video, rest = _video(each)
            links = [link for link in each.links if link != each.video]
            (more if videos else videos).append(("video", video))
            if rest or links:
                more.append(("paragraph", RichText(_as_rich_text(rest, links))))
        elif each.place == Place.OTHER or (each.place == Place.PICTURE and not each.picture):
            more.append(("paragraph", RichText(_html(each))))
        elif each.place == Place.PICTURE and each.picture in pictures:
            more.append(("picture", _picture(pictures[each.picture], each, user)))
    page.poem, page.video, page.more = poems, videos, more


def _poem(placement: Placement) -> dict[str, str]:
    title, author = placement.heading, BY.sub("", placement.credit)
    text = placement.text
    if len(title) > MAX_HEADING or len(author) > MAX_HEADING:
        text, title, author = "\n".join([title, text, author]), "", ""
    blank = dict.fromkeys(("language", "translation", "note"), "")
    return {"title": title, "words": text, "author": author, **blank}


def _video(placement: Placement) -> tuple[dict[str, Any], str]:
    """Return the video, and words that are not its title."""
    words = " ".join(ADDRESS.sub(_without_film, placement.text).split()).strip(" :–-")
    title, rest = (placement.heading, words) if placement.heading else (words, "")
    if len(title) > MAX_HEADING:
        title, rest = "", f"{title}\n{rest}".strip()
    video = {
        **dict.fromkeys(("file", "captions", "still")),
        **{"title": title, "link": placement.video, "length": "", "captions_checked": False},
        "transcript": RichText(""),
    }
    return video, rest


def _without_film(match: re.Match[str]) -> str:
    address = match[0] if "://" in match[0] else f"https://{match[0]}"
    return "" if video_link(address) else match[0]


def _picture(imported: ImportedPicture, placement: Placement, user: User) -> dict[str, Any]:
    name = f"Picture from slide {placement.slide}"
    file = ContentFile(bytes(imported.content), name=f"from-slides.{imported.extension}")
    picture: Any = get_image_model().objects.create(title=name, file=file, uploaded_by_user=user)
    picture.contextual_alt_text, picture.decorative = "", False  # somebody must describe it
    return {"picture": picture, "caption": " ".join(placement.links)[:MAX_TITLE]}


def _line(placement: Placement, *, keep_lines: bool = False) -> str:
    """Return the words as plain text, with the addresses of links that they do not show.

    A quotation stays as it was said.
    """
    words = placement.text.strip() if keep_lines else " ".join(placement.text.split())
    if placement.place == Place.QUOTE:
        return words
    hidden = [link for link in placement.links if link not in words and link != placement.video]
    parts = [placement.heading, words, *(f"({link})" for link in hidden), placement.credit]
    return " ".join(part for part in parts if part)


def _html(placement: Placement) -> str:
    texts = [placement.heading, placement.text, placement.credit]
    return _as_rich_text("\n\n".join(text for text in texts if text), placement.links)


def _as_rich_text(text: str, links: Sequence[str]) -> str:
    """Return paragraphs with links. An address that the words do not show stands after them."""
    hidden = [link for link in dict.fromkeys(links) if link not in text]
    addresses: list[str] = []

    def keep(match: re.Match[str]) -> str:
        addresses.append(match[0])
        return f"\ue000{len(addresses) - 1}\ue001"  # signs that no text has

    words = LINKED.sub(keep, re.sub("[\ue000\ue001]", "", "\n".join([text, *hidden])))
    return re.sub(
        "\ue000(\\d+)\ue001", lambda number: _link(addresses[int(number[1])]), str(as_html(words))
    )


def _link(address: str) -> str:
    shown = escape(address)
    return f'<a href="{shown}">{shown}</a>'
