"""Reads a file that somebody sent in a process of its own, which may fail, grow or hang alone."""

import json
import os
import subprocess
import sys
from base64 import b64decode
from dataclasses import dataclass, field

from django.conf import settings

from stories.importing import errors
from stories.importing.deck import Unit
from stories.importing.errors import UnreadableFile
from stories.importing.placements import Part

MAX_SECONDS = 180


@dataclass
class Contents:
    unit: Unit
    parts: list[Part]
    pictures: dict[str, bytes] = field(default_factory=dict)


def read_apart(data: bytes, *, max_seconds: float = MAX_SECONDS) -> Contents:
    """Return what is in a file, sorted to its places. Raise UnreadableFile for whatever goes wrong."""
    try:
        run = subprocess.run(
            [sys.executable, "-m", "stories.importing.read_file"],
            input=data,
            capture_output=True,
            timeout=max_seconds,
            cwd=settings.BASE_DIR,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
            check=True,
        )
        answer = json.loads(run.stdout)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(errors.TOO_LONG) from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise UnreadableFile(errors.BROKEN) from error
    if "error" in answer:
        raise UnreadableFile(answer["error"])
    return Contents(
        Unit(answer["unit"]),
        [Part.from_json(part) for part in answer["parts"]],
        {key: b64decode(each) for key, each in answer["pictures"].items()},
    )
