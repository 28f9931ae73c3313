"""Half-done answers: kept on the server only, for a day at most, and only once there are any."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from formtools.wizard.storage.session import SessionStorage

from events.public.forms.wizard import Stored

KEPT_FOR = timedelta(days=1)
WIZARD = "wizard_"  # how formtools begins the name under which answers are kept


def delete_unfinished_answers(request: HttpRequest) -> None:
    """Forget every half-done form of this browser; leave no session behind if there was nothing else in it."""
    session = request.session
    for name in [name for name in list(session.keys()) if name.startswith(WIZARD)]:
        session.pop(name)
    if not list(session.keys()) and session.session_key:
        session.flush()


class AnswerStorage(SessionStorage):
    """Answers in the web session, without making a session (or a cookie) for somebody who only looks.

    Also holds `form_key`, by which the same form sent twice is known, and the steps to ask once more.
    """

    def __init__(
        self, prefix: str, request: HttpRequest | None = None, file_storage: object = None
    ) -> None:
        self._blank = self._new()
        super().__init__(prefix, request, file_storage)
        self._step: str | None = None

    def init_data(self) -> None:
        """Nothing yet: the first answer makes the row."""

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
        return self._step  # the address says where we are

    def _set_current_step(self, step: str | None) -> None:
        self._step = step

    @property
    def is_empty(self) -> bool:
        return not self.data[self.step_data_key]

    @property
    def stored(self) -> dict[str, dict[str, list[str]]]:
        return self.data[self.step_data_key]

    def keep(self, step: str, answers: dict[str, list[str]], again: list[str]) -> None:
        """Write one page of answers down."""
        data = self.data
        data[self.step_data_key][step] = answers
        data[self.extra_data_key]["again"] = again
        self.data = data

    def begin_with(self, answers: Stored) -> None:
        """Begin a new form with these answers, instead of one that may be half done."""
        self.reset()
        for step, given in answers.items():
            self.keep(step, dict(given), again=[])

    def reset(self) -> None:
        """Forget all answers; leave no session behind if there was nothing else in it."""
        session = self.request.session
        session.pop(self.prefix, None)
        self._blank = self._new()
        if not list(session.keys()) and session.session_key:
            session.flush()
