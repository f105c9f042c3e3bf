// Block Kit as nodes: every block a message, a modal or App Home may hold. What is interactive
// comes from controls.js; what is text comes from mrkdwn.js. Pictures from other hosts are named,
// not loaded, because the sandbox asks nobody outside this machine for anything.

import { h } from "./dom.js";
import { control, initialState } from "./controls.js";
import { link, mention, moment, nameOf, textObject } from "./mrkdwn.js";
import { emoji } from "./emoji.js";

const KINDS = { section, header, context, divider, actions, image, rich_text: richText, input, data_visualization: chart };

/** All blocks of one surface. `surface` is { scope, fire(blockId, actionId, state), tell?(...), set(...), recall(...) }:
 *  where a click goes, and where values live between redraws. */
export function blocks(list, surface) {
  return (Array.isArray(list) ? list : []).map((block, index) => {
    const draw = KINDS[block.type];
    const id = block.block_id ?? `block-${index}`;
    if (!draw) return h("p", { class: "undrawn" }, `The sandbox does not draw “${block.type}” blocks.`);
    return draw(block, { ...surface, id });
  });
}

// Where one element keeps its state and sends its clicks. Outside an input block every change is
// told to the bot; inside, only with dispatch_action.
function cell(element, place, more) {
  const actionId = element.action_id ?? "";
  return {
    blockId: place.id,
    actionId,
    scope: place.scope,
    fires: true,
    state: place.recall(place.id, actionId) ?? initialState(element),
    set: (state) => place.set(place.id, actionId, state),
    fire: (state) => place.fire(place.id, actionId, state),
    tell: (state) => (place.tell ?? place.fire)(place.id, actionId, state),
    ...more,
  };
}

function section(block, place) {
  return h("div", { class: "block section", "data-block": place.id },
    h("div", { class: "section-body" },
      block.text && h("div", { class: "prose", dir: "auto" }, textObject(block.text)),
      block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "prose", dir: "auto" }, textObject(field))))),
    block.accessory && h("div", { class: "accessory" },
      block.accessory.type === "image" ? picture(block.accessory, "thumb") : control(block.accessory, cell(block.accessory, place))));
}

function header(block) {
  return h("h3", { class: "block header", dir: "auto" }, textObject(block.text));
}

function context(block) {
  return h("div", { class: "block context" }, block.elements.map((element) => (
    element.type === "image" ? picture(element, "dot") : h("span", { class: "prose", dir: "auto" }, textObject(element)))));
}

function divider() {
  return h("hr", { class: "block" });
}

function actions(block, place) {
  return h("div", { class: "block actions", "data-block": place.id }, block.elements.map((element) => control(element, cell(element, place))));
}

function image(block) {
  return h("figure", { class: "block picture" },
    block.title && h("figcaption", null, textObject(block.title)),
    picture(block, "full"));
}

// Slack draws charts; here the numbers stand in a table with a bar in each cell.
function chart(block) {
  const drawn = block.chart ?? {};
  const series = drawn.type === "pie" ? [{ name: "", data: drawn.segments ?? [] }] : drawn.series ?? [];
  const labels = drawn.axis_config?.categories ?? (drawn.segments ?? []).map((segment) => segment.label);
  const most = Math.max(...series.flatMap((one) => one.data.map((point) => Math.abs(point.value))), 0) || 1;
  const cell = (one, label) => {
    const value = one.data.find((point) => point.label === label)?.value ?? 0;
    return h("td", null,
      h("meter", { min: 0, max: most, value: Math.abs(value), "aria-hidden": "true" }),
      h("span", { class: "value" }, String(value)));
  };
  return h("figure", { class: "block chart", "data-test": "chart" },
    h("figcaption", null, block.title, drawn.axis_config?.y_label && h("span", { class: "hint" }, ` (${drawn.axis_config.y_label})`)),
    h("table", null,
      h("thead", null, h("tr", null, h("td"), series.map((one) => h("th", { scope: "col" }, one.name)))),
      h("tbody", null, labels.map((label) => h("tr", null,
        h("th", { scope: "row" }, label), series.map((one) => cell(one, label)))))));
}

