"""The newest monthly brews, so that the site is alive whenever it is set up."""

from .poems import BAG_LIST, BUS_FOR_WELLS
from .shapes import Quote, Summary, Theme
from .videos import HOW_A_BREW_WORKS

HOSPITAL = Summary(
    title="Home from hospital",
    sessions_ago=1,
    topics=("Hospital and home", "Unpaid carers"),
    areas=(),
    people_came=34,
    picture="home-from-hospital",
    summary="What happens between the ward and your own front door? 34 of us went through it, "
    "hour by hour.",
    introduction="<p>Leaving hospital is meant to be the good bit. We asked everyone to think of "
    "one real time that they went home, or fetched somebody home. Then we told it as a clock.</p>"
    "<p>There were nurses here, and a man who drives the patient bus. There were people who had "
    "come home to a cold house. There was one person who had come home that same morning. She "
    "kept her camera off and her slippers on.</p>",
    in_short=(
        "The first night is the hardest. Plan for the night, and not only for the day.",
        "Ask the person at home if they can do it. Then believe the answer.",
        "One phone call on day two would save a lot of trips back.",
    ),
    questions=(
        "What do you remember about the first hour at home?",
        "Who knew that you were coming? Who should have known?",
        "If you could put one thing in the bag, what would it be?",
    ),
    themes=(
        Theme(
            "Nine in the morning: you can go today",
            (
                "Everyone is pleased. Nobody has asked who is at home.",
                "Carers hear it last, and then they have an hour.",
            ),
        ),
        Theme(
            "Three in the afternoon: waiting for the tablets",
            (
                "You are dressed. Your bed has been given away. You sit in the lounge.",
                "The tablets come in a bag with eleven boxes. Somebody should sit down and go "
                "through them with you.",
            ),
        ),
        Theme(
            "Nine at night: your own door",
            (
                "The heating is off and the milk has turned.",
                "Nobody should be taken home after dark, unless they have said yes to it.",
                "Drivers see the house. Nobody ever asks them what they saw.",
            ),
        ),
        Theme(
            "Two days later",
            (
                "This is when it goes wrong. This is when nobody rings.",
                "A call from someone who knows your name would do it.",
            ),
        ),
    ),
    quotes=(
        Quote(
            "They asked if I could manage him. They asked me in front of him. What was I going to "
            "say?",
            "Kath, who looks after her husband",
        ),
        Quote(
            "I carry people up their own front path. I can tell you by the second step if they "
            "will be back on Friday.",
            "Winston, patient transport driver",
        ),
        Quote(
            "I am a ward sister and I never knew about the milk. I will now ask about the milk.",
            "Grace, nurse",
        ),
    ),
    poem=BAG_LIST,
    reflections="<p>We ended by packing the bag. Each person put in one thing: a pint of milk. A "
    "list of the tablets, in big letters. A number that is answered at night. Clean socks. A "
    "hand-drawn map of who is who. A key safe that somebody has tried.</p>",
    feedback="<ul><li>People liked the clock. It kept us to what really happens.</li>"
    "<li>One person found it hard to hear and went out for a bit. Someone phoned them after. "
    "They asked us to say that this mattered.</li>"
    "<li>The break was late. Sorry. We will use Norfolk's egg timer.</li></ul>",
    what_next="<p>Grace and Winston are trying something on one ward: the driver fills in a card "
    "about the house. We will hear how it went in three months.</p>"
    "<p>The list for the bag is with the people who write the hospital leaflets. We have asked "
    "for an answer by the end of next month, and we will put it here.</p>",
)

