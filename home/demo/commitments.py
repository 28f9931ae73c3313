"""What the regional working group promised in September 2023, and what has happened since."""

from .shapes import Commitment

INTRODUCTION = (
    "<p>In September 2023 a working group from across the region made ten promises. They are "
    "people who run and buy care and support. They wrote these after they had listened to Over a "
    "Brew.</p>"
    "<p>They said they would look again after six months, and they did. They also said they would "
    "tell everyone how it went, even when it went badly. This page is where they do it.</p>"
)
COMMITMENTS = (
    Commitment(
        1,
        "Ask you at the start",
        "When something new is planned, people who draw on care and support are there before "
        "anything is written.",
        "We do this for new plans. We did not do it for two that had begun already, and it showed. "
        "One of them we stopped and began again.",
        "under-way",
    ),
    Commitment(
        2,
        "Say what we mean",
        "We will say if we are telling you, asking you, or deciding with you. We will use the "
        "right word for each.",
        "There is now one line at the top of each invitation. It says: we are telling, or we are "
        "asking, or we are deciding together. People pull us up if it is wrong.",
        "done",
    ),
    Commitment(
        3,
        "Pay people for their time",
        "If we ask for your time and what you know, we pay you, and we pay for travel and cover.",
        "All the councils have agreed to pay. They do not all pay the same, and it can take two "
        "months. That is too long, and we know it.",
        "under-way",
    ),
    Commitment(
        4,
        "Use plain words",
        "Everything that we send out about our work is in plain words first.",
        "We test our letters at a brew once a year. Three have been rewritten by you. There are "
        "about 40 to go.",
        "under-way",
    ),
    Commitment(
        5,
        "Answer you",
        "When you tell us something, you hear what happened to it within three months.",
        "It works for things said at a brew: the answers are in the summaries. It does not yet "
        "work for things said anywhere else.",
        "under-way",
    ),
    Commitment(
        6,
        "Meet at times that suit you",
        "We will ask what days and times are good, and change ours.",
        "Our own meetings moved from Monday at nine to Wednesday at eleven. One in four is now in "
        "the evening. Some of us grumbled. More people come.",
        "done",
    ),
    Commitment(
        7,
        "Find people we have not met",
        "Each area will go and find people who are never asked, and will say who they are.",
        "Five areas have done this and five have not. We have not met enough young people, people "
        "who farm, or people whose first language is not English.",
        "under-way",
    ),
    Commitment(
        8,
        "One story, told once",
        "When you move from one area to another, your plan moves with you, and you do not start "
        "again.",
        "This is stuck. The computer systems do not talk to each other, and nobody has the money "
        "to make them. For now, there is one named person in each council that you can ring.",
        "stuck",
    ),
    Commitment(
        9,
        "Share what works",
        "When something goes well in one place, we tell the rest, and we say how to copy it.",
        "There is a page each month with one good idea and a phone number. Norfolk's egg timer has "
        "now been copied in seven places.",
        "done",
    ),
    Commitment(
        10,
        "Let you mark our work",
        "Once a year, people who draw on care and support will score us on these promises, in "
        "public.",
        "We have not done this. We kept waiting until there was more to show, and that was the "
        "wrong reason. The date is now fixed: see the last topic on our list of sessions.",
        "not-yet",
    ),
)
