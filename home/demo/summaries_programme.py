"""The six sessions of Co-production Week, 1 to 8 July 2024. No two pages are built alike."""

from datetime import date, time

from .poems import MISSING
from .shapes import Quote, Summary, Theme
from .videos import WHATS_MISSING

PROGRAMME_TITLE = "What's missing? Co-production Week 2024"
PROGRAMME_SUMMARY = (
    "Six sessions across the region in eight days. About 160 people came. Each area asked the "
    "same question in its own way."
)
PROGRAMME_INTRODUCTION = (
    "Co-production Week comes round every July. In 2024 we did not hold one big meeting. We went "
    "to six different tables.",
    "Every session began with the same short film and the same question: what is missing? After "
    "that, each area did it in its own way. So each page here looks different.",
)
ABOUT_160 = (("6", "sessions"), ("About 160", "people in all"))

ESSEX = Summary(
    title="What's missing? Essex",
    held_on=date(2024, 7, 1),
    starts=time(10, 0),
    ends=time(11, 30),
    topics=("Working together", "Being heard"),
    areas=("Essex",),
    people_came=None,
    picture="notice-board",
    summary="Essex wrote postcards. Each one began with Dear Council, and each one was read out "
    "by somebody else.",
    introduction="<p>The week began in Essex. After the film, everyone got a postcard, on paper "
    "or on screen. Each card began the same way: <i>Dear Council, what is missing is...</i></p>"
    "<p>Then we swapped, and read out each other's cards. It is odd to hear your own words in a "
    "stranger's voice. Several people said it was the first time those words had sounded "
    "important.</p>",
    quotes=(
        Quote(
            "Dear Council, what is missing is the same face twice.",
            "A card from Basildon",
        ),
        Quote(
            "Dear Council, what is missing is the second half of the sentence. You said you would "
            "look into it and.",
            "A card from Colchester",
        ),
        Quote(
            "Dear Council, what is missing is my daughter's laugh from your report. She is on "
            "page nine as a cost.",
            "A card from Chelmsford",
        ),
        Quote(
            "Dear Council, it is me, I work for you. What is missing is time. I want to do it "
            "your way. I have 20 minutes a visit.",
            "A card from someone who works in social care",
        ),
        Quote(
            "Dear Council, nothing is missing today. The new girl at the day centre is a "
            "treasure. Please do not move her.",
            "A card from Jaywick",
        ),
    ),
    video=WHATS_MISSING,
    reflections="<p>Nobody had planned what came next. Two people from the council asked if they "
    "could take the cards away. Someone said: only if you write back. So they did. Every card got "
    "an answer by the end of August, and 19 of the answers were more than thank you.</p>",
    what_next="<p>The cards hung in the corridor outside the team's office. People say they walk "
    "past them slowly.</p>",
    figures=ABOUT_160,
)

HERTFORDSHIRE = Summary(
    title="What's missing? Hertfordshire",
    held_on=date(2024, 7, 2),
    starts=time(13, 0),
    ends=time(14, 30),
    topics=("Working together",),
    areas=("Hertfordshire",),
    people_came=None,
    picture="village-hall",
    summary="Hertfordshire made two lists: what is missing, and what is already here and not "
    "being used.",
    introduction="<p>We nearly had a row, in a good way. Half of us wanted to list what is "
    "missing. The other half were sick of that. So we did both, and drew a line down the middle "
    "of the page.</p>",
    themes=(
        Theme(
            "What is missing",
            (
                "One number to ring, with a person at the end of it.",
                "Lunch. We are always asked to meet at 12.",
                "Men. There were four of us.",
                "A plan for when the carer is the one who falls ill.",
            ),
        ),
        Theme(
            "What is here already",
            (
                "A choir in Letchworth that anyone can walk into. Half of them cannot sing.",
                "School halls that stand empty from four o'clock.",
                "A man in Ware who mends wheelchairs in his garage on Sundays.",
                "Each other. Three people found out that they live on the same road.",
            ),
        ),
        Theme(
            "What joins the two",
            (
                "Someone has to know both lists. At the moment that is the lady in the library.",
                "Pay the lady in the library.",
            ),
        ),
    ),
    quotes=(
        Quote(
            "I have been coming to these for ten years. This is the first time I left with a "
            "phone number and not a leaflet.",
            "Gordon, Stevenage",
        ),
    ),
    video=WHATS_MISSING,
    feedback="<p>What people said on the way out: <i>can we have more of the second list?</i>.</p>",
    what_next="<p>The second list is being kept in the library, on paper, by the door. Anyone can "
    "add to it. There is a pen on a string.</p>",
    figures=ABOUT_160,
)

