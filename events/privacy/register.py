"""The processing register of the privacy page, export, erasure and nightly purge.

A test walks all models and fails when a field that looks personal is missing here.
"""

from dataclasses import dataclass, field

from django.apps import apps

_LONGER = "12 months after it if you ask us to remember your needs, or to ask you each time."
_BOOKING_ENDS = f"30 days after the session. {_LONGER}"
_NEEDS_END = f"The day after the session, or after you cancel. {_LONGER}"
_ORGANISERS = "The people who organise the sessions."


@dataclass(frozen=True)
class DataCategory:
    """A row of the privacy page. `fields` maps model fields to plain labels.

    A row of an optional `feature` that is taken out is shown for as long as its data is there.
    """

    what: str
    owner: str
    reader: str
    reason: str
    last_day: str
    fields: dict[str, str] = field(default_factory=dict)
    in_download: bool = True
    feature: str = ""

    @property
    def is_shown(self) -> bool:
        if not self.feature or apps.is_installed(self.feature):
            return True
        models = {name.rpartition(".")[0] for name in self.fields}
        return any(apps.get_model(model)._default_manager.exists() for model in models)


PROCESSING_REGISTER: tuple[DataCategory, ...] = (
    DataCategory(
        what="Names, and who comes with whom",
        owner="You and the people you book for.",
        reader=_ORGANISERS,
        reason="So that we know who is coming and can greet you.",
        last_day=_BOOKING_ENDS,
        fields={
            "events.Booking.contact_name": "Name",
            "events.Booking.for_whom": "Who the booking is for",
            "events.Booking.person_knows": "This person knows about the booking",
            "events.Person.name": "Name",
            "events.Person.role": "Comes to",
            "events.Person.takes_place": "Takes a place",
        },
    ),
    DataCategory(
        what="Email addresses and phone numbers",
        owner="You and the people you book for.",
        reader=_ORGANISERS,
        reason="To send you your booking, and to tell you when something changes.",
        last_day=_BOOKING_ENDS,
        fields={
            "events.Booking.email": "Email",
            "events.Booking.phone": "Phone",
            "events.Person.email": "Email",
            "events.Person.phone": "Phone",
        },
    ),
    DataCategory(
        what="Your booking: the session, how you join, and what you chose",
        owner="You.",
        reader=_ORGANISERS,
        reason="To keep your place, and to do what you chose.",
        last_day=_BOOKING_ENDS,
        fields={
            "events.Booking.session": "Session",
            "events.Booking.state": "Your place",
            "events.Booking.way": "How you join",
            "events.Booking.share_needs": "Those who run the session may see what you need",
            "events.Booking.remember_needs": "We remember what you need",
            "events.Booking.discreet_title": "Plain title in the calendar",
            "events.Booking.reminders": "We send reminders",
            "events.Booking.spoken_code": "Code to say on the phone",
            "events.Booking.created_at": "Booked",
            "events.Booking.changed_at": "Last changed",
            "events.Booking.cancelled_at": "Cancelled",
            "events.Booking.waiting_since": "On the waiting list since",
            "events.Booking.offered_until": "Place offered until",
            "events.Booking.offer_extended": "Asked for more time",
            "events.Booking.calendar_answer": "What your calendar answered",
            "events.Booking.answered_at": "Your calendar answered",
            "events.Person.calendar_answer": "What the calendar answered",
            "events.Person.answered_at": "The calendar answered",
        },
    ),
    DataCategory(
        what="What would make it easier for you to take part",
        owner="The person who needs it.",
        reader="The people who organise the sessions. Those who run the session, if you say yes.",
        reason="So that we can get it ready, and answer you.",
        last_day=_NEEDS_END,
        fields={
            "events.AccessNeed.option": "What you asked for",
            "events.AccessNeed.words": "In your own words",
            "events.AccessNeed.state": "How far it is",
            "events.AccessNeed.answer": "What we told you",
            "events.AccessNeed.asked_at": "Asked",
            "events.AccessNeed.changed_at": "Last changed",
            "events.Booking.anything_else": "Anything else",
            "events.Booking.talk_first": "Talk to someone first",
            "events.Booking.talk_when": "A good time to phone",
        },
    ),
    DataCategory(
        what="The name and email address of someone who was taken off a booking",
        owner="The person who was taken off.",
        reader="Nobody. Only the computer uses them.",
        reason="To take the session out of their calendar.",
        last_day="When we have told them. One day later, if we cannot tell them.",
        fields={
            "events.RemovedPerson.to": "Which reader",
            "events.RemovedPerson.name": "Name",
            "events.RemovedPerson.email": "Email",
            "events.RemovedPerson.left_at": "Taken off",
        },
        in_download=False,
    ),
    DataCategory(
        what="Which emails we owe you, and when we sent them. Not what they say",
        owner="You.",
        reader=_ORGANISERS,
        reason="So that you get each email once.",
        last_day="30 days after the session. If you ask for your link later, 3 days after you ask.",
        fields={
            "events.Notice.kind": "Email",
            "events.Notice.due_at": "Due",
            "events.Notice.sent_at": "Sent",
        },
    ),
    DataCategory(
        what="Secret numbers that make your link work",
        owner="You.",
        reader="Nobody. Only the computer uses them.",
        reason="So that only your link opens your booking.",
        last_day=_BOOKING_ENDS,
        fields={
            "events.Booking.uid": "Key of the link",
            "events.Booking.link_version": "Version of the link",
            "events.Booking.form_key": "Key of the form",
            "events.Booking.sequence": "Number of changes",
            "events.Booking.booked_by": "The organiser who wrote the booking down for you",
            "events.Regular.uid": "Key of the link on which you say yes or no",
            "events.Notice.to": "Which reader",
            "events.Notice.told": "What it said of the session",
            "events.Notice.reason": "What the email is about, as a code",
            "events.Notice.created_at": "Owed since",
            "events.Notice.claimed_until": "Being sent until",
            "events.Notice.attempts": "Tries",
            "events.Notice.dropped_at": "Not sent, as it was no longer right",
            "events.Notice.failed_at": "Given up",
            "events.Notice.sequence": "Number of changes that it told",
            "events.Notice.problem": "Kind of error",
        },
        in_download=False,
    ),
    DataCategory(
        what="Emails that your calendar sends us when you press Yes, Maybe or No",
        owner="You.",
        reader="Nobody, unless the computer does not know what to do. Then the organisers.",
        reason="So that No in your calendar gives your place to someone else.",
        last_day="30 days after we got it.",
    ),
    DataCategory(
        what="Your own calendar of all your bookings, if you asked for it: your email address",
        owner="You.",
        reader="Nobody. Only your calendar asks for it.",
        reason="So that your calendar shows what you booked.",
        last_day="When you stop it, or when your last booking is deleted.",
        fields={
            "events.PersonalFeed.uid": "Key of its address",
            "events.PersonalFeed.email": "Email",
            "events.PersonalFeed.created_at": "Made",
        },
        in_download=False,
    ),
    DataCategory(
        what="That you want to be asked each time if you are coming, and what you answered",
        owner="You.",
        reader=_ORGANISERS,
        reason="So that you do not have to tell us everything again each month.",
        last_day=(
            "Each answer: 30 days after the session. The rest: when you stop it, or when your newest "
            "booking is deleted."
        ),
        feature="events.regulars",
        fields={
            "events.Regular.series": "Which sessions",
            "events.Regular.created_at": "Since",
            "events.Invitation.session": "Session",
            "events.Invitation.answer": "Your answer",
            "events.Invitation.asked_at": "Asked",
            "events.Invitation.answered_at": "Answered",
        },
    ),
    DataCategory(
        what="Your email address and what you chose, if you want news of sessions",
        owner="You.",
        reader="Nobody, unless an email to you fails. Then the organisers see your email address.",
        reason="To write to you when we plan something that may matter to you.",
        last_day=(
            "When you stop it. 7 days after you asked, if you do not say yes. What we told you of a "
            "session: the day after it. That we sent an email: 30 days."
        ),
        feature="events.subscriptions",
        fields={
            "events.Subscriber.uid": "Key of your link",
            "events.Subscriber.email": "Email",
            "events.Subscriber.everything": "All sessions",
            "events.Subscriber.topics": "Topics",
            "events.Subscriber.areas": "Areas",
            "events.Subscriber.created_at": "Asked for",
            "events.Subscriber.confirmed_at": "Confirmed",
            "events.SessionAlert.session": "A session you know of",
        },
        in_download=False,
    ),
    DataCategory(
        what="What organisers write to everyone of a session",
        owner="The organisers.",
        reader="The people it is for, and the organisers.",
        reason="To tell people what they need to know.",
        last_day="30 days after the session.",
        feature="events.broadcasts",
        fields={
            "events.Broadcast.session": "Session",
            "events.Broadcast.to_whom": "To whom",
            "events.Broadcast.option": "Who asked for this",
            "events.Broadcast.subject": "Subject",
            "events.Broadcast.words": "Words",
            "events.Broadcast.form_key": "Key of the form",
            "events.Broadcast.written_by": "The organiser who wrote it",
            "events.Broadcast.written_at": "Written",
        },
        in_download=False,
    ),
    DataCategory(
        what="What you tell us about a session afterwards. Not who you are",
        owner="You.",
        reader=_ORGANISERS,
        reason="To do better next time.",
        last_day="12 months after the session.",
        feature="events.feedback",
        fields={
            "events.Feedback.session": "Session",
            "events.Feedback.got_it": "Did you get what you asked for?",
            "events.Feedback.how_it_was": "How was it?",
            "events.Feedback.do_better": "What should we do better?",
            "events.Feedback.form_key": "Key of the form",
            "events.Feedback.sent_at": "Sent",
        },
        in_download=False,
    ),
    DataCategory(
        what="What you send us to share: your words, your name, how to reach you",
        owner="You.",
        reader="The people who edit the site.",
        reason="To talk to you about it, and to put it on the site if you say yes.",
        last_day="One year after you sent it. What we put on the site stays until you ask us.",
        fields={
            "stories.Contribution.form_key": "Key of the form",
            "stories.Contribution.kind": "What it is",
            "stories.Contribution.title": "Title",
            "stories.Contribution.words": "Words",
            "stories.Contribution.name": "Name",
            "stories.Contribution.wants_no_name": "Wants no name",
            "stories.Contribution.email": "Email",
            "stories.Contribution.phone": "Phone",
            "stories.Contribution.consent": "What we may do with it",
            "stories.Contribution.sent_at": "Sent",
            "stories.Contribution.read_at": "When we first read it",
            "stories.Contribution.draft": "Page made from it",
        },
    ),
    DataCategory(
        what="Names on stories, poems and videos on the site",
        owner="The person who made it.",
        reader="Everyone.",
        reason="So that people get the credit, in the name they chose.",
        last_day="Until they ask us to take it off.",
        fields={
            "stories.Piece.author_name": "Who made it",
            "stories.StoryPage.about_author": "A few words about them",
        },
    ),
    DataCategory(
        what="Answers on a form that you have not sent yet",
        owner="You.",
        reader="Nobody. The computer keeps them for you.",
        reason="So that going back loses nothing.",
        last_day="One day, or when you press the button to forget them.",
        fields={"sessions.Session.session_data": "Answers so far"},
        in_download=False,
    ),
    DataCategory(
        what="For people who work on the site: name, email, and when they log in and from where",
        owner="The person with the login.",
        reader="The people who look after the site.",
        reason="To let the right people in, and to slow down others.",
        last_day="Logins: 30 days. The rest: while they work with us.",
        fields={
            "hub.User.first_name": "First name",
            "hub.User.last_name": "Last name",
            "hub.User.username": "Login name",
            "hub.User.email": "Email",
            "axes.AccessAttempt.username": "Login name",
            "axes.AccessAttempt.ip_address": "Address of the computer",
            "axes.AccessLog.username": "Login name",
            "axes.AccessLog.ip_address": "Address of the computer",
        },
        in_download=False,
    ),
)


def processing_register() -> list[dict[str, str]]:
    """Return the rows of the privacy page: `what`, `owner`, `reader`, `reason`, `last_day`."""
    names = ("what", "owner", "reader", "reason", "last_day")
    return [
        {name: getattr(kept, name) for name in names}
        for kept in PROCESSING_REGISTER
        if kept.is_shown
    ]


def labels(model: str, *, in_download: bool = True) -> dict[str, str]:
    """Return labels by field name for a model such as "events.Booking"."""
    return {
        name.removeprefix(f"{model}."): words
        for kept in PROCESSING_REGISTER
        if kept.in_download or not in_download
        for name, words in kept.fields.items()
        if name.startswith(f"{model}.")
    }


def all_fields() -> set[str]:
    """Return every registered field, such as "events.Booking.email"."""
    return {name for kept in PROCESSING_REGISTER for name in kept.fields}
