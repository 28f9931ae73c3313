"""Stories that people tell in their own words: Denny, Colin, Pat and Anil."""

from .shapes import Quote, Section, Story

ONE_LINE_A_DAY = Story(
    title="One line a day",
    author="Denny, Felixstowe",
    summary="Denny drove lorries until a stroke took most of his words. He wrote this one line at "
    "a time.",
    in_short=(
        "Denny had a stroke. The words are there but they are slow to come.",
        "He likes it when people wait, and ask one thing at a time.",
        "It took him three months to write this.",
    ),
    sections=(
        Section(
            "",
            (
                "I drove lorries out of Felixstowe docks for 31 years. I could back a forty-foot "
                "trailer into a gap where you would not park a pram.",
                "Then I had a stroke. I lost my right hand and most of my words.",
                "They are still in there. It is like the docks at night. You know the box is "
                "there. You cannot get to it for all the other boxes.",
                "So I write one line a day with my left hand. My wife Jan types it. I started "
                "this in March. It is June.",
            ),
        ),
        Section(
            "The card",
            (
                "They gave me a card. It says: I have had a stroke. I know what I want to say. "
                "Give me time.",
                "For a year I kept it in my pocket. I did not want to be a man with a card.",
                "Then one day on the front, Jan was parking and I was on my own in the cafe. I "
                "put it on the counter.",
                "The lady was called Bev. She read it. She came round and sat down. She said, I "
                "have got all morning, love, it is dead in here.",
                "I said: tea. Jan says it took me 40 seconds. It was terrible tea. I have been "
                "back every day.",
            ),
            picture="kettle-and-calendar",
        ),
        Section(
            "What people do",
            (
                "Some people finish my line for me. They get it wrong. Now I have two jobs. I "
                "have to get rid of theirs and then find mine.",
                "Some people shout. I am not deaf.",
                "Some people ask Jan if I take sugar. Jan says, ask him, he is the one who is "
                "drinking it.",
            ),
        ),
        Section(
            "What helps",
            (
                "Wait. Count to ten in your head. Then count again.",
                "Ask one thing. Not three.",
                "I can do thumb up and thumb down. I can point. I can draw a lorry.",
                "Do not say that you have understood if you have not. I can tell. I have been "
                "married twice.",
            ),
            quote=Quote("Count to ten in your head. Then count again.", "Denny"),
        ),
        Section(
            "The brew",
            (
                "Jan found this thing. I did not want to go. I came with the camera on and my "
                "arms folded.",
                "Half way through, the host said, Denny, is there anything you would like to say? "
                "No rush.",
                "And they did not rush. You could hear the clock in somebody's kitchen. Nobody "
                "helped me.",
                "I said one word. It came out as lorries. I do not know why.",
                "A woman from the council said, tell us about the lorries.",
                "So I am.",
            ),
        ),
    ),
    about_author="Denny is 67. He lives with Jan, and with a model of every lorry that he has "
    "driven. He is on line 94 of the next one.",
    topics=("Being heard", "Loss and change"),
    picture="writing",
    days_ago=5,
)

GAP_IN_THE_FENCE = Story(
    title="A gap in the fence",
    author="Colin, King's Lynn",
    summary="The wind took the fence. Colin met his neighbour's legs, then the rest of him, then "
    "his tomatoes.",
    in_short=(
        "A storm blew down the fence between Colin and Ted.",
        "Ted built a bed that Colin can reach from his wheelchair.",
        "Now they do not want the fence back.",
    ),
    sections=(
        Section(
            "",
            (
                "The fence came down in a gale. I had lived there four years. It was the first "
                "time that I had seen my neighbour's legs.",
                "I use a wheelchair. My garden was a thing I looked at. There is a step down, then "
                "grass, and wheels do not like grass. I had a bird table. That was my lot.",
                "Ted is 80. He stood in the gap with a bit of panel in each hand. He said, do you "
                "want this back up? I said there was no hurry.",
            ),
        ),
        Section(
            "The first bed was wrong",
            (
                "A week later he had built me a bed out of scaffold boards. He was so proud of "
                "it. I could have rested my chin on it.",
                "He looked at me and he looked at the bed. He said a word that I will not put on "
                "a website. Then he got a ball of string and he said, show me.",
                "He measured how far I reach. He measured my knees. He asked if my arms get tired "
                "up or down. Nobody had asked me that, and I have been measured by experts.",
                "The second bed was right.",
            ),
            quote=Quote("I have been measured by experts. Ted used string.", "Colin"),
        ),
        Section(
            "How it works",
            (
                "Ted's hands shake now. He can dig but he cannot do seeds. I can do seeds all day.",
                "He digs. I sow. He carries. I water, when he lets me have the can. I do his forms "
                "and his phone. He does my gutters. We both do the talking.",
                "My social worker came to see how things were. She asked about outcomes. I showed "
                "her the beans. She asked how many hours of support Ted gives me. I said that he "
                "gives me none. He comes round when he feels like it, and he never wipes his feet.",
                "She wrote something down. I hope that it was beans.",
            ),
        ),
        Section(
            "The letter",
            (
                "The landlord wrote last month. They are very sorry about the wait. The fence will "
                "be mended in spring.",
                "We have written back. We asked if we could have a gate.",
            ),
        ),
    ),
    about_author="Colin is 43. He grows beans, dahlias and one very large marrow that he does not "
    "want to talk about.",
    topics=("A place to live", "Asking for help"),
    picture="garden",
    days_ago=19,
)

