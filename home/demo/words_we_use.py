"""Words that can be hard, and what we mean by them."""

from .shapes import Word

WORDS = (
    Word(
        "Access need",
        "Something that you need so that you can take part.",
        "I need more breaks, and I need to see people's faces.",
    ),
    Word(
        "ADASS Eastern Region",
        "The people in charge of adult social care in each council in the East of England. They "
        "work together under this name.",
    ),
    Word(
        "Advocate",
        "Someone who is on your side. They help you to say what you want, or say it for you.",
    ),
    Word(
        "Artificial intelligence (AI)",
        "A computer doing things that we used to think took a person, like writing a letter. It "
        "can be wrong and sound sure.",
    ),
    Word(
        "Assessment",
        "A talk with the council to find out what you need. It should be about your life, and not "
        "only about a form.",
    ),
    Word("Brew", "One of our sessions. Also the cup of tea that goes with it."),
    Word(
        "British Sign Language (BSL)",
        "The language of many deaf people in Britain. It has its own grammar. It is not English on "
        "the hands.",
    ),
    Word(
        "Captions",
        "The words that people say, written on the screen as they say them.",
    ),
    Word(
        "Care and support",
        "Help with daily life. It can be with washing, cooking, getting out, or getting through "
        "the day.",
    ),
    Word(
        "Changing Places toilet",
        "A big, clean toilet with a hoist, a bench to lie on, and room for two people to help.",
        "We could stay for the afternoon because there was one by the pier.",
    ),
    Word(
        "Co-production",
        "Deciding and making things together, as equals, from the start to the end.",
        "We wrote the leaflet together. We also chose who would print it, and what it would cost.",
    ),
    Word(
        "Commissioner",
        "Someone at a council or in the NHS who decides which services to pay for.",
    ),
    Word(
        "Consultation",
        "Asking people what they think of a plan that someone else has made. They may or may not "
        "change it.",
    ),
    Word(
        "Cover",
        "Someone who takes over from a carer for a time. Some people call it respite.",
        "I can come on Wednesday if I get cover for Dad.",
    ),
    Word(
        "Curators of Change",
        "The group that runs Over a Brew. They draw on care and support, or look after someone.",
    ),
    Word(
        "Direct payment",
        "Money that the council gives you so that you can run your own support.",
        "Carol uses hers to pay Anna for 19 hours a week.",
    ),
    Word("Discharge", "Leaving hospital. We say going home."),
    Word("Diversity", "We are not all the same. A good room has many kinds of people in it."),
    Word(
        "Draw on care and support",
        "To use help in your life, by right. We say this because nobody is only a user of "
        "services.",
    ),
    Word(
        "Easy Read",
        "Short words and short lines, with a picture beside each idea.",
    ),
    Word(
        "Engagement",
        "Getting in touch with people and asking them things. It can mean a lot, or very little. "
        "Ask which.",
    ),
    Word("Equality", "Nobody gets less because of who they are."),
    Word(
        "Equity",
        "Each person gets what they need. That may not be the same for everyone.",
        "Everyone gets tea. Some of us need a cup with two handles.",
    ),
    Word(
        "Facilitator",
        "The person who runs a session or a small group. They watch the time, and make sure that "
        "everyone gets a turn.",
    ),
    Word(
        "Hearing loop",
        "A wire round a room that sends sound straight to hearing aids.",
    ),
    Word("Inclusion", "Everyone is expected, and you would be missed."),
    Word("Lived experience", "Knowing about something because it is your life."),
    Word(
        "Lurking",
        "Coming to a brew and just listening. It is very welcome. You do not have to explain.",
    ),
    Word(
        "Personal assistant (PA)",
        "Someone that you choose and employ to support you in your daily life.",
    ),
    Word(
        "Practitioner",
        "Someone whose job is care and support, like a social worker, a nurse or a support worker.",
    ),
    Word(
        "Programme",
        "A set of sessions in different places, all about one question.",
    ),
    Word(
        "Provider",
        "A firm or a charity that gives care and support.",
    ),
    Word(
        "Review",
        "A talk, once a year or when things change, about how your support is going.",
    ),
    Word(
        "Safeguarding",
        "Keeping people safe from harm by others. If you are worried about someone, you can tell "
        "the council.",
    ),
    Word(
        "Screen reader",
        "A tool that reads out what is on a screen, for people who cannot see it.",
    ),
    Word(
        "Step-free",
        "No steps at all, from the street to your seat and to the toilet.",
    ),
    Word(
        "Summary",
        "What we heard at a session, written down for everyone to read.",
    ),
    Word(
        "Supporter",
        "Someone who comes with you to help you take part. They do not use up a place.",
    ),
    Word(
        "Tokenistic",
        "Asking just one of us, so that you can say you asked.",
    ),
    Word(
        "Transition",
        "Moving from children's services to adult ones. We say turning 18.",
    ),
    Word(
        "Unpaid carer",
        "Someone who looks after a relative, a friend or a neighbour, and is not paid for it. You "
        "may not use this word for yourself.",
        "I am not a carer. I am his wife. But yes, I do all of that.",
    ),
)
