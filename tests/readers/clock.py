"""The offsets of a VTIMEZONE, computed with plain calendar arithmetic (RFC 5545 3.6.5), without a library."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .content_lines import Broken, Component

RULE = re.compile(r"FREQ=YEARLY;BYMONTH=(\d{1,2});BYDAY=-1(SU|MO|TU|WE|TH|FR|SA)")
LOCAL = re.compile(r"\d{8}T\d{6}")
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def offset(text: str) -> timedelta:
    if not re.fullmatch(r"[+-]\d{4}(\d{2})?", text):
        raise Broken(f"bad offset {text}")
    size = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]), seconds=int(text[5:7] or 0))
    return -size if text[0] == "-" else size


def last_weekday(year: int, month: int, weekday: int) -> date:
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)


class Clock:
    """The offsets of one VTIMEZONE. Raises Broken for what Outlook or ical.js would misread (T4, T6)."""

    def __init__(self, zone: Component) -> None:
        self.name = zone.one("TZID").value
        self.observances = []
        kinds = sorted(part.name for part in zone.parts)
        if kinds != ["DAYLIGHT", "STANDARD"]:
            raise Broken(f"T6: {self.name} has {kinds}, not one rule each way")
        for part in zone.parts:
            start = part.one("DTSTART")
            if start.params or not LOCAL.fullmatch(start.value):
                raise Broken("T4: an onset is local time without Z or TZID")
            rule = RULE.fullmatch(part.one("RRULE").value)
            if part.all("RDATE") or not rule:
                raise Broken("T6: an observance has one yearly RRULE and no RDATE")
            first = datetime.strptime(start.value, "%Y%m%dT%H%M%S")
            month, weekday = int(rule[1]), DAYS.index(rule[2])
            if first.date() != last_weekday(first.year, month, weekday):
                raise Broken("R1: the first onset is not on its own rule")
            before, after = (offset(part.one(key).value) for key in ("TZOFFSETFROM", "TZOFFSETTO"))
            self.observances.append((first, month, weekday, before, after))

    def onsets(self, year: int) -> list[tuple[datetime, timedelta, timedelta]]:
        """Each change up to that year's end: local time in the offset before, that offset, the next."""
        found = []
        for first, month, weekday, before, after in self.observances:
            for each in range(max(first.year, year - 1), year + 1):
                day = last_weekday(each, month, weekday)
                found.append((datetime.combine(day, first.time()), before, after))
        return sorted(found)

    def utc(self, local: datetime) -> datetime:
        """A local time as UTC. Raises Broken before the first change, and in the hour that is not there."""
        passed = [each for each in self.onsets(local.year) if each[0] <= local]
        if not passed:
            raise Broken(f"T5: {local} is before the time zone's first rule")
        onset, before, after = passed[-1]
        if local < onset + (after - before):
            raise Broken(f"T7: {local} does not exist")
        return (local - after).replace(tzinfo=UTC)

    def problems(self, first: datetime, last: datetime) -> list[str]:
        """Where it disagrees with the machine's zone data from one moment to another (T5)."""
        zone = ZoneInfo(self.name)
        minute = timedelta(minutes=1)
        checked = []
        for year in range(first.year, last.year + 1):
            for onset, before, after in self.onsets(year):
                moment = (onset - before).replace(tzinfo=UTC)
                checked += [(moment - minute, before), (moment, after)]
        wrong = [moment for moment, own in checked if moment.astimezone(zone).utcoffset() != own]
        # And every week between: the machine's zone must know no change that the file does not.
        week = max(first, datetime(1997, 1, 1, tzinfo=UTC)).replace(hour=12)
        while week < last:
            local = week.astimezone(zone).replace(tzinfo=None)
            if self.utc(local) != week:
                wrong.append(week)
            week += timedelta(weeks=1)
        return [f"T5: the offset at {moment} is not true" for moment in wrong]
