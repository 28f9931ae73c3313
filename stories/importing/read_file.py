"""The process that reads one file: from standard input, with limits, and as JSON to standard output.

It knows no settings, no database and no secrets. See `stories.importing.sandbox`.
"""

import json
import logging
import resource
import sys
from base64 import b64encode

from stories.importing.errors import UnreadableFile
from stories.importing.readers import read
from stories.importing.sorting import sort_deck

MAX_MEMORY = 2 * 1024**3  # bytes
MAX_SECONDS = 120  # of the processor


def main() -> None:
    _limit_resources()
    logging.disable(logging.CRITICAL)  # libraries repeat words of the file
    try:
        deck = read(sys.stdin.buffer.read())
        answer = {
            "unit": deck.unit,
            "parts": [part.to_json() for part in sort_deck(deck)],
            "pictures": {key: b64encode(each).decode() for key, each in deck.pictures.items()},
        }
    except UnreadableFile as error:
        answer = {"error": str(error)}
    json.dump(answer, sys.stdout)


def _limit_resources() -> None:
    limits = {
        resource.RLIMIT_AS: MAX_MEMORY,
        resource.RLIMIT_CPU: MAX_SECONDS,
        resource.RLIMIT_FSIZE: 0,  # it writes no file
        resource.RLIMIT_CORE: 0,
    }
    for name, most in limits.items():
        try:
            resource.setrlimit(name, (most, most))
        except (ValueError, OSError):
            continue  # macOS has not all of them


if __name__ == "__main__":
    main()
