// One message as an element.
import { avatar, h, icon, iconButton, menu, sure } from "./dom.js";
import { attachment } from "./card.js";
import { textBody } from "./text.js";
import { gist, mentionsMe, mine, nameOf, world } from "./world.js";

// Drawn here, since not every machine has a font with such signs.
const disc = (inside) => `<circle cx="10" cy="10" r="9" fill="#ffcb4c"/><g fill="none" stroke="#664500" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${inside}</g>`;
const eyes = '<path d="M7 7.5v1M13 7.5v1"/>';
const DRAWN = {
  like: '<path d="M7 9l3-6.5c1.7 0 2.3 1 2 2.5L11.5 8H16c1.3 0 2 1 1.7 2.2l-1.3 5.3c-.2 1-1 1.5-2 1.5H7z" fill="#ffcb4c"/><path d="M3 9h3v8H3z" fill="#5b5fc7"/>',
  heart: '<path d="M10 17.5C4 13 2 10.5 2 7.3 2 5 3.7 3.3 6 3.3c1.7 0 3.2 1 4 2.400.8-1.400 2.3-2.400 4-2.400 2.3 0 4 1.7 4 4 0 3.2-2 5.7-8 10.2z" fill="#dd2e44"/>',
  laugh: disc('<path d="M5.5 8.5L7.5 7l1.5 1.5M11 8.5L12.5 7l2 1.5"/><path d="M5.5 11h9c0 3-2 5-4.5 5s-4.5-2-4.5-5z" fill="#664500"/>'),
  surprised: disc(`${eyes}<path d="M10 11.5a1.7 2 0 1 1-.01 0z" fill="#664500"/>`),
  sad: disc(`${eyes}<path d="M6.5 15c1-2.5 6-2.5 7 0"/>`),
  angry: disc('<path d="M5.5 6.5L8 8M14.5 6.5L12 8M7.5 9v.5M12.5 9v.5M7 14.5c1-2 5-2 6 0"/>'),
};
const face = (type) => DRAWN[type]
  ? h("span", { class: "face", "aria-hidden": "true", html: `<svg viewBox="0 0 20 20">${DRAWN[type]}</svg>` })
  : `:${type}:`;
const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

export const dayOf = (message) => day.format(new Date(message.at));

/** `deeds` are what a person can do: react, edit, remove, press; `where` is a link to its place, or null. */
export function messageElement(message, deeds, where) {
  const own = mine(message);
  const classes = ["message", own && "own", message.deleted && "deleted", !own && mentionsMe(message) && "for-me", message.onlyFor && "targeted"];
  return h(
    "article",
    { class: classes.filter(Boolean).join(" "), "data-id": message.id, "data-key": `${message.conversation}/${message.id}`, "data-author": message.from.id, "aria-label": `${message.from.name}: ${gist(message)}` },
    avatar(message.from.name, message.from.bot),
    h("div", { class: "bubble" }, head(message, where), body(message, deeds)),
    message.deleted ? null : toolbar(message, deeds, own),
  );
}

function head(message, where) {
  const at = new Date(message.at);
  return h(
    "header",
    {},
    h("b", {}, message.from.name),
    message.from.bot && h("span", { class: "tag" }, "Bot"),
    h("time", { datetime: message.at, title: full.format(at) }, time.format(at)),
    message.edited && !message.deleted && h("span", { class: "faint" }, "Edited"),
    where,
  );
}

function body(message, deeds) {
  if (message.deleted) return h("div", { class: "text faint" }, "This message has been deleted.");
  const { activity } = message;
  const cards = deeds.cards.get(message.id) ?? activity.attachments ?? [];
  const grid = activity.attachmentLayout === "carousel" ? "attachments carousel" : "attachments";
  return [
    message.onlyFor && onlyFor(message),
    message.text && textBody(activity),
    cards.length > 0 && h("div", { class: grid }, cards.map((one) => attachment(one, (action) => deeds.press(message, action)))),
    suggested(message, deeds),
    reactions(message, deeds),
    message.ignoredMentions.length > 0 && h("p", { class: "hint" }, `Not a mention, since no entity has this text: ${message.ignoredMentions.join(", ")}`),
  ];
}

// Buttons below a message, which write for the person.
function suggested(message, deeds) {
  const actions = message.activity.suggestedActions?.actions ?? [];
  return actions.length > 0 && h("div", { class: "suggested" }, actions.map(({ title, value, type }) =>
    h("button", { type: "button", class: "quiet", onclick: () => deeds.press(message, { data: { msteams: { type: type ?? "imBack", value: value ?? title } } }) }, title ?? value)));
}

function onlyFor({ onlyFor: who }) {
  return h("p", { class: "only" }, icon("lock"), who === world.me.id ? "Only you can see this message" : `Only ${nameOf(who)} can see this message`);
}

function reactions(message, deeds) {
  const all = Object.entries(message.reactions);
  if (all.length === 0) return null;
  return h("div", { class: "reactions" }, all.map(([type, who]) => {
    const set = who.includes(world.me.id);
    const names = who.map(nameOf).join(", ");
    return h("button", {
      type: "button", "aria-pressed": String(set), title: `${names}: ${type}`,
      "aria-label": `${type}, ${who.length}: ${names}`,
      onclick: () => deeds.react(message, type, set),
    }, face(type), h("span", {}, who.length));
  }));
}

function toolbar(message, deeds, own) {
  if (!deeds.canAct(message)) return null;
  const faces = Object.keys(DRAWN).map((type) => {
    const set = (message.reactions[type] ?? []).includes(world.me.id);
    return h("button", { type: "button", "aria-label": `React with ${type}`, title: type, onclick: () => deeds.react(message, type, set) }, face(type));
  });
  const more = iconButton("more", "More for this message", (event) => menu(event.currentTarget, [
    ["Edit", () => deeds.edit(message)],
    ["Delete", async () => (await sure("Delete this message?", gist(message), "Delete")) && deeds.remove(message)],
  ]), { "aria-haspopup": "menu" });
  const reactable = message.onlyFor ? [] : faces;
  return reactable.length > 0 || own ? h("div", { class: "tools", role: "toolbar", "aria-label": "React" }, reactable, own && more) : null;
}

