"""Poems by people who come. Line ends and verses are the poets' own."""

from datetime import date

from .shapes import Poem

THREE_IN_THE_MORNING = Poem(
    title="Three in the morning",
    author="Joy, Wisbech",
    summary="Joy looks after her dad. Some nights he thinks that she is someone else.",
    introduction="Joy wrote this on the back of a pharmacy bag. She read it to us in a whisper, "
    "because he was asleep in the next room.",
    stanzas=(
        (
            "The house has its own weather at three.",
            "The boiler clears its throat.",
            "Dad calls for a wife eleven years gone",
            "and I go in, in her dressing gown,",
            "because it is warm",
            "and it was on the hook.",
        ),
        (
            "He says, You took your time.",
            "I say, The kettle was slow.",
            "He says, It always is, that kettle,",
            "and holds my hand like a handrail.",
        ),
        (
            "Outside, the first lorry takes the A47",
            "with its lights on, full of other people's carrots.",
            "We listen to it all the way to the bend.",
        ),
        (
            "I could tell him.",
            "Some nights I do.",
            "Tonight he sleeps, and I stay on a while",
            "in the chair, being thanked",
            "for things she did.",
        ),
    ),
    after="<p>After Joy read this, four people typed the same thing in the chat: "
    '"Mine calls me Mum."</p>',
    topics=("Unpaid carers", "Loss and change"),
    picture="rain-on-window",
    days_ago=12,
)

BUS_FOR_WELLS = Poem(
    title="The bus for Wells",
    author="Pauline, North Norfolk",
    summary="A bus is late on the coast road. Three people and most of a dog get talking.",
    introduction="Pauline says it has to rhyme or it is not worth learning. She knows this one "
    "by heart.",
    stanzas=(
        (
            "The bus for Wells is due at ten.",
            "I'm there by twenty to.",
            "I've brought my frame, my book, my pen,",
            "a flask of tea for two.",
        ),
        (
            "A man comes up with half a dog",
            "(the rest is in the hedge).",
            "A girl with headphones in the fog",
            "sits down along the ledge.",
        ),
        (
            "At ten past ten there is no bus.",
            "At twenty past, the same.",
            "There's nothing left for three of us",
            "except to ask a name.",
        ),
        (
            "The girl is Bee. She's late for work.",
            "The dog is known as Clive.",
            "The man was once a county clerk",
            "and glad to be alive.",
        ),
        (
            "At half past ten we share the flask.",
            "At quarter to, my scone.",
            "It's funny, when you dare to ask,",
            "how much is going on.",
        ),
        (
            "And when it came, its ramp let down,",
            "all sorry in the sun,",
            "we rode together into town.",
            "We could have walked. Well: one.",
        ),
    ),
    after="<p>Pauline would like it known that Clive got on without paying.</p>",
    topics=("Getting about",),
    picture="bus-stop",
    days_ago=64,
)

AS_COLHERES = Poem(
    title="As colheres (The spoons)",
    author="Lúcia, Thetford",
    summary="A mother counts the spoons at night. A poem in Portuguese, with the English below.",
    introduction="Lúcia reads in Portuguese first. She says that the English is only there to "
    "keep it company.",
    language="pt",
    stanzas=(
        (
            "A minha mãe conta as colheres",
            "antes de dormir.",
            "Uma, duas, três.",
            "Às vezes faltam duas.",
            "Às vezes há mais do que havia.",
        ),
        (
            "Em Thetford, na cozinha,",
            "fala comigo como se fosse domingo",
            "em Setúbal, e o meu pai",
            "ainda viesse do cais com peixe.",
        ),
        (
            "Eu digo: está tudo, mãe.",
            "Estão todas cá.",
            "Ela sorri, fecha a gaveta",
            "e leva uma colher no bolso,",
            "para o caso de sermos mais.",
        ),
    ),
    translation=(
        (
            "My mother counts the spoons",
            "before she sleeps.",
            "One, two, three.",
            "Some nights two are missing.",
            "Some nights there are more than there were.",
        ),
        (
            "In Thetford, in the kitchen,",
            "she talks to me as if it were Sunday",
            "in Setúbal, and my father",
            "still came up from the quay with fish.",
        ),
        (
            "I tell her: that's all of them, Mum.",
            "They are all here.",
            "She smiles and shuts the drawer",
            "and takes one spoon in her pocket,",
            "in case there turn out to be more of us.",
        ),
    ),
    topics=("Unpaid carers", "Equality and belonging"),
    picture="kettle-and-calendar",
    days_ago=33,
)