function picture(element, size) {
  const here = element.image_url && new URL(element.image_url, location.href).origin === location.origin;
  if (here) return h("img", { class: size, src: element.image_url, alt: element.alt_text });
  return h("span", { class: `absent ${size}`, role: "img", "aria-label": element.alt_text, title: element.alt_text },
    size === "full" ? `Picture: ${element.alt_text ?? "without description"}` : "◫");
}

/** The id of the place below a field where its error stands. */
export function errorId(blockId) {
  return `error ${blockId}`.replaceAll(" ", "-");
}

function input(block, place) {
  const element = block.element ?? {};
  const [label, hint, error] = [`label-${place.id}`, `hint-${place.id}`, errorId(place.id)].map((id) => id.replaceAll(" ", "-"));
  const grouped = ["checkboxes", "radio_buttons", "multi_static_select"].includes(element.type);
  const node = control(element, cell(element, place, {
    fires: block.dispatch_action === true,
    labelledBy: label,
    describedBy: block.hint ? `${hint} ${error}` : error,
  }));
  const target = grouped ? null : node.matches("input, textarea, select") ? node : node.querySelector("input, textarea, select");
  if (target) target.id = `input-${place.id}`.replaceAll(" ", "-");
  return h("div", { class: "block input", "data-test": `field-${place.id}`, "data-block": place.id },
    h(target ? "label" : "div", { class: "label", id: label, for: target?.id },
      textObject(block.label), block.optional && h("span", { class: "optional" }, " (optional)")),
    node,
    block.hint && h("p", { class: "hint", id: hint }, textObject(block.hint)),
    h("p", { class: "field-error", id: error, "data-test": `error-${place.id}`, hidden: true }));
}

// Rich text: four containers, each holding inline elements.

const CONTAINERS = {
  rich_text_section: (part) => h("p", { class: "prose", dir: "auto" }, part.elements.map(inlineElement)),
  rich_text_preformatted: (part) => h("pre", { dir: "auto" }, part.elements.map(inlineElement)),
  rich_text_quote: (part) => h("blockquote", { class: "prose", dir: "auto" }, part.elements.map(inlineElement)),
  rich_text_list: list,
};

function richText(block) {
  return h("div", { class: "block rich" }, block.elements.map((part) => {
    const draw = CONTAINERS[part.type];
    return draw ? draw(part) : h("p", { class: "undrawn" }, `The sandbox does not draw “${part.type}”.`);
  }));
}

function list(part) {
  const indent = Math.min(Number(part.indent) || 0, 8);
  return h(part.style === "ordered" ? "ol" : "ul", { class: `indent-${indent}`, start: part.offset ? part.offset + 1 : null },
    part.elements.map((item) => h("li", { class: "prose", dir: "auto" }, item.elements.map(inlineElement))));
}

const INLINE = {
  text: (element) => element.text,
  link: (element) => link(element.url, element.text || null) ?? element.text ?? element.url,
  user: (element) => mention(`@${nameOf(element.user_id)}`),
  usergroup: () => mention("@group"),
  channel: (element) => mention(`#${element.channel_id}`),
  broadcast: (element) => mention(`@${element.range}`),
  emoji: (element) => emoji(element.name) ?? fromUnicode(element.unicode) ?? `:${element.name}:`,
  date: (element) => moment(element.timestamp, element.format, element.fallback ?? ""),
  color: (element) => element.value,
};

function inlineElement(element) {
  const draw = INLINE[element.type];
  let node = draw ? draw(element) : `[${element.type}]`;
  const style = element.style ?? {};
  if (style.code) node = h("code", null, node);
  if (style.strike) node = h("del", null, node);
  if (style.italic) node = h("em", null, node);
  if (style.bold) node = h("strong", null, node);
  return node;
}

// Slack writes an emoji as hexadecimal code points joined by hyphens.
function fromUnicode(codes) {
  if (!codes || !/^[0-9a-f]{1,6}(-[0-9a-f]{1,6})*$/i.test(codes)) return undefined;
  const points = codes.split("-").map((code) => parseInt(code, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : undefined;
}
