// The page of the sandbox: which person, place and thread are shown, and the loop that keeps them
// fresh. The address after the # is the only memory of where one is, so that a reload, the back
// button and a shared link all work. All drawing is elsewhere: rail.js around the conversation,
// messages.js inside it, modal.js above it.

import { GoneError, act, screen as look } from "./api.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { equipControls } from "./controls.js";
import { h, icon, keepingFocus, place, whenChanged } from "./dom.js";
import { messageList } from "./messages.js";
import { confirmDialog, modalStack } from "./modal.js";
import { learnNames, nameOf } from "./mrkdwn.js";
import * as rail from "./rail.js";
import { readWith, refreshDates } from "./when.js";

let selection = fromAddress();
let screen = null;
let asking = null;
const said = new Set();
let told = null;

function fromAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  return { as: query.get("as"), conversation: query.get("conversation"), thread: query.get("thread"), tab: query.get("tab") };
}

// Going somewhere writes the address; the address changing does the rest.
function go(next) {
  const query = new URLSearchParams(Object.entries({ ...selection, ...next }).filter(([, value]) => value));
  if (location.hash.slice(1) !== query.toString()) location.hash = query.toString();
}

window.addEventListener("hashchange", () => {
  const before = selection;
  selection = fromAddress();
  if (selection.tab === "home" && before.tab !== "home") doing("home");
  // Only another person, place or thread needs another screen; the tab is the page's own matter.
  if (whereabouts(before) !== whereabouts(selection)) asking?.abort();
  else if (screen) draw();
});

function whereabouts({ as, conversation, thread }) {
  return JSON.stringify([as, conversation, thread]);
}

// Doing things, as the person who acts.

async function doing(verb, details) {
  const outcome = await act(selection.as ?? screen?.me, verb, details);
  // What Slack itself has told the person comes with the next screen, among the notices.
  if (!outcome.ok && !outcome.noticed) tell(outcome.error ?? "That did not work.", "error");
  return outcome;
}

function tell(text, kind) {
  modals.say(text);
  rail.toast(text, kind);
}

function chooseConversation() {
  const found = screen.conversations.find((one) => one.id === selection.conversation);
  return found ?? screen.conversations.find((one) => one.is_app_dm) ?? screen.conversations[0] ?? null;
}

// Somebody who shares the room one is in stays in it; else their talk with the bot comes first.
function actAs(id) {
  const here = chooseConversation();
  const shared = selection.tab !== "home" && here && here.kind !== "im" && here.with?.includes(id);
  go({ as: id, conversation: shared ? here.id : null, thread: shared ? selection.thread : null, tab: selection.tab });
}

function send(text, thread) {
  const verb = /^\/[a-z]/i.test(text) ? "command" : "post";
  return doing(verb, { conversation: chooseConversation()?.id, text, thread });
}

const doings = {
  click: (message, what) => doing("click", { message: { conversation: chooseConversation().id, ts: message.ts }, ...what }),
  edit: (message, text) => doing("edit", { conversation: chooseConversation().id, ts: message.ts, text }),
  remove: (message) => doing("delete", { conversation: chooseConversation().id, ts: message.ts }),
  shortcuts: () => screen?.shortcuts ?? [],
  shortcut: (message, shortcut) => doing("shortcut", { conversation: chooseConversation().id, ts: message.ts, shortcut }),
  openThread: (message) => go({ thread: message.thread_ts ?? message.ts, tab: null }),
};

const main = messageList(place("messages"), place("scroll"), doings);
const side = messageList(place("thread-messages"), place("thread-scroll"), doings);
const modals = modalStack({
  click: (viewId, what) => act(selection.as, "click", { view_id: viewId, ...what }),
  submit: (viewId, values) => act(selection.as, "submit", { view_id: viewId, values }),
  close: (viewId, values) => act(selection.as, "close", { view_id: viewId, values }),
  dismiss: (viewId, values) => act(selection.as, "dismiss", { view_id: viewId, values }),
});
const writing = composer(place("composer-form"), { test: "composer", placeholder: "", commands: () => screen?.commands ?? [], send: (text) => send(text, null) });
const answering = composer(place("thread-form"), { test: "thread-composer", placeholder: "Reply in the thread", commands: () => [], send: (text) => send(text, selection.thread) });

// Drawing what the last screen says.

