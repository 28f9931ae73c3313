"""Everyone who has booked. All of them are made up.

Addresses end in example.org. Phone numbers are from the ranges kept for drama.
"""

from .bookings_monthly import AFTER_NEXT, LAST, NEXT
from .bookings_programme import AFTER_SCHOOL, IN_THE_ROOM, THE_OTHER_DAYS

BOOKINGS = (*LAST, *NEXT, *AFTER_NEXT, *IN_THE_ROOM, *AFTER_SCHOOL, *THE_OTHER_DAYS)
