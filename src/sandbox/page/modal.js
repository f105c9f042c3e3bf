// The stack of modals and the confirm dialog. What a person typed belongs to them: a view is
// drawn again only when its id, its hash or its blocks change, and values, focus and scroll position
// are carried over. Whether an answer is acceptable to the programme is the bot's business; only
// what Slack's own client checks (required, length, shape) is checked here.

import { arrange, h, icon, keepingFocus, place } from "./dom.js";
import { blocks, errorId } from "./blocks.js";
import { holdsState, iconButton, initialState, isEmpty } from "./controls.js";
import { textObject } from "./mrkdwn.js";

/** Keeps `#modal` in step with the screen. `doings` is { click(viewId, …), submit(viewId, values),
 *  close(viewId, values), dismiss(viewId, values) }, each resolving to `{ ok, error }`. */
export function modalStack(doings) {
  const dialog = place("modal");
  const stack = { dialog, doings, drafts: new Map(), touched: new Set(), shown: null, busy: false, telling: null, untold: null };
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    leave(stack);
  });
  return {
    update: (modals) => update(stack, modals),
    /** Says something inside the open modal, where it can be seen and heard; false without one. */
    say: (text) => dialog.open && say(stack, text),
  };
}

function update(stack, modals) {
  const alive = new Set(modals.map((modal) => modal.view_id));
  for (const id of [...stack.drafts.keys()]) if (!alive.has(id)) stack.drafts.delete(id);
  const top = modals.at(-1);
  if (!top) {
    stack.shown = null;
    if (stack.dialog.open) stack.dialog.close();
    arrange(stack.dialog, []);
    return;
  }
  stack.ids = modals.map((modal) => modal.view_id);
  const key = JSON.stringify([top.view_id, top.view.hash ?? null, top.view.blocks, top.view.title, modals.length]);
  if (stack.shown?.key !== key) draw(stack, top, key);
  const errors = JSON.stringify(top.errors ?? {});
  if (stack.shown.errors !== errors) {
    stack.shown.errors = errors;
    showErrors(stack, top.errors ?? {});
  }
  if (stack.dialog.open) return;
  stack.dialog.showModal();
  firstField(stack.dialog)?.focus();
}

function draw(stack, modal, key) {
  const same = stack.shown?.viewId === modal.view_id;
  const scrolled = same ? stack.dialog.querySelector(".modal-body")?.scrollTop : 0;
  stack.shown = { key, viewId: modal.view_id, view: modal.view, state: modal.state, errors: "{}" };
  const parts = [head(stack, modal.view), form(stack, modal)];
  if (same) keepingFocus(stack.dialog, () => arrange(stack.dialog, parts));
  else arrange(stack.dialog, parts);
  stack.dialog.dataset.view = modal.view_id;
  stack.dialog.dataset.depth = stack.ids.length;
  stack.dialog.querySelector(".modal-body").scrollTop = scrolled ?? 0;
  if (!same && stack.dialog.open) firstField(stack.dialog)?.focus();
}

function firstField(root) {
  return root.querySelector("[autofocus]") ?? root.querySelector(".modal-body :is(input, textarea, select, button)") ?? root.querySelector("button");
}

function head(stack, view) {
  const deep = stack.ids.length > 1;
  return h("header", { class: "modal-head" },
    deep ? iconButton("back", "Back to the form before", { "data-test": "modal-back", onclick: () => close(stack, stack.shown.viewId) }) : h("span", { class: "modal-mark" }, icon("sprout")),
    h("h2", { id: "modal-title" }, textObject(view.title)),
    iconButton("close", deep ? "Close all forms" : "Close", { "data-test": "modal-x", onclick: () => closeAll(stack) }));
}

function form(stack, modal) {
  const { view } = modal;
  const submit = view.submit && h("button", { class: "button primary", "data-test": "modal-submit", type: "submit" }, textObject(view.submit));
  return h("form", { novalidate: true, class: "modal-form", onsubmit: (event) => send(event, stack) },
    h("div", { class: "modal-body" }, blocks(view.blocks, surface(stack, modal))),
    h("p", { class: "modal-alert", role: "alert", "data-test": "modal-alert", hidden: true }),
    h("footer", { class: "modal-foot" },
      h("button", { class: "button plain", "data-test": "modal-close", type: "button", onclick: () => close(stack, stack.shown.viewId) },
        view.close ? textObject(view.close) : submit ? "Cancel" : "Close"),
      submit));
}

