// Everything a person can press, pick or type in: Block Kit's interactive elements as native
// controls, so that keyboard, phone and screen reader get what they know. A control speaks
// Slack's state objects through its cell and knows nothing about messages, modals or requests.
//
// A cell is { blockId, actionId, state, set(state), fire(state|null), tell(state), labelledBy, describedBy }:
// `set` remembers what was chosen, `fire` tells the bot at once, `tell` as soon as it has heard of the change before.

import { h, icon } from "./dom.js";
import { textObject } from "./mrkdwn.js";
import { instantOf, localText } from "./when.js";

// What a native field writes, and what Slack keeps of it.
const DATE = { type: "date", key: "selected_date", words: "Choose a date" };
const TIME = { type: "time", key: "selected_time", words: "Choose a time" };
const MOMENT = {
  type: "datetime-local", key: "selected_date_time", words: "Choose a date and a time",
  shown: (seconds) => localText(seconds * 1000), kept: (text) => instantOf(text) / 1000,
};

const KINDS = {
  button, overflow, static_select: select, users_select: select,
  conversations_select: select, datepicker: picked(DATE),
  timepicker: picked(TIME), datetimepicker: picked(MOMENT), checkboxes: choices, radio_buttons: choices, multi_static_select: choices,
  multi_users_select: severalPeople,
  plain_text_input: typed, url_text_input: typed, email_text_input: typed, number_input: typed,
};

let everybody = [];
let channels = [];
let confirmation = async () => true;

/** What a users_select and a conversations_select offer, and how a confirm dialog is asked. */
export function equipControls(people, conversations, confirm) {
  everybody = people;
  channels = conversations.filter(({ kind }) => kind === "channel");
  confirmation = confirm;
}

/** The node of one element, or a note where the sandbox cannot draw it. */
export function control(element, cell) {
  const draw = KINDS[element.type];
  if (draw) return draw(element, cell);
  return h("span", { class: "undrawn" }, `The sandbox does not draw “${element.type}”.`);
}

/** Whether there is something a person can put into an element that the page draws. */
export function holdsState({ type }) {
  return Object.hasOwn(KINDS, type) && type !== "button" && type !== "overflow";
}

/** The state an element starts with when nobody has touched it. */
export function initialState(element) {
  const { type } = element;
  switch (type) {
    case "static_select":
    case "radio_buttons":
      return { type, selected_option: element.initial_option ?? null };
    case "checkboxes":
    case "multi_static_select":
      return { type, selected_options: element.initial_options ?? [] };
    case "multi_users_select":
      return { type, selected_users: element.initial_users ?? [] };
    case "users_select":
      return { type, selected_user: element.initial_user ?? null };
    case "conversations_select":
      return { type, selected_conversation: element.initial_conversation ?? null };
    case "datepicker":
      return { type, selected_date: element.initial_date ?? null };
    case "timepicker":
      return { type, selected_time: element.initial_time ?? null };
    case "datetimepicker":
      return { type, selected_date_time: element.initial_date_time ?? null };
    default:
      return { type, value: element.initial_value ?? null };
  }
}

/** Whether a state object holds nothing, as Slack's "required" understands it. */
export function isEmpty(state) {
  const { type, ...rest } = state;
  return Object.values(rest).every((value) => value === null || value === "" || (Array.isArray(value) && !value.length));
}

function shared(element, cell) {
  return {
    "data-action": element.action_id ?? cell.actionId,
    "data-block": cell.blockId,
    "data-focus": `${cell.blockId} ${cell.actionId}`,
    "aria-labelledby": cell.labelledBy,
    "aria-describedby": cell.describedBy,
    autofocus: element.focus_on_load,
  };
}

async function fireConfirmed(element, cell, state) {
  if (element.confirm && !(await confirmation(element.confirm))) return false;
  cell.fire(state);
  return true;
}

