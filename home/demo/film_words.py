"""What our three films say and show, still by still. The drawings are in `sources/films`, in this order.

The films have no sound, so `words` come up as captions; `shows` is only in the transcript.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Still:
    words: str
    seconds: float
    shows: str = ""


FILMS: dict[str, tuple[Still, ...]] = {
    "how-a-brew-works": (
        Still(
            "Once a month, on a Wednesday, we put the kettle on.",
            4.5,
            "A kettle, two mugs, and a calendar on the wall.",
        ),
        Still(
            "You book a place on this site. Or you ring us up.",
            4.5,
            "A ring is drawn round one day.",
        ),
        Still(
            "On the day you can join by video.",
            3.5,
            "A laptop. One woman smiles from it. All the other squares are empty.",
        ),
        Still("Camera on.", 2, "Three more squares light up, with four more people."),
        Still("Camera off.", 2.5, "A man with his guide dog, and a square with just a mug."),
        Still(
            "Talking, typing, signing, or saying nothing at all.",
            4.5,
            "Two more people. One is signing. Live captions come on.",
        ),
        Still(
            "You can join by phone.",
            4,
            "A woman sits with her eyes shut and a mug in her hands. Her phone is on the table.",
        ),
        Still("Someone reads a poem.", 4, "A hand writes in a notebook under a lamp."),
        Still(
            "Then we talk in small groups. There is a break.",
            4.5,
            "Five people sit in a ring. One of them uses a wheelchair.",
        ),
        Still(
            "We write down what we heard, and what happened next. It all goes here.",
            5.5,
            "Papers go up on a notice board.",
        ),
        Still(
            "That is all there is to it. Bring a mug.",
            5,
            "Four friends round a kitchen table, with tea and cake.",
        ),
    ),
    "whats-missing": (
        Still("Here is a table.", 3.5, "A bare wooden table, and a mug of tea, from above."),
        Still("Everyone who sits down brings a piece.", 4, "The sky of a jigsaw, and a sun."),
        Still("Some pieces fit straight away.", 4, "The roofs of five houses."),
        Still("Some take all afternoon.", 4, "Walls and doors. One place stays empty."),
        Still(
            "And then there is a gap.",
            5,
            "The fields go in. The yellow house has a hole in the middle.",
        ),
        Still("You can look on the floor. You can look on the box.", 4.5),
        Still("The box does not know who is not here.", 5),
        Still(
            "Somebody has that piece.",
            4,
            "A hand comes in from the side. It is holding the last piece.",
        ),
        Still("They may not know that they have it. They may be waiting to be asked.", 6),
        Still(
            "So. What is missing? And who has it?",
            6,
            "The hand has gone. The piece is in its place.",
        ),
    ),
    "room-for-one-more": (
        Still("A table, on an ordinary day.", 3.5, "A kitchen table with nobody at it."),
        Still(
            "Nan comes first. She sits where she can see all our faces. She reads lips.",
            6,
            "A woman with white curls and a hearing aid.",
        ),
        Still(
            "Stan says he is not stopping. He likes to know that he can go.",
            5.5,
            "An older man with glasses sits by the window.",
        ),
        Still(
            "Pearl comes in laughing. She needs somebody to tell it to.",
            5,
            "A woman with big hair and gold earrings.",
        ),
        Still(
            "Joe does not need a chair. He has brought his own. He needs the gap.",
            6,
            "A man with a red beard, in a wheelchair, at the end of the table.",
        ),
        Still("The tea comes.", 3, "A teapot, a plate of biscuits and a cake."),
        Still(
            "Nobody at this table got the same thing. Nobody at this table got less.",
            6.5,
        ),
        Still("And look.", 2.5),
        Still("There is room for one more.", 6, "One more mug, on our side of the table."),
    ),
}


def captions(film: str) -> str:
    """The captions of a film as WebVTT."""
    cues, start = ["WEBVTT"], 0.0
    for still in FILMS[film]:
        end = start + still.seconds
        if still.words:
            cues.append(f"{_clock(start + 0.1)} --> {_clock(end - 0.1)}\n{still.words}")
        start = end
    return "\n\n".join(cues) + "\n"


def _clock(seconds: float) -> str:
    return f"00:{int(seconds // 60):02}:{seconds % 60:06.3f}"
