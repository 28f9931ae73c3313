"""The three monthly brews of 2024 that we have written up."""

from datetime import date

from .poems import DEAR_MACHINE, HOW_TO_LAY_THE_TABLE, TICK_ONE_ONLY
from .shapes import Quote, Summary, Theme
from .videos import ROOM_FOR_ONE_MORE

PRINCIPLES = Summary(
    title="Our principles",
    held_on=date(2024, 5, 22),
    topics=("Working together", "Being heard"),
    areas=(),
    people_came=29,
    picture="kitchen-table",
    summary="If we are going to make things together, what can we expect of each other? 29 of us "
    "tried to write it down.",
    introduction="<p>Principles is a grand word for something plain. It means what we can expect "
    "from each other when we plan care and support together. We wanted a list short enough to "
    "stick on a fridge.</p>"
    "<p>29 of us talked in four small groups. Then we read our lists out. They were not short "
    "enough for a fridge. They would have covered a garage door. Here is what was on all "
    "four.</p>",
    in_short=(
        "Say what you mean by working together. Then do that.",
        "Start early, take time, and ask who is not in the room.",
        "Afterwards, tell people what changed and what did not.",
    ),
    questions=(
        "What belongs in a set of principles for working together?",
        "How can we use what we hear in these talks?",
        "How can each of us use it in our own life?",
    ),
    themes=(
        Theme(
            "Mean it, and pay for it",
            (
                "Someone at the top has to want it. If not, it stops when one person leaves.",
                "It needs hours and money in the plan. Good will runs out by March.",
                "If you cannot do it this time, say so. We would rather know.",
            ),
        ),
        Theme(
            "Say which one it is",
            (
                "Telling people is one thing. Asking them is another. Working side by side is a "
                "third.",
                "Deciding together is different from all three. That is co-production.",
                "All four can be fine. Just do not call one of them by another's name.",
            ),
        ),
        Theme(
            "Make it normal",
            (
                "It should be as normal as checking the budget.",
                "It should not hang on one keen person called Linda. Every group had a Linda.",
            ),
        ),
        Theme(
            "Listen to more kinds of people",
            (
                "The same six people get asked each time. They are tired. They told us so.",
                "Go to where people already are: the mosque, the bowls club, the school gate.",
                "Some people will tell you more with a photo than they ever would in a meeting.",
            ),
        ),
        Theme(
            "Take time and be straight with us",
            (
                "Do not ask one of us so that you can say you asked.",
                "Show what was said, what was decided, and why.",
                "Let a silence be. Some of the best things came after one.",
            ),
        ),
        Theme(
            "Let us join in our own way",
            (
                "By phone, by typing, by voice note, on a bench.",
                "Ask each person what they need. Then do it.",
                "Asking and not doing it is worse than not asking.",
            ),
        ),
        Theme(
            "Ask us early",
            (
                "Come while the page is still blank.",
                "Tell everyone what is planned, and not only the people you know.",
            ),
        ),
        Theme(
            "Share what worked, and look back",
            (
                "If it worked in Suffolk, tell Essex. Nobody minds being copied.",
                "Ask afterwards: did it change anything? Ask again after six months.",
            ),
        ),
    ),
    quotes=(
        Quote(
            "When they ask me what colour the curtains should be, I know the house is already "
            "built.",
            "Maureen, Suffolk",
        ),
        Quote(
            "My son does not use speech. He still has plenty to say about Tuesdays.",
            "Bernadette, mum and carer",
        ),
        Quote(
            "I buy services for a living. I came to learn how to ask better questions. I have "
            "gone home with fewer answers, and that feels about right.",
            "Anil, Hertfordshire",
        ),
    ),
    poem=HOW_TO_LAY_THE_TABLE,
    reflections="<p>At the end we went round and said one thing we would do by Friday. Not a "
    "plan. A thing.</p>"
    "<ul><li>Ring the man who stopped coming, and ask him why.</li>"
    "<li>Cross out the word engagement in a report and write what really happened.</li>"
    "<li>Let my daughter choose the order we do things in.</li>"
    "<li>Say I do not know, out loud, at work.</li></ul>",
    feedback="<ul><li>People liked that nobody had a job title on their screen.</li>"
    "<li>Two people wanted longer in small groups. Next time they get 25 minutes.</li>"
    "<li>One person came only to listen and left a heart in the chat. That is enough.</li></ul>",
    what_next="<p>We will put the eight themes together into one draft. We will bring it back so "
    "that you can pull it apart.</p>"
    "<p>The next brew was on Wednesday 26 June 2024, about artificial intelligence. People joined "
    "by video or by phone, and some came just to listen.</p>",
)