function button(element, cell) {
  const attributes = {
    ...shared(element, cell), "data-test": "button", "data-value": element.value,
    "aria-labelledby": null, "aria-label": element.accessibility_label, class: `button ${element.style ?? "plain"}`,
  };
  if (element.url && /^https?:\/\//i.test(element.url)) {
    const open = () => cell.fire(null);
    return h("a", { ...attributes, href: element.url, target: "_blank", rel: "noopener noreferrer", onclick: open }, textObject(element.text));
  }
  const press = () => fireConfirmed(element, cell, null);
  return h("button", { ...attributes, type: "button", onclick: press }, textObject(element.text));
}

function overflow(element, cell) {
  const item = (option, close) => h("button", {
    type: "button", class: "button plain", "data-test": "overflow-option", "data-value": option.value,
    onclick: () => {
      close();
      fireConfirmed(element, cell, { type: element.type, selected_option: bare(option) });
    },
  }, textObject(option.text));
  const label = { ...shared(element, cell), "aria-label": "More choices", "aria-labelledby": null };
  return menuOf(label, (close) => element.options.map((option) => item(option, close)));
}

/** Three dots that open a list: `label` are the attributes of the dots, `items` makes the list, given how to close it.
 *  Space and Enter open it, Escape closes it. */
export function menuOf(label, items) {
  const menu = h("details", { class: "overflow" });
  menu.append(
    h("summary", label, h("span", { "aria-hidden": "true" }, "⋯")),
    h("div", { class: "overflow-menu" }, items(() => (menu.open = false))),
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault();
    event.stopPropagation();
    menu.open = false;
    menu.firstChild.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}

// The bot gets back what it sent: text and value, without the description.
function bare(option) {
  return { text: option.text, value: option.value };
}

function select(element, cell) {
  const id = { users_select: "selected_user", conversations_select: "selected_conversation" }[element.type];
  const people = everybody.filter((person) => !person.is_bot && !person.deleted);
  const options = element.type === "users_select" ? people.map((person) => ({ text: person.name, value: person.id }))
    : element.type === "conversations_select" ? channels.map((channel) => ({ text: `#${channel.name}`, value: channel.id }))
    : (element.option_groups ?? []).flatMap((group) => group.options).concat(element.options ?? []);
  const chosen = id ? cell.state[id] : cell.state.selected_option?.value;
  const entry = (option) => h("option", { value: option.value, selected: option.value === chosen }, words(option.text));
  const grouped = (element.option_groups ?? []).map((group) => h("optgroup", { label: words(group.label) }, group.options.map(entry)));
  const node = h("select", { ...shared(element, cell), class: "field" },
    h("option", { value: "" }, words(element.placeholder) || (id === "selected_user" ? "Choose a person" : "Choose one")),
    grouped.length ? grouped : options.map(entry));
  if (!cell.labelledBy) node.setAttribute("aria-label", words(element.placeholder) || "Choose one");
  let before = node.value;
  node.addEventListener("change", async () => {
    const option = options.find(({ value }) => value === node.value);
    const state = id ? { type: element.type, [id]: option?.value ?? null }
      : { type: element.type, selected_option: option ? bare(option) : null };
    if (cell.fires && option && !(await fireConfirmed(element, cell, state))) node.value = before;
    else cell.set(state);
    before = node.value;
  });
  return node;
}

function words(text) {
  return textObject(typeof text === "string" ? text : text && { ...text, type: "plain_text" }).join("");
}

function picked({ type, key, words: label, shown = (it) => it, kept = (it) => it }) {
  return (element, cell) => {
    const held = cell.state[key];
    const node = h("input", { ...shared(element, cell), type, class: "field", value: held ? shown(held) : "" });
    // A year has four digits; without this the field waits for two more.
    if (type !== "time") node.max = type === "date" ? "9999-12-31" : "9999-12-31T23:59";
    if (!cell.labelledBy) node.setAttribute("aria-label", words(element.placeholder) || label);
    node.addEventListener("change", () => {
      const state = { type: element.type, [key]: node.value ? kept(node.value) : null };
      cell.set(state);
      if (cell.fires) fireConfirmed(element, cell, state);
    });
    return node;
  };
}

function choices(element, cell) {
  const single = element.type === "radio_buttons";
  const options = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  const held = single ? [cell.state.selected_option] : cell.state.selected_options;
  const chosen = new Set((held ?? []).filter(Boolean).map((option) => option.value));
  const box = h("div", { class: "choices", role: single ? "radiogroup" : "group", "aria-labelledby": cell.labelledBy, "aria-describedby": cell.describedBy });
  const state = () => {
    const on = options.filter((_, index) => box.querySelectorAll("input")[index].checked).map(bare);
    return single ? { type: element.type, selected_option: on[0] ?? null } : { type: element.type, selected_options: on };
  };
  const pick = () => {
    cell.set(state());
    if (cell.fires) fireConfirmed(element, cell, state());
  };
  const group = `${cell.blockId} ${cell.actionId}`;
  box.append(...options.map((option, index) => h("label", { class: "choice" },
    h("input", {
      type: single ? "radio" : "checkbox", name: `${cell.scope ?? ""} ${group}`, value: option.value, onchange: pick,
      "data-action": element.action_id, "data-focus": `${group} ${index}`, checked: chosen.has(option.value),
    }),
    h("span", null, h("span", { class: "choice-text" }, textObject(option.text)),
      option.description && h("span", { class: "choice-note" }, textObject(option.description))))));
  return box;
}

// A box for each person: Slack's own field, in which one types names, would be a page of code.
function severalPeople(element, cell) {
  const people = everybody.filter((person) => !person.is_bot && !person.deleted);
  const held = new Set(cell.state.selected_users ?? []);
  const box = h("div", { class: "choices", role: "group", "aria-labelledby": cell.labelledBy, "aria-describedby": cell.describedBy });
  const state = () => ({ type: element.type, selected_users: people.filter((_, index) => box.querySelectorAll("input")[index].checked).map(({ id }) => id) });
  const pick = (event) => {
    const next = state();
    if (next.selected_users.length > (element.max_selected_items ?? Infinity)) event.target.checked = false;
    cell.set(state());
    if (cell.fires) fireConfirmed(element, cell, state());
  };
  const group = `${cell.blockId} ${cell.actionId}`;
  box.append(...people.map((person, index) => h("label", { class: "choice" },
    h("input", {
      type: "checkbox", name: `${cell.scope ?? ""} ${group}`, value: person.id, onchange: pick, "data-person": person.name,
      "data-action": element.action_id, "data-focus": `${group} ${index}`, checked: held.has(person.id),
    }),
    h("span", null, h("span", { class: "choice-text" }, person.name)))));
  return box;
}

const INPUTS = { url_text_input: "url", email_text_input: "email", number_input: "text", plain_text_input: "text" };

function typed(element, cell) {
  const attributes = {
    ...shared(element, cell), class: "field", placeholder: words(element.placeholder), dir: "auto", value: cell.state.value ?? "",
    inputmode: element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : null,
    autocomplete: "off",
  };
  const node = element.multiline ? h("textarea", { ...attributes, rows: 3 }) : h("input", { ...attributes, type: INPUTS[element.type] });
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const state = () => ({ type: element.type, value: node.value === "" ? null : node.value });
  node.addEventListener("input", () => {
    cell.set(state());
    if (cell.fires && triggers.includes("on_character_entered")) cell.tell(state());
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !cell.fires || !triggers.includes("on_enter_pressed")) return;
    if (element.multiline && event.shiftKey) return;
    event.preventDefault();
    cell.fire(state());
  });
  return element.type === "plain_text_input" ? h("div", { class: "counted" }, node, counter(element, node)) : node;
}

// Too long is shown and refused, never cut: a paste that loses its end would be the worse surprise.
function counter(element, node) {
  const most = element.max_length ?? 3000;
  const note = h("span", { class: "counter", "aria-hidden": "true" });
  const count = () => {
    const length = [...node.value].length;
    note.textContent = `${length.toLocaleString("en-GB")} / ${most.toLocaleString("en-GB")}`;
    note.hidden = length < most * 0.8;
    note.classList.toggle("over", length > most);
  };
  node.addEventListener("input", count);
  count();
  return note;
}

/** The small cross, arrow or pencil buttons of the page itself. */
export function iconButton(name, label, attributes) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, ...attributes }, icon(name));
}