// Values live here, not in the inputs, so that they survive a redraw. A fresh view starts with
// what the server remembers of it (after a reload), else with the view's own initial values.
function surface(stack, modal) {
  const { view_id: viewId } = modal;
  if (!stack.drafts.has(viewId)) stack.drafts.set(viewId, new Map());
  const drafts = stack.drafts.get(viewId);
  const remembered = modal.state?.values ?? modal.state ?? {};
  return {
    scope: viewId,
    recall: (blockId, actionId) => drafts.get(`${blockId} ${actionId}`) ?? remembered[blockId]?.[actionId],
    set: (blockId, actionId, state) => {
      drafts.set(`${blockId} ${actionId}`, state);
      stack.touched.add(viewId);
    },
    fire: async (blockId, actionId, state) => {
      await stack.telling;
      // A late press must not reach the bot after its form has been sent or closed.
      if (stack.busy || stack.shown?.viewId !== viewId) return;
      const values = collect(modal.view, surface(stack, modal));
      const outcome = await stack.doings.click(viewId, { block_id: blockId, action_id: actionId, value: state, values });
      if (!outcome.ok && !outcome.noticed) say(stack, outcome.error);
    },
    tell: (blockId, actionId, state) => {
      if (stack.busy || stack.shown?.viewId !== viewId) return;
      const values = collect(modal.view, surface(stack, modal));
      stack.untold = [viewId, { block_id: blockId, action_id: actionId, value: state, values }];
      stack.telling ??= tellAll(stack);
    },
  };
}

// Changes are told in order, one at a time; of those that come meanwhile only the newest is told, which holds them all.
async function tellAll(stack) {
  while (stack.untold) {
    const [viewId, what] = stack.untold;
    stack.untold = null;
    await stack.doings.click(viewId, what);
  }
  stack.telling = null;
}

function valuesShown(stack) {
  const { viewId, view, state } = stack.shown;
  return collect(view, surface(stack, { view_id: viewId, view, state }));
}

function elementsOf(block) {
  if (block.type === "input") return [block.element];
  if (block.type === "actions") return block.elements;
  return block.type === "section" && block.accessory ? [block.accessory] : [];
}

/** Slack's view state: what every element the page draws holds, by block and action. */
function collect(view, from) {
  const values = {};
  for (const block of view.blocks) {
    for (const element of elementsOf(block)) {
      if (!holdsState(element)) continue;
      const state = from.recall(block.block_id, element.action_id) ?? initialState(element);
      (values[block.block_id] ??= {})[element.action_id] = state;
    }
  }
  return values;
}

async function send(event, stack) {
  event.preventDefault();
  if (stack.busy) return;
  const { viewId, view } = stack.shown;
  const values = valuesShown(stack);
  const faults = refusals(view, values);
  showErrors(stack, faults);
  say(stack, "");
  if (Object.keys(faults).length) return;
  const button = stack.dialog.querySelector("[data-test=modal-submit]");
  stack.busy = true;
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  stack.shown.errors = "{}";
  await stack.telling;
  const outcome = await stack.doings.submit(viewId, values);
  stack.busy = false;
  button.disabled = false;
  button.removeAttribute("aria-busy");
  if (!outcome.ok && stack.dialog.open) say(stack, outcome.error);
}

// What Slack's client refuses before anything is sent.
function refusals(view, values) {
  const faults = {};
  for (const block of view.blocks) {
    if (block.type !== "input") continue;
    const state = values[block.block_id]?.[block.element.action_id];
    const fault = state && refusal(block, state);
    if (fault) faults[block.block_id] = fault;
  }
  return faults;
}