ARTIFICIAL_INTELLIGENCE = Summary(
    title="Artificial intelligence",
    held_on=date(2024, 6, 26),
    topics=("Digital life",),
    areas=(),
    people_came=24,
    picture="robot-tea",
    summary="24 of us talked about computers that write, answer and decide. What could they do "
    "for us, and what should they never do?",
    introduction="<p>Artificial intelligence is called AI for short. It is when a computer does "
    "things that we used to think took a person, like writing a letter or answering a "
    "question.</p>"
    "<p>Some of us use it every day. Some of us would like it to go away. We had asked it to "
    "write the welcome for this session. It was very polite and it got the month wrong.</p>",
    in_short=(
        "AI can help if it is used well.",
        "We have to be able to trust it, and be told when it is used.",
        "It should be made with the people it touches.",
    ),
    questions=(
        "Where could AI make life easier?",
        "What worries you about it?",
        "What would have to be in place before you could trust it?",
    ),
    themes=(
        Theme(
            "What it could do for us",
            (
                "Put a letter into another language, or into Easy Read, on the same day.",
                "Write a first draft when you are worn out, so that you only have to put it right.",
                "Remind you about tablets, bins and birthdays, without sighing.",
                "Read a screen aloud. Turn talk into words for people who lip-read.",
            ),
        ),
        Theme(
            "What we are afraid of",
            (
                "Who sees what we type in? Nobody could tell us for sure.",
                "It gives wrong answers in a very sure voice.",
                "People will lose jobs. And a reminder is not a visit.",
                "If a computer turns you down, who do you argue with?",
                "It learns from the past. The past was not kind to all of us.",
            ),
        ),
        Theme(
            "What must be in place first",
            (
                "Tell us when it is used. Every time, in plain words.",
                "A person checks it, puts their name to it, and can be phoned.",
                "We can say no and still get the same help.",
                "What we say stays ours. Ask before you keep it.",
                "Ask disabled people and carers at the start. Pay them to test it.",
            ),
        ),
    ),
    quotes=(
        Quote(
            "It is a kettle. It is very useful, and I would not leave it to look after my mother.",
            "Sheila, carer, Clacton",
        ),
        Quote(
            "I am autistic. It lets me practise a phone call before I make it. I rang the surgery "
            "last week for the first time in two years.",
            "Jordan, Peterborough",
        ),
        Quote(
            "They say it will save me an hour a day. An hour for what? Nobody had got that far.",
            "Priti, social worker",
        ),
    ),
    poem=DEAR_MACHINE,
    reflections="<p>We finished with one word each. We got: wary, useful, tired, curious, human, "
    "careful, hopeful, kettle.</p>"
    "<p>Most of us ended up in the same place. It is a good tool if it is used well. It has to be "
    "trusted, and for that it has to be explained. And it has to be made together with the people "
    "whose lives it will touch.</p>",
    feedback="<ul><li>People liked that nobody was made to feel daft.</li>"
    "<li>Three people wanted to see it working. We will show it next time.</li>"
    "<li>The live captions called our host Ruthless. Her name is Ruth. She has asked us to leave "
    "it in.</li></ul>",
    what_next="<p>First comes Co-production Week. From 1 to 8 July 2024 there were six sessions "
    "across the region. They all asked: what is missing?</p>"
    "<p>The next brew was on Wednesday 24 July 2024, about equality, equity, diversity and "
    "inclusion. It was online and by phone.</p>",
)