NORFOLK = Summary(
    title="What's missing? Norfolk",
    held_on=date(2024, 7, 3),
    starts=time(10, 30),
    ends=time(12, 0),
    topics=("Working together", "Getting about"),
    areas=("Norfolk",),
    people_came=None,
    picture="bus-stop",
    summary="In Norfolk we answered with a poem that everyone made, one line each, in eleven "
    "minutes.",
    introduction="<p>Norfolk is wide, and it takes a while to get across. So this one was on "
    "screens and phones. One person joined from a parked tractor.</p>"
    "<p>After the film we each wrote one line that began with the word <i>missing</i>. Then "
    "Pauline put them in order while the rest of us made tea. This is what she read back.</p>",
    poem=MISSING,
    video=WHATS_MISSING,
    reflections="<p>Jean had come to our talks for years. She died that spring. Her nephew wrote "
    "both of her lines. He had not planned the second one.</p>"
    "<p>After that we did not much want to make a list. So we did not. We talked about who "
    "notices when somebody stops coming, and we swapped numbers.</p>",
    what_next="<p>Two things came out of it. There is now a phone tree for people who live more "
    "than a mile from a bus. And the poem is up on the wall of a hospital, by the "
    "lifts.</p>",
    figures=ABOUT_160,
)

BEDFORDSHIRE_LUTON_MILTON_KEYNES = Summary(
    title="What's missing? Bedfordshire, Luton and Milton Keynes",
    held_on=date(2024, 7, 5),
    starts=time(10, 0),
    ends=time(12, 0),
    topics=("Working together", "Growing up"),
    areas=("Bedfordshire", "Luton", "Milton Keynes"),
    people_came=None,
    picture="patchwork-map",
    summary="Three places, three people, three stories. After each one we asked: where was the "
    "gap, and who could have filled it?",
    introduction="<p>Three people each told a story of about five minutes. They had practised. "
    "After each one we sat quiet for a whole minute, by the clock. Then we talked.</p>",
    themes=(
        Theme(
            "Imran's story: turning 18",
            (
                "On Monday he was a child and had a team. On Tuesday he was a man and had a "
                "letter.",
                "The gap: nobody from the new team had met him before the birthday.",
                "Who could fill it: somebody who has been through it, a year or two ahead.",
            ),
        ),
        Theme(
            "Denise's story: moving house",
            (
                "She moved four miles, over a line on a map. Her support stopped at the line.",
                "The gap: she had to tell the whole story again, from birth.",
                "Who could fill it: the two councils. They could pick up the phone.",
            ),
        ),
        Theme(
            "Mr Osei's story: the bench",
            (
                "Every day he sat on the bench outside the shop. Then the bench was taken out.",
                "The gap: it was on a list of street furniture. It was not on a list of care.",
                "Who could fill it: anyone with a bench.",
            ),
        ),
    ),
    quotes=(
        Quote(
            "A minute of quiet is very long. I heard what he had said. Then I heard it again.",
            "Kit, Bedfordshire",
        ),
    ),
    video=WHATS_MISSING,
    reflections="<p>The talk kept coming back to edges. The edge of being a child. The edge of a "
    "county. The edge of whose job it is. Most of the gaps were there.</p>",
    feedback="<ul><li>The minute of silence: 17 liked it, two did not, one fell asleep and said "
    "it was the best part of the day.</li>"
    "<li>Two hours was too long without a proper break. We should have had one.</li></ul>",
    what_next="<p>Mr Osei has his bench back. It took seven weeks and eleven emails. It has a "
    "small sign that says: sit here if you would like a chat.</p>",
    figures=ABOUT_160,
)

