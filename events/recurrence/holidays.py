"""Bank holidays of England and Wales."""

from datetime import date

import holidays


def bank_holidays(lo: date, hi: date) -> dict[date, str]:
    """Bank holidays from `lo` to `hi`, both included, with their names, in order.

    Holds the days themselves and the days given instead when one falls on a weekend.
    """
    known = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(lo.year, hi.year + 1), language="en_GB"
    )
    return {
        day: name.replace("(observed)", "(day off instead)")
        for day, name in sorted(known.items())
        if lo <= day <= hi
    }
