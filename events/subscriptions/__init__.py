"""News of sessions for people who asked for it: topics, areas, or everything.

`following` knows who wants what, `links` their secret address, `telling` what is new for whom.
"""

from events.subscriptions.links import follower_for, page_address, secret_of, stop_address
from events.subscriptions.matching import announced, owe_news
from events.subscriptions.subscribers import (
    UNCONFIRMED_KEPT,
    TooMany,
    choose,
    confirm,
    confirmed_before,
    current,
    follow,
    forget_followers,
    stop,
    waiting_mails,
)

__all__ = [
    "UNCONFIRMED_KEPT",
    "TooMany",
    "announced",
    "choose",
    "confirm",
    "confirmed_before",
    "current",
    "follow",
    "follower_for",
    "forget_followers",
    "owe_news",
    "page_address",
    "secret_of",
    "stop",
    "stop_address",
    "waiting_mails",
]
