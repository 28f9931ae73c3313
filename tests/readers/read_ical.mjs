// Reads a calendar file from standard input with ical.js and prints its events, times in UTC, as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

const utc = (time) => {
  if (time.zone.tzid === "floating") throw new Error(`floating time ${time}`);
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
};

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    starts: utc(event.startDate),
    ends: utc(event.endDate),
    summary: event.summary,
    description: event.description ?? "",
    location: event.location ?? "",
    url: component.getFirstPropertyValue("url"),
    status: component.getFirstPropertyValue("status"),
    sequence: event.sequence,
  };
});
process.stdout.write(JSON.stringify(events));
