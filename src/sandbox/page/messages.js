// A list of messages, drawn message by message: what did not change keeps its nodes, so a half
// pressed button, an open menu or a line being edited survive every poll. The reader's place in the
// list is kept, and who reads the end stays at the end.

import { arrange, h, icon, keepingFocus } from "./dom.js";
import { blocks } from "./blocks.js";
import { iconButton, menuOf } from "./controls.js";
import { asTyped, mrkdwn, nameOf } from "./mrkdwn.js";
import { confirmDialog } from "./modal.js";
import { dayHeading, dayKey, timeOf } from "./when.js";

/** Keeps `list` (an `ol` inside the scrolling `scroller`) in step. `doings` is { click, edit, remove,
 *  openThread, shortcuts, shortcut }; a scene is { key, me, inThread }: another key is another conversation or reader. */
export function messageList(list, scroller, doings) {
  const self = { list, scroller, doings, kept: new Map(), editing: new Set(), values: new Map(), scene: "", atEnd: true };
  scroller.addEventListener("scroll", () => {
    self.atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;
  });
  // A growing text area or a phone's keyboard makes the list shorter: its end stays in sight.
  new ResizeObserver(() => toEnd(self)).observe(scroller);
  return { update: (messages, scene) => update(self, messages, scene), clear: () => clear(self) };
}

function toEnd(self) {
  if (self.scene && self.atEnd) self.scroller.scrollTop = self.scroller.scrollHeight;
}

function clear(self) {
  self.scene = "";
  self.kept.clear();
  self.editing.clear();
  arrange(self.list, []);
}

function update(self, messages, scene) {
  const moved = self.scene !== scene.key;
  if (moved) clear(self);
  self.scene = scene.key;
  self.atEnd ||= moved;
  const next = new Map();
  const nodes = [];
  let before = null;
  for (const message of messages) {
    for (const entry of entries(message, before, scene)) {
      const drawn = keep(self, entry);
      next.set(entry.id, drawn);
      nodes.push(drawn.node);
    }
    before = message;
  }
  self.kept = next;
  if (!nodes.length) nodes.push(self.empty ??= h("li", { class: "nothing" }, "Nothing has been said here yet."));
  keepingFocus(self.list, () => arrange(self.list, nodes));
  toEnd(self);
}

// A message is one entry, with a heading in front where a day begins.
function entries(message, before, scene) {
  const ms = Number(message.ts) * 1000;
  const found = [];
  if (!before || dayKey(Number(before.ts) * 1000) !== dayKey(ms)) {
    const heading = dayHeading(ms);
    found.push({ id: `day ${dayKey(ms)}`, json: heading, draw: () => h("li", { class: "day" }, h("span", null, heading)) });
    before = null;
  }
  const follows = before && !message.is_bot && !before.ephemeral && before.user === message.user && ms - Number(before.ts) * 1000 < 300_000;
  found.push({
    id: message.ephemeral ? `only ${message.ts}` : message.ts,
    json: JSON.stringify([message, Boolean(follows), scene]),
    draw: (self) => draw(self, message, { ...scene, follows }),
    message,
  });
  return found;
}

function keep(self, entry) {
  const old = self.kept.get(entry.id);
  if (old && (old.json === entry.json || self.editing.has(entry.id))) return old;
  return { json: entry.json, node: entry.draw(self) };
}

