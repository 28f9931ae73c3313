"""The sample content: TOML files read into the dataclasses of `home.demo.schema`.

A missing or unknown key, or a value of the wrong type, raises an error that names it.
"""

import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar

from cattrs import Converter

from home.demo import schema

FOLDER = Path(__file__).parent
Shape = TypeVar("Shape")

_converter = Converter(forbid_extra_keys=True)


def _of_type(value: Any, kind: type) -> Any:  # noqa: ANN401 - any TOML value
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


for _kind in (str, int, bool, date, time):
    _converter.register_structure_hook(_kind, _of_type)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _all(rows: list[dict[str, Any]], kind: type[Shape]) -> tuple[Shape, ...]:
    return tuple(_converter.structure(row, kind) for row in rows)


_labels = _read("labels")
AREAS = tuple(_labels["areas"])
TOPICS = _all(_labels["topics"], schema.Topic)

PICTURES = _all(_read("pictures")["pictures"], schema.Picture)

_videos = _read("films")["videos"]
VIDEOS = _all(_videos, schema.Video)

_poems = _read("poems")
POEMS = _all(_poems["poems"], schema.Poem)


def _summaries(rows: list[dict[str, Any]]) -> tuple[schema.Summary, ...]:
    """Read summaries, which name their poem and their video by title."""
    poems = {row["title"]: row for row in [*_poems["poems"], *_poems["poems_in_summaries"]]}
    videos = {row["title"]: row for row in _videos}
    for row in rows:
        for key, known in (("poem", poems), ("video", videos)):
            if key in row:
                row[key] = known[row[key]]
    return _all(rows, schema.Summary)


_programme_2024 = _read("summaries_programme")
PROGRAMME_2024 = _converter.structure(_programme_2024["programme"], schema.Series)
PROGRAMME_SUMMARIES = _summaries(_programme_2024["summaries"])
MONTHLY_SUMMARIES = _summaries(_read("summaries_monthly")["summaries"])
SUMMARIES = (*MONTHLY_SUMMARIES, *PROGRAMME_SUMMARIES)

STORIES = _all(_read("stories")["stories"], schema.Story)

_sessions = _read("sessions")
MONTHLY = _converter.structure(_sessions["monthly"], schema.Series)
TOPICS_AHEAD = _all(_sessions["topics_ahead"], schema.ComingTopic)

_programme = _read("programme")
PROGRAMME = _converter.structure(_programme["programme"], schema.Series)
DAYS = _all(_programme["days"], schema.ProgrammeDay)

_commitments = _read("commitments")
COMMITMENTS_INTRODUCTION: str = _commitments["introduction"]
COMMITMENTS = _all(_commitments["commitments"], schema.Commitment)

GLOSSARY = _all(_read("glossary")["terms"], schema.GlossaryTerm)

_information = _read("information")
HOME_PICTURE: str = _information["home_picture"]
WELCOME: str = _information["welcome"]
PAGES = _all(_information["pages"], schema.InformationPage)

BOOKINGS = _all(_read("bookings")["bookings"], schema.Booking)

_contributions = _read("contributions")
CONTRIBUTIONS = _all(_contributions["contributions"], schema.Contribution)
BROADCASTS = _all(_contributions["broadcasts"], schema.Broadcast)
FEEDBACK = _all(_contributions["feedback"], schema.Feedback)
SUBSCRIBERS = _all(_contributions["subscribers"], schema.Subscriber)

_learned = _read("learned")
COUNTS = _all(_learned["counts"], schema.Count)
AVAILABILITY = _all(_learned["availability"], schema.Availability)
SUPPLIERS = _all(_learned["suppliers"], schema.Supplier)
