// The place to write in: a text area that grows, Enter to send, and slash commands offered as soon
// as a line starts with "/". Unsent text is kept per person and place for as long as the page lives.

import { h, icon } from "./dom.js";

/** Fills `form`. `options` is { test, label(), commands(), send(text) → Promise<{ ok }> }; without
 *  commands (a thread) the menu never opens. */
export function composer(form, options) {
  const id = options.test;
  const label = h("label", { for: id }, "Message");
  const area = h("textarea", {
    id, "data-test": id, rows: 1, dir: "auto", placeholder: options.placeholder, autocomplete: "off",
    "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": `${id}-menu`,
  });
  const menu = h("ul", { class: "suggestions", id: `${id}-menu`, role: "listbox", "aria-label": "Slash commands", "data-test": `${id}-menu`, hidden: true });
  const hint = h("p", { class: "usage", hidden: true });
  const button = h("button", { class: "send", "data-test": `${id}-send`, "aria-label": "Send" }, icon("send"));
  form.append(menu, hint, label, h("div", { class: "writing" }, area, button));
  const self = { area, menu, hint, options, at: 0, found: [], drafts: new Map(), key: "" };
  area.addEventListener("input", () => suggest(self));
  area.addEventListener("keydown", (event) => keys(self, event, form));
  area.addEventListener("blur", () => hide(self));
  area.addEventListener("focus", () => suggest(self));
  form.addEventListener("submit", (event) => send(self, event));
  return {
    /** Another person or place: puts the draft away and brings that place's own back. */
    turnTo(key, words, placeholder) {
      label.textContent = words;
      area.placeholder = placeholder;
      if (self.key === key) return;
      self.drafts.set(self.key, area.value);
      self.key = key;
      area.value = self.drafts.get(key) ?? "";
      hide(self);
      grow(area);
    },
    focus: () => area.focus(),
  };
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, 180)}px`;
}

function suggest(self) {
  const { area, options } = self;
  grow(area);
  const commands = options.commands();
  const [, word] = /^(\/\S*)$/.exec(area.value) ?? [];
  self.found = word === undefined ? [] : commands.filter((entry) => entry.command.startsWith(word.toLowerCase()));
  self.at = 0;
  const used = commands.find((entry) => area.value.startsWith(`${entry.command} `));
  self.hint.hidden = !used?.usage_hint;
  self.hint.replaceChildren(used ? `${used.command} ${used.usage_hint ?? ""}` : "");
  if (!self.found.length || document.activeElement !== area) return hide(self, true);
  self.menu.replaceChildren(...self.found.map((entry, index) => suggestion(self, entry, index)));
  self.menu.hidden = false;
  point(self);
}

function suggestion(self, entry, index) {
  // mousedown, because a click would come after the text area's blur has closed the menu.
  const choose = (event) => {
    event.preventDefault();
    self.at = index;
    complete(self);
  };
  return h("li", { role: "option", id: `${self.menu.id}-${index}`, "data-test": "suggestion", "data-command": entry.command, onmousedown: choose },
    h("span", { class: "suggestion-name" }, entry.command, entry.usage_hint && h("span", { class: "suggestion-usage" }, ` ${entry.usage_hint}`)),
    h("span", { class: "suggestion-note" }, entry.description));
}

function point(self) {
  [...self.menu.children].forEach((item, index) => item.setAttribute("aria-selected", index === self.at));
  self.area.setAttribute("aria-activedescendant", `${self.menu.id}-${self.at}`);
  self.menu.children[self.at]?.scrollIntoView({ block: "nearest" });
}

function hide(self, keepHint) {
  self.menu.hidden = true;
  if (!keepHint) self.hint.hidden = true;
  self.area.removeAttribute("aria-activedescendant");
}

function complete(self) {
  self.area.value = `${self.found[self.at].command} `;
  suggest(self);
}

function keys(self, event, form) {
  if (event.isComposing) return;
  const open = !self.menu.hidden;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (open && event.key in steps) {
    event.preventDefault();
    self.at = (self.at + steps[event.key] + self.found.length) % self.found.length;
    point(self);
  } else if (open && event.key === "Escape") {
    event.preventDefault();
    hide(self);
  } else if (open && (event.key === "Tab" || event.key === "Enter") && self.found[self.at].command !== self.area.value) {
    event.preventDefault();
    complete(self);
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  }
}

async function send(self, event) {
  event.preventDefault();
  const { area, options } = self;
  const text = area.value;
  if (!text.trim()) return;
  const key = self.key;
  area.value = "";
  suggest(self);
  const outcome = await options.send(text);
  if (outcome.ok) return;
  // What could not be sent comes back, unless something new has been written meanwhile.
  if (self.key !== key) self.drafts.set(key, text);
  else if (!area.value) area.value = text;
  grow(area);
}