function draw() {
  const me = screen.people.find((person) => person.id === screen.me);
  readWith(screen.clock, me?.zone ?? "UTC");
  learnNames(screen.people, screen.conversations);
  equipControls(screen.people, screen.conversations, confirmDialog);
  const here = chooseConversation();
  const atHome = selection.tab === "home";
  rail.people(screen, actAs);
  rail.places(screen, atHome ? "home" : here?.id, {
    home: () => go({ tab: "home", thread: null }),
    open: (id) => go({ conversation: id, thread: null, tab: null }),
  });
  drawClock();
  rail.faults(screen, (id, times) => doing("fault", { id, times }));
  rail.welcome(screen);
  drawStage(here, atHome);
  drawThread(here, atHome);
  modals.update(screen.modals);
  drawNotices();
  refreshDates(document);
  title(me);
}

// What Slack itself tells the person. What was there before one looked is old news.
function drawNotices() {
  const old = !said.has(screen.me);
  // A line about what one person did is nothing for the next.
  if (told !== screen.me) rail.hush();
  told = screen.me;
  said.add(screen.me);
  for (const { id, text } of screen.notices) {
    if (!old && !said.has(`${screen.me} ${id}`)) tell(text, "notice");
    said.add(`${screen.me} ${id}`);
  }
}

function drawStage(here, atHome) {
  place("stage-title").textContent = atHome ? "Home" : here ? heading(here) : "Nothing here";
  place("stage-note").textContent = atHome ? "App Home: what Trellis shows you, and only you" : here ? company(here) : "";
  place("stage").setAttribute("aria-labelledby", atHome ? "tab-home" : `conversation-${here?.id}`);
  const turned = place("home").hidden === atHome;
  place("home").hidden = !atHome;
  place("messages").hidden = atHome;
  place("composer-form").hidden = atHome || !here;
  drawHome(atHome);
  if (atHome) main.clear();
  else main.update(screen.messages, { key: sceneKey(here, ""), me: screen.me, inThread: false });
  // The two share one scrolling place: Home is read from its top, a conversation from its end.
  if (turned) place("scroll").scrollTop = atHome ? 0 : place("scroll").scrollHeight;
  const role = screen.people.find((person) => person.id === screen.me)?.role;
  const label = `Write as ${nameOf(screen.me)}${role ? `, ${role}` : ""}`;
  writing.turnTo(`${screen.me} ${here?.id}`, label, here?.is_app_dm ? "Message Trellis, or / for commands" : "Message, or / for commands");
}

function heading(here) {
  return (here.kind === "channel" ? "# " : "") + rail.placeName(here, screen.me);
}

function company(here) {
  if (here.is_app_dm) return `A direct message between Trellis and ${nameOf(screen.me)}`;
  const names = (here.with ?? []).filter((id) => id !== screen.me).map(nameOf);
  return names.length ? `With ${names.join(", ")}` : "";
}

// Names are part of it: a message is drawn anew when a mention in it would read differently.
function sceneKey(here, thread) {
  return [screen.me, here?.id, thread, ...screen.people.map((person) => person.name)].join(" ");
}

// A hidden Home is an empty one: nothing that cannot be seen should be found or pressed.
function drawHome(atHome) {
  const box = place("home");
  const { home } = screen;
  whenChanged(box, [atHome, screen.me, home?.id, home?.hash, home?.blocks], () => keepingFocus(box, () => {
    if (!atHome) return box.replaceChildren();
    if (!home) return box.replaceChildren(h("p", { class: "nothing" }, "Trellis has not published a Home for this person yet."));
    box.replaceChildren(h("div", { class: "home-sheet" }, blocks(home.blocks, homeSurface(home))));
  }));
}

const homeValues = new Map();

function homeSurface(home) {
  const key = (blockId, actionId) => `${home.id} ${blockId} ${actionId}`;
  return {
    scope: "home",
    recall: (blockId, actionId) => homeValues.get(key(blockId, actionId)),
    set: (blockId, actionId, state) => homeValues.set(key(blockId, actionId), state),
    fire: (blockId, actionId, state) => {
      if (state) homeValues.set(key(blockId, actionId), state);
      doing("click", { view_id: home.id, block_id: blockId, action_id: actionId, value: state });
    },
  };
}

// Where there is no room for both, the thread lies over the stage, which then must not take the focus.
const COVERING = matchMedia("(max-width: 1140px)");

function drawThread(here, atHome) {
  const pane = place("thread");
  const open = Boolean(selection.thread) && !atHome && Array.isArray(screen.thread);
  const opening = open && pane.hidden;
  pane.hidden = !open;
  place("stage").inert = open && COVERING.matches;
  if (!open) return side.clear();
  side.update(screen.thread, { key: sceneKey(here, selection.thread), me: screen.me, inThread: true });
  answering.turnTo(`${screen.me} ${here?.id} ${selection.thread}`, `Reply as ${nameOf(screen.me)}`, "Reply in the thread");
  if (opening && !COVERING.matches) answering.focus();
}

