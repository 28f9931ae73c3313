"""Answers in the web session, where forms kept them before each attempt had a key of its own.

Needed for a day after that upgrade: whoever has a page open then loses nothing.
"""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from events.retention import UNFINISHED_KEPT

KEY_PREFIX = "wizard_"


def take_former_answers(request: HttpRequest, key: str) -> dict[str, Any]:
    """Take the arguments of `AnswerStorage.prefill` out of the web session. Empty without any."""
    session = request.session
    stored = session.pop(f"{KEY_PREFIX}{key}", {})
    _flush_if_empty(session)
    if "step_data" in stored:  # older still, in the layout of django-formtools
        stored |= {"answers": stored["step_data"], **stored["extra_data"]}
    if not stored or datetime.fromisoformat(stored["since"]) < timezone.now() - UNFINISHED_KEPT:
        return {}
    return {"answers": stored["answers"], "stale_steps": stored.get("again", ())}


def delete_former_answers(request: HttpRequest) -> None:
    """Delete all unfinished forms in the web session, and the web session if then empty."""
    session = request.session
    for key in list(session.keys()):
        if key.startswith(KEY_PREFIX):
            del session[key]
    _flush_if_empty(session)


def _flush_if_empty(session: SessionBase) -> None:
    if not session.keys() and session.session_key:
        session.flush()
