"""What made-up people sent in for the site, and who wants to hear of new sessions."""

from .shapes import Follower, SentIn

SENT_IN = (
    SentIn(
        days_ago=9,
        kind="story",
        title="The second key",
        words=(
            "My dad gave a key to the woman next door. He told nobody. When he fell, she was the "
            "one who found him.",
            "So I gave her a cake. She gave me her own spare key. Now we each have two front doors.",
        ),
        name="Lorna",
        email="lorna.two.doors@example.org",
        consent="publish",
        is_read=True,
    ),
    SentIn(
        days_ago=3,
        kind="poem",
        title="Waiting room",
        words=(
            "Six chairs, five people.\n  The empty one has a coat on it.",
            "Somebody is always\n  just about to come back.",
        ),
        name="Idris",
        phone="01632 960 277",
        consent="ask",
    ),
    SentIn(
        days_ago=1,
        kind="other",
        words=(
            "I read the page about the first night home. I wanted to say that it was like that for "
            "us too. I am glad that someone wrote it down.",
        ),
        wants_no_name=True,
        consent="private",
    ),
)

FOLLOWERS = (
    Follower(email="lorna.two.doors@example.org", topics=("Unpaid carers", "Hospital and home")),
    Follower(email="femi.at.home@example.org", areas=("Thurrock", "Essex")),
    Follower(email="priti.at.work@example.org", everything=True),
)
