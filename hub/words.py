"""Counts in words."""


def people_count(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
