"""Priorities of background tasks. Ready tasks of a higher one run first."""

from enum import IntEnum


class TaskPriority(IntEnum):
    PICTURES = -10  # slow, and pages do without
    DEFAULT = 0
    STAFF_MAIL = 10
