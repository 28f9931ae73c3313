"""Short films of our own, made from our own drawings.

They have no sound. The words are in the captions, and all of them are in the transcript too.
"""

from .film_words import FILMS, Still
from .shapes import Video


def transcript(film: str) -> str:
    """Every caption in turn, with what the picture shows where the words do not say it."""
    return "".join(_paragraph(still) for still in FILMS[film] if still.words or still.shows)


def _paragraph(still: Still) -> str:
    shows = f"<i>[{still.shows}]</i> " if still.shows else ""
    return f"<p>{shows}{still.words}</p>".replace(" </p>", "</p>")


def length(film: str) -> str:
    return f"{round(sum(still.seconds for still in FILMS[film]))} seconds"


NO_SOUND = (
    "<p>This film has no sound, so you are not missing anything. The words come up as captions. "
    "A person has checked them. You can also read them all on this page.</p>"
)

HOW_A_BREW_WORKS = Video(
    title="A brew, in under a minute",
    summary="What happens from the first email to the last biscuit. A short film.",
    file="how-a-brew-works.webm",
    captions="how-a-brew-works.vtt",
    length=length("how-a-brew-works"),
    transcript=transcript("how-a-brew-works"),
    about=NO_SOUND + "<p>People kept asking us what happens at a brew. We kept saying, it is just "
    "a chat. That did not help anyone who was worried about coming. So we drew it.</p>",
    author="Ruth and Dev, who run the brews",
    topics=("Being heard", "Digital life"),
    picture="video-call",
    days_ago=70,
)

WHATS_MISSING = Video(
    title="What's missing?",
    summary="A table, a lot of pieces, and one gap. The film that opened every session of "
    "Co-production Week.",
    file="whats-missing.webm",
    captions="whats-missing.vtt",
    length=length("whats-missing"),
    transcript=transcript("whats-missing"),
    about=NO_SOUND + "<p>We showed this six times in eight days. Each time somebody asked what is "
    "on the missing piece. We have never told them.</p>",
    author="Curators of Change",
    topics=("Working together",),
    picture="jigsaw",
    days_ago=870,
)

ROOM_FOR_ONE_MORE = Video(
    title="Room for one more",
    summary="Four people come to a table. Each of them needs something different to sit down.",
    file="room-for-one-more.webm",
    captions="room-for-one-more.vtt",
    length=length("room-for-one-more"),
    transcript=transcript("room-for-one-more"),
    about=NO_SOUND + "<p>Nan, Pearl, Stan and Joe are made up. The things that they need came from "
    "people at our brews.</p>",
    author="Curators of Change",
    topics=("Equality and belonging",),
    picture="kitchen-table",
    days_ago=850,
)

VIDEOS = (HOW_A_BREW_WORKS, ROOM_FOR_ONE_MORE, WHATS_MISSING)
