// What stands around a conversation: the people to act as, the places of the one acting, the clock,
// and the drawer of faults. Each is drawn only when its own facts change; the ticking parts are
// rewritten in place once a second.

import { arrange, h, icon, keepingFocus, place, roving, whenChanged } from "./dom.js";
import { avatar } from "./messages.js";
import { nameOf } from "./mrkdwn.js";
import { cityOf, nowMs, shortMoment, span, timeOf, wall } from "./when.js";

/** The rail's behaviour that needs wiring once. */
export function wireRail() {
  roving(place("people"), "button");
  roving(place("places"), "[role=tab]");
}

/** People to act as. Bots and people who left are not among them. */
export function people(screen, choose) {
  const list = place("people");
  const actors = screen.people.filter((person) => !person.is_bot && !person.deleted);
  whenChanged(list, [actors, screen.me], () => keepingFocus(list, () => {
    arrange(list, actors.map((person) => personRow(person, person.id === screen.me, choose)));
    list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }));
}

function personRow(person, current, choose) {
  const [first, ...rest] = person.name.split(" ");
  return h("li", null, h("button", {
    type: "button", class: "person", "data-test": `person-${person.id}`, "data-focus": `person ${person.id}`,
    title: [person.name, person.role, person.zone ?? "no zone set"].filter(Boolean).join(", "),
    "aria-current": current ? "true" : null, tabindex: current ? 0 : -1, onclick: () => choose(person.id),
  },
  avatar(person.id, person.name, false),
  h("span", { class: "person-words" },
    h("span", { class: "person-name", dir: "auto" }, first, h("span", { class: "person-rest" }, rest.map((word) => ` ${word}`))),
    h("span", { class: "person-role" }, [person.role, cityOf(person.zone)].filter(Boolean).join(" · "))),
  h("span", { class: "person-side" },
    h("span", { class: "person-time", "data-zone": person.zone ?? "UTC" }, timeOf(nowMs(), person.zone ?? "UTC")),
    unread(person.unread))));
}

function unread(count) {
  if (!count) return null;
  return h("span", { class: "unread" }, count > 99 ? "99+" : count, h("span", { class: "unseen" }, " unread"));
}

/** What a conversation is called for the person who looks at it. */
export function placeName(conversation, me) {
  const others = (conversation.with ?? []).filter((id) => id !== me && !screenBots.has(id));
  if (conversation.kind === "channel" || conversation.is_app_dm || !others.length) return conversation.name;
  if (conversation.kind === "im") return nameOf(others[0]);
  return `Room with ${others.map((id) => nameOf(id).split(" ")[0]).join(", ")}`;
}
let screenBots = new Set();

const PLACE_ICONS = { channel: "hash", mpim: "room", im: "person" };

/** The acting person's conversations and App Home, as one list of tabs. */
export function places(screen, chosen, doings) {
  screenBots = new Set(screen.people.filter((person) => person.is_bot).map((person) => person.id));
  const list = place("places");
  const facts = [screen.conversations, screen.me, chosen, screen.people.map((person) => person.name)];
  whenChanged(list, facts, () => keepingFocus(list, () => {
    const home = tab({ test: "tab-home", icon: "home", name: "Home", note: "App Home of Trellis", on: chosen === "home", go: doings.home });
    const rest = sorted(screen.conversations).map((conversation) => tab({
      test: `conversation-${conversation.id}`,
      icon: conversation.is_app_dm ? "sprout" : PLACE_ICONS[conversation.kind],
      name: placeName(conversation, screen.me),
      note: conversation.is_app_dm ? "direct messages" : { channel: "channel", mpim: "room with Trellis", im: "direct messages" }[conversation.kind],
      on: chosen === conversation.id,
      unread: conversation.unread,
      go: () => doings.open(conversation.id),
    }));
    arrange(list, [home, ...rest]);
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }));
}

function sorted(conversations) {
  const rank = (conversation) => (conversation.is_app_dm ? 0 : { mpim: 1, im: 2, channel: 3 }[conversation.kind]);
  return conversations.toSorted((a, b) => rank(a) - rank(b));
}

function tab({ test, icon: drawing, name, note, on, unread: count, go }) {
  return h("button", {
    type: "button", role: "tab", class: count && !on ? "place fresh" : "place", "data-test": test, "data-focus": test, id: test,
    "aria-selected": on ? "true" : "false", "aria-controls": "stage", tabindex: on ? 0 : -1, onclick: go,
  }, icon(drawing), h("span", { class: "place-name", dir: "auto", title: note }, name), on ? null : unread(count));
}

