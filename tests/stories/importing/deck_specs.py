"""Decks as groups like this one make them. Beside each line stands the place where a person would put it."""

from dataclasses import dataclass, field

from stories.importing.placements import Place

WIDTH, HEIGHT = 720, 540  # points
TOP, SIDE, GAP = 110, 40, 22
TITLE_SIZE, BODY_SIZE = 28, 16


@dataclass(frozen=True)
class Line:
    text: str
    place: Place
    bullet: bool = False
    level: int = 0
    bold: bool = False
    link: str = ""
    size: int = 0


@dataclass
class Box:
    lines: list[Line]
    is_body: bool = True  # a placeholder of the layout, else a text box


@dataclass
class Table:
    rows: list[list[Line]]


@dataclass
class Drawing:
    """SmartArt: an outline."""

    lines: list[Line]


@dataclass
class Photo:
    name: str


@dataclass
class SlideSpec:
    title: Line | None
    columns: list[list[Box | Table | Drawing | Photo]] = field(default_factory=list)
    notes: str = ""
    footer: str = ""


@dataclass
class DeckSpec:
    name: str
    slides: list[SlideSpec]
    title_boxes: bool = False  # titles are text boxes, with no placeholder
    typed_bullets: bool = False  # a sign at the start of the line
    many_runs: bool = False  # as LibreOffice writes
    days: list[str] = field(default_factory=lambda: [""])

    def expected(self, *, with_notes: bool = True) -> list[Line]:
        """Return all lines. A footer counts once."""
        lines: list[Line] = []
        footers: set[str] = set()
        for slide in self.slides:
            lines += [slide.title] if slide.title else []
            for part in (part for column in slide.columns for part in column):
                if isinstance(part, Table):
                    lines += [cell for row in part.rows for cell in row]
                elif isinstance(part, Box | Drawing):
                    lines += [line for line in part.lines if line.text]
            lines += [Line(slide.notes, Place.NOTE)] if slide.notes and with_notes else []
            if slide.footer and slide.footer not in footers:
                footers.add(slide.footer)
                lines.append(Line(slide.footer, Place.UNPLACED))
        return lines


def b(text, place=Place.POINT, **more):
    return Line(text, place, bullet=True, **more)


def p(text, place=Place.POINT, **more):
    return Line(text, place, **more)


def slide(title, place, *lines, **more):
    """A slide with a title and one box."""
    return SlideSpec(
        p(title, place) if title else None, [[Box(list(lines))]] if lines else [], **more
    )


def boxes(title, place, *columns, **more):
    """A slide whose columns hold boxes, one for each list of lines."""
    made = [
        [part if not isinstance(part, list) else Box(part, is_body=False) for part in column]
        for column in columns
    ]
    return SlideSpec(p(title, place) if title else None, made, **more)


T, D, N, IN, Q, TH = (
    Place.TITLE,
    Place.DATE,
    Place.PEOPLE,
    Place.INTRODUCTION,
    Place.QUESTION,
    Place.THEME,
)
QU, PO, V, R, F, X, L, U = (
    Place.QUOTE,
    Place.POEM,
    Place.VIDEO,
    Place.REFLECTION,
    Place.FEEDBACK,
    Place.NEXT,
    Place.LABEL,
    Place.UNPLACED,
)
FILM = "https://www.youtube.com/watch?v=abcdefghijk"
OTHER_FILM = "https://vimeo.com/123456789"

POEM = [
    "The kettle hums before the talk,",
    "the chairs pull in around the screen,",
    "",
    "we say the thing we could not say",
    "to anyone who had not been.",
    "",
    "Stay for the end. The tea is hot,",
    "the door is open, come back in",
]

