// Small things to build the page with.

/** Makes an element: `h("button", { class: "x", onclick: f, "aria-label": "y" }, child, ...)`; null children are left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "html") element.innerHTML = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

const ICONS = {
  activity: "M3 10h3l2-6 4 12 2-6h3",
  add: "M10 4v12M4 10h12",
  at: "M13 7v4.5a2 2 0 0 0 4 0V10a7 7 0 1 0-3 5.7M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0z",
  back: "M12 4l-6 6 6 6",
  bot: "M10 3v3M5 6h10a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM7.5 10.5v1M12.5 10.5v1",
  close: "M5 5l10 10M15 5L5 15",
  control: "M3 6h6M13 6h4M11 4v4M3 14h3M10 14h7M8 12v4",
  down: "M5 8l5 5 5-5",
  edit: "M4 16l1-4 8-8 3 3-8 8z",
  hash: "M8 3L6.5 17M13.5 3L12 17M4 7.5h13M3 12.5h13",
  lock: "M6 9V7a4 4 0 0 1 8 0v2M5 9h10v7H5z",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  people: "M7.5 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 16c0-3 2-4.5 4.5-4.5S12 13 12 16M13 9a2 2 0 1 0 0-4M14 11.5c2 .2 3 1.7 3 4",
  reply: "M8 5L4 9l4 4M4 9h7a5 5 0 0 1 5 5v1",
  send: "M3 10l14-6-5 13-3-5z",
  trash: "M4 6h12M8 6V4h4v2M6 6l1 10h6l1-10",
};

/** A line drawing; decoration only, so whatever holds it needs a name. */
export function icon(name) {
  const heavy = name === "more" ? 2.4 : 1.5;
  return h("span", {
    class: "icon",
    "aria-hidden": "true",
    html: `<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="${heavy}" stroke-linecap="round" stroke-linejoin="round"><path d="${ICONS[name]}"/></svg>`,
  });
}

export const iconButton = (name, label, onclick, props = {}) =>
  h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...props }, icon(name));

/** A coloured disc with initials; bots are squares. */
export function avatar(name, bot = false) {
  const words = name.split(/\s+/).filter(Boolean);
  const initials = (words[0]?.[0] ?? "?") + (words.length > 1 ? words.at(-1)[0] : "");
  let hue = 0;
  for (const letter of name) hue = (hue * 31 + letter.codePointAt(0)) % 360;
  return h(
    "span",
    { class: bot ? "avatar bot" : "avatar", style: `--hue:${hue}`, "aria-hidden": "true" },
    bot ? icon("bot") : initials.toUpperCase(),
  );
}

/** Asks for one line of text in a dialog; answers null when the person changes their mind. */
export function ask(title, label, value = "") {
  const field = h("input", { value, required: true, "aria-label": label, autofocus: true });
  return dialog(title, [h("label", {}, label, field)], "Save").then((yes) => (yes ? field.value.trim() || null : null));
}

/** Asks whether to go on. */
export const sure = (title, text, yes) => dialog(title, [h("p", {}, text)], yes);

function dialog(title, content, yes) {
  return new Promise((resolve) => {
    const cancel = h("button", { type: "button", class: "quiet", onclick: () => box.close("") }, "Cancel");
    const form = h("form", { method: "dialog" }, h("h2", {}, title), content,
      h("div", { class: "buttons" }, cancel, h("button", { value: "yes", class: "primary" }, yes)));
    const box = h("dialog", { "aria-label": title, onclose: () => (box.remove(), resolve(box.returnValue === "yes")) }, form);
    form.addEventListener("submit", (event) => (event.preventDefault(), box.close("yes")));
    document.body.append(box);
    box.showModal();
  });
}

/** Opens a menu below a button; `entries` are [label, action] or null for a line. */
export function menu(button, entries) {
  document.querySelector(".menu")?.remove();
  const away = (event) => {
    if (event.type === "keydown" ? event.key === "Escape" : !list.contains(event.target)) close();
  };
  const close = () => {
    list.remove();
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", away, true);
    document.removeEventListener("keydown", away, true);
    if (!list.contains(document.activeElement)) button.focus({ preventScroll: true });
  };
  const item = (entry) => entry === null
    ? h("hr")
    : h("button", { type: "button", role: "menuitem", onclick: () => (close(), entry[1]()) }, entry[0]);
  const list = h("div", { class: "menu", role: "menu" }, entries.map(item));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const items = [...list.querySelectorAll("button")];
    items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
    event.preventDefault();
  });
  document.body.append(list);
  place(list, button);
  button.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", away, true);
  document.addEventListener("keydown", away, true);
  list.querySelector("button")?.focus();
}

/** Puts something floating beside its anchor, inside the window. */
export function place(floating, anchor) {
  const at = anchor.getBoundingClientRect();
  const size = floating.getBoundingClientRect();
  const top = at.bottom + size.height + 8 > innerHeight ? Math.max(8, at.top - size.height - 4) : at.bottom + 4;
  floating.style.top = `${top}px`;
  floating.style.left = `${Math.max(8, Math.min(at.right - size.width, innerWidth - size.width - 8))}px`;
}
