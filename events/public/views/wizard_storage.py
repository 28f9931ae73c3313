"""Unfinished answers, stored on the server only, for a day at most."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from events.public.forms.wizard import Stored

MAX_AGE = timedelta(days=1)
KEY_PREFIX = "wizard_"


def delete_unfinished_answers(request: HttpRequest) -> None:
    """Delete all unfinished forms in the web session, and the web session if then empty."""
    session = request.session
    for key in list(session.keys()):
        if key.startswith(KEY_PREFIX):
            del session[key]
    _flush_if_empty(session)


class AnswerStorage:
    """The answers of one attempt at a form, by step, in the web session under the attempt's key.

    Only the first answer creates the web session (with its cookie). Also stores `form_key`, to
    detect a form sent twice, and the steps to ask again.
    """

    def __init__(self, request: HttpRequest, *, key: str) -> None:
        self._session, self._key = request.session, f"{KEY_PREFIX}{key}"
        stored = self._session.get(self._key, {})
        if "step_data" in stored:  # begun before an upgrade, in the layout of django-formtools
            data, since = stored["step_data"], stored["since"]
            stored = {"answers": data, "since": since, **stored["extra_data"]}
        if stored and datetime.fromisoformat(stored["since"]) < timezone.now() - MAX_AGE:
            stored = {}
        self._load(stored)

    def store(self, step: str, answers: dict[str, list[str]], stale_steps: Sequence[str]) -> None:
        self.answers[step] = answers
        self.stale_steps = stale_steps
        self._save()

    def prefill(self, answers: Stored) -> None:
        """Start a new form with these answers, replacing an unfinished one."""
        self.reset()
        self.answers = {step: dict(given) for step, given in answers.items()}
        self._save()

    def reset(self) -> None:
        """Delete all answers, and the web session if then empty."""
        self._session.pop(self._key, None)
        _flush_if_empty(self._session)
        self._load({})

    def _load(self, stored: dict[str, Any]) -> None:
        self.answers: dict[str, dict[str, list[str]]] = stored.get("answers", {})
        self.stale_steps: Sequence[str] = stored.get("again", ())
        self.form_key: str = stored.get("form_key") or str(uuid.uuid4())
        self._since: str = stored.get("since") or timezone.now().isoformat()

    def _save(self) -> None:
        self._session[self._key] = {
            "answers": self.answers,
            "again": list(self.stale_steps),
            "form_key": self.form_key,
            "since": self._since,
        }


def _flush_if_empty(session: SessionBase) -> None:
    if not session.keys() and session.session_key:
        session.flush()