principles = [
    slide(
        "Over a Brew",
        T,
        p("Our principles", T),
        p("Wednesday 22 May 2024", D),
        p("29 people attended", N),
    ),
    slide(
        "What we talked about",
        L,
        p("We met to ask what belongs in a set of principles for working together.", IN),
        p("People spoke in small groups first. Then everyone came back and shared.", IN),
    ),
    slide(
        "Questions we asked",
        L,
        b("What belongs in a set of principles?", Q),
        b("How can we use what we hear in these spaces?", Q),
        b("What would you change in your own life?", Q),
    ),
    slide(
        "Commit to co-production",
        TH,
        b("Say what it means, and how it differs from asking people what they think."),
        b("Make it business as usual, not a special project."),
        b("Give it money and time in the plan."),
    ),
    slide(
        "Involve people early",
        TH,
        b("Ask before the first draft is written"),
        b("Do not bring a finished plan and call it listening"),
        b("“If you come to me at the end, you came too late.”", QU),
    ),
    slide(
        "Help people join in",
        TH,
        b("Cameras can be off and nobody asks why."),
        b("Send the questions a week before."),
        b("Pay for the carer who sits with Mum while I am here."),
    ),
    slide(
        "In people’s own words",
        L,
        p("“I came to listen and found I had a lot to say.” – A carer from Norfolk", QU),
        p("“Nobody asked me that before, not in twenty years.”", QU),
    ),
    slide(
        "Final reflections",
        L,
        b("Trust is slow to build and quick to lose.", R),
        b("The principles should fit on one page.", R),
    ),
    slide(
        "Feedback", L, b("The break came too late.", F), b("Small groups of four worked well.", F)
    ),
    slide(
        "What happens next",
        L,
        b("The principles are written up and sent round in June.", X),
        b("The next session is on Wednesday 26 June 2024, about artificial intelligence.", X),
    ),
]

intelligence = [
    slide("Artificial intelligence", T, p("Over a Brew, 26 June 2024", D), p("24 people came", N)),
    slide("Questions", L, p("Where could it help you?", Q), p("What worries you about it?", Q)),
    slide(
        "Where it could help",
        TH,
        p("Turning a long letter into plain words"),
        p("Translating for someone whose first language is not English"),
        p("Reminding people of tablets and appointments, in a voice they choose"),
    ),
    slide(
        "What worries us",
        TH,
        p("Wrong answers that sound right"),
        p("Losing the person at the other end of the phone"),
        p("Who keeps what I type, and who can read it later on"),
    ),
    slide(
        "Safeguards",
        TH,
        p("Say when a machine wrote it"),
        p("A person must be able to say no to what the machine says"),
    ),
    slide(
        "Closing thoughts",
        L,
        p("Useful if it is used well, and made with the people it affects.", R),
    ),
]

equality = [
    slide(
        "Equality, equity, diversity and inclusion", T, p("24/07/24", D), p("We were 31 people", N)
    ),
    SlideSpec(
        p("A poem: The door is open", PO),
        [
            [
                Box(
                    [p(text, PO) for text in [*POEM, "", "by Maureen from the collective"]],
                    is_body=False,
                )
            ]
        ],
    ),
    slide("The film we watched", V, p(FILM, V, link=FILM)),
    slide(
        "Power",
        TH,
        b("Who decides what is on the agenda decides the meeting."),
        b("Titles make people quiet, so leave them at the door."),
        notes="Remind people that the chat is open all the time.",
    ),
    slide(
        "Barriers",
        TH,
        b("Budgets that end in March."),
        b("Forms that only come as a PDF."),
        b("“I can do mornings or I can do lifts, not both.”", QU),
        notes="Ask about time for carers here, it came up a lot last time.",
    ),
    slide(
        "How people found it",
        L,
        p("Too many slides, said three people.", F),
        p("The poem was the best bit.", F),
    ),
    slide("Next steps", L, b("We share this page with each council in the region.", X)),
]

with_boxes = [
    SlideSpec(
        p("Unpaid carers", T),
        [
            [
                Box([p("25 September 2024", D)], False),
                Box([p("37 people joined us", N)], False),
            ]
        ],
    ),
    boxes(
        "What we asked",
        L,
        [
            [p("What keeps you going?", Q)],
            [p("Who looks after you?", Q)],
            [p("What would a good week look like?", Q)],
        ],
    ),
    boxes(
        "A break that is a break",
        TH,
        [
            [p("A whole night’s sleep, once a month")],
            [p("Somebody I know, not a stranger each time")],
            [p("Not having to explain it all again to one more person on the phone")],
        ],
    ),
    boxes(
        "Being seen",
        TH,
        [
            [p("The doctor talks to me as well as about me")],
            [p("“I am not his carer first. I am his wife.”", QU)],
            [p("A card that says who I am")],
        ],
    ),
    boxes(
        "What people take away", L, [[p("Ask a carer how they are, and wait for the answer.", R)]]
    ),
]