EQUALITY = Summary(
    title="Equality, equity, diversity and inclusion",
    held_on=date(2024, 7, 24),
    topics=("Equality and belonging", "Being heard"),
    areas=(),
    people_came=None,
    picture="small-groups",
    summary="Four long words and one short question: who is missing, and what would it take for "
    "them to come?",
    introduction="<p>We opened with a poem by Samira, who is one of the Curators of Change, and a "
    "short film. Then nobody spoke for a bit. We let that be.</p>"
    "<p>After that we tried to say the four long words in short ones. <b>Equality</b>: nobody "
    "gets less. <b>Equity</b>: you get what you need, which may not be what I need. "
    "<b>Diversity</b>: we are not all the same, thank goodness. <b>Inclusion</b>: you would be "
    "missed.</p>",
    questions=(
        "When did you last feel that a room was made for you?",
        "Who is never there? What would have to change?",
        "Who holds the power, and how would you know if they gave some away?",
    ),
    themes=(
        Theme(
            "Whose voices",
            (
                "Look round and see who is not here. Then go and ask why. Do not guess.",
                "One person cannot speak for everyone in their street or at their temple.",
                "If your English is new, you get a leaflet. If you do not use speech, you get "
                "talked over. Both of you have a view.",
            ),
        ),
        Theme(
            "Power",
            (
                "Who wrote the questions? Who has the pen? Who can say no?",
                "It is still their meeting if it is their building and their biscuits.",
                "Pay people for their time. Then let one of them run the meeting.",
            ),
        ),
        Theme(
            "What gets in the way",
            (
                "Money: there is a budget for the room and none for the interpreter.",
                "Time: carers need someone to cover, and cover costs money.",
                "The clock: ten in the morning rules out work, school runs and slow mornings.",
                "The form of it: for some of us, a survey in a PDF is a locked door.",
                "Getting there: one step is enough to keep us out.",
            ),
        ),
        Theme(
            "Wanting to know",
            (
                "We can tell when you are really asking.",
                "Stay in touch between the times that you want something.",
            ),
        ),
        Theme(
            "Who we are",
            (
                "Nobody is one thing. You can be a carer, a Muslim and a Norwich City fan before "
                "breakfast.",
                "Being let in is one thing. Being missed when you do not come is another.",
            ),
        ),
        Theme(
            "Telling us what happened",
            (
                "If the answer is no, say no, and say why.",
                "A thank-you card is lovely. It is not an answer.",
            ),
        ),
    ),
    quotes=(
        Quote(
            "I have been the diversity in a lot of rooms. It is nice just to be Femi in one.",
            "Femi, Milton Keynes",
        ),
        Quote(
            "Equal is a cup of tea for everyone. Fair is asking who takes sugar, and who needs "
            "two handles.",
            "Wendy, Great Yarmouth",
        ),
        Quote(
            "I looked after my husband for nine years. In all that time the hospital called me "
            "wife. My name is Chandra.",
            "Chandra, Hertfordshire",
        ),
    ),
    poem=TICK_ONE_ONLY,
    video=ROOM_FOR_ONE_MORE,
    reflections="<p>The hardest moment came near the end. Somebody asked who was missing from "
    "<i>this</i> call. We looked. No one under 25. No one from a farm. No one who was at "
    "work.</p>"
    "<p>So that is our own list, and we have put it here where you can see it.</p>",
    feedback="<ul><li>One person could not follow their small group, as three people spoke at "
    "once. From September, each group has someone who looks out for hands.</li>"
    "<li>People asked for one brew in the evening. We are looking at that.</li></ul>",
    what_next="<p>There is no brew in August. The next one was on Wednesday 25 September 2024, "
    "10:30am to 12 noon, about unpaid carers. People joined by video or by phone.</p>",
)
