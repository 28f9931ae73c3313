// Adds the reader's own time after a time in the UK, for readers in another time zone.
const DAY = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const CLOCK = { hour: "numeric", minute: "2-digit", hour12: true };

export default function localTime(time) {
  const starts = new Date(time.dateTime);
  const ends = new Date(time.dataset.ends);
  const own = words(starts, ends);
  if (own === words(starts, ends, "Europe/London")) return;
  const added = document.createElement("span");
  added.className = "own-time";
  added.textContent = ` (${own}, where you are)`;
  // After "UK time".
  (time.nextSibling ?? time).after(added);
}

// "Wednesday, 27 January 2027 at 5:30 am to 7:00 am", without `timeZone` in the reader's own.
function words(starts, ends, timeZone) {
  const day = starts.toLocaleDateString("en-GB", { ...DAY, timeZone });
  const clock = (moment) => moment.toLocaleTimeString("en-GB", { ...CLOCK, timeZone });
  return `${day}, ${clock(starts)} to ${clock(ends)}`;
}
