// Slack's mrkdwn as nodes: bold, italics, strike, code, quotes, links, mentions, dates, emoji.
// It reads the escaped text of the wire (`&lt;`), makes only what it recognises active, and shows
// everything else as it was typed. Mentions and broadcasts are drawn, never live.

import { h } from "./dom.js";
import { slackDate } from "./when.js";
import { emoji } from "./emoji.js";

const names = { people: new Map(), conversations: new Map() };

/** Who the ids in mentions are. */
export function learnNames(people, conversations) {
  names.people = new Map(people.map((person) => [person.id, person.name]));
  names.conversations = new Map(conversations.map((place) => [place.id, place.name]));
}

/** The name behind a user id, or the id itself. */
export function nameOf(id) {
  return names.people.get(id) ?? id;
}

/** One text object of Block Kit: plain text stays plain, apart from emoji names. */
export function textObject(text) {
  if (!text) return [];
  if (typeof text === "string") return [text];
  return text.type === "mrkdwn" ? mrkdwn(text.text ?? "") : plain(text.text ?? "");
}

/** Plain text with `:emoji:` names drawn. */
export function plain(text) {
  return text.split(/(:[a-z0-9_+-]{1,50}:)/).map((part, index) => (index % 2 ? emoji(part.slice(1, -1)) ?? part : part));
}

/** A whole mrkdwn text: fenced blocks first, then quotes line by line, then what is inline. */
export function mrkdwn(text) {
  const nodes = [];
  text.split(/```([\s\S]*?)```/).forEach((part, index) => {
    if (index % 2) nodes.push(h("pre", null, decode(part.replace(/^\n|\n$/g, ""))));
    else if (part) nodes.push(...lines(index ? part.replace(/^\n/, "") : part));
  });
  return nodes;
}

const QUOTE = /^(?:>|&gt;) ?/;
const LONG_QUOTE = /^(?:>>>|&gt;&gt;&gt;) ?/;

function lines(text) {
  const nodes = [];
  const all = text.split("\n");
  for (let at = 0; at < all.length; ) {
    const quoted = takeQuote(all, at);
    if (quoted) {
      nodes.push(h("blockquote", null, inline(quoted.text)));
      at = quoted.end;
      continue;
    }
    let end = at;
    while (end < all.length && !QUOTE.test(all[end])) end += 1;
    nodes.push(...inline(all.slice(at, end).join("\n")));
    at = end;
  }
  return nodes;
}

function takeQuote(all, at) {
  if (LONG_QUOTE.test(all[at])) {
    return { text: [all[at].replace(LONG_QUOTE, ""), ...all.slice(at + 1)].join("\n"), end: all.length };
  }
  let end = at;
  while (end < all.length && QUOTE.test(all[end])) end += 1;
  if (end === at) return null;
  return { text: all.slice(at, end).map((line) => line.replace(QUOTE, "")).join("\n"), end };
}

const PIECES = /<([^<>\n]+)>|`([^`\n]+)`|:([a-z0-9_+-]{1,50}):|([*_~])|\n/g;
const STYLES = { "*": "strong", _: "em", "~": "del" };

function inline(text) {
  return styled(pieces(text), text);
}

// First the text is cut into pieces once, so that a star inside a link or code never counts.
function pieces(text) {
  const found = [];
  let last = 0;
  for (const match of text.matchAll(PIECES)) {
    if (match.index > last) found.push({ node: decode(text.slice(last, match.index)) });
    last = match.index + match[0].length;
    found.push(piece(match, last));
  }
  if (last < text.length) found.push({ node: decode(text.slice(last)) });
  return found;
}

function piece(match, end) {
  const [whole, angle, code, short, mark] = match;
  if (angle !== undefined) return { node: bracket(angle) ?? decode(whole) };
  if (code !== undefined) return { node: h("code", null, decode(code)) };
  if (short !== undefined) return { node: emoji(short) ?? whole };
  if (mark !== undefined) return { node: whole, mark, start: match.index, end };
  return { node: whole, line: true };
}

// Then marks are paired. `dead` remembers marks without a partner further on, which keeps a text
// of thousands of lonely stars linear.
function styled(parts, text, outer = "") {
  const nodes = [];
  const dead = new Set();
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (part.line) dead.clear();
    const close = part.mark && !outer.includes(part.mark) && !dead.has(part.mark) && opens(part, text)
      ? closing(parts, at, text)
      : -1;
    if (close < 0) {
      if (part.mark && opens(part, text)) dead.add(part.mark);
      nodes.push(part.node);
      continue;
    }
    nodes.push(h(STYLES[part.mark], null, styled(parts.slice(at + 1, close), text, outer + part.mark)));
    at = close;
  }
  return nodes;
}

const WORD = /[\p{L}\p{N}]/u;

function opens(part, text) {
  const before = text[part.start - 1] ?? " ";
  const after = text[part.end] ?? " ";
  return !WORD.test(before) && !/\s/.test(after) && after !== part.mark;
}

function closing(parts, from, text) {
  for (let at = from + 1; at < parts.length && !parts[at].line; at += 1) {
    const part = parts[at];
    if (part.mark !== parts[from].mark || at === from + 1) continue;
    if (!/\s/.test(text[part.start - 1]) && !WORD.test(text[part.end] ?? " ")) return at;
  }
  return -1;
}

/** Slack's three entities, back to the characters they stand for. */
export function decode(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

/** A person's message as it was typed: names instead of ids, bare addresses, nothing escaped. */
export function asTyped(text) {
  return decode(text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id) => `@${nameOf(id)}`)
    .replace(/<((?:https?:|mailto:)[^>|]*)(?:\|[^>]*)?>/g, "$1"));
}

// What stands between angle brackets; null when it is nothing Slack knows.
function bracket(inside) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : decode(inside.slice(bar + 1));
  if (/^@[UW]\w+$/.test(target)) return mention(`@${names.people.get(target.slice(1)) ?? (label || target.slice(1))}`);
  if (/^#[CG]\w+$/.test(target)) return mention(`#${names.conversations.get(target.slice(1)) ?? (label || target.slice(1))}`);
  if (/^!(here|channel|everyone)$/.test(target)) return mention(`@${target.slice(1)}`);
  if (target.startsWith("!subteam^")) return mention(label || "@group");
  if (target.startsWith("!date^")) return date(target, label);
  return link(decode(target), label || null);
}

/** Somebody or something mentioned: drawn, not clickable. */
export function mention(text) {
  return h("span", { class: "mention", dir: "auto" }, text);
}

function date(target, fallback) {
  const [, unix, template, url] = target.split("^");
  const shown = moment(unix, decode(template ?? ""), fallback);
  return url ? link(decode(url), shown) ?? shown : shown;
}

/** A date that follows the reader: when.js rewrites it as people and time change. */
export function moment(unix, template, fallback) {
  const text = slackDate(unix, template);
  if (text === null) return fallback;
  return h("time", { "data-unix": unix, "data-format": template, "data-fallback": fallback || template }, text);
}

/** A link to the web or to a mail address; anything else is not a link (null). */
export function link(url, label) {
  if (!/^(https?:\/\/|mailto:)/i.test(url)) return null;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, label ?? url.replace(/^mailto:/i, ""));
}
