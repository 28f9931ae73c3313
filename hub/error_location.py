"""What may be said of an error, in a log or in the database."""

import traceback


def error_location(error: Exception) -> str:
    """Return the class and location of an error, not its text, which can contain personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    location = f" in {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{location}"