WHAT_MO_KNOWS = Poem(
    title="What Mo knows",
    author="Tash, Stevenage",
    summary="A list of the things that a good support worker knows. And three that he does not.",
    introduction="We asked people to finish the line: a good support worker knows... Tash kept "
    "going.",
    stanzas=(
        (
            "That toast is two minutes forty.",
            "That I say fine in four ways",
            "and only one of them is fine.",
            "That the blue jumper is for bad days",
            "and the other blue jumper is for good ones.",
            "That I will want to leave at ten to nine",
            "and should not be told I was enjoying myself.",
            "That I can do it.",
            "That I can do it slower than that.",
            "That my mum rings on Sundays",
            "and he should be in the garden.",
        ),
        (
            "What Mo does not know yet:",
            "I have applied for the college course.",
            "I have put him down",
            "under who to ring.",
            "I have put him down",
            "under friend.",
        ),
        (
            "Then I rubbed it out,",
            "because he is paid to come here.",
            "Then I wrote it in again,",
            "in pen.",
        ),
    ),
    after="<p>Tash started at college in September. Mo has read the poem. He went quiet and then "
    "made toast.</p>",
    topics=("Care workers", "Work and purpose"),
    picture="small-groups",
    days_ago=47,
)

CAMERA_OFF = Poem(
    title="Camera off",
    author="",
    summary="From someone who came five times before they spoke.",
    introduction="This came in the post, with no name on it. Whoever you are: you are very "
    "welcome at the back.",
    stanzas=(
        (
            "You will not see me here.",
            "I am the black square, bottom row,",
            "the one with just a letter.",
        ),
        (
            "I have my dinner on my knee.",
            "I have my leg up on the cat's chair.",
            "I have not done my hair since Sunday.",
        ),
        (
            "I heard the bit about the lifts.",
            "I heard the man from Harlow laugh.",
            "I typed a yes and took it back.",
            "I typed it in again.",
        ),
        (
            "Next month I may put on my voice.",
            "For now I like it here",
            "in the warm dark at the back",
            "with all of you lit up in front of me",
            "like a street at teatime.",
        ),
    ),
    topics=("Being heard", "Digital life"),
    picture="video-call",
    days_ago=82,
)

BAG_LIST = Poem(
    title="Bag list",
    author="Ivy, Braintree",
    summary="What Ivy came home from hospital with, and what she needed.",
    introduction="Ivy is 84. She says that she does not write poems. She writes lists, and "
    "sometimes they get away from her.",
    stanzas=(
        (
            "They gave me back my clothes in a clear bag,",
            "like evidence.",
        ),
        (
            "I had: one slipper. Teeth. The good nightie.",
            "A card from them at the chapel.",
            "Eleven sorts of tablet",
            "and a leaflet about falling.",
        ),
        (
            "I had: a lift home, nine at night,",
            "to a house that had been cold since Tuesday.",
        ),
        (
            "What I wanted was a pint of milk",
            "and someone to say",
            "which of the tablets was the water one.",
        ),
        (
            "Next door had left their porch light on.",
            "I want that written down.",
            "Under treatment, put:",
            "the porch light.",
        ),
    ),
    topics=("Hospital and home",),
    days_ago=26,
)

