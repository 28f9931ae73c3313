"""Reasons to refuse a broadcast, as sentences for the organiser."""

# Code: field and sentence.
SENTENCES: dict[str, tuple[str, str]] = {
    "no_subject": ("subject", "Write what it is about, in a few words."),
    "no_body": ("body", "Write what you want to tell them."),
    "too_long": ("body", "Use {limit:,} letters or fewer. You have used {used:,}."),
    "key_subject": (
        "subject",
        "Take the link out. It opens one person's own page, and everyone would have it. "
        "Each email brings the reader's own link.",
    ),
    "key_body": (
        "body",
        "There is a link that opens one person's own page. Everyone would have it. Take it out. "
        "Each email brings the reader's own link.",
    ),
    "meeting_subject": (
        "subject",
        "Take the meeting link out. People join with the link to their booking. "
        "It comes with each email.",
    ),
    "meeting_body": (
        "body",
        "There is a meeting link in it. Take it out. People join with the link to their booking. "
        "It comes with each email.",
    ),
    "need_subject": (
        "subject",
        "Take “{word}” out of the subject. It can show on a locked phone. "
        "Say there nothing of what people asked for.",
    ),
    "to_nobody": ("audience", "There is nobody to write to. Choose other people."),
    "no_option": ("option", "Choose what they asked for."),
    "needs_over": (
        "audience",
        "The session is over. What people asked for is not used any more. Choose other people.",
    ),
    "too_late": (
        "audience",
        "We delete bookings {kept} after a session. So there is nobody to write to.",
    ),
    "sent_before": (
        "",
        "You sent a letter from this page already, and this one is different. It is not sent yet. "
        "If you want to send it too, go on.",
    ),
}


class BroadcastError(Exception):
    """A refused broadcast, with nothing saved. `str()` is a sentence for the organiser.

    `field` is "audience", "option", "subject" or "body", or "" for the whole form.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.field, sentence = SENTENCES[code]
        super().__init__(sentence.format(**values))
