"""The refusals of all booking services, in user-visible words."""

MESSAGES = {
    "full": "The last place has gone. You can join the waiting list.",
    "too_few": "There are not enough places for all of you. You can join the waiting list.",
    "way_full": "There is no place left for joining in that way. We have not changed your booking.",
    "more_people_full": "There is no place for one more person. We have not changed your booking.",
    "cancelled_session": "This session is cancelled, so there is nothing to book.",
    "started": "This session has already begun, so we cannot change the booking here.",
    "too_late": "This session has already begun, so you cannot book it now.",
    "no_way": "You cannot book this session on the site yet. Talk to us and we will help.",
    "way_not_offered": "You cannot join this session in that way. Choose another way.",
    "nobody_comes": "Tell us the name of at least one person who will take part.",
    "cannot_reach": "Give us an email address or a phone number, so that we can reach you.",
    "already_booked": "You have a place already, so there is nothing to answer.",
    "not_offered": "We have not offered you a place yet. We will tell you when one is free.",
    "offer_ended": "The time to answer has passed, and the place has been offered to someone else.",
    "more_time_used": "You have had more time already. We cannot keep the place for longer.",
    "no_more_time": "The session is too near. We cannot keep the place for longer.",
    "is_cancelled": "This booking is cancelled, so we cannot change it.",
    "not_cancelled": "This booking is not cancelled, so there is nothing to undo.",
    "undo_too_late": "You cancelled more than an hour ago. You can book again.",
    "place_gone": "Someone else has taken the place. You can join the waiting list.",
    "already_waiting": "You are on the waiting list already.",
    "does_not_repeat": "These sessions do not repeat, so there is nothing to ask each time.",
    "not_asked": "We do not ask about this session any more. You can book it on its own page.",
    "too_often": "Many bookings have come from where you are. Try again in an hour, or talk to us.",
    "gone": "We no longer have this booking.",
    "nothing_said": "Answer at least one of the questions. One word is enough.",
    "no_words_to_use": "Write the words that we may use, or choose “No”.",
    "no_name_to_use": "Write the name to put with your words, or choose “Yes, without a name”.",
    "did_not_happen": "This session was cancelled, so there is nothing to tell us about it.",
    "not_begun": "This session has not begun yet. Come back afterwards and tell us how it was.",
    "feedback_closed": "This session was more than 60 days ago. You can still phone or write to us.",
}


class BookingError(Exception):
    """A refusal by a service, with nothing changed. `str()` is a sentence for the visitor."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(MESSAGES[code])
