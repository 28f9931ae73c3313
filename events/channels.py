"""The channels beside email, which a site has only when they are set up: see `events.texts`."""

from django.apps import apps
from django.conf import settings


def sends_texts() -> bool:
    return bool(settings.TEXT_BACKEND) and apps.is_installed("events.texts")


def sends_letters() -> bool:
    return bool(settings.LETTER_BACKEND) and apps.is_installed("events.texts")
