"""A site that sends texts and letters through the stand-in for Notify."""

import pytest
import time_machine

from tests import notify_server

CALLBACK_TOKEN = "a-long-token-of-the-operator"


@pytest.fixture
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def notify(settings, clock):
    with notify_server.NotifyServer() as server:
        settings.NOTIFY_API_KEY = notify_server.API_KEY
        settings.NOTIFY_URL = server.url
        settings.NOTIFY_TEXT_TEMPLATE = notify_server.TEXT_TEMPLATE
        settings.NOTIFY_LETTER_TEMPLATE = notify_server.LETTER_TEMPLATE
        settings.TEXT_BACKEND = settings.LETTER_BACKEND = settings.NOTIFY_BACKEND
        settings.TEXT_CALLBACK_TOKEN = CALLBACK_TOKEN
        yield server
