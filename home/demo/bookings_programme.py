"""Made-up bookings for the programme: a full room with people waiting, and one nearly full."""

from . import asks
from .shapes import Booking, Need, Person

# The room in Norfolk holds 12. These take 11 places, and an offer holds the last one.
IN_THE_ROOM = (
    Booking(
        session="norfolk",
        people=(
            Person(
                "Pauline",
                needs=(
                    Need(
                        asks.STEP_FREE,
                        state="in-place",
                        answer="Level from the street to your chair.",
                    ),
                    Need(
                        words="A chair with arms, and not a low one.",
                        state="in-place",
                        answer="It has your name on it.",
                    ),
                ),
            ),
        ),
        way="in-person",
        phone="01632 960 410",
        remember_needs=True,
    ),
    Booking(
        session="norfolk",
        people=(
            Person(
                "Beryl",
                needs=(
                    Need(asks.WHEELS, state="in-place", answer="There is a gap at your table."),
                    Need(
                        asks.TOILET,
                        "Changing Places, with a hoist",
                        "arranging",
                        "The nearest is 600 metres away. We are booking a taxi that takes "
                        "wheelchairs, to wait for you.",
                    ),
                ),
            ),
            Person("Margaret"),
        ),
        way="in-person",
        email="margaret.and.beryl@example.org",
        contact="Margaret",
        for_whom="other-and-me",
        person_knows=True,
        anything_else="She likes to sit where she can see the door.",
    ),
    Booking(
        session="norfolk",
        people=(
            Person(
                "Colin",
                needs=(
                    Need(
                        asks.WHEELS,
                        state="in-place",
                        answer="Yes. The tables are 72 cm high underneath.",
                    ),
                    Need(
                        asks.PARKING,
                        state="in-place",
                        answer="The space nearest the door is yours.",
                    ),
                ),
            ),
        ),
        way="in-person",
        email="colin.grows.beans@example.org",
    ),
    Booking(
        session="norfolk",
        people=(
            Person(
                "Ted",
                needs=(
                    Need(
                        words="I cannot manage soup in company. Shaky hands.",
                        state="in-place",
                        answer="We will put it in mugs. For everybody.",
                    ),
                ),
            ),
        ),
        way="in-person",
        email="colin.grows.beans@example.org",
        contact="Colin",
        for_whom="other",
        person_knows=True,
    ),
    Booking(
        session="norfolk",
        people=(
            Person(
                "Rafiq",
                needs=(
                    Need(
                        asks.DOG,
                        "Bruno. He is a guide dog and a thief.",
                        "in-place",
                        "Water by the door. We will put the biscuits up high.",
                    ),
                ),
            ),
        ),
        way="in-person",
        email="rafiq.and.bruno@example.org",
        phone="07700 900 331",
    ),
    Booking(
        session="norfolk",
        people=(
            Person("Lúcia"),
            Person(
                "Dona Amélia",
                needs=(
                    Need(
                        asks.LANGUAGE,
                        "Portuguese",
                        "in-place",
                        "Lúcia's friend Rui will sit with you both. We are paying him.",
                    ),
                    Need(
                        asks.FOOD,
                        "No pork",
                        "in-place",
                        "The soup is leek. There is cheese as well.",
                    ),
                ),
            ),
        ),
        way="in-person",
        phone="07700 900 407",
        contact="Lúcia",
        for_whom="other-and-me",
        person_knows=True,
    ),
    Booking(
        session="norfolk",
        people=(
            Person(
                "Doreen",
                needs=(
                    Need(asks.LOOP, state="in-place", answer="We test it at ten. Sit on the left."),
                ),
            ),
            Person("Phil", supports=True),
        ),
        way="in-person",
        phone="01632 960 592",
        for_whom="me-and-supporter",
    ),
    Booking(
        session="norfolk",
        people=(
            Person(
                "Robin",
                needs=(
                    Need(
                        asks.QUIET,
                        state="in-place",
                        answer="Behind the stage. It locks from inside.",
                    ),
                    Need(
                        words="The humming lights. Can they be off?",
                        state="talk",
                        answer="They are on one switch with the kitchen. Could you sit by the windows?",
                    ),
                ),
            ),
        ),
        way="in-person",
        email="robin.in.swaffham@example.org",
        talk_first="message",
    ),
    Booking(
        session="norfolk",
        people=(
            Person(
                "Kerry-Ann",
                needs=(
                    Need(
                        asks.COST,
                        "Taxi from Watton and back",
                        "arranging",
                        "Yes. We will book it and pay for it. What time shall it come?",
                    ),
                ),
            ),
        ),
        way="in-person",
        phone="07700 900 683",
    ),
    Booking(
        session="norfolk",
        people=(Person("Alf"),),
        way="in-person",
        phone="01632 960 135",
        state="offered",
    ),
    Booking(
        session="norfolk",
        people=(Person("Maureen", needs=(Need(asks.PARKING, state="asked"),)),),
        way="in-person",
        email="maureen.suffolk@example.org",
        state="waiting",
    ),
    Booking(
        session="norfolk",
        people=(
            Person("Tomasz", needs=(Need(asks.WHEELS, state="asked"),)),
            Person("Ola"),
        ),
        way="in-person",
        email="ola.and.tomasz@example.org",
        contact="Ola",
        for_whom="other-and-me",
        person_knows=True,
        state="waiting",
        anything_else="We can only come if there is room for both of us.",
    ),
    Booking(
        session="norfolk",
        people=(Person("Vera", needs=(Need(asks.STEP_FREE, state="asked"),)),),
        way="in-person",
        phone="01632 960 847",
        contact="Stella",
        for_whom="other",
        person_knows=False,
        state="waiting",
    ),
    Booking(
        session="norfolk",
        people=(Person("Graham"),),
        way="in-person",
        email="graham.goes.fishing@example.org",
        state="lapsed",
    ),
    Booking(
        session="norfolk",
        people=(Person("Joan"),),
        way="in-person",
        phone="01632 960 266",
        state="cancelled",
    ),
)

