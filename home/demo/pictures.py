"""Our drawings, each with the words for people who cannot see it."""

from .shapes import Picture

PICTURES = (
    Picture(
        "bus-stop.webp",
        "A bus with its ramp down",
        "A red bus waits with its ramp down. In front stand an older man with a walking frame and "
        "a man in dark glasses with his guide dog.",
    ),
    Picture(
        "garden.webp",
        "Two gardeners",
        "A bearded man in a wheelchair tends a high garden bed. His older neighbour waters the "
        "tomatoes from the other side, and a robin looks on.",
    ),
    Picture(
        "home-from-hospital.webp",
        "Home from hospital",
        "A man with a stick stands laughing at his front door, a red bag at his feet. A neighbour "
        "has brought a hot dish. A cat watches from the window.",
    ),
    Picture(
        "jigsaw.webp",
        "The missing piece",
        "A jigsaw of five coloured houses lies on a table with one piece gone. A hand is bringing "
        "the piece, beside a mug of tea.",
    ),
    Picture(
        "kettle-and-calendar.webp",
        "The kettle is on",
        "A green kettle steams on the hob. On the wall calendar one Wednesday has a red ring round "
        "it. Two mugs and some biscuits wait.",
    ),
    Picture(
        "kitchen-table.webp",
        "Round the kitchen table",
        "Four people sit at a kitchen table with mugs of tea: a woman with a hearing aid, a "
        "laughing woman, an older man, and a man in a wheelchair. There is cake.",
    ),
    Picture(
        "listening.webp",
        "Headphones on",
        "An older man in red headphones laughs with his eyes shut, both hands round a mug, next to "
        "a big microphone.",
    ),
    Picture(
        "mother-and-daughter.webp",
        "Under one blanket",
        "A mother and her grown-up daughter share a striped blanket on a sofa, each with a mug of "
        "tea. A brown dog sleeps at their feet.",
    ),
    Picture(
        "notice-board.webp",
        "The notice board",
        "A young man pins a paper to a big notice board. There are drawings on it of a mug, a sun, a "
        "bus, a leaf and a tune. A woman in glasses stands by.",
    ),
    Picture(
        "paperwork-cat.webp",
        "The cat has the form",
        "A woman in glasses sits at a table with letters, a calculator and a mug. A large ginger cat "
        "is sitting on the form that she needs.",
    ),
    Picture(
        "patchwork-map.webp",
        "The East of England, in patches",
        "A map of the East of England as a patchwork quilt, each area in its own cloth. On it are "
        "two mugs, a windmill and a sheep. A boat sails by.",
    ),
    Picture(
        "phone-on-table.webp",
        "Joining by phone",
        "A woman sits with her eyes shut, listening, both hands round a mug. Her phone lies on the "
        "table with its speaker on, and so does her knitting.",
    ),
    Picture(
        "rain-on-window.webp",
        "Rain on the window",
        "Rain runs down a window at dusk, with lit houses outside. On the sill are a grey cat, seen "
        "from behind, a plant and a steaming mug.",
    ),
    Picture(
        "robot-tea.webp",
        "The robot pours",
        "A cheerful robot pours tea from a red teapot and misses the mug, so that it runs over the "
        "tablecloth. An older man looks on with a wry smile.",
    ),
    Picture(
        "seaside.webp",
        "Two friends by the sea",
        "Two friends, seen from behind, look out past a pier to the sea. One is in a wheelchair and "
        "one in a deckchair. A gull is waiting for chips.",
    ),
    Picture(
        "small-groups.webp",
        "A small group",
        "Five people sit in a ring round a low table with a teapot: a man in a wheelchair, a woman "
        "in a headscarf, a laughing woman, a man in a turban, and an older woman.",
    ),
    Picture(
        "video-call.webp",
        "Everyone on screen",
        "A laptop shows eight squares: people of many kinds, a guide dog, a person who is signing, "
        "and one square with just a mug. Captions are on.",
    ),
    Picture(
        "village-hall.webp",
        "The hall is open",
        "A village hall with bunting and a ramp. A man waves from the door. A woman in a wheelchair "
        "goes up the ramp, and a woman brings a cake.",
    ),
    Picture(
        "writing.webp",
        "A poem in the making",
        "A hand with a red pen writes in an open notebook, in the light of a desk lamp. A mug and a "
        "pair of glasses are close by.",
    ),
)