ASKING = Summary(
    title="Asking for help",
    sessions_ago=2,
    topics=("Asking for help", "Mental health"),
    areas=(),
    people_came=31,
    picture="phone-on-table",
    summary="Why is it so hard to ask? 31 of us said the sentence we find hardest to say, and who "
    "made it easier.",
    introduction="<p>We began in the chat. Everyone typed how long they had waited before they "
    "asked for help the first time. The answers came up one by one. Two weeks. A year. Nine "
    "years. Until I fell over in Asda.</p>",
    in_short=(
        "Most of us waited until something broke.",
        "It is easier to ask a person than a website.",
        "The first answer matters most. If it is no, people may not ask again.",
    ),
    questions=(
        "How long did you wait, and what were you waiting for?",
        "Who was good at being asked? What did they do?",
        "What could we say on a first phone call that is kinder?",
    ),
    themes=(
        Theme(
            "What stops us",
            (
                "Someone else must need it more.",
                "If I say it out loud, they may take something away.",
                "I did not know that what I do is called caring. I thought it was being married.",
                "Press one for this. Press two for that. I pressed the red one.",
            ),
        ),
        Theme(
            "Who made it easier",
            (
                "The hairdresser. She asked how I was, and then she waited.",
                "A neighbour who said, I am going to the tip, what have you got?",
                "The person on the phone who said, you have rung the right place. I had not.",
            ),
        ),
        Theme(
            "Better first words",
            (
                "Try: thank you for ringing. That cannot have been easy.",
                "Try: what would a good week look like?",
                "Not: are you known to us?",
            ),
        ),
    ),
    quotes=(
        Quote(
            "I can ask for a hand with the shopping. I cannot ask for a hand with being sad. There "
            "is no bag to hold out.",
            "Trevor, Lowestoft",
        ),
        Quote(
            "I answer that phone. Nobody had ever told me that people practise before they ring. "
            "I will pick up differently.",
            "Leanne, who works in a council's first contact team",
        ),
    ),
    video=HOW_A_BREW_WORKS,
    reflections="<p>We did not have a poem this time. We had 31 lines in the chat, and someone "
    "read them all out slowly. It came to the same thing.</p>",
    feedback="<ul><li>The phone line was crackly for the first ten minutes. We have changed the "
    "number that people dial.</li>"
    "<li>Six people came for the first time. All six said that they would come back.</li></ul>",
    what_next="<p>Leanne took the better first words to her team. They are trying them for a "
    "month, on a card beside the phone. Two people from this brew are going in to listen.</p>",
)

GETTING_ABOUT = Summary(
    title="Getting about",
    sessions_ago=3,
    topics=("Getting about", "Equality and belonging"),
    areas=(),
    people_came=27,
    picture="bus-stop",
    summary="27 of us, three bus firms, one guide dog. How do you get to the things that everyone "
    "says you should join in with?",
    introduction="<p>Everybody tells us to get out more. So we asked: how? We each drew a line "
    "from our own front door to a place we wanted to be. Then we marked where the line "
    "broke.</p>",
    questions=(
        "Where did you want to go last month and not get to?",
        "Where did the journey break?",
        "What did it cost you, in money, time or nerve?",
    ),
    themes=(
        Theme(
            "Where the line broke",
            (
                "At the kerb outside the house: 9 of us.",
                "At the bus stop, with no seat and no shelter: 7 of us.",
                "At the ramp, when the driver did not want to get up: 4 of us.",
                "On the way home, as the last bus goes at 5.40: nearly everyone.",
            ),
        ),
        Theme(
            "Small things that would fix it",
            (
                "A bench at each stop. Half of them would do.",
                "A driver who waits until you have sat down.",
                "A lift that has somebody's name on it, so that you know who to ring.",
                "Pass times that start before half past nine. Our appointments do.",
            ),
        ),
    ),
    quotes=(
        Quote(
            "Everyone talks to the dog. The dog does not know where we are going either.",
            "Rafiq, Southend",
        ),
        Quote(
            "It takes me two buses and a taxi to see my own sister. It takes her six minutes in "
            "the car. So she comes to me. I would like to be the one who goes.",
            "Hazel, near March",
        ),
    ),
    poem=BUS_FOR_WELLS,
    reflections="<p>The man from the bus firm had come to talk for ten minutes about the new "
    "fares. He put his notes away. He asked if he could do Hazel's journey with her. They went on "
    "the Friday. It took two hours and fifty minutes.</p>",
    feedback="<p>One person told us that a map on the screen is no use if you cannot see it. Quite "
    "right. Next time someone will say aloud what is on it.</p>",
    what_next="<p>Hazel and the man from the bus firm have written down every stop. It goes to the "
    "county's bus meeting next month. Hazel is going too. He is driving.</p>",
)
