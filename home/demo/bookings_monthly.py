"""Made-up bookings for the monthly brew: the last one, the next one and the one after."""

from . import asks
from .shapes import Booking, Need, Person

NEXT = (
    Booking(
        session="next",
        people=(
            Person(
                "Pat",
                needs=(
                    Need(
                        asks.TIME,
                        state="in-place",
                        answer="Your group will be a small one, and Dev knows.",
                    ),
                ),
            ),
        ),
        way="video",
        email="pat.by.the.river@example.org",
        phone="01632 960 204",
        remember_needs=True,
    ),
    Booking(
        session="next",
        people=(
            Person(
                "Denny",
                needs=(
                    Need(
                        asks.TIME,
                        "One question at a time. Then wait.",
                        "in-place",
                        "Everyone in your group has been told. They will wait.",
                    ),
                    Need(
                        asks.NOTES,
                        state="arranging",
                        answer="We have asked Grace. We will tell you by Friday.",
                    ),
                ),
            ),
            Person("Jan", supports=True),
        ),
        way="video",
        email="jan.and.denny@example.org",
        for_whom="me-and-supporter",
        remember_needs=True,
    ),
    Booking(
        session="next",
        people=(
            Person(
                "Aisha",
                needs=(
                    Need(
                        asks.BSL,
                        state="in-place",
                        answer="We have booked a BSL interpreter for you. Her name is Nicola.",
                    ),
                    Need(
                        words="Spotlight the interpreter, so that she stays on my screen.",
                        state="in-place",
                        answer="Dev will do this at the start, and again after the break.",
                    ),
                ),
            ),
        ),
        way="video",
        email="aisha.signs@example.org",
        phone="07700 900 118",
        talk_first="message",
    ),
    Booking(
        session="next",
        people=(Person("Gordon"),),
        way="phone",
        phone="01632 960 377",
        anything_else="I will be in the shed. The line is good in the shed.",
    ),
    Booking(
        session="next",
        people=(
            Person(
                "Mrs Begum",
                needs=(
                    Need(
                        asks.LANGUAGE,
                        "Bengali, Sylheti if you can",
                        "talk",
                        "We can get Bengali in time, but not Sylheti. Samira will ring to ask what "
                        "would be best.",
                    ),
                ),
            ),
        ),
        way="phone",
        email="samira.books@example.org",
        contact="Samira",
        for_whom="other",
        person_knows=True,
        anything_else="She is my neighbour. She would like to listen this time.",
    ),
    Booking(
        session="next",
        people=(Person("Trevor", needs=(Need(asks.LISTENER, state="asked"),)),),
        way="video",
        email="trevor.lowestoft@example.org",
        discreet_title=True,
        share_needs=False,
    ),
    Booking(
        session="next",
        people=(Person("Priti"),),
        way="video",
        email="priti.at.work@example.org",
        reminders=False,
    ),
    Booking(
        session="next",
        people=(
            Person(
                "Hazel",
                needs=(
                    Need(
                        asks.COST,
                        "Somebody to sit with my mum, about two hours",
                        "arranging",
                        "Yes, we will pay for cover. Tell us who you would like, and what they "
                        "charge.",
                    ),
                ),
            ),
        ),
        way="phone",
        phone="07700 900 245",
        talk_first="phone",
        talk_when="After four, when Mum has her programme on",
    ),
    Booking(
        session="next",
        people=(
            Person(
                "Callum",
                needs=(
                    Need(
                        asks.EASY_READ, state="arranging", answer="It will come in Monday's post."
                    ),
                    Need(asks.BREAKS, state="in-place", answer="You can go out at any time."),
                ),
            ),
            Person("Mo", supports=True),
        ),
        way="video",
        email="callum.flat.four@example.org",
        for_whom="me-and-supporter",
        remember_needs=True,
    ),
    Booking(
        session="next",
        people=(
            Person("Bernadette"),
            Person(
                "Finn",
                needs=(
                    Need(
                        words="Finn does not use speech. He will hold things up to the camera.",
                        state="in-place",
                        answer="Good. We love that.",
                    ),
                ),
            ),
        ),
        way="video",
        email="bernadette.and.finn@example.org",
        contact="Bernadette",
        for_whom="other-and-me",
        person_knows=True,
    ),
    Booking(
        session="next",
        people=(
            Person(
                "Rafiq",
                needs=(
                    Need(
                        words="Say aloud what is on the screen.",
                        state="in-place",
                        answer="We will. Ruth needs it too.",
                    ),
                ),
            ),
        ),
        way="video",
        email="rafiq.and.bruno@example.org",
        remember_needs=True,
    ),
    Booking(
        session="next",
        people=(Person("Leanne"),),
        way="video",
        email="leanne.first.contact@example.org",
        state="cancelled",
    ),
    Booking(
        session="next",
        people=(
            Person("Ivy", needs=(Need(asks.LARGE_PRINT, "Large print, on yellow paper", "asked"),)),
        ),
        way="phone",
        phone="01632 960 651",
        talk_first="phone",
        talk_when="Any morning, but let it ring",
    ),
)

AFTER_NEXT = (
    Booking(
        session="after-next",
        people=(
            Person(
                "Jordan",
                needs=(
                    Need(
                        words="I will keep my camera off and type.",
                        state="in-place",
                        answer="That is fine. You do not even have to ask.",
                    ),
                ),
            ),
        ),
        way="video",
        email="jordan.types@example.org",
        remember_needs=True,
    ),
    Booking(
        session="after-next",
        people=(Person("Anil"),),
        way="video",
        email="anil.brings.biscuits@example.org",
    ),
    Booking(
        session="after-next",
        people=(Person("Wendy"),),
        way="video",
        email="wendy.yarmouth@example.org",
        state="cancelled",
    ),
)

LAST = (
    Booking(
        session="last",
        people=(
            Person(
                "Kath",
                needs=(
                    Need(
                        asks.LISTENER,
                        state="in-place",
                        answer="Dev will be free. Text him at any time.",
                        helped="Yes. I was upset, and he rang me at once.",
                    ),
                ),
            ),
        ),
        way="video",
        email="kath.braintree@example.org",
    ),
    Booking(
        session="last",
        people=(
            Person(
                "Winston",
                needs=(
                    Need(
                        asks.BREAKS,
                        state="in-place",
                        answer="There will be one at ten past eleven.",
                        helped="It came late. I had to go and stand up before that.",
                    ),
                ),
            ),
        ),
        way="phone",
        phone="07700 900 562",
        every_time=True,
    ),
    Booking(
        session="last",
        people=(Person("Grace"),),
        way="video",
        email="grace.on.nights@example.org",
        every_time=True,
    ),
    Booking(
        session="last",
        people=(
            Person(
                "Sheila",
                needs=(
                    Need(
                        asks.ONLINE,
                        state="in-place",
                        answer="Pat will ring you on Tuesday at two.",
                        helped="It worked. Pat is a marvel.",
                    ),
                ),
            ),
        ),
        way="video",
        phone="01632 960 088",
    ),
    Booking(
        session="last",
        people=(
            Person(
                "Mr Osei",
                needs=(
                    Need(
                        asks.NOTES,
                        state="talk",
                        answer="We could not find anyone to type for you. Would a recording help?",
                        helped="I did not get what I asked for. But you rang, and we found a way.",
                    ),
                ),
            ),
        ),
        way="phone",
        phone="01632 960 719",
    ),
)
