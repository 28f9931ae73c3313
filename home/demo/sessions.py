"""The monthly brew: what is always there, and what the next twelve are about."""

from datetime import time

from .shapes import ComingTopic, Series

ALWAYS_THERE = (
    "Live captions are on.",
    "We take a break.",
    "You can keep your camera off.",
    "You can type instead of talk.",
    "You can just listen.",
    "You can leave and come back.",
    "You can join by phone.",
    "You can bring someone who supports you.",
    "We send the questions one week before.",
    "Afterwards we write down what we heard, and you can read it here.",
)

MONTHLY = Series(
    title="Over a Brew",
    summary="Once a month, on the fourth Wednesday, we talk about care and support over a cup of "
    "something. Everyone is equal.",
    introduction=(
        "There is a poem and a short film. Then we talk in small groups, and at the end we come "
        "back together. There are no slides. Nobody takes a register.",
        "Come as yourself. You may draw on care and support, or look after someone, or plan "
        "services, or work in them. Many of us are more than one of these.",
    ),
    always_there=ALWAYS_THERE,
    starts=time(10, 30),
    ends=time(12, 0),
    places=40,
    picture="video-call",
    host="Ruth and Dev",
)

TOPICS_AHEAD = (
    ComingTopic(
        title="Who looks after you?",
        summary="For you if you look after someone. What keeps you going, what wears you out, and "
        "who asks how you are.",
        introduction=(
            "You may not call yourself a carer. You may say that you are a wife, a son, a mate or "
            "next door. If somebody would be stuck without you, this one is yours.",
            "We will not ask you to be brave. We will ask what would have to happen for you to get "
            "one whole day off.",
        ),
        topics=("Unpaid carers",),
        questions=(
            "When did you last have a day that was only yours?",
            "What do people offer that is no help at all?",
            "If you fell ill tonight, who would know what to do?",
        ),
        we_bring="A poem: Three in the morning, by Joy from Wisbech.",
        picture="mother-and-daughter",
    ),
    ComingTopic(
        title="Good company",
        summary="Being on your own, being lonely, and being left in peace are three different "
        "things. How do you get the one you want?",
        introduction=(
            "Some of us see nobody from Friday to Tuesday. Some of us never get five minutes "
            "alone. Both can be lonely.",
            "Bring one thing that has worked, however small. We will put them all on one page.",
        ),
        topics=("Mental health", "Asking for help"),
        questions=(
            "Who do you talk to that nobody has to pay?",
            "What did you stop going to, and why?",
            "How do you say, kindly, that you would like to be left alone?",
        ),
        we_bring="A short film: Room for one more.",
        picture="kitchen-table",
    ),
    ComingTopic(
        title="The front door",
        summary="You ring the council for the first time. What happens next? We will listen in, "
        "and then rewrite it.",
        introduction=(
            "Four people who answer that phone are coming. So are people who have rung it, and "
            "people who hung up.",
            "We will read two calls aloud, as a play. Then we will write a better one.",
        ),
        topics=("Asking for help", "Being heard"),
        questions=(
            "What was the first thing that they said to you?",
            "What did you need to hear?",
            "How should a call like that end?",
        ),
        we_bring="A play in two phone calls. We need four voices. Tell us if you would like one.",
        picture="phone-on-table",
    ),
    ComingTopic(
        title="A home that fits",
        summary="Stairs, landlords, noisy neighbours, and who you live with. What makes a place "
        "yours?",
        introduction=(
            "A home can have a ramp and still not be a home. It can have stairs and be the only "
            "place you want to be.",
            "Bring a picture of one thing in your home that you would save from a flood.",
        ),
        topics=("A place to live",),
        questions=(
            "What one change would let you stay where you are?",
            "Who decides who you live with?",
            "What do you want to see from your window?",
        ),
        we_bring="Colin's story: A gap in the fence.",
        picture="garden",
    ),
    ComingTopic(
        title="Turning 18",
        summary="Children's services end on a birthday. What should begin? Young people are "
        "leading this one.",
        introduction=(
            "Marcus and three others have planned this. They chose the time, the music and the "
            "questions. Grown-ups are welcome, and will be asked to listen first.",
            "If you are at school that day, ask us. We will write you a letter, or set up "
            "something after school.",
        ),
        topics=("Growing up", "Unpaid carers"),
        questions=(
            "What did you know on the day before that nobody knew on the day after?",
            "Who came with you?",
            "What do you want to be asked about first? (Marcus says football.)",
        ),
        we_bring="Music from Imran, and a film that his class made.",
        picture="notice-board",
    ),
    ComingTopic(
        title="The people who come to the house",
        summary="Support workers, care workers, personal assistants. What makes a good one, and "
        "what do they need from the rest of us?",
        introduction=(
            "This time, people who do the work and people who draw on it are in the same small "
            "groups. Nobody will be in a group with anyone who works for them.",
        ),
        topics=("Care workers", "Direct payments"),
        questions=(
            "What does a good one know that is not in the plan?",
            "What would make you stay in the job?",
            "What can you do in 20 minutes, and what can you not?",
        ),
        we_bring="A poem: What Mo knows, by Tash from Stevenage.",
        picture="small-groups",
    ),
    ComingTopic(
        title="Money talks",
        summary="Charges, benefits, bills and pride. A plain talk about something that we do not "
        "much like to talk about.",
        introduction=(
            "We will not ask what you have got. We will ask what it is like to be asked.",
            "Someone from an advice centre will stay on the line afterwards. She has a room of her "
            "own, if you want to talk about your own case.",
        ),
        topics=("Asking for help", "Direct payments"),
        questions=(
            "When did you last open a letter and not understand it?",
            "What did you go without?",
            "How can someone ask about money and leave you feeling all right?",
        ),
        we_bring="A letter about charges, as it was sent. We will rewrite it together.",
        picture="paperwork-cat",
    ),
    ComingTopic(
        title="When someone dies",
        summary="About losing someone that you looked after, or who looked after you. A slow and "
        "gentle one, with a long break.",
        introduction=(
            "The hospital bed goes back on a Tuesday. The phone stops. Carers tell us that the "
            "quiet is the hardest part.",
            "You do not have to speak. There will be someone to talk to, during and after. You can "
            "bring a name, and we will read the names out.",
        ),
        topics=("Loss and change", "Unpaid carers"),
        questions=(
            "What helped, and what did people say that did not?",
            "Who were you the day after?",
            "What should happen in the first month?",
        ),
        we_bring="The names that you send us, and a song from Desmond's choir.",
        picture="rain-on-window",
    ),
    ComingTopic(
        title="Without a screen",
        summary="The form is online. The ticket is an app. What if you are not? A brew that is by "
        "phone first.",
        introduction=(
            "For this one we turn things round. The phone line is the main room. If you come by "
            "video, you will be asked to turn it off.",
            "It will be strange for some of us. That is rather the point.",
        ),
        topics=("Digital life", "Equality and belonging"),
        questions=(
            "What can you no longer do because you cannot do it online?",
            "What is better by phone? What is better in a room?",
            "Who helps you, and what do they get to see?",
        ),
        we_bring="Pat's story: You are on mute, Pat. She will read it herself.",
        picture="phone-on-table",
    ),
    ComingTopic(
        title="Work that works",
        summary="Jobs, volunteering, courses and clubs. What gets you out of bed, and what gets in "
        "the way?",
        introduction=(
            "Some of us have been told that we cannot work. Some of us have been told that we "
            "must. Not many have been asked what we are good at.",
            "Two employers are coming. They have been told to bring questions and leave the "
            "leaflets at home.",
        ),
        topics=("Work and purpose", "Mental health"),
        questions=(
            "What are you good at that nobody has put on a form?",
            "What happened the last time you told a boss what you need?",
            "What would make a first day easier?",
        ),
        we_bring="Five job adverts. We will mark them out of ten.",
        picture="listening",
    ),
    ComingTopic(
        title="Say it again in plain words",
        summary="Bring a letter, a leaflet or a web page that made no sense. We will put it into "
        "words that do.",
        introduction=(
            "We do this once a year and it is the loudest brew of them all. Last time we got a "
            "nine-page letter down to one page. The council now sends out ours.",
        ),
        topics=("Being heard", "Equality and belonging"),
        questions=(
            "What were they trying to say?",
            "Which word stopped you?",
            "How would you tell it to your nan?",
        ),
        we_bring="Red pens, and a list of words that we would like never to see again.",
        picture="writing",
    ),
    ComingTopic(
        title="What did you do with what we told you?",
        summary="Once a year, people who run services come back and answer for it. You ask. They "
        "say what was done, and what was not.",
        introduction=(
            "The regional working group made ten promises after it listened to us. They are all on "
            "this site, with what has happened since.",
            "They know that some are not done. They are coming anyway. Be fair to them, and do not "
            "let them off.",
        ),
        topics=("Being heard", "Working together"),
        questions=(
            "Which promise matters most to you?",
            "What have you seen change where you live?",
            "What should the next promise be?",
        ),
        we_bring="The ten promises, one on each card, and three piles: done, begun, not done.",
        picture="notice-board",
    ),
)
