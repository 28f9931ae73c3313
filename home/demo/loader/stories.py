"""Sample poems, stories, videos and session summaries."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from home.demo import content, schema
from hub.dates import london_date
from stories.models import Piece, PoemPage, StoriesPage, StoryPage, SummaryPage, VideoPage

from .media import MediaLibrary
from .publishing import body_blocks, paragraphs, publish_below, topics_named, values
from .sessions import Sessions


def make_stories(*, media: MediaLibrary, sessions: Sessions, now: datetime) -> None:
    stories_page = StoriesPage.objects.get()
    for samples, model, fields_of in (
        (content.SUMMARIES, SummaryPage, partial(_summary, media=media, sessions=sessions)),
        (content.POEMS, PoemPage, _poem),
        (content.STORIES, StoryPage, partial(_story, media=media)),
        (content.VIDEOS, VideoPage, partial(_video, media=media)),
    ):
        for sample in samples:
            make = partial(_make, model, sample, fields_of, media, london_date(now))
            publish_below(stories_page, sample.title, make)


def _make(
    model: type[Piece],
    sample: schema.Piece,
    fields_of: Callable[[Any], dict[str, Any]],
    media: MediaLibrary,
    today: date,
) -> Piece:
    fields = {
        **values(sample, "summary", "author_name"),
        "topics": topics_named(sample.topics),
        "published_on": sample.published_on or today - timedelta(days=sample.days_ago),
        **media.picture_fields(sample.picture),
    }
    return model(**fields | fields_of(sample))


def _poem(poem: schema.Poem) -> dict[str, Any]:
    fields = values(poem, "introduction", "poem", "language", "translation", "shape")
    return fields | {"body": body_blocks(poem.body)}


def _story(story: schema.Story, media: MediaLibrary) -> dict[str, Any]:
    return {
        "in_short": "\n".join(story.in_short),
        "about_author": story.about_author,
        "body": [block for section in story.sections for block in _section(section, media)],
    }


def _section(section: schema.Section, media: MediaLibrary) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    if section.heading:
        blocks.append({"type": "heading", "value": {"text": section.heading, "level": "h2"}})
    blocks.append({"type": "paragraph", "value": paragraphs(section.paragraphs)})
    if section.quote:
        blocks.append(_quote_block(section.quote))
    if section.picture:
        picture = media.picture(section.picture)
        chosen = {
            "image": picture.pk if picture else None,
            "alt_text": media.alt(section.picture),
            "decorative": False,
        }
        blocks.append({"type": "picture", "value": {"picture": chosen, "caption": ""}})
    return blocks


def _video(video: schema.Video, media: MediaLibrary) -> dict[str, Any]:
    return {
        **values(video, "length", "transcript"),
        "file": media.document(video.file, video.title),
        "captions": media.document(video.captions, f"{video.title} (captions)"),
        "captions_checked": True,
        "body": body_blocks(video.body),
    }


def _summary(summary: schema.Summary, media: MediaLibrary, sessions: Sessions) -> dict[str, Any]:
    session_page = sessions.by_title[summary.title]
    return {
        **values(summary, "people_came", "introduction", "reflections", "feedback", "what_next"),
        "session": session_page,
        "where": ", ".join(summary.areas),
        "numbers": [
            {"type": "number", "value": {"number": number, "words": words}}
            for number, words in summary.figures
        ],
        "in_short": "\n".join(summary.in_short),
        "questions": "\n".join(summary.questions),
        "themes": [
            {"type": "theme", "value": {"heading": theme.heading, "points": list(theme.points)}}
            for theme in summary.themes
        ],
        "quotes": [_quote_block(quote) for quote in summary.quotes],
        "poem": [_poem_block(summary.poem)] if summary.poem else [],
        "video": [_video_block(summary.video, media)] if summary.video else [],
        "published_on": london_date(session_page.session.starts_at) + timedelta(days=5),
    }


def _quote_block(quote: schema.Quote) -> dict[str, Any]:
    return {"type": "quote", "value": {"words": quote.words, "who": quote.who, "language": None}}


def _poem_block(poem: schema.Poem) -> dict[str, Any]:
    value = {
        "title": poem.title,
        "words": poem.poem,
        "author": poem.author_name,
        "language": poem.language or None,
        "note": poem.shape,
    }
    return {"type": "poem", "value": value}


def _video_block(video: schema.Video, media: MediaLibrary) -> dict[str, Any]:
    still = media.picture(video.picture)
    value = {
        **values(video, "title", "length", "transcript"),
        "link": "",
        "file": media.document(video.file, video.title).pk,
        "captions": media.document(video.captions, f"{video.title} (captions)").pk,
        "captions_checked": True,
        "still": still.pk if still else None,
    }
    return {"type": "video", "value": value}
