"""The pictures of our three films, in the order of `film_words.FILMS`."""

from .scenes.jigsaw import jigsaw
from .scenes.kitchen import kitchen_table
from .scenes.online import phone_on_table, video_call
from .scenes.still import kettle_and_calendar, writing
from .scenes.together import notice_board, small_groups

Marks = list[str]


def how_a_brew_works() -> list[Marks]:
    return [
        kettle_and_calendar(ringed=False),
        kettle_and_calendar(),
        video_call(squares=1, captions=False),
        video_call(squares=4, captions=False),
        video_call(squares=6, captions=False),
        video_call(),
        phone_on_table(),
        writing(),
        small_groups(),
        notice_board(),
        kitchen_table(),
    ]


def whats_missing() -> list[Marks]:
    gap = jigsaw(hand=False)
    hand = jigsaw()
    return [
        *(jigsaw(rows=rows, hand=False) for rows in (0, 1, 2, 3)),
        *(gap, gap, gap),
        *(hand, hand),
        jigsaw(hand=False, finished=True),
    ]


def room_for_one_more() -> list[Marks]:
    full = kitchen_table()
    return [
        kitchen_table(guests=(), tea=False),
        kitchen_table(guests=("nan",), tea=False),
        kitchen_table(guests=("nan", "grandad"), tea=False),
        kitchen_table(guests=("nan", "grandad", "singer"), tea=False),
        kitchen_table(tea=False),
        *(full, full, full),
        kitchen_table(spare_mug=True),
    ]


STILLS = {
    "how-a-brew-works": how_a_brew_works,
    "whats-missing": whats_missing,
    "room-for-one-more": room_for_one_more,
}
