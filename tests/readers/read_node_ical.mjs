// Reads a calendar file from standard input with node-ical and prints its events, times in UTC, as JSON.
import { readFileSync } from "node:fs";
import ical from "node-ical";

const parts = Object.values(ical.sync.parseICS(readFileSync(0, "utf8")));
const plain = (value) => value?.val ?? value ?? "";
const events = parts
  .filter((part) => part.type === "VEVENT")
  .map((event) => ({
    uid: event.uid,
    starts: event.start.toISOString(),
    ends: event.end.toISOString(),
    summary: plain(event.summary),
    description: plain(event.description),
    location: plain(event.location),
    url: plain(event.url),
    status: event.status,
    sequence: Number(event.sequence),
  }));
process.stdout.write(JSON.stringify(events));