# Luton has 12 places. These take ten.
AFTER_SCHOOL = (
    Booking(
        session="luton",
        people=(Person("Marcus"), Person("Tia")),
        way="video",
        email="marcus.not.late@example.org",
        for_whom="other-and-me",
        person_knows=True,
        discreet_title=True,
    ),
    Booking(
        session="luton",
        people=(
            Person(
                "Imran",
                needs=(
                    Need(
                        asks.NOTES,
                        state="arranging",
                        answer="We have found someone. She starts on the day.",
                    ),
                ),
            ),
        ),
        way="video",
        email="imran.luton@example.org",
    ),
    Booking(
        session="luton",
        people=(
            Person(
                "Chloe",
                needs=(
                    Need(
                        asks.LISTENER,
                        state="in-place",
                        answer="Samira will be on her own line all evening.",
                    ),
                ),
            ),
            Person("Her mum", supports=True),
        ),
        way="video",
        phone="07700 900 772",
        for_whom="me-and-supporter",
        discreet_title=True,
    ),
    Booking(
        session="luton",
        people=(Person("Dawid"), Person("Zosia"), Person("Kuba")),
        way="video",
        email="dawid.and.the.twins@example.org",
        for_whom="other-and-me",
        person_knows=True,
        anything_else="We have one tablet between us. That is fine.",
    ),
    Booking(
        session="luton",
        people=(Person("Ruby", needs=(Need(asks.EASY_READ, state="asked"),)),),
        way="video",
        email="miss.okafor@example.org",
        contact="Miss Okafor",
        for_whom="other",
        person_knows=True,
    ),
    Booking(
        session="luton",
        people=(Person("Sami"), Person("Yara")),
        way="video",
        phone="07700 900 954",
    ),
)

THE_OTHER_DAYS = (
    Booking(
        session="suffolk",
        people=(Person("Denny"), Person("Jan", supports=True)),
        way="video",
        email="jan.and.denny@example.org",
        for_whom="me-and-supporter",
    ),
    Booking(
        session="suffolk",
        people=(
            Person(
                "Keith",
                needs=(
                    Need(
                        words="I may have to start the engine.",
                        state="in-place",
                        answer="Mute, drive on, come back. No trouble.",
                    ),
                ),
            ),
        ),
        way="phone",
        phone="07700 900 519",
    ),
    Booking(
        session="thurrock",
        people=(Person("Femi"),),
        way="video",
        email="femi.at.home@example.org",
    ),
    Booking(
        session="thurrock",
        people=(Person("Steve", needs=(Need(asks.TIME, state="asked"),)),),
        way="phone",
        phone="01632 960 903",
    ),
    Booking(
        session="everyone",
        people=(Person("Yusuf"),),
        way="video",
        email="yusuf.curates@example.org",
    ),
    Booking(
        session="everyone",
        people=(
            Person(
                "Chandra",
                needs=(
                    Need(
                        asks.ONLINE,
                        state="arranging",
                        answer="Pat will ring on Monday at eleven. Is that all right?",
                    ),
                ),
            ),
        ),
        way="video",
        phone="01632 960 480",
    ),
)