DEAR_MACHINE = Poem(
    title="Dear machine",
    author="Len, Thetford",
    summary="Len writes a letter to the thing that writes his letters.",
    introduction="Len read this to open our talk about artificial intelligence.",
    stanzas=(
        (
            "You wrote my letter to the council",
            "in under nine seconds.",
            "It had no spelling mistakes in it.",
            "It had no me in it either.",
        ),
        (
            "You put it into Polish for Ewa next door",
            "and she cried, because for six years",
            "we had only done waving.",
            "So thank you for that.",
        ),
        (
            "You told me to eat more oily fish.",
            "You told me that my bus still runs.",
            "It has not run since 2019.",
            "I stood there. I thought of you.",
        ),
        (
            "Remember my tablets. Mind your own business.",
            "Read me the small print. Forget my name.",
            "And when I say I want a person,",
            "do not tell me that you are sorry.",
        ),
        ("Fetch one.",),
    ),
    topics=("Digital life",),
    picture="robot-tea",
    published_on=date(2024, 6, 28),
)

TICK_ONE_ONLY = Poem(
    title="Tick one only",
    author="Samira, Luton",
    summary="A form has a box. Samira has more to say than fits in it.",
    introduction="Samira is one of the Curators of Change. She opened our July 2024 brew with "
    "this.",
    stanzas=(
        (
            "The form has given me a box.",
            "I turn it round to find the door.",
            "I am my mother's eldest, and her driver,",
            "and her ears at the chemist,",
            "and the one who knows where the good scissors are.",
        ),
        (
            "The form says: tick one only.",
            "I am Luton in the vowels",
            "and Sylhet in the soup.",
            "I am a bad knee, a decent alto,",
            "a woman who will not be rushed.",
        ),
        (
            "The form says: other, say what.",
            "There is a line as long as my thumb.",
            "I have started to write on the back.",
            "I have started on the envelope.",
        ),
        (
            "If you want to know who is missing",
            "do not count the boxes.",
            "Count the ones still writing",
            "when the desk has closed.",
        ),
    ),
    topics=("Equality and belonging", "Being heard"),
    picture="writing",
    published_on=date(2024, 7, 26),
)

# Only in the summary of May 2024.
HOW_TO_LAY_THE_TABLE = Poem(
    title="How to lay the table",
    author="Ros, Ipswich",
    stanzas=(
        (
            "Start early. The table is heavy",
            "and takes more than one to lift it.",
        ),
        (
            "Ask who is coming.",
            "Ask who is not, and why,",
            "and go round to theirs and ask again.",
        ),
        (
            "Leave a gap at the end",
            "with no chair in it.",
            "That is for wheels. It is not for show.",
        ),
        (
            "One cup with two handles.",
            "One straw. One plate that does not slide.",
            "The loud one gets the wobbly stool.",
        ),
        (
            "Do not read out the menu",
            "to people who can cook.",
        ),
        (
            "And when they have gone,",
            "before you wash a single thing,",
            "look at what they finished",
            "and what they left,",
            "and write it down",
            "for next time.",
        ),
    ),
)

# Only in the summary of Norfolk, July 2024.
MISSING = Poem(
    title="Missing",
    author="Everyone who came, in eleven minutes",
    stanzas=(
        (
            "Missing: the bus back.",
            "Missing: my name, said right.",
            "Missing: a chair with arms.",
            "Missing: Thursdays.",
        ),
        (
            "Missing: someone who was there last time.",
            "Missing: the bit where you ring up",
            "and say what happened next.",
            "Missing: one bar of signal",
            "between Fakenham and the sea.",
        ),
        (
            "Missing: Auntie Jean,",
            "who would have told you straight.",
            "Missing: Auntie Jean.",
        ),
        ("Not missing: biscuits.",),
    ),
)

POEMS = (
    THREE_IN_THE_MORNING,
    BAG_LIST,
    AS_COLHERES,
    WHAT_MO_KNOWS,
    BUS_FOR_WELLS,
    CAMERA_OFF,
    TICK_ONE_ONLY,
    DEAR_MACHINE,
)
