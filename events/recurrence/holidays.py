"""Bank holidays of England and Wales."""

from datetime import date

import holidays


def bank_holidays(lo: date, hi: date) -> dict[date, str]:
    """Return bank holidays from `lo` to `hi`, both inclusive, with their names, in order.

    Includes the days themselves and the substitutes for those on a weekend.
    """
    known = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(lo.year, hi.year + 1), language="en_GB"
    )
    return {
        day: name.replace("(observed)", "(day off instead)")
        for day, name in sorted(known.items())
        if lo <= day <= hi
    }