drawn = [
    slide("Housing and care", T, p("Thursday 17 October 2024", D), p("Attended by 22 people", N)),
    SlideSpec(
        p("What makes a home", TH),
        [
            [
                Drawing(
                    [
                        b("A front door of my own"),
                        b("Neighbours who know my name"),
                        b("A bathroom that fits my chair"),
                    ]
                )
            ]
        ],
    ),
    SlideSpec(
        p("What people said", L),
        [
            [
                Drawing(
                    [
                        b("Choice", TH),
                        b("I want to pick who I live with", level=1),
                        b("Two viewings are not a choice", level=1),
                        b("Repairs", TH),
                        b("A broken lift means I stay in for weeks", level=1),
                    ]
                )
            ]
        ],
    ),
    slide("Reflections", L, p("A home is more than a place to be cared for in.", R)),
]

tables = [
    slide("Direct payments", T, p("8 July 2024", D), p("18 people took part", N)),
    SlideSpec(
        p("What we heard", L),
        [
            [
                Table(
                    [
                        [p("Theme", L), p("What people said", L)],
                        [p("Starting out", TH), p("Nobody told us which forms to fill in first")],
                        [
                            p("Being an employer", TH),
                            p("Payroll help is what makes it work for us"),
                        ],
                        [
                            p("Rates of pay", TH),
                            p("The rate has to rise when wages rise around it"),
                        ],
                    ]
                )
            ]
        ],
    ),
    SlideSpec(
        p("Actions", L),
        [
            [
                Table(
                    [
                        [p("What", X), p("Who", X), p("By when", X)],
                        [p("Write a one page guide", X), p("The council", X), p("September", X)],
                        [p("List payroll helpers", X), p("Curators of Change", X), p("August", X)],
                    ]
                )
            ]
        ],
    ),
]

columns = [
    slide(
        "Technology at home", T, p("Wednesday 27 November 2024", D), p("Number of people: 26", N)
    ),
    boxes(
        "Hopes and fears",
        TH,
        [
            [
                p("Hopes", TH, bold=True),
                b("Stay in my own home for longer"),
                b("Call for help without a cord"),
            ]
        ],
        [
            [
                p("Fears", TH, bold=True),
                b("Being watched all day and night"),
                b("Nobody comes round any more"),
            ]
        ],
    ),
    boxes(
        "What would help",
        TH,
        [
            [b("Try it for a month before you decide"), b("Somebody who comes to set it up")],
        ],
        [
            [b("One number to ring when it breaks"), b("Written steps with pictures")],
        ],
    ),
    boxes(
        "Voices",
        L,
        [[p("“My watch rang my sister before I knew I had fallen.”", QU)]],
        [[p("“I switched it off. It beeped at the cat.”", QU)]],
    ),
]

scanned = [
    slide("Dementia and daily life", T, p("22 January 2025", D), p("33 people came together", N)),
    SlideSpec(None, [[Photo("scan")]]),
    slide(
        "Daily life",
        TH,
        b("Labels on the cupboards, with a picture"),
        b("The same face at the door each day"),
    ),
    SlideSpec(
        p("The room", TH), [[Box([b("Good light, and no pattern on the floor")]), Photo("room")]]
    ),
]

SUBJECTS = [
    "Transport",
    "Money",
    "Work",
    "Friends",
    "Sleep",
    "Food",
    "Hospitals",
    "Letters",
    "Phones",
    "Parks",
    "Pets",
    "Music",
    "Faith",
    "School",
    "Moving house",
    "Respite",
    "Equipment",
    "Shops",
    "Holidays",
    "Neighbours",
    "Police",
    "Dentists",
    "Weather",
    "Stairs",
    "Toilets",
    "Queues",
    "Language",
    "Reviews",
    "Advocates",
]

