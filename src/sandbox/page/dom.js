// Building the page's nodes. Text only ever becomes a text node and attributes are set one by
// one, so nothing a person wrote can turn into markup. There is no templating here, and no way
// to hand over a string of HTML.

/** One element: `h("p", { class: "note", "data-ts": ts, onclick }, "text", node, null)`. */
export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else if (value === true) node.setAttribute(name, "");
    else node.setAttribute(name, String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

/** A place of index.html. */
export function place(id) {
  return document.getElementById(id);
}

const ICONS = {
  sprout: "M12 21v-9m0 0c0-5 3-8 9-8 0 5-3 8-9 8Zm0 3c0-4-3-6-8-6 0 4 3 6 8 6Z",
  home: "M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4v-5H9v5H5a1 1 0 0 1-1-1Z",
  hash: "M9 4 7.5 20M16.5 4 15 20M4.5 9h16M3.5 15h16",
  room: "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11Zm-6 8c0-3.2 2.6-5.2 6-5.2s6 2 6 5.2M16 5a3 3 0 0 1 0 6m2 3.2c2 .8 3 2.5 3 4.8",
  person: "M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM5 20c0-3.6 3-6 7-6s7 2.4 7 6",
  close: "M6 6l12 12M18 6 6 18",
  back: "M15 5l-7 7 7 7",
  reply: "M10 7 5 12l5 5M5 12h9c3 0 5 2 5 5v1",
  edit: "M5 19h3.5L19 8.5 15.5 5 5 15.5Z",
  bin: "M5 7h14M10 7V5h4v2m-7.5 0 .8 12h9.4l.8-12M10.5 11v5m3-5v5",
  send: "M5 12h13M12.5 6l6 6-6 6",
  file: "M7 3.5h7l4 4V20a.5.5 0 0 1-.5.5h-10A.5.5 0 0 1 7 20Zm7 0V8h4",
  eye: "M3 12c2.5-4 5.5-6 9-6s6.5 2 9 6c-2.5 4-5.5 6-9 6s-6.5-2-9-6Zm9 2.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
};

/** A line drawing that says nothing by itself: whoever uses it also writes words or a label. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  drawing.append(path);
  return drawing;
}

/** Puts `nodes` into `parent` in this order, moving only what is out of place, so that focus and
 * scroll position of what stays are left alone. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

/** Runs `draw` only when `facts` differ from the last time for this node. */
export function whenChanged(node, facts, draw) {
  const key = JSON.stringify(facts);
  if (drawn.get(node) === key) return;
  drawn.set(node, key);
  draw();
}
const drawn = new WeakMap();

/** Replaces what a node holds while the keyboard focus stays on the same control, found again by
 * its `data-focus` or `data-action`. A redrawn message must not throw a keyboard user out. */
export function keepingFocus(root, change) {
  const held = root.contains(document.activeElement) ? document.activeElement : null;
  const mark = held && ["data-focus", "data-action"].find((name) => held.hasAttribute(name));
  const wanted = mark && held.getAttribute(mark);
  const range = held && "selectionStart" in held ? [held.selectionStart, held.selectionEnd] : null;
  change();
  if (!mark || document.activeElement === held) return;
  const heir = [...root.querySelectorAll(`[${mark}]`)].find((node) => node.getAttribute(mark) === wanted);
  heir?.focus({ preventScroll: true });
  if (heir && range && range[0] !== null && "setSelectionRange" in heir) {
    try {
      heir.setSelectionRange(...range);
    } catch {
      // Number and e-mail inputs have no selection to restore.
    }
  }
}

/** Arrow keys, Home and End walk through `selector` inside `parent`; one of them is in the tab order. */
export function roving(parent, selector) {
  parent.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const items = [...parent.querySelectorAll(selector)];
    const at = items.indexOf(event.target);
    if (at < 0) return;
    let next = null;
    if (event.key in steps) next = items[(at + steps[event.key] + items.length) % items.length];
    if (event.key === "Home") next = items[0];
    if (event.key === "End") next = items.at(-1);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