DIRECT_PAYMENTS = Summary(
    title="What's missing? Direct payments in Milton Keynes and Bedfordshire",
    held_on=date(2024, 7, 8),
    starts=time(10, 30),
    ends=time(12, 0),
    topics=("Direct payments",),
    areas=("Milton Keynes", "Bedfordshire"),
    people_came=None,
    picture="paperwork-cat",
    summary="Running your own support with money from the council. The good, the bad, and the "
    "shoebox full of receipts.",
    introduction="<p>A direct payment is money that the council gives you, so that you can run "
    "your own support. You might pay someone to help you, or join a class, or buy a thing that "
    "does the job.</p>"
    "<p>This session was about one subject, so we did it as questions. People who have a direct "
    "payment answered them. The council sat and took notes.</p>",
    questions=(
        "What is the best thing that you have done with it?",
        "What nearly made you give up?",
        "What do you wish someone had told you on the first day?",
    ),
    themes=(
        Theme(
            "The best thing",
            (
                "I chose Anna. I asked my own questions. I asked if she liked dogs.",
                "Swimming. Nobody in an office would have thought of swimming.",
                "I go to bed when I am tired. Before, I went to bed at seven, when they came.",
            ),
        ),
        Theme(
            "What nearly made me give up",
            (
                "I became a boss overnight. Payroll, sick pay, holidays. I had never been a boss.",
                "There was nobody to hire. I advertised four times.",
                "I was asked for a receipt for a coffee. I was made to feel like a thief.",
                "When it works, it is the best thing there is. When Anna is ill, it is just me.",
            ),
        ),
        Theme(
            "What I wish I had known",
            (
                "You can ask for help with the paperwork. It is allowed, and it can be paid for.",
                "Keep every receipt in one shoebox. One. Not five.",
                "Talk to someone who has done it. You can ask a person what a leaflet left out.",
                "You can say it is not for you, and go back.",
            ),
        ),
        Theme(
            "What is missing",
            (
                "People to employ, and fair pay for them.",
                "Rules that fit on two sides of paper, the same in each area.",
                "A group of us, so that a new person never has to start alone.",
            ),
        ),
    ),
    quotes=(
        Quote(
            "It is not money for care. It is money for a life. Please stop looking surprised when "
            "I have one.",
            "Carol, Bletchley",
        ),
        Quote(
            "I took notes for an hour and a half. I wrote down receipts nine times.",
            "Steve, who works for a council",
        ),
    ),
    video=WHATS_MISSING,
    feedback="<p>People wanted the answers on paper, to hand on. We have made a sheet of them. "
    "Ask us and we will post it.</p>",
    what_next="<p>Eight people said yes to being rung up by somebody new to this. It has a name "
    'now: the Shoebox Club. It meets by phone, and you can <a href="/sessions/">find it among '
    "our sessions</a> when there is a date.</p>",
    figures=ABOUT_160,
)

CLOSING = Summary(
    title="What's missing? What the week told us",
    held_on=date(2024, 7, 8),
    starts=time(14, 0),
    ends=time(15, 0),
    topics=("Working together", "Being heard"),
    areas=(),
    people_came=None,
    picture="jigsaw",
    summary="The last hour of the week, for everyone. We put the five areas side by side and "
    "looked for what they share.",
    introduction="<p>The last session was online, for people from every area. Someone from each "
    "of the five earlier sessions had three minutes to say what they had heard. There was an egg "
    "timer, on loan from Norfolk. It was strict.</p>",
    in_short=(
        "The same face twice matters more than the right form.",
        "Gaps open at the edges: of an age, of a county, of whose job it is.",
        "People want to hear what happened next, even if the answer is no.",
    ),
    themes=(
        Theme(
            "All five areas said",
            (
                "Tell us what happened to what we told you.",
                "Let us talk to someone who has been through it.",
                "There is not enough time in a visit, or in a meeting.",
            ),
        ),
        Theme(
            "Only one area said, and the rest of us wished we had",
            (
                "Essex: write back to each person.",
                "Hertfordshire: also list what you have got.",
                "Norfolk: notice who has stopped coming.",
                "Bedfordshire, Luton and Milton Keynes: be quiet for a minute.",
                "Milton Keynes and Bedfordshire: one shoebox.",
            ),
        ),
    ),
    quotes=(
        Quote(
            "We asked what is missing in six rooms. I think it was mostly each other.",
            "Yusuf, Curators of Change",
        ),
    ),
    video=WHATS_MISSING,
    reflections="<p>It would be easy to turn a week like this into one neat list. We have tried "
    "not to. The areas are different, and so are their pages. There is no one right way to do "
    "it.</p>",
    what_next="<p>The regional working group has read all six pages. What they have done since is "
    'on the page of <a href="/commitments/">promises</a>.</p>'
    "<p>The next brew was on Wednesday 24 July 2024, about equality, equity, diversity and "
    "inclusion.</p>",
    figures=ABOUT_160,
)
