"""Unfinished answers, stored on the server only, for a day at most."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from formtools.wizard.storage.session import SessionStorage

from events.public.forms.wizard import Stored

KEPT_FOR = timedelta(days=1)
WIZARD = "wizard_"  # formtools' prefix of the session keys


def delete_unfinished_answers(request: HttpRequest) -> None:
    """Delete all unfinished forms in the web session, and the web session if then empty."""
    session = request.session
    for name in [name for name in list(session.keys()) if name.startswith(WIZARD)]:
        session.pop(name)
    if not list(session.keys()) and session.session_key:
        session.flush()


class AnswerStorage(SessionStorage):
    """Answers in the web session, which is created (with its cookie) by the first answer only.

    Also stores `form_key`, to detect a form sent twice, and the steps to ask again.
    """

    def __init__(
        self, prefix: str, request: HttpRequest | None = None, file_storage: object = None
    ) -> None:
        self._blank = self._new()
        super().__init__(prefix, request, file_storage)
        self._step: str | None = None

    def init_data(self) -> None:
        """Do nothing: the first answer creates the row."""

    def _new(self) -> dict[str, Any]:
        return {
            self.step_data_key: {},
            self.step_files_key: {},
            self.extra_data_key: {"form_key": str(uuid.uuid4()), "again": []},
            "since": timezone.now().isoformat(),
        }

    def _get_data(self) -> dict[str, Any]:
        kept = self.request.session.get(self.prefix)
        if not kept or datetime.fromisoformat(kept["since"]) < timezone.now() - KEPT_FOR:
            return self._blank
        return kept

    def _set_data(self, value: dict[str, Any]) -> None:
        self.request.session[self.prefix] = value

    data = property(_get_data, _set_data)

    def _get_current_step(self) -> str | None:
        return self._step  # the URL gives the step

    def _set_current_step(self, step: str | None) -> None:
        self._step = step

    @property
    def is_empty(self) -> bool:
        return not self.data[self.step_data_key]

    @property
    def stored(self) -> dict[str, dict[str, list[str]]]:
        return self.data[self.step_data_key]

    def keep(self, step: str, answers: dict[str, list[str]], again: list[str]) -> None:
        """Store the answers of a step."""
        data = self.data
        data[self.step_data_key][step] = answers
        data[self.extra_data_key]["again"] = again
        self.data = data

    def begin_with(self, answers: Stored) -> None:
        """Start a new form with these answers, replacing an unfinished one."""
        self.reset()
        for step, given in answers.items():
            self.keep(step, dict(given), again=[])

    def reset(self) -> None:
        """Delete all answers, and the web session if then empty."""
        session = self.request.session
        session.pop(self.prefix, None)
        self._blank = self._new()
        if not list(session.keys()) and session.session_key:
            session.flush()
