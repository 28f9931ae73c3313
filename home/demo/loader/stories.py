"""Sample poems, stories, videos and session summaries."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from home.demo import content
from home.demo.schema import Poem, Quote, Section, Story, Summary, Video
from hub.dates import LONDON
from stories.models import Piece, PoemPage, StoriesPage, StoryPage, SummaryPage, VideoPage

from .media import MediaLibrary
from .publishing import body_blocks, paragraphs, publish_below, topics_named
from .sessions import Sessions


def make_stories(*, media: MediaLibrary, sessions: Sessions, now: datetime) -> None:
    stories_page = StoriesPage.objects.get()
    today = now.astimezone(LONDON).date()
    for summary in content.SUMMARIES:
        _publish_piece(stories_page, summary, lambda it=summary: _summary(it, media, sessions))
    for poem in content.POEMS:
        _publish_piece(stories_page, poem, lambda it=poem: _poem(it, media, today))
    for story in content.STORIES:
        _publish_piece(stories_page, story, lambda it=story: _story(it, media, today))
    for video in content.VIDEOS:
        _publish_piece(stories_page, video, lambda it=video: _video(it, media, today))


def _publish_piece(
    stories_page: StoriesPage, sample: Summary | Poem | Story | Video, make: Callable[[], Piece]
) -> None:
    def make_with_topics() -> Piece:
        page = make()
        page.topics.set(topics_named(sample.topics))
        return page

    publish_below(stories_page, sample.title, make_with_topics)


def _poem(poem: Poem, media: MediaLibrary, today: date) -> PoemPage:
    body = body_blocks(poem.after) if poem.after else []
    return PoemPage(
        summary=poem.summary,
        introduction=poem.introduction,
        poem=poem.stanzas,
        author_name=poem.author,
        language=poem.language,
        translation=poem.translation,
        shape=poem.shape_note,
        published_on=poem.published_on or today - timedelta(days=poem.days_ago),
        body=body,
        **media.picture_fields(poem.picture),
    )


def _story(story: Story, media: MediaLibrary, today: date) -> StoryPage:
    return StoryPage(
        summary=story.summary,
        author_name=story.author,
        in_short="\n".join(story.in_short),
        about_author=story.about_author,
        published_on=today - timedelta(days=story.days_ago),
        body=[block for section in story.sections for block in _section(section, media)],
        **media.picture_fields(story.picture),
    )


def _section(section: Section, media: MediaLibrary) -> list[dict[str, Any]]:
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


def _video(video: Video, media: MediaLibrary, today: date) -> VideoPage:
    return VideoPage(
        summary=video.summary,
        author_name=video.author,
        file=media.document(video.file, video.title),
        captions=media.document(video.captions, f"{video.title} (captions)"),
        captions_checked=True,
        length=video.length,
        transcript=video.transcript,
        body=body_blocks(video.about),
        published_on=today - timedelta(days=video.days_ago),
        **media.picture_fields(video.picture),
    )


def _summary(summary: Summary, media: MediaLibrary, sessions: Sessions) -> SummaryPage:
    session_page = sessions.by_title[summary.title]
    held_on = session_page.session.starts_at.astimezone(LONDON).date()
    return SummaryPage(
        summary=summary.summary,
        session=session_page,
        where=", ".join(summary.areas),
        people_came=summary.people_came,
        numbers=[
            {"type": "number", "value": {"number": number, "words": words}}
            for number, words in summary.figures
        ],
        introduction=summary.introduction,
        in_short="\n".join(summary.in_short),
        questions="\n".join(summary.questions),
        themes=[
            {"type": "theme", "value": {"heading": theme.heading, "points": list(theme.points)}}
            for theme in summary.themes
        ],
        quotes=[_quote_block(quote) for quote in summary.quotes],
        poem=[_poem_block(summary.poem)] if summary.poem else [],
        video=[_video_block(summary.video, media)] if summary.video else [],
        reflections=summary.reflections,
        feedback=summary.feedback,
        what_next=summary.what_next,
        published_on=held_on + timedelta(days=5),
        **media.picture_fields(summary.picture),
    )


def _quote_block(quote: Quote) -> dict[str, Any]:
    return {"type": "quote", "value": {"words": quote.words, "who": quote.who, "language": None}}


def _poem_block(poem: Poem) -> dict[str, Any]:
    value = {
        "title": poem.title,
        "words": poem.stanzas,
        "author": poem.author,
        "language": poem.language or None,
        "note": poem.shape_note,
    }
    return {"type": "poem", "value": value}


def _video_block(video: Video, media: MediaLibrary) -> dict[str, Any]:
    still = media.picture(video.picture)
    value = {
        "title": video.title,
        "link": "",
        "file": media.document(video.file, video.title).pk,
        "captions": media.document(video.captions, f"{video.title} (captions)").pk,
        "captions_checked": True,
        "still": still.pk if still else None,
        "length": video.length,
        "transcript": video.transcript,
    }
    return {"type": "video", "value": value}
