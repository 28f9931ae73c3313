"""What people ask, and what must come first. The same on SQLite and PostgreSQL."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from events.models import SessionPageTopic
from home.models import GlossaryPage, GlossaryTerm, InformationPage
from home.search.ranking import find
from stories.models import PoemPage, SummaryPage
from tests import factories
from tests.stories.factories import make_piece, make_topic

NOW = factories.NOW

# What is asked, and the title of what comes first.
FIRST = {
    # Names, as they are
    "Over a Brew": "Over a Brew",
    "home from hospital": "Home from hospital",
    "Camera off": "Camera off",
    "what mo knows": "What Mo knows",
    "Who is not here?": "Who is not here? Dads on a Saturday",
    "words we use": "Words we use",
    "privacy": "How we look after what you tell us",
    "accessibility": "How we make this site easy to use",
    "our promises": "Our promises",
    "about us": "About us",
    # Misspellings
    "hosptial": "Hospital and home",
    "hopsital": "Hospital and home",
    "lonelyness": "Good company",
    "dirrect payments": "Direct payments",
    "artifical inteligence": "Artificial intelligence (AI)",
    "safegaurding": "Safeguarding",
    "unpayed carers": "Unpaid carers",
    "co-prodution": "Co-production",
    "advokate": "Advocate",
    "Bedforshire": "What's missing? Direct payments in Milton Keynes and Bedfordshire",
    "saterday dads": "Who is not here? Dads on a Saturday",
    # The beginning of a word
    "hosp": "Hospital and home",
    "safeguard": "Safeguarding",
    # Word forms
    "loneliness": "Good company",
    "lonely": "Good company",
    "hospitals": "Hospital and home",
    "carer": "Unpaid carers",
    "carer's": "Unpaid carers",
    "direct payment": "Direct payments",
    "advocates": "Advocate",
    "advocacy": "Advocate",
    "kindness": "The kind postman",
    "inclusive": "Equality, equity, diversity and inclusion",
    "poem spoon": "As colheres (The spoons)",
    # Hyphens, and words written together
    "coproduction": "Co-production",
    "co production": "Co-production",
    "co-production": "Co-production",
    "co‑production": "Co-production",
    "step free": "Getting about",
    "stepfree": "Getting about",
    "lip reading": "Hearing and lipreading",
    # British and American
    "organize": "We organise a picnic",
    "colour": "The color of tea",
    "wheelchair program": "A programme for wheelchair users",
    # Topics, areas and years
    "unpaid carers": "Unpaid carers",
    "loss and change": "Loss and change",
    "direct payments 2024": "What's missing? Direct payments in Milton Keynes and Bedfordshire",
    "2024 direct payments": "What's missing? Direct payments in Milton Keynes and Bedfordshire",
    "direct payments July 2024": (
        "What's missing? Direct payments in Milton Keynes and Bedfordshire"
    ),
    "8 July 2024": "What's missing? Direct payments in Milton Keynes and Bedfordshire",
    "may 2024": "Our principles",
    "2023": "Three in the morning",
    "norfolk": "Who is not here? A brew in Norfolk",
    "dads loss": "Who is not here? Dads on a Saturday",
    # Short names, and names of people
    "AI": "Artificial intelligence (AI)",
    "PA": "Personal assistant (PA)",
    "Lucia": "As colheres (The spoons)",
    "Lúcia": "As colheres (The spoons)",
    "lodz": "From Łódź to Luton",
    "O'Neill": "Tea with Mrs O’Neill",
    # Other scripts
    "Łódź": "From Łódź to Luton",
    "שלום": "Shalom means peace",
    "日本": "Tea in 日本",
    # Punctuation and more than words
    '"direct payments" (2024)!': (
        "What's missing? Direct payments in Milton Keynes and Bedfordshire"
    ),
    "HOSPITAL???": "Hospital and home",
    "how do I get home from the hospital": "Home from hospital",
    "carers/parents": "Carers/parents evening",
    "what's missing": "What's missing? Direct payments in Milton Keynes and Bedfordshire",
    "100% carers": "Unpaid carers",
}


@pytest.fixture
def library(site):
    """About twenty-five pages, as the sample site has them. Several mention what another is about."""
    carers, payments, loss = map(
        make_topic, ("Unpaid carers", "Direct payments", "Loss and change")
    )
    hospital, being_heard = make_topic("Hospital and home"), make_topic("Being heard")
    series = factories.make_series(venue="The Forum, Norwich")
    session(12, "Good company", "When you feel lonely, who do you ring?", being_heard, series)
    session(13, "Who is not here? Dads on a Saturday", "For dads.", loss, series)
    session(14, "Who is not here? A brew in Norfolk", "In a real room.", being_heard, series)
    session(15, "Hearing and lipreading", "Lipreading with a cup of tea.", being_heard, series)
    summary(
        "What's missing? Direct payments in Milton Keynes and Bedfordshire",
        date(2024, 7, 8),
        [payments],
        "<p>Running your own support with money from the council. Keep the receipts.</p>",
    )
    summary(
        "Our principles", date(2024, 5, 22), [being_heard], "<p>We talked of co-production.</p>"
    )
    summary(
        "Equality, equity, diversity and inclusion",
        date(2024, 7, 24),
        [being_heard],
        "<p>Direct payments came up in 2024. It was about money for a carer.</p>",
    )
    summary("Home from hospital", date(2026, 11, 25), [hospital, carers], "<p>The bag.</p>")
    summary("Getting about", date(2026, 9, 23), [], "<p>We asked for step-free stations.</p>")
    story("Paying Anna", date(2026, 8, 1), [payments], "<p>My direct payment, in 2026.</p>")
    story("I am not late", date(2026, 8, 24), [carers], "<p>A carer at the hospital gate.</p>")
    story("The kind postman", date(2026, 3, 1), [], "<p>He asks how I am. Good company.</p>")
    story("We organise a picnic", date(2026, 3, 2), [], "<p>With cake.</p>")
    story("The color of tea", date(2026, 3, 3), [], "<p>Brown.</p>")
    story("A programme for wheelchair users", date(2026, 3, 4), [], "<p>On Tuesdays.</p>")
    story("From Łódź to Luton", date(2026, 3, 5), [], "<p>A long way.</p>")
    story("Tea with Mrs O’Neill", date(2026, 3, 6), [], "<p>Two sugars.</p>")
    story("Shalom means peace", date(2026, 3, 7), [], "<p>שלום</p>")
    story("Tea in 日本", date(2026, 3, 8), [], "<p>Green.</p>")
    story("Carers/parents evening", date(2026, 3, 9), [], "<p>Bring a friend.</p>")
    poem("Three in the morning", date(2023, 3, 1), [loss], "The clock and I")
    poem("Camera off", date(2026, 9, 7), [being_heard], "I am here, in the dark")
    poem("What Mo knows", date(2026, 9, 1), [], "How I like my toast")
    poem("As colheres (The spoons)", date(2026, 10, 26), [], "Um poema", author_name="Lúcia Reis")
    InformationPage.objects.get(slug="about").save()
    glossary = GlossaryPage.objects.get()
    for word, meaning in {
        "Advocate": "Somebody who speaks up with you. This is called advocacy.",
        "Artificial intelligence (AI)": "A computer that writes.",
        "Co-production": "Deciding and making things together, as equals.",
        "Direct payment": "Money from the council, for care that you choose.",
        "Personal assistant (PA)": "Somebody whom you pay to help you.",
        "Safeguarding": "Keeping people safe from harm.",
        "Unpaid carer": "Somebody who looks after a friend.",
    }.items():
        glossary.words.add(GlossaryTerm(word=word, meaning=meaning))
    glossary.save()
    call_command("update_index", verbosity=0)
    return site


def session(day, title, introduction, topic, series):
    made = factories.make_session(
        starts_at=datetime(2027, 2, day, 10, 30, tzinfo=UTC),
        title=title,
        series=series,
        page={"introduction": introduction},
    )
    SessionPageTopic.objects.create(page=made.page, topic=topic)
    return made


def story(title, day, topics, body, **fields):
    return make_piece(
        title=title, published_on=day, topics=tuple(topics), body=[("paragraph", body)], **fields
    )


def summary(title, day, topics, introduction):
    return make_piece(
        SummaryPage, title=title, published_on=day, topics=tuple(topics), introduction=introduction
    )


def poem(title, day, topics, words, **fields):
    return make_piece(
        PoemPage, title=title, published_on=day, topics=tuple(topics), poem=words, **fields
    )


def titles(question: str) -> list[str]:
    return [entry.title for entry in find(question, now=NOW).entries]


def test_what_was_meant_comes_first(library):
    assert len(FIRST) >= 60
    wrong = {
        question: (titles(question)[:3], expected)
        for question, expected in FIRST.items()
        if titles(question)[:1] != [expected]
    }
    assert wrong == {}
