"""Stories that people tell in their own words: Margaret, Marcus, Carol and Yvonne."""

from .shapes import Quote, Section, Story

CHIPS_AT_CROMER = Story(
    title="Chips at Cromer",
    author="Margaret, Norwich",
    summary="Everyone said that a day at the sea would be too much for Beryl. It was nearly too "
    "much for Margaret.",
    in_short=(
        "Margaret and Beryl have been friends since school.",
        "Beryl has dementia now, and she uses a wheelchair.",
        "They went to the sea and it did not go to plan.",
    ),
    sections=(
        Section(
            "",
            (
                "Beryl and I have known each other since we were eleven. We were both sent out of "
                "the same needlework class.",
                "She has dementia now and she gets about on wheels. I have a new hip and a bad "
                "temper. When I said that I was taking her to Cromer, there was a meeting about "
                "it. I was not asked to it. They said that it might be too much for her.",
                "I said, she is 83. When were you thinking of?",
            ),
        ),
        Section(
            "The train",
            (
                "I booked the ramp the day before. At Norwich there was a young man with a ramp "
                "and a lovely smile. At Cromer there was nobody.",
                "So we sat in an empty train and looked at the place where we wanted to be. It was "
                "about a yard away. Beryl said, is this it? I said, very nearly.",
                "A lad with a surfboard found the guard. The guard found the ramp. It was locked "
                "up. The man with the key was at lunch. I will say this for the man with the key: "
                "he ran.",
            ),
        ),
        Section(
            "The sea",
            (
                "I will not go on about the sea. You know what it looks like. But she put her hand "
                "up flat, like you would stop a bus. She left it there in the wind for I should "
                "think ten minutes.",
                "We had chips. I turned round for the vinegar. When I turned back there was a gull "
                "on her lap the size of a toddler. She was holding one end of a chip and it was "
                "holding the other.",
                "I have not heard her laugh like that since needlework.",
            ),
            quote=Quote("She is 83. When were you thinking of?", "Margaret"),
        ),
        Section(
            "The way home",
            (
                "The big toilet, the one with the hoist, was open, clean and where the map said "
                "that it would be. Whoever did that, I would like to shake your hand. It is the "
                "only reason we could stay for the afternoon.",
                "The ramp was there both times on the way back.",
                "Past North Walsham, Beryl looked out of the window and said, where have we been?",
                "Cromer, I said.",
                "Oh good, she said. I love Cromer. Shall we go?",
                "Yes, I said. Let's.",
            ),
        ),
    ),
    about_author="Margaret is 83 and a half. She and Beryl have been three times since. The gull "
    "was there for two of them.",
    topics=("Getting about", "Loss and change"),
    picture="seaside",
    days_ago=54,
)

HALF_A_DAY = Story(
    title="I am not late",
    author="Marcus, Luton",
    summary="Marcus is 16. By the time that he gets to school he has already done half a day.",
    in_short=(
        "Marcus looks after his mum before and after school.",
        "He got into trouble for being late. No one asked why.",
        "One teacher did ask, and he did not have to say it all again.",
    ),
    sections=(
        Section(
            "",
            (
                "I am not late. I want to start with that. You start at twenty to nine. I start at "
                "half five.",
                "Mum has MS. Some days she is up before me and singing. Other days her legs do not "
                "turn on. You do not know which until you knock. So I get up for the second kind.",
                "Tablets, breakfast, wash, hair. I am good at hair. My sister's packed lunch. My "
                "sister. Then the bus, if I make the bus.",
            ),
        ),
        Section(
            "What they wrote down",
            (
                "I had 31 lates in one term. There was a letter home. I read it to Mum as that is "
                "what I do with letters. I left some of it out.",
                "They put me in a room called Reset. You sit and face the wall. I slept. It was "
                "honestly great.",
            ),
        ),
        Section(
            "Miss Okafor",
            (
                "Miss Okafor does science. She did not do the voice. You know the voice. She was "
                "setting up the gas taps and she said, who does your sister's hair? It is always "
                "really neat.",
                "I said, me.",
                "She said, every day? And she carried on with the taps.",
                "That is how it came out. She asked if she could tell one person, and who it "
                "should be. She let me pick.",
                "Now I have a card. It says that I can keep my phone on and that I can come in by "
                "the side door, with no questions. It is the no questions bit. I had told it nine "
                "times by then.",
            ),
            quote=Quote("She asked if she could tell one person. She let me pick.", "Marcus"),
        ),
        Section(
            "What I would say",
            (
                "Do not call me a hero. Do not give me a certificate. They had us all up in "
                "assembly one time and I wanted the floor to open.",
                "Ask me about football first. If you have only got two minutes, ask me about "
                "football.",
                "Do not do the meetings at ten in the morning. I am at school. If you want young "
                "carers, do six o'clock, and have pizza. Mum can come. She would love it, and it "
                "would be one less dinner.",
            ),
        ),
    ),
    about_author="Marcus wants to be a physio or a barber. He read this to his mum before we put "
    "it here, and left nothing out.",
    topics=("Unpaid carers", "Growing up"),
    picture="kettle-and-calendar",
    days_ago=96,
)