long_deck = [
    slide(
        "What matters to us",
        T,
        p("A day of listening", T),
        p("26 February 2025", D),
        p("40 people were there", N),
        footer="Over a Brew and friends",
    ),
    slide(
        "The questions we talked about",
        L,
        b("What matters most to you?", Q),
        footer="Over a Brew and friends",
    ),
    *(
        each
        for subject in SUBJECTS
        for each in (
            slide(
                subject,
                TH,
                b(f"People told us that {subject.lower()} came up every week."),
                footer="Over a Brew and friends",
            ),
            slide(
                f"{subject} (continued)",
                L,
                b(f"We would start with one small change about {subject.lower()}."),
                footer="Over a Brew and friends",
            ),
        )
    ),
]

AREAS = [
    ("Essex", "Monday 1 July 2024", 31, "Buses"),
    ("Hertfordshire", "Tuesday 2 July 2024", 26, "Waiting"),
    ("Norfolk", "Wednesday 3 July 2024", 35, "Distance"),
    ("Bedfordshire", "Friday 5 July 2024", 28, "Languages"),
    ("Milton Keynes", "Monday 8 July 2024", 22, "Newcomers"),
]

five_sessions = [
    slide("Co-production Week 2024", U, p("What is missing?", U)),
    *(
        each
        for area, day, number, theme in AREAS
        for each in (
            slide(f"{area}: what is missing?", T, p(day, D), p(f"{number} people attended", N)),
            slide("What we asked", L, b(f"What is missing in {area}?", Q)),
            slide(
                theme,
                TH,
                b(f"In {area} people begin with {theme.lower()}."),
                b("It should be on the first page of the plan."),
            ),
            slide("Quotes", L, p(f"“I have lived in {area} all my life and nobody asked.”", QU)),
        )
    ),
    slide("What comes next", L, p("Each area puts its own page on the site in the autumn.", X)),
]

habits = [
    boxes(
        "Hospital and home",
        T,
        [
            [p("Tuesday 25/03/25, 10:30am to 12 noon", D)],
            [p("Thirty-four people came.", N)],
            [p("Curators of Change with ADASS Eastern Region", U)],
        ],
    ),
    slide("Agenda", U, b("Welcome and a poem", U), b("Small groups", U), b("Back together", U)),
    slide(
        "Leaving hospital",
        TH,
        b("Friday at five is the worst time to be sent home."),
        b("The list of tablets should match the bag."),
        b("One carer said: “I got the call in the car park.”", QU),
    ),
    slide(
        "Coming home",
        TH,
        b("Somebody to check the fridge and the heating."),
        b("A film from another area shows how it can work.", V, link=OTHER_FILM),
    ),
    slide(
        "Key messages",
        L,
        b("Plan for home on the first day in hospital.", Place.IN_SHORT),
        b("Write it down, once, for all.", Place.IN_SHORT),
    ),
    slide("Thank you for coming", U, p("Questions? Talk to any of us.", U)),
]

no_titles = [
    boxes("Young carers", T, [[p("28 May 2025", D), p("19 people attended", N)]]),
    boxes(
        "At school",
        TH,
        [[b("One teacher who knows, and keeps it quiet"), b("A phone I am allowed to keep on")]],
    ),
    boxes("", None, [[b("Time for homework that is not midnight"), b("Not being called brave")]]),
    boxes(
        "At home", TH, [[b("Jobs that fit my age"), b("A night off when Dad has his sister round")]]
    ),
    boxes(
        "Quotes from the day",
        L,
        [[p("“I make the tea and then I do my maths.”", QU), p("– Somebody aged twelve", QU)]],
    ),
]

