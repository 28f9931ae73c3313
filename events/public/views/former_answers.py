"""Answers as earlier versions kept them: in the web session, or by other steps.

Needed for a day after an upgrade: whoever has a page open then loses nothing.
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
    answers = in_current_layout(stored["answers"])
    return {"answers": answers, "stale_steps": stored.get("again", ())}


def in_current_layout(answers: dict[str, Any]) -> dict[str, Any]:
    """Return answers by the steps of today, from when one step asked for all names."""
    names = answers.get("names", {})
    moved = {name: names[name] for name in ("their_name", "supporter_name") if name in names}
    if not moved:
        return answers
    answers = {**answers, "names": {"your_name": names.get("your_name", [])}}
    if any(any(given) for given in moved.values()) or "together" in answers:
        answers["together"] = moved | answers.get("together", {})
    if "needs" in answers:
        answers.setdefault("any-needs", {"any_needs": ["yes"]})
    return answers


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
