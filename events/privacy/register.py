"""The processing register of the privacy page, export, erasure and nightly purge. Its words are in TOML.

A test walks all models and fails when a field that looks personal is missing there.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings

from events.retention import Periods

FILE = Path(__file__).with_name("register.toml")


@dataclass(frozen=True)
class DataCategory:
    """A row of the privacy page. `fields` maps model fields to plain labels.

    `last_day` names periods that the site sets as "{booking}": see `last_day_by`.

    A row of an optional `feature` that is taken out, or whose `setting` is empty, is shown for as
    long as its data is there.
    """

    what: str
    owner: str
    reader: str
    reason: str
    last_day: str
    fields: dict[str, str] = field(default_factory=dict)
    in_download: bool = True
    feature: str = ""
    setting: str = ""

    def last_day_by(self, periods: Periods) -> str:
        """Return how long it is kept, with the periods in words."""
        return self.last_day.format(**vars(periods))

    @property
    def is_shown(self) -> bool:
        if self.setting:
            return bool(getattr(settings, self.setting)) or self._has_values
        if not self.feature or apps.is_installed(self.feature):
            return True
        models = {name.rpartition(".")[0] for name in self.fields}
        return any(apps.get_model(model)._default_manager.exists() for model in models)

    @property
    def _has_values(self) -> bool:
        """Return whether any of the fields, all of them text, holds something."""
        names = (name.rpartition(".")[::2] for name in self.fields)
        return any(
            apps.get_model(model)._default_manager.exclude(**{field: ""}).exists()
            for model, field in names
        )


PROCESSING_REGISTER = tuple(
    DataCategory(**row) for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["categories"]
)


def labels(model: str) -> dict[str, str]:
    """Return the labels in the export by field name, of a model such as "events.Booking"."""
    return {
        name.removeprefix(f"{model}."): words
        for category in PROCESSING_REGISTER
        if category.in_download
        for name, words in category.fields.items()
        if name.startswith(f"{model}.")
    }