loneliness = [
    slide("OVER A BREW: LONELINESS – 23 APRIL 2025", T, p("Attendance: 27", N)),
    slide(
        "WHY WE MET",
        L,
        p(
            "Loneliness came up at every session this year. We wanted to give it a morning of its own.",
            IN,
        ),
    ),
    slide(
        "WE ASKED YOU",
        L,
        p("1. When do you feel most alone?", Q),
        p("2. What helps?", Q),
        p("3. What could your street do?", Q),
    ),
    slide(
        "Evenings and weekends",
        TH,
        p(
            "Services stop at five on Friday and start at nine on Monday, and the time between is the longest."
        ),
        p("Several people said that Sunday is hard. Shops close early and the buses are few."),
    ),
    boxes(
        "What helps",
        TH,
        [
            [
                b("A phone call at the same time each week"),
                b("Being asked to do something, not only to come"),
            ],
            [b("A bench by the bus stop")],
        ],
        [
            [p("'I talk to the lady at the till. She knows my name.'", QU)],
            [p('"My dog gets me out and then people talk to the dog."', QU)],
        ],
    ),
    slide(
        "HEADLINES",
        L,
        b("Weekends matter most.", Place.IN_SHORT),
        b("Small things count.", Place.IN_SHORT),
    ),
    slide(
        "YOUR FEEDBACK ON TODAY",
        L,
        b("More time in small groups please", F),
        b("I liked that nobody had to speak", F),
    ),
    slide(
        "NEXT BREW",
        L,
        p("Wednesday 28 May 2025, 10:30am, about young carers. Book on our site.", X),
    ),
]

with_prose = [
    slide(
        "Getting about",
        T,
        p(
            "A summary of our session on Wednesday 19 March 2025. It was about buses, trains and lifts.",
            IN,
        ),
        p("In all 45 people came to talk with us that morning, in the room and online.", IN),
    ),
    slide(
        "Discussion questions",
        L,
        p("We asked everyone:", L),
        b("How do you get to where you need to be?", Q),
        b("What stops you?", Q),
    ),
    slide(
        "Theme 1: Buses",
        TH,
        b("Two buses an hour is a service. Two a day is not."),
        b("Drivers who wait until I sit down", level=1),
        b("Ramps that work", level=1),
    ),
    slide(
        "Theme 2: Help at the station",
        TH,
        b("Booking help a day before means planning my life a day before."),
        b("“They forgot me on the train. I rang from Ely.” (a man from Cambridge)", QU),
    ),
    slide("Watch the film", V, p(f"{OTHER_FILM}", V)),
    SlideSpec(
        p("Arrivals", PO),
        [
            [
                Box(
                    [
                        p(t, PO)
                        for t in [
                            "The bus is late,",
                            "  the rain is not,",
                            "I count the cars",
                            "  from where I wait.",
                            "",
                            "Poem by Dev",
                        ]
                    ],
                    False,
                )
            ]
        ],
    ),
    slide("Take aways", L, p("People plan their whole week around one lift.", R)),
    slide("Actions", L, b("We send this to the three bus companies by May.", X)),
    slide("Get in touch", U, p("hello@brew.example", U)),
]

money = [
    slide(
        "Over a Brew",
        T,
        p("Talking about money", T),
        p("Wed 17th September 2025", D),
        p("Hosted by Curators of Change", U),
    ),
    slide(
        "Welcome!",
        L,
        p(
            "This morning we talked about money: benefits, bills and what is left at the end of the week.",
            IN,
        ),
        p("52 people came along, from seven counties.", IN),
    ),
    slide(
        "We talked in four groups",
        TH,
        b("Group 1 talked about benefits"),
        b("Group 2 talked about heating"),
        b("Groups 3 and 4 talked about debt"),
    ),
    slide(
        "Q1. What costs more when you are disabled?",
        TH,
        b("Taxis, because the bus has one space"),
        b("Heating, because I sit still all day"),
        b("Food that I can open myself"),
    ),
    slide(
        "Q2. What would make it easier?",
        TH,
        b("One form for everything"),
        b("A person at the end of the phone"),
    ),
    slide(
        "What you told us",
        L,
        b("“I choose between the oxygen and the telly.”", QU),
        b("“My PIP went down when my legs got worse.”", QU),
    ),
    slide(
        "Top three messages",
        L,
        b("Disability costs money.", Place.IN_SHORT),
        b("Forms make people ill.", Place.IN_SHORT),
        b("Ask before you cut.", Place.IN_SHORT),
    ),
    slide(
        "How did we do?",
        L,
        b("12 people said great, 3 said OK", F),
        b("The sound was bad in group 2", F),
    ),
    slide(
        "Dates for your diary",
        L,
        b("22 October 2025: Over a Brew on transport", X),
        b("26 November 2025: Over a Brew on winter", X),
    ),
]
rural = [
    boxes("What is missing? Norfolk", T, [[p("3rd July 2024", D)], [p("35 attendees", N)]]),
    slide(
        "Purpose of the day", L, p("To hear what is missing from plans for care in Norfolk.", IN)
    ),
    boxes(
        "Rural life",
        TH,
        [
            [b("Signal is poor so apps are no use"), b("The nearest dentist is in another county")],
            Photo("map"),
        ],
        [[p("“You need a car to be disabled here.”", QU), p("Woman, Fakenham", QU)]],
    ),
    SlideSpec(
        p("Haiku", PO),
        [
            [
                Box(
                    [
                        p(text, PO)
                        for text in [
                            "Long road, late taxi",
                            "the field goes past the window",
                            "someone holds the door",
                        ]
                    ],
                    False,
                )
            ]
        ],
    ),
    slide("Video: Jo’s story", V, p("Watch on YouTube: https://youtu.be/abcdefghijk", V)),
    slide("Our commitments", L, b("The council will publish a map of transport by October.", X)),
    slide("Reflection", L, p("Distance is not a detail.", R)),
]

