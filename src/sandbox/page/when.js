// Instants as the acting person reads them: their zone, Slack's date tokens, day headings.
// Every instant comes from the workspace's clock; the machine's own time of day is never used
// (performance.now only measures how long ago the last screen arrived).

const WORKING = { zone: "UTC", clock: { now_ms: 0, speed: 0, paused: true }, heard: 0 };

/** Takes over the clock of a fresh screen and the zone of the person who reads it. */
export function readWith(clock, zone) {
  WORKING.clock = clock;
  WORKING.heard = performance.now();
  WORKING.zone = zone;
}

/** The workspace's present instant in milliseconds, running on between two screens. */
export function nowMs() {
  const { clock, heard } = WORKING;
  return clock.paused ? clock.now_ms : clock.now_ms + (performance.now() - heard) * (clock.speed || 1);
}

const FORMATS = new Map();

function format(zone) {
  if (!FORMATS.has(zone)) FORMATS.set(zone, build(zone));
  return FORMATS.get(zone);
}

function build(timeZone) {
  const options = {
    year: "numeric", month: "long", day: "numeric", weekday: "long",
    hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", calendar: "gregory",
  };
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: timeZone || "UTC" });
  } catch {
    // A zone this browser has never heard of must not take the page down.
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  }
}

/** Wall-clock parts of an instant: `{ year, month, day, weekday, hour, minute, second }` as text. */
export function wall(ms, zone = WORKING.zone) {
  const parts = {};
  for (const { type, value } of format(zone).formatToParts(ms)) parts[type] = value;
  return parts;
}

/** "15:00" */
export function timeOf(ms, zone) {
  const at = wall(ms, zone);
  return `${at.hour}:${at.minute}`;
}

/** "Fri 20 Nov, 15:00" */
export function shortMoment(ms, zone) {
  const at = wall(ms, zone);
  return `${at.weekday.slice(0, 3)} ${at.day} ${at.month.slice(0, 3)}, ${at.hour}:${at.minute}`;
}

/** "Today", "Yesterday" or "Friday 20 November", for the line between two days. */
export function dayHeading(ms) {
  const at = wall(ms);
  const near = nearDay(ms);
  const year = at.year === wall(nowMs()).year ? "" : ` ${at.year}`;
  return near ? near[0].toUpperCase() + near.slice(1) : `${at.weekday} ${at.day} ${at.month}${year}`;
}

/** The calendar day in the reader's zone, to compare two instants. */
export function dayKey(ms) {
  const at = wall(ms);
  return `${at.year} ${at.month} ${at.day}`;
}

/** "Lisbon" of "Europe/Lisbon". */
export function cityOf(zone) {
  return zone ? zone.split("/").at(-1).replaceAll("_", " ") : "no zone set";
}

/** "2 h 10 min", for a span in milliseconds. */
export function span(ms) {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 1) return "less than a minute";
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days) return hours ? `${days} d ${hours} h` : `${days} d`;
  if (hours) return rest ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}

// "yesterday", "today", "tomorrow" by calendar date in the reader's zone, else null. Compared as
// calendar days, because a day with a clock change is not 24 hours long.
function nearDay(ms) {
  const number = (instant) => {
    const at = wall(instant);
    return Math.round(Date.parse(`${at.day} ${at.month} ${at.year} UTC`) / 86_400_000);
  };
  return { [-1]: "yesterday", 0: "today", 1: "tomorrow" }[number(ms) - number(nowMs())] ?? null;
}

function ordinal(day) {
  const number = Number(day);
  const teen = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${teen ? "th" : { 1: "st", 2: "nd", 3: "rd" }[number % 10] ?? "th"}`;
}

// Slack leaves the year out of dates less than about six months away.
function yearOf(ms, at) {
  return Math.abs(ms - nowMs()) < 183 * 86_400_000 ? "" : `, ${at.year}`;
}

function ago(ms) {
  const seconds = Math.round((nowMs() - ms) / 1000);
  const size = Math.abs(seconds);
  const units = [["day", 86_400], ["hour", 3600], ["minute", 60]];
  const [unit, length] = units.find(([, length]) => size >= length) ?? ["second", 1];
  const count = Math.floor(size / length);
  if (unit === "second" && count < 10) return "just now";
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return seconds < 0 ? `in ${words}` : `${words} ago`;
}

/** An instant on the reader's clock, as a field for a date and a time writes it: "2026-11-24T16:00". */
export function localText(ms) {
  const at = wall(ms);
  return `${at.year}-${pad(monthNumber(at))}-${pad(at.day)}T${at.hour}:${at.minute}`;
}

/** The instant at which the reader's clock shows such a text. Where the clock is put back, the first
 * of the two; where it is put forward over the text, as if that had not been done yet. */
export function instantOf(text) {
  const shown = Date.parse(`${text}Z`);
  const ahead = (ms) => Date.parse(`${localText(ms)}Z`) - ms;
  const [before, after] = [-1, 1].map((days) => shown - ahead(shown + days * 86_400_000));
  return [before, after].find((ms) => localText(ms) === text) ?? before;
}

const TOKENS = {
  date_num: (ms, at) => `${at.year}-${pad(monthNumber(at))}-${pad(at.day)}`,
  date_slash: (ms, at) => `${pad(at.day)}/${pad(monthNumber(at))}/${at.year}`,
  date: (ms, at) => `${at.month} ${ordinal(at.day)}${yearOf(ms, at)}`,
  date_short: (ms, at) => `${at.month.slice(0, 3)} ${at.day}${yearOf(ms, at)}`,
  date_long: (ms, at) => `${at.weekday}, ${at.month} ${ordinal(at.day)}${yearOf(ms, at)}`,
  date_long_full: (ms, at) => `${at.month} ${at.day}, ${at.year}`,
  date_pretty: (ms, at) => nearDay(ms) ?? TOKENS.date(ms, at),
  date_short_pretty: (ms, at) => nearDay(ms) ?? TOKENS.date_short(ms, at),
  date_long_pretty: (ms, at) => nearDay(ms) ?? TOKENS.date_long(ms, at),
  day_divider_pretty: (ms, at) => nearDay(ms) ?? TOKENS.date_long(ms, at),
  time: (ms, at) => `${at.hour}:${at.minute}`,
  time_secs: (ms, at) => `${at.hour}:${at.minute}:${at.second}`,
  ago: (ms) => ago(ms),
};

function monthNumber(at) {
  return new Date(`1 ${at.month} 2000 UTC`).getUTCMonth() + 1;
}

function pad(number) {
  return String(number).padStart(2, "0");
}

/** Slack's date format with its tokens replaced; null when the text has no token or an unknown
 * one, where Slack shows the fallback. */
export function slackDate(unixSeconds, template) {
  const ms = Number(unixSeconds) * 1000;
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return null;
  const at = wall(ms);
  let known = /\{\w+\}/.test(template);
  const text = template.replace(/\{(\w+)\}/g, (whole, token) => {
    if (Object.hasOwn(TOKENS, token)) return TOKENS[token](ms, at);
    known = false;
    return whole;
  });
  return known ? text : null;
}

/** Rewrites every date below `root` for the present reader and instant ("today" does not stay so). */
export function refreshDates(root) {
  for (const node of root.querySelectorAll("time[data-unix]")) {
    const text = slackDate(node.dataset.unix, node.dataset.format) ?? node.dataset.fallback;
    if (node.textContent !== text) node.textContent = text;
  }
}
