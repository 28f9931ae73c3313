"""People who want to be asked, each time, if they come to the next session of a series.

`joining` starts and stops it, `asking` puts the question, `by_phone` says whom a person must ask,
`answering` takes the answer, `who` tells one person from another, `links` makes the secret address.
Silence books nothing.
"""

from events.regulars.enrolment import ask_each_time, can_be_asked, may_stop, stop
from events.regulars.identity import regular_for
from events.regulars.invitations import next_question, owe_questions
from events.regulars.phone_calls import questions_to_ask
from events.regulars.responses import answer_no, answer_yes, made_for, open_question

from .links import page_address, regular_with, secret_of, stop_address

__all__ = [
    "answer_no",
    "answer_yes",
    "ask_each_time",
    "can_be_asked",
    "made_for",
    "may_stop",
    "next_question",
    "open_question",
    "owe_questions",
    "page_address",
    "questions_to_ask",
    "regular_for",
    "regular_with",
    "secret_of",
    "stop",
    "stop_address",
]