function refusal(block, state) {
  if (isEmpty(state)) return block.optional ? null : "Please complete this required field.";
  const { type, value } = state;
  const { element } = block;
  if (type === "plain_text_input") {
    const length = [...value].length;
    if (length > (element.max_length ?? 3000)) return `That is ${length - (element.max_length ?? 3000)} characters too many.`;
    if (length < (element.min_length ?? 0)) return `Please write at least ${element.min_length} characters.`;
  }
  if (type === "email_text_input" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return "Please write an e-mail address.";
  if (type === "url_text_input" && !URL.canParse(value)) return "Please write a whole link, starting with https://";
  return type === "number_input" ? numberRefusal(element, value) : null;
}

function numberRefusal(element, value) {
  const shape = element.is_decimal_allowed ? /^[+-]?\d+(\.\d+)?$/ : /^[+-]?\d+$/;
  if (!shape.test(value)) return element.is_decimal_allowed ? "Please write a number." : "Please write a whole number.";
  if (element.min_value !== undefined && Number(value) < Number(element.min_value)) return `The least is ${element.min_value}.`;
  if (element.max_value !== undefined && Number(value) > Number(element.max_value)) return `The most is ${element.max_value}.`;
  return null;
}

function showErrors(stack, errors) {
  const homeless = [];
  for (const slot of stack.dialog.querySelectorAll(".field-error")) mark(slot, null);
  for (const [blockId, text] of Object.entries(errors)) {
    const slot = document.getElementById(errorId(blockId));
    if (slot) mark(slot, text);
    else homeless.push(text);
  }
  if (homeless.length) say(stack, homeless.join(" "));
  const first = stack.dialog.querySelector(".input.wrong");
  first?.querySelector("input, textarea, select")?.focus();
  first?.scrollIntoView({ block: "nearest" });
}

function mark(slot, text) {
  const field = slot.closest(".input");
  slot.hidden = text === null;
  slot.textContent = text ?? "";
  field.classList.toggle("wrong", text !== null);
  for (const node of field.querySelectorAll("input, textarea, select")) {
    if (text === null) node.removeAttribute("aria-invalid");
    else node.setAttribute("aria-invalid", "true");
  }
}

function say(stack, text) {
  const alert = stack.dialog.querySelector(".modal-alert");
  if (!alert) return false;
  alert.hidden = !text;
  alert.textContent = text;
  return true;
}

async function close(stack, viewId) {
  await stack.telling;
  if (stack.shown?.viewId !== viewId) return;
  const outcome = await stack.doings.close(viewId, valuesShown(stack));
  if (!outcome.ok) say(stack, outcome.error);
}

// The cross leaves the whole stack at once, which the bot is told differently from one Cancel after another.
async function closeAll(stack) {
  await stack.telling;
  if (!stack.shown) return;
  const outcome = await stack.doings.dismiss(stack.shown.viewId, valuesShown(stack));
  if (!outcome.ok) say(stack, outcome.error);
}

// Escape is pressed by accident: ask before it takes typed text away. The buttons mean it.
async function leave(stack) {
  const { viewId } = stack.shown ?? {};
  if (!viewId) return;
  const question = { title: "Close this form?", text: "It has not been sent.", confirm: "Close it", deny: "Keep writing", style: "danger" };
  if (stack.touched.has(viewId) && !(await confirmDialog(question))) return;
  close(stack, viewId);
}

/** Block Kit's confirm dialog (or one of the page's own): true when the person went ahead. */
export function confirmDialog(question) {
  const dialog = place("confirm");
  const body = typeof question.text === "string" ? question.text : textObject(question.text);
  return new Promise((resolve) => {
    const answer = (text, value, style, test) => h("button", { class: `button ${style}`, value, "data-test": test }, textObject(text));
    arrange(dialog, [h("form", { method: "dialog" },
      h("h2", { id: "confirm-title" }, textObject(question.title ?? "Are you sure?")),
      h("div", { class: "prose" }, body),
      h("footer", { class: "modal-foot" },
        answer(question.deny ?? "Cancel", "no", "plain", "confirm-cancel"),
        answer(question.confirm ?? "Yes", "yes", question.style ?? "primary", "confirm-ok")))]);
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}