friends = [
    slide(
        "Over a Brew in Norwich",
        T,
        p("Friendship and dating", T),
        p("Saturday 14 February 2026, 11am–1pm", D),
        p("Number attending: 23", N),
    ),
    slide(
        "Setting the scene",
        L,
        p("We began with a poem and a brew. Then we talked about friends, and about love.", IN),
    ),
    SlideSpec(
        p("Poem – Late bus", PO),
        [
            [
                Box(
                    [
                        p(text, PO)
                        for text in [
                            "You held the door",
                            "I held my breath",
                            "and then the driver",
                            "held the bus.",
                            "",
                            "– Kay",
                        ]
                    ],
                    False,
                )
            ]
        ],
    ),
    slide(
        "The big questions", L, p("What makes a friend?", Q), p("Who gets to say who I can see?", Q)
    ),
    slide(
        "Making friends",
        TH,
        b("Clubs are fine but they end at four."),
        b("Support workers go home and then who?"),
        b("“My best friend is paid to be here.”", QU),
    ),
    slide(
        "Love and dating",
        TH,
        b("Nobody talks to us about it."),
        b("Staff say it is a risk. Everything is a risk."),
    ),
    slide(
        "Rights",
        TH,
        p("The law says we have a right to a private and family life."),
        p("People had not been told."),
    ),
    slide("What we are taking away", L, b("Loneliness is not a care plan.", R)),
    slide(
        "You said / we did",
        TH,
        b("You asked for name badges in big print. They are here."),
        b("You asked for later starts. We begin at 11 now."),
    ),
    slide("Next time", L, p("28 March 2026: work", X)),
]
autism = [
    boxes(
        "SUMMARY OF DISCUSSION",
        U,
        [[p("Autism and work", T)], [p("Thurs 9/4/2026", D)], [p("We had 17 people online", N)]],
    ),
    slide("Why this topic?", L, p("Only three in ten autistic people have paid work.", IN)),
    boxes(
        "Interviews",
        TH,
        [[b("Send the questions first")], [b("Let me write instead of talk")]],
        [[b("No trick questions")], [p("“I got the job when they let me show them.” Dan, 24", QU)]],
    ),
    slide(
        "At work",
        TH,
        b("Light, noise and a desk that stays mine"),
        b(
            "Say what you mean",
        ),
        b("Managers change and the plan is lost"),
    ),
    slide("Action points", L, b("We ask three employers to meet us in June.", X)),
    slide("Evaluation", L, p("Nine out of ten would come again.", F)),
    slide(
        "Useful links",
        Place.OTHER,
        p(
            "National Autistic Society: https://www.autism.org.uk",
            Place.OTHER,
            link="https://www.autism.org.uk",
        ),
    ),
]