ON_MUTE = Story(
    title="You are on mute, Pat",
    author="Pat, Saffron Walden",
    summary="Pat was 79 when she joined her first video call. For three meetings she was a "
    "ceiling.",
    in_short=(
        "Pat had never made a video call before.",
        "Someone phoned her and stayed on the line until it worked.",
        "Now she is the one who phones other people.",
    ),
    sections=(
        Section(
            "",
            (
                "I would like it known that I could touch-type before most of you were born. I ran "
                "an office of 14. I have sent a telegram. So I did not enjoy being bad at "
                "something.",
                "My sister's boy left me a tablet. I thought it was a tray. I used it as a tray "
                "for some time.",
            ),
        ),
        Section(
            "The ceiling",
            (
                "I had heard about the brew from the lady at church. You could go on the phone, "
                "she said. But I wanted to see faces. I had not seen a lot of faces that winter.",
                "For the first meeting, everybody got my ceiling. For the second, they got my "
                "ceiling and my forehead. I could hear a very kind man say, Pat, we can see a "
                "lovely lamp.",
                "At the third I had a great deal to say about bus passes. I said all of it. I was "
                "on mute.",
                "I cried a bit after that. Not about buses.",
            ),
        ),
        Section(
            "Dev",
            (
                "There is a box on the form. Help to get online before the day. I had not ticked "
                "it, as I did not think that I was a person who ticks that.",
                "I ticked it. The next day Dev rang me, on the real phone. He said, I have got my "
                "tea, have you got yours? We will stop when it works.",
                "He never once said just. You know: just click there, just go to settings. He "
                "said, tell me what you can see. I told him. He said, good, that is the right "
                "place.",
                "It took 50 minutes. At the end there was my own face, and it was smiling. I had "
                "forgotten that it did that.",
            ),
            quote=Quote("He never once said just.", "Pat"),
            picture="phone-on-table",
        ),
        Section(
            "My turn",
            (
                "That was two years ago. I now do what Dev did. I ring people up. I have done 23 "
                "so far. The oldest is 94, and she joined from bed in a hat.",
                "Here is all that I know. Have your tea ready. Ask what they can see. Do not touch "
                "their tablet, even if you are in the room. Wait.",
                "And prop it on a loaf tin. It is the right height. You will thank me.",
            ),
        ),
    ),
    about_author="Pat is 81. If you tick the box for help to get online, it may well be her who "
    "rings you.",
    topics=("Digital life", "Asking for help"),
    picture="video-call",
    days_ago=40,
)

TUESDAYS = Story(
    title="I had eleven slides",
    author="Anil, Hertfordshire",
    summary="Anil plans services for a council. He came to his first brew with the answer ready.",
    in_short=(
        "Anil was going to close a day service on Tuesdays.",
        "He heard something at a brew, and he went back and looked again.",
        "The problem was the bus.",
    ),
    sections=(
        Section(
            "",
            (
                "My job is to decide what the council pays for. Not alone, but I draw up the list. "
                "I am told that I am good at it. I am very neat.",
                "I came to my first Over a Brew with eleven slides. The host said, we do not do "
                "slides, but you are welcome to bring a biscuit. So I sat there with a biscuit, "
                "and I felt like a man at a wedding with no tie.",
            ),
        ),
        Section(
            "Tuesday",
            (
                "I did not say much. I typed hello.",
                "Then a woman called Bernadette talked about her son. He is 26 and he does not use "
                "speech. He goes to a day centre three days a week. The other days he waits by the "
                "door in his coat. She said: he still has plenty to say about Tuesdays.",
                "On slide seven, I was about to close a day centre on Tuesdays. It was half empty "
                "on Tuesdays. I had a very clear chart.",
                "It was not even her centre. But I could not stop thinking about that coat.",
            ),
            quote=Quote("I had a very clear chart.", "Anil"),
        ),
        Section(
            "So I rang up",
            (
                "I could have gone ahead. Everyone had agreed. I rang the centre and I asked a "
                "question that was not on my form. Who would like to come on a Tuesday, and "
                "cannot?",
                "There were nine people. The minibus was in for its checks every Tuesday. It had "
                "been that way since 2016. No one had told me, because I had never asked why. I "
                "had only asked how many.",
                "We moved the checks to Sunday. It cost 40 pounds a week. Tuesdays are full.",
            ),
        ),
        Section(
            "What I would like to tell you",
            (
                "I would like to tell you that I am a changed man. I still make slides. Last year "
                "I did have to close something, and people were angry, and they were right to be. "
                "The money was gone. I went there and said so to their faces. I answered questions "
                "until there were no more. It was the worst afternoon I have had at work.",
                "But they knew what had happened, and why, and who had decided it. A man shook my "
                "hand. He said, you are still wrong.",
                "I come every month. I bring the biscuits.",
            ),
        ),
    ),
    about_author="Anil has worked for councils for 19 years. He says that he is still learning to "
    "stop after the question.",
    topics=("Working together", "Being heard"),
    picture="notice-board",
    days_ago=75,
)

FIRST_STORIES = (ONE_LINE_A_DAY, GAP_IN_THE_FENCE, ON_MUTE, TUESDAYS)
