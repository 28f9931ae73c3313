"""Subscriptions to alerts about new sessions, by topic, by area or for all."""

from events.subscriptions.links import (
    page_address,
    signed_token,
    stop_address,
    subscriber_for_token,
)
from events.subscriptions.matching import announced, enqueue_alerts
from events.subscriptions.subscribers import (
    confirm,
    confirmed_before,
    current,
    set_interests,
    subscribe,
    unsubscribe,
    waiting_mails,
)

__all__ = [
    "announced",
    "confirm",
    "confirmed_before",
    "current",
    "enqueue_alerts",
    "page_address",
    "set_interests",
    "signed_token",
    "stop_address",
    "subscribe",
    "subscriber_for_token",
    "unsubscribe",
    "waiting_mails",
]
