"""People who want to be asked, each time, if they come to the next session of a series.

`joining` starts and stops it, `asking` puts the question, `by_phone` says whom a person must ask,
`answering` takes the answer, `who` tells one person from another, `links` makes the secret address.
Silence books nothing.
"""

from .answering import answer_no, answer_yes, made_for, open_question
from .asking import next_question, owe_questions
from .by_phone import questions_to_ask
from .joining import ask_each_time, can_be_asked, may_stop, stop
from .links import page_address, regular_with, secret_of, stop_address
from .who import regular_for

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