diagnosis = [
    slide(
        "Getting a diagnosis",
        T,
        p("Over a Brew | Tuesday 12 May 2026", D),
        p("30 of us met online", N),
    ),
    slide(
        "Today", L, p("People told us how they found out what they have, and who told them.", IN)
    ),
    slide("Questions", L, b("How did you find out?", Q), b("What happened the day after?", Q)),
    slide(
        "Waiting",
        TH,
        b("Two years for a first letter"),
        b("No news is not good news when you wait"),
        b("“I aged while I was on the list.”", QU),
    ),
    slide(
        "Being told",
        TH,
        b("In a corridor"),
        b("By letter, on a Saturday"),
        b("With my daughter translating, aged nine"),
    ),
    slide(
        "The day after",
        TH,
        b("A leaflet and a phone number that rings out"),
        b("Other people with the same thing"),
    ),
    slide(
        "Quotes", L, p("“They gave me a word and closed the door.”", QU), p("– Man, Ipswich", QU)
    ),
    slide(
        "What would help",
        TH,
        b("A named person for a year"),
        b("A second talk, when the first has sunk in"),
    ),
    slide("What next?", L, b("We meet the hospital trust on 2 June", X)),
    slide("Any questions?", U),
]
transport = [
    boxes("Transport for all", T, [[p("16.06.2026", D)], [p("41 people attended", N)]]),
    slide(
        "Who was in the room",
        L,
        p("People who use wheelchairs, people who do not drive, and two bus drivers.", IN),
    ),
    slide("Theme: getting there", TH, b("Book two days before"), b("The ramp is broken again")),
    slide(
        "Theme: getting home",
        TH,
        b("The last bus goes at six"),
        p("'I leave every party before the cake.'", QU),
    ),
    SlideSpec(
        p("Barriers and ideas", TH),
        [
            [
                Table(
                    [
                        [p("Barrier", L), p("Idea", L)],
                        [p("Cost", TH), p("One ticket for both of us when I need help")],
                        [p("Distance", TH), p("A lift scheme that crosses the county line")],
                    ]
                )
            ]
        ],
    ),
    slide(
        "Poem: Stop",
        PO,
        p("I put my hand out.", PO),
        p("The bus goes past.", PO),
        p("I put my hand out.", PO),
        p("It stops at last.", PO),
    ),
    slide("Our asks", L, b("Put the timetable in large print at each stop by spring", X)),
    slide("Feedback from the day", L, b("Loved the poem", F)),
]

SLIDE_DECKS = [
    DeckSpec("diagnosis", diagnosis, days=["2026-05-12"]),
    DeckSpec("transport", transport, days=["2026-06-16"]),
    DeckSpec("friends", friends, days=["2026-02-14"]),
    DeckSpec("autism", autism, days=["2026-04-09"]),
    DeckSpec("money", money, days=["2025-09-17"]),
    DeckSpec("rural", rural, days=["2024-07-03"]),
    DeckSpec("capitals", loneliness, days=["2025-04-23"]),
    DeckSpec("prose", with_prose, days=["2025-03-19"]),
    DeckSpec("powerpoint", principles, days=["2024-05-22"]),
    DeckSpec("libreoffice_runs", intelligence, many_runs=True, days=["2024-06-26"]),
    DeckSpec("poem_film_notes", equality, days=["2024-07-24"]),
    DeckSpec("titles_as_text_boxes", principles, title_boxes=True, days=["2024-05-22"]),
    DeckSpec("bullets_as_boxes", with_boxes, days=["2024-09-25"]),
    DeckSpec("smart_art", drawn, days=["2024-10-17"]),
    DeckSpec("tables", tables, days=["2024-07-08"]),
    DeckSpec("two_columns", columns, days=["2024-11-27"]),
    DeckSpec("scanned_page", scanned, days=["2025-01-22"]),
    DeckSpec("sixty_slides", long_deck, days=["2025-02-26"]),
    DeckSpec(
        "five_sessions",
        five_sessions,
        days=["2024-07-01", "2024-07-02", "2024-07-03", "2024-07-05", "2024-07-08"],
    ),
    DeckSpec("habits", habits, typed_bullets=True, days=["2025-03-25"]),
    DeckSpec(
        "slides_without_titles",
        no_titles,
        title_boxes=True,
        typed_bullets=True,
        days=["2025-05-28"],
    ),
]
assert len(long_deck) == 60
