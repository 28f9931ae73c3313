"""What organisers wrote to the people of a session, and what people said of the last one."""

from . import asks
from .shapes import Letter, Said

LETTERS = (
    Letter(
        session="last",
        subject="Thank you for coming",
        words=(
            "Thank you for coming, and for the slippers.",
            "We are writing down what we heard. It will be on the site within a week. If you see "
            "your own words there and want them out, ring us. We will do it the same day.",
            "Ruth and Dev",
        ),
    ),
    Letter(
        session="next",
        subject="What we will ask you",
        words=(
            "Here are the three questions, so that you have time to think.",
            "When did you last have a day that was only yours? What do people offer that is no help "
            "at all? If you fell ill tonight, who would know what to do?",
            "You do not have to answer any of them. You can just listen.",
            "Ruth and Dev",
        ),
    ),
    Letter(
        session="next",
        option=asks.TIME,
        subject="How your group will work",
        words=(
            "You asked for this, so here is what we will do.",
            "Your group has five people in it. One person speaks, and then we count to ten in our "
            "heads. Nobody will finish your sentence for you.",
            "If that is not right, ring Dev.",
        ),
    ),
)

SAID = (
    Said(
        got_it="yes",
        how_it_was="I said one thing. Somebody wrote it down and read it back to me. That was enough.",
    ),
    Said(
        got_it="partly",
        how_it_was="A good morning. But the break came late, and I missed what came after it.",
        do_better="Have the break when you say you will.",
    ),
    Said(
        got_it="no",
        how_it_was="I liked the people. I lost the thread in the big group.",
        do_better="If you cannot find someone to type, tell me the week before. My niece would have "
        "done it.",
    ),
    Said(
        got_it="not-asked",
        how_it_was="It was my first time. I kept my camera off and nobody minded.",
        do_better="Say at the start how long each part is.",
    ),
    Said(got_it="yes", how_it_was="The man who drives the bus. I hope he comes back."),
    Said(do_better="A bit longer in the small groups, and a bit less at the end."),
)