/** The clock's words and buttons for the present screen; `asked` while the person waits for a move. */
export function clock(screen, asked) {
  const { paused } = screen.clock;
  const moving = asked || Number.isFinite(screen.clock.moving_to_ms);
  if (moving) place("clock").setAttribute("aria-busy", "true");
  else place("clock").removeAttribute("aria-busy");
  const button = place("clock-pause");
  button.textContent = paused ? "Run" : "Pause";
  button.title = paused ? "Let the clock run" : "Stop the clock";
  place("clock").dataset.paused = paused;
  tick(screen);
}

/** Rewrites what moves with the clock. */
export function tick(screen) {
  const me = screen.people.find((person) => person.id === screen.me);
  const zone = me?.zone ?? "UTC";
  const now = nowMs();
  const at = wall(now, zone);
  say(place("clock-now"), `${at.weekday.slice(0, 3)} ${at.day} ${at.month.slice(0, 3)} ${at.hour}:${at.minute}`);
  say(place("clock-zone"), `in ${cityOf(zone)}${screen.clock.paused ? ", paused" : ""}`);
  const { next_due_ms: due, moving_to_ms: goal } = screen.clock;
  if (Number.isFinite(goal)) {
    say(place("clock-due"), "Living through the time until");
    say(place("clock-due-at"), shortMoment(goal, zone));
    tickPeople(now);
    return;
  }
  say(place("clock-due"), due === null ? "Nothing is due." : due <= now ? "Something is due now" : `Next due in ${span(due - now)}`);
  say(place("clock-due-at"), due === null ? "" : shortMoment(due, zone));
  tickPeople(now);
}

function tickPeople(now) {
  for (const node of place("people").querySelectorAll("[data-zone]")) say(node, timeOf(now, node.dataset.zone));
}

function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** The drawer of faults. `arm(id, times)`: 0 disarms. */
export function faults(screen, arm) {
  const list = place("faults-list");
  whenChanged(list, screen.faults, () => keepingFocus(list, () => arrange(list, screen.faults.map((fault) => faultRow(fault, arm)))));
  const armed = screen.faults.reduce((sum, fault) => sum + fault.armed, 0);
  const count = place("faults-count");
  count.hidden = armed === 0;
  count.replaceChildren(String(armed), h("span", { class: "unseen" }, " armed"));
}

function faultRow(fault, arm) {
  return h("li", { class: fault.armed ? "armed" : null },
    h("span", { class: "fault-label" }, fault.label, fault.armed ? h("span", { class: "fault-count" }, `armed for ${fault.armed}`) : null),
    fault.armed > 0 && h("button", { type: "button", class: "button plain", "data-focus": `disarm ${fault.id}`, "data-test": `disarm-${fault.id}`, onclick: () => arm(fault.id, 0) }, "Disarm"),
    h("button", { type: "button", class: "button plain", "data-focus": `arm ${fault.id}`, "data-test": `fault-${fault.id}`, "aria-label": `Arm: ${fault.label}`, onclick: () => arm(fault.id, 1) }, "Arm"));
}

/** A passing line at the edge of the page, read aloud politely. */
export function toast(text, kind) {
  const note = h("div", { class: `toast ${kind}` }, h("span", null, text),
    h("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", onclick: () => note.remove() }, icon("close")));
  const all = place("toasts");
  all.append(note);
  while (all.children.length > 3) all.firstChild.remove();
  setTimeout(() => note.remove(), kind === "error" ? 12_000 : 8_000);
}

/** Takes every passing line away. */
export function hush() {
  place("toasts").replaceChildren();
}

const SEEN = "trellis-sandbox-welcomed";

/** Three lines for somebody who has never been here. */
export function welcome(screen) {
  const box = place("welcome");
  const me = screen.people.find((person) => person.id === screen.me);
  let seen = false;
  try {
    seen = localStorage.getItem(SEEN) !== null;
  } catch {
    // Storage may be switched off; then the welcome simply comes back.
  }
  box.hidden = seen || box.dataset.dismissed === "yes" || !me;
  if (box.hidden) return;
  whenChanged(box, [me.name, me.role], () => box.replaceChildren(...welcomeLines(me, box)));
}

function welcomeLines(me, box) {
  const dismiss = () => {
    box.dataset.dismissed = "yes";
    box.hidden = true;
    try {
      localStorage.setItem(SEEN, "yes");
    } catch {
      // See above.
    }
  };
  return [
    h("p", null, h("strong", null, "You are ", me.name), me.role ? `, ${me.role} in ${cityOf(me.zone)}.` : "."),
    h("p", null, "Press ", h("strong", null, "Next thing due"), ": time jumps there, and Trellis does what it promised. Type ", h("kbd", null, "/"), " to see its commands."),
    h("p", null, "Then act as somebody else and answer. Nothing leaves this machine, so try anything."),
    h("button", { type: "button", class: "button plain", "data-test": "welcome-close", onclick: dismiss }, "Got it"),
  ];
}