function title(me) {
  const unread = screen.conversations.reduce((sum, one) => sum + one.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${me?.name ?? "Trellis"} · Trellis sandbox`;
}

// What is on the screen has been read; said once for each state of the conversation.
let lastRead = "";
function markRead() {
  const here = chooseConversation();
  if (!here?.unread || selection.tab === "home" || document.visibilityState !== "visible") return;
  const state = [screen.me, here.id, here.unread, screen.messages.length, screen.messages.at(-1)?.ts].join(" ");
  if (state === lastRead) return;
  lastRead = state;
  act(screen.me, "read", { conversation: here.id });
}

// The loop: ask, draw, ask for what is newer. A changed address interrupts the waiting.

async function loop() {
  let shown = "";
  let failures = 0;
  for (;;) {
    const asked = selection;
    const key = whereabouts(asked);
    asking = new AbortController();
    try {
      const answer = await look(asked, shown === key ? screen.version : null, asking.signal);
      failures = 0;
      place("offline").hidden = true;
      if (key !== whereabouts(selection)) continue;
      shown = key;
      screen = answer;
      if (settleAddress()) continue;
      draw();
      markRead();
    } catch (problem) {
      if (problem.name === "AbortError") continue;
      if (problem instanceof GoneError && retreat()) continue;
      console.error(problem);
      failures += 1;
      await lost(failures);
    }
  }
}

// What the address leaves open is filled in from the screen, without a step in the history: who acts
// (the first person) and where (their talk with Trellis). True when that changed what to ask for.
function settleAddress() {
  const before = whereabouts(selection);
  const query = new URLSearchParams(location.hash.slice(1));
  const actors = screen.people.filter((person) => !person.is_bot && !person.deleted);
  const me = actors.find((person) => person.id === (selection.as ?? screen.me)) ?? actors[0];
  if (me && me.id !== selection.as) query.set("as", me.id);
  const place = chooseConversation()?.id;
  if (me?.id === screen.me && place && place !== selection.conversation) query.set("conversation", place);
  history.replaceState(null, "", `#${query}`);
  selection = fromAddress();
  if (selection.tab === "home" && selection.as !== visited) doing("home");
  visited = selection.as;
  return whereabouts(selection) !== before;
}
let visited = null;

// A link may name what this run of the sandbox never had. Give up the most specific part first.
function retreat() {
  const part = ["thread", "conversation", "as"].find((name) => selection[name]);
  if (!part) return false;
  const query = new URLSearchParams(location.hash.slice(1));
  query.delete(part);
  history.replaceState(null, "", `#${query}`);
  selection = fromAddress();
  return true;
}

function lost(failures) {
  const note = place("offline");
  note.hidden = failures < 2;
  note.textContent = "The sandbox does not answer. If it was stopped, start it again: this page will find it.";
  return new Promise((resolve) => setTimeout(resolve, Math.min(500 * failures, 3000)));
}

// Buttons that are there from the start.

// The bot lives through everything on the way, so a journey can outlast the request that began it:
// the clock is busy until both the answer is there and the screen says that it has arrived.
let setting = 0;

async function moveClock(how) {
  if (setting) return;
  setting += 1;
  drawClock();
  await doing("clock", how);
  setting -= 1;
  drawClock();
}

function drawClock() {
  if (screen) rail.clock(screen, setting > 0);
}

function drawer(open) {
  place("faults").hidden = !open;
  place("faults-toggle").setAttribute("aria-expanded", String(open));
  (open ? place("faults-close") : place("faults-toggle")).focus();
}

function wire() {
  rail.wireRail();
  place("thread-close").append(icon("close"));
  place("faults-close").append(icon("close"));
  const press = (id, action) => place(id).addEventListener("click", action);
  press("skip", () => place("stage").focus());
  press("clock-hour", () => moveClock({ advance_s: 3600 }));
  press("clock-day", () => moveClock({ advance_s: 86_400 }));
  press("clock-next", () => moveClock({ next: true }));
  press("clock-pause", () => moveClock(screen?.clock.paused ? { run: 1 } : { pause: true }));
  press("thread-close", () => go({ thread: null }));
  press("faults-toggle", () => drawer(place("faults").hidden));
  press("faults-close", () => drawer(false));
  place("faults").addEventListener("keydown", (event) => event.key === "Escape" && drawer(false));
  COVERING.addEventListener("change", () => screen && draw());
  document.addEventListener("visibilitychange", () => screen && markRead());
  setInterval(() => {
    if (!screen) return;
    rail.tick(screen);
    refreshDates(document);
  }, 1000);
}

wire();
loop();