ELEVEN_PEOPLE_AND_A_WHIPPET = Story(
    title="Eleven people and a whippet",
    author="Carol, Bletchley",
    summary="Carol has a direct payment. First she had to learn to be somebody's boss.",
    in_short=(
        "Carol hires her own support with money from the council.",
        "The first person did not work out. The second one did.",
        "Her dog helped to choose.",
    ),
    sections=(
        Section(
            "",
            (
                "I was a dinner lady. I had never been in charge of anything but mash. Then I got "
                "ill, and then I got a direct payment, and one morning there was an email that "
                "called me the employer.",
                "I laughed. Then I made a list. Then I lay down for a bit.",
            ),
        ),
        Section(
            "The ones before",
            (
                "Before that I had whoever came. In one year it was 41 people. I counted them. I "
                "kept a book by the door. Most of them were lovely, and I never got to the end of "
                "a story with any of them.",
                "They came at seven to put me to bed. Seven. In June it is broad daylight and you "
                "can hear the kids.",
            ),
        ),
        Section(
            "The adverts",
            (
                "I wrote: must be good with people, must be on time. I got two answers. One was "
                "from a firm that sells gutters.",
                "My niece said, put what it is really like. So I wrote this.",
                "Woman, 58, funny before ten and after four. Needs a hand with washing, shopping "
                "and getting to swimming. Talks all through films. Whippet. No one who says "
                "bless.",
                "I got eleven.",
            ),
            quote=Quote("Whippet. No one who says bless.", "From Carol's advert"),
        ),
        Section(
            "The first one",
            (
                "I picked wrong. She was nice but she was always looking at the clock, and I was "
                "scared to say so. I let it go on for three months. No one had told me that you "
                "can have a trial. Have a trial.",
                "I felt awful when I ended it. I went to bed at seven on my own account.",
            ),
        ),
        Section(
            "Anna",
            (
                "The next time I did it in the park, so that we could walk. I asked what makes "
                "them cross. I asked what they had for breakfast. The whippet does not like "
                "people, as a rule. She got up on the bench and put her head in Anna's pocket.",
                "That was three years ago. Anna does 19 hours. The form takes me an hour a month, "
                "and a man called Keith does the payroll. You are allowed a Keith. It can come out "
                "of the money. Ask.",
                "It is not perfect. When Anna is off sick I am stuck, and I have not solved that. "
                "But I swim on Mondays. I go to bed when I am tired. Last night that was ten to "
                "one.",
            ),
        ),
    ),
    about_author="Carol is in the Shoebox Club. She will talk to anyone who has just had that "
    "email. Ask us and we will put you in touch.",
    topics=("Direct payments", "Care workers"),
    picture="paperwork-cat",
    days_ago=118,
)

HE_IS_A_BASS = Story(
    title="He is a bass",
    author="Yvonne, Ipswich",
    summary="Some mornings Desmond cannot find his wife's name. On Thursdays he finds all four "
    "verses.",
    in_short=(
        "Desmond has dementia. He sings in a choir on Thursdays.",
        "The choir is not for people with dementia. It is for people who sing.",
        "His wife Yvonne sits in the car and has an hour to herself.",
    ),
    sections=(
        Section(
            "",
            (
                "People put their heads on one side when they ask after Desmond. How is he, they "
                "say, in a carpet-slipper voice. I say, he is a bass.",
                "He drove the number 13 for 28 years. He sang at the wheel. There are people in "
                "this town who got on the wrong bus on purpose.",
            ),
        ),
        Section(
            "What goes",
            (
                "It went from the edges. The names of the cousins. The day of the week. How to do "
                "a tie. He put the kettle in the fridge, and I laughed, and then I saw his face.",
                "Some mornings I am his wife. Some mornings I am a very nice lady. He is polite to "
                "her. I have had worse.",
            ),
        ),
        Section(
            "What stays",
            (
                "They sent us to a singing group. It was kind of them. There were tambourines. "
                "They sang Daisy, Daisy. Desmond looked at the tambourine, and he looked at me, "
                "and I have never been looked at like that in my life.",
                "So I rang the real choir, the one at the church on the hill. I said, my husband "
                "has a big voice and no memory. The choir master said, can he hold a line? I said, "
                "better than you can. There was a silence. He said, Thursday at seven.",
                "He cannot tell you what he had for lunch. He can sing four verses in parts with "
                "no book. The song comes out whole. I do not know where it is kept, but nobody has "
                "been in there and moved things.",
            ),
            quote=Quote("The song comes out whole.", "Yvonne"),
        ),
        Section(
            "Thursdays",
            (
                "A tenor called Philip stands next to him and turns him to face the right way. "
                "That is all the support there is. It was not in anyone's plan. Philip just did "
                "it.",
                "I do not go in. I did at first, but it was my only hour and I found that I was "
                "spending it on watching him be fine. So I sit in the car. I eat a whole bar of "
                "chocolate and listen to the play on the radio.",
                "At half past eight they come out, and he looks round for a very nice lady. And I "
                "flash the lights.",
            ),
        ),
    ),
    about_author="Yvonne and Desmond have been married for 52 years. The choir is doing the "
    "Messiah. He has told her so every day, as news.",
    topics=("Loss and change", "Unpaid carers"),
    picture="listening",
    days_ago=140,
)

SECOND_STORIES = (CHIPS_AT_CROMER, HALF_A_DAY, ELEVEN_PEOPLE_AND_A_WHIPPET, HE_IS_A_BASS)
