"""Topics and areas. Stories and sessions share them."""

from .shapes import Topic

TOPICS = (
    Topic(
        "Working together",
        "Deciding and making things with each other. Some people call it co-production.",
    ),
    Topic("Unpaid carers", "For you if you look after or support someone, and nobody pays you."),
    Topic("Being heard", "Having a say, and finding out what happened to it."),
    Topic("Equality and belonging", "Who is in the room, who is not, and what would change that."),
    Topic("Digital life", "Phones, computers and AI, and how to manage without them."),
    Topic("Direct payments", "Money from the council that you use to run your own support."),
    Topic("Hospital and home", "Going in, coming out, and the first night back."),
    Topic("Asking for help", "Why it is hard, and what makes it a bit less hard."),
    Topic("Getting about", "Buses, ramps, lifts, pavements and the last mile."),
    Topic("A place to live", "Homes that fit us, and who we share them with."),
    Topic("Growing up", "Moving from children's services to adult ones."),
    Topic("Mental health", "Good days, bad days, and who sits with you on the bad ones."),
    Topic("Work and purpose", "Jobs, courses, clubs, and having a reason to set the alarm."),
    Topic("Loss and change", "When someone dies, moves away, or is still here but different."),
    Topic("Care workers", "The people who come to the house, and what they need too."),
)

AREAS = (
    "Bedfordshire",
    "Cambridgeshire and Peterborough",
    "Essex",
    "Hertfordshire",
    "Luton",
    "Milton Keynes",
    "Norfolk",
    "Southend-on-Sea",
    "Suffolk",
    "Thurrock",
)