function draw(self, message, scene) {
  const name = message.name ?? (message.user ? nameOf(message.user) : "Somebody");
  const own = message.user === scene.me && !message.is_bot && !message.ephemeral;
  const side = scene.follows
    ? h("time", { class: "side-time" }, timeOf(Number(message.ts) * 1000))
    : avatar(message.user ?? name, name, message.is_bot);
  return h("li", {
    class: ["message", scene.follows && "follows", message.ephemeral && "ephemeral"].filter(Boolean).join(" "),
    "data-test": "message", "data-ts": message.ts, "data-user": message.user, "data-ephemeral": message.ephemeral ? "true" : null,
  },
  h("div", { class: "side" }, side),
  h("div", { class: "said" },
    message.ephemeral && h("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
    !scene.follows && h("p", { class: "byline" },
      h("strong", { dir: "auto" }, name), message.is_bot && h("span", { class: "tag" }, "App"),
      h("time", null, timeOf(Number(message.ts) * 1000))),
    content(self, message, scene),
    !scene.inThread && message.reply_count > 0 && replies(self, message)),
  tools(self, message, { ...scene, own }));
}

function content(self, message, scene) {
  if (message.files?.length) return h("div", { class: "content" }, message.files.map((file) => download(message, file)));
  const edited = message.edited && h("span", { class: "edited" }, "(edited)");
  if (message.blocks?.length) return h("div", { class: "content" }, blocks(message.blocks, surface(self, message, scene)), edited);
  return h("div", { class: "content prose", dir: "auto" }, mrkdwn(message.text ?? ""), edited && " ", edited);
}

// A file is saved by its reader; the page itself shows nothing of it.
function download(message, file) {
  const link = h("a", { href: new URL(file.url_private_download).pathname, download: file.name, "data-test": "file", "data-focus": `file ${message.ts} ${file.id}` }, icon("file"), h("strong", null, file.title || file.name));
  return h("p", { class: "file" }, link, h("span", { class: "file-name" }, file.name));
}

function surface(self, message, scene) {
  const key = (blockId, actionId) => `${message.ts} ${blockId} ${actionId}`;
  return {
    scope: `${scene.inThread ? "thread" : "list"} ${message.ts}`,
    recall: (blockId, actionId) => self.values.get(key(blockId, actionId)),
    set: (blockId, actionId, state) => self.values.set(key(blockId, actionId), state),
    fire: (blockId, actionId, state) => {
      if (state) self.values.set(key(blockId, actionId), state);
      self.doings.click(message, { block_id: blockId, action_id: actionId, value: state });
    },
  };
}

function replies(self, message) {
  const words = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return h("button", { type: "button", class: "replies", "data-test": "open-replies", "data-focus": `replies ${message.ts}`, onclick: () => self.doings.openThread(message) }, icon("reply"), words);
}

function tools(self, message, scene) {
  if (message.ephemeral) return null;
  const buttons = [
    !scene.inThread && iconButton("reply", "Reply in thread", { "data-test": "reply-in-thread", "data-focus": `reply ${message.ts}`, onclick: () => self.doings.openThread(message) }),
    scene.own && iconButton("edit", "Edit your message", { "data-test": "edit-message", "data-focus": `edit ${message.ts}`, onclick: (event) => edit(self, message, event.currentTarget) }),
    scene.own && iconButton("bin", "Delete your message", { "data-test": "delete-message", "data-focus": `delete ${message.ts}`, onclick: () => remove(self, message) }),
    shortcuts(self, message),
  ].filter(Boolean);
  return buttons.length ? h("div", { class: "tools" }, buttons) : null;
}

// What the app offers to do with a message. One that was deleted has no menu.
function shortcuts(self, message) {
  const offered = message.user === "USLACKBOT" ? [] : self.doings.shortcuts();
  if (!offered.length) return null;
  const item = ({ callback_id, name, description }, close) => h("button", {
    type: "button", class: "button plain", title: description, "data-test": "shortcut", "data-shortcut": callback_id,
    onclick: () => {
      close();
      self.doings.shortcut(message, callback_id);
    },
  }, name);
  const label = { "aria-label": "More to do with this message", title: "More to do with this message", "data-test": "message-menu", "data-focus": `menu ${message.ts}`, class: "icon-button" };
  return menuOf(label, (close) => offered.map((it) => item(it, close)));
}

async function remove(self, message) {
  const sure = await confirmDialog({ title: "Delete this message?", text: "It disappears for everybody in this conversation.", confirm: "Delete", deny: "Keep it", style: "danger" });
  if (sure) self.doings.remove(message);
}

// Editing happens in place; while it lasts the message is not redrawn from the screen.
function edit(self, message, from) {
  const row = from.closest(".message");
  const shown = row.querySelector(".content");
  self.editing.add(message.ts);
  const area = h("textarea", { class: "field", "data-test": "edit-text", "aria-label": "Your message", rows: 2, dir: "auto", value: asTyped(message.text) });
  const done = () => {
    self.editing.delete(message.ts);
    form.replaceWith(shown);
    row.classList.remove("editing");
    from.focus();
  };
  const save = async (event) => {
    event.preventDefault();
    if (!area.value.trim()) return;
    const outcome = await self.doings.edit(message, area.value);
    if (outcome.ok) done();
  };
  const form = h("form", { class: "edit", onsubmit: save }, area, h("div", { class: "actions" },
    h("button", { class: "button primary", "data-test": "edit-save" }, "Save"),
    h("button", { class: "button plain", type: "button", onclick: done }, "Cancel")));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
    if (event.key === "Enter" && !event.shiftKey && event.target === area && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  row.classList.add("editing");
  shown.replaceWith(form);
  area.focus();
}

/** A leaf with initials, its colour decided by the id; the bot wears a sprout. */
export function avatar(id, name, isBot) {
  if (isBot) return h("span", { class: "avatar bot", "aria-hidden": "true" }, icon("sprout"));
  const words = (name ?? "?").trim().split(/\s+/);
  const initials = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...word][0] ?? "").join("").toUpperCase();
  let tint = 0;
  for (const letter of String(id)) tint = (tint * 31 + letter.codePointAt(0)) % 997;
  return h("span", { class: `avatar tint-${tint % 7}`, "aria-hidden": "true" }, initials);
}
