"""A programme of sessions in different places, still to come. It has no rule: each day is chosen."""

from datetime import time

from .shapes import ProgrammeDay, Series

PROGRAMME = Series(
    title="Who is not here? A week of brews",
    summary="Five sessions in nine days, all round the region. Different places, different hosts, "
    "different times. One question.",
    introduction=(
        "Two years ago we asked what is missing. People told us: it is mostly people. So this time "
        "we ask who is not here, and we go to where they are.",
        "Come to one, or come to all five. Each is run by people who live there, in their own way. "
        "One is in the evening, one is on a Saturday, and one is in a room with a kettle.",
    ),
    always_there=(
        "Live captions are on at every online session.",
        "We take a break.",
        "You can keep your camera off.",
        "You can type instead of talk.",
        "You can leave and come back.",
        "You can bring someone who supports you. They do not use up a place.",
        "We send the questions one week before.",
    ),
    starts=time(10, 30),
    ends=time(12, 0),
    places=30,
    picture="patchwork-map",
    host="Curators of Change",
)

DAYS = (
    ProgrammeDay(
        key="suffolk",
        day=0,
        starts=time(10, 30),
        ends=time(12, 0),
        title="Who is not here? Farms, boats and lorries",
        summary="For people in Suffolk who work odd hours, or look after someone who does. Come "
        "from the cab if you are parked.",
        introduction=(
            "If you farm, fish or drive, you do not get to many meetings. Nor do the people who "
            "look after you, or who you look after.",
            "You can do this one by phone, with one hand, in your boots. Denny will start us off. "
            "It may take him a minute. It will be worth it.",
        ),
        questions=(
            "What time of day could you really talk?",
            "Who keeps an eye on you, and on who you look after?",
        ),
        topics=("Equality and belonging", "Work and purpose"),
        area="Suffolk",
        host="Denny and Jan, Felixstowe",
        by_video=True,
        by_phone=True,
        in_person=False,
        places=30,
        picture="seaside",
    ),
    ProgrammeDay(
        key="luton",
        day=1,
        starts=time(18, 30),
        ends=time(20, 0),
        title="Who is not here? Young carers, after school",
        summary="An evening session for young people in Luton who help somebody at home. Pizza by "
        "post, if you book by the Thursday before.",
        introduction=(
            "Marcus asked for six o'clock and pizza. We got half past six, and a pizza voucher for "
            "each home that books.",
            "You can bring your mum, your brother, or nobody. Cameras off is fine. There is no "
            "assembly and there are no certificates.",
        ),
        questions=(
            "What do you want people to ask you about first?",
            "What would you change about school?",
        ),
        topics=("Unpaid carers", "Growing up"),
        area="Luton",
        host="Marcus and Samira",
        by_video=True,
        by_phone=False,
        in_person=False,
        places=12,
        picture="kettle-and-calendar",
    ),
    ProgrammeDay(
        key="norfolk",
        day=3,
        starts=time(11, 0),
        ends=time(14, 0),
        title="Who is not here? A brew in a real room",
        summary="In person, in Swaffham, with lunch. For anyone in Norfolk who is fed up with "
        "screens.",
        introduction=(
            "A hall, a kettle, and soup at half past twelve. Pauline and the choir are in charge "
            "of cake. There will be nothing to look at on a wall.",
            "We will sit at round tables of five. If you would sooner not sit, there is a garden "
            "with a good path. You can come for all of it or for an hour.",
            "We pay your travel on the day, in cash. If you need a taxi, we will book it and pay "
            "for it. Tell us when you book.",
        ),
        questions=(
            "Who used to come, and stopped?",
            "What would bring you to a room like this again?",
        ),
        topics=("Getting about", "Equality and belonging"),
        area="Norfolk",
        host="Pauline and the Wednesday choir",
        by_video=False,
        by_phone=False,
        in_person=True,
        places=12,
        picture="village-hall",
        venue="The Old Maltings Hall\n12 Chapel Yard\nSwaffham\nNorfolk\nPE37 0ZZ",
        venue_access="Getting here: the bus stops in the market place, 250 metres away on flat "
        "pavement. There are six seats on the way. Three Blue Badge spaces are by the door.\n"
        "The door: it is level, 95 cm wide, and opens with a button.\n"
        "Inside: one room, all on one floor. Tables fit a wheelchair. Half of the chairs have "
        "arms.\n"
        "Toilets: one wheelchair toilet, with the rail on the right. The nearest Changing Places "
        "toilet is at the leisure centre, 600 metres away. We will drive you there and back.\n"
        "Sound: there is a hearing loop, and we test it at ten o'clock. The hall echoes a bit.\n"
        "Quiet: the small room behind the stage is kept for anyone who needs to lie down or be "
        "still.\n"
        "Dogs: welcome. There is water, and grass at the back.\n"
        "What is not good: the kitchen has a step, and the lights by the stage hum.",
    ),
    ProgrammeDay(
        key="thurrock",
        day=5,
        starts=time(10, 0),
        ends=time(11, 15),
        title="Who is not here? Dads on a Saturday",
        summary="For dads, grandads and uncles in Thurrock and Essex who look after a child or a "
        "grown-up. On a Saturday, with children about.",
        introduction=(
            "Hertfordshire once counted the men at a brew. There were four. So here is one for "
            "men who look after someone, on a day when more of you are off work.",
            "It will be noisy. If you need to go and find a shoe, go and find a shoe.",
        ),
        questions=(
            "What do people assume about you at the school gate, or at the clinic?",
            "Who do you talk to?",
        ),
        topics=("Unpaid carers", "Mental health"),
        area="Thurrock",
        host="Femi and Trevor",
        by_video=True,
        by_phone=True,
        in_person=False,
        places=25,
        picture="listening",
    ),
    ProgrammeDay(
        key="everyone",
        day=8,
        starts=time(14, 0),
        ends=time(15, 30),
        title="Who is not here? All together at the end",
        summary="For everyone, from every area. What the four sessions heard, and who we still "
        "have not met.",
        introduction=(
            "Each of the four has three minutes to say what it heard. The egg timer is back, and "
            "it is as strict as ever.",
            "Then we will choose one thing each to do about it. You do not have to have been to "
            "the others.",
        ),
        questions=(
            "Who have we still not met?",
            "What is the one thing that you will do by Friday?",
        ),
        topics=("Working together", "Being heard"),
        area="",
        host="Ruth, Dev and Yusuf",
        by_video=True,
        by_phone=True,
        in_person=False,
        places=60,
        picture="jigsaw",
    ),
)
