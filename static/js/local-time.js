// Adds the reader's own time after a time in the UK, for readers whose clock shows another.
const DAY = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const CLOCK = { hour: "numeric", minute: "2-digit", hourCycle: "h12" };

export default function localTime(time) {
  const starts = new Date(time.dateTime);
  const ends = new Date(time.dataset.ends);
  const own = words(starts, ends);
  if (own === words(starts, ends, "Europe/London")) return;
  // The words after the time say "UK time".
  (time.nextSibling ?? time).after(` (where you are: ${own})`);
}

// "Wednesday 27 January 2027, 5:30am to 7:00am", in the reader's own zone unless told another.
function words(starts, ends, timeZone) {
  const day = starts.toLocaleDateString("en-GB", { ...DAY, timeZone }).replace(",", "");
  const clock = (moment) =>
    moment.toLocaleTimeString("en-GB", { ...CLOCK, timeZone }).replace(/\s/g, "");
  return `${day}, ${clock(starts)} to ${clock(ends)}`;
}
