// Where a person writes: Enter sends, Shift+Enter starts a line, @ offers the bot and people.
import { api } from "./api.js";
import { avatar, h, iconButton } from "./dom.js";
import { learn, world } from "./world.js";

/** `send({ text, bot, mentions })` posts what was written and fails with what to tell the person. */
export function composer({ place, label, hint, send, cancel }) {
  const box = h("div", {
    class: "box", contenteditable: "true", role: "textbox", "aria-multiline": "true", "aria-label": label, "data-hint": hint, spellcheck: "true",
  });
  const list = h("div", { class: "suggestions", role: "listbox", "aria-label": "Mention", hidden: true });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const mentionable = people(place);
  const bot = place.kind === "personal" ? null : place.installed[0];

  const mention = (who) => {
    const typed = openMention();
    if (typed) typed.deleteContents();
    else box.focus();
    insert(h("span", { class: "mention", contenteditable: "false", "data-id": who.id, "data-bot": who.bot }, who.name));
    hide();
  };
  const hide = () => (list.hidden = true);

  const suggest = async () => {
    box.classList.toggle("empty", !box.textContent && !box.querySelector(".mention"));
    const typed = openMention();
    if (!typed) return hide();
    const wanted = typed.toString().slice(1).toLowerCase();
    const starts = ({ name }) => name.toLowerCase().startsWith(wanted);
    const found = (await mentionable())
      .filter(({ id, name }) => id !== world.me.id && name.toLowerCase().includes(wanted))
      .sort((a, b) => starts(b) - starts(a)).slice(0, 8);
    list.replaceChildren(...found.map((who, at) => h(
      "div",
      { role: "option", "aria-selected": String(at === 0), onpointerdown: (event) => (event.preventDefault(), mention(who)) },
      avatar(who.name, Boolean(who.bot)), who.name,
    )));
    list.hidden = found.length === 0;
  };

  const post = async () => {
    const written = read(box);
    if (!written.text && !written.bot && written.mentions.length === 0) return;
    const kept = [...box.childNodes];
    box.replaceChildren();
    suggest();
    problem.hidden = true;
    try {
      const warning = await send(written);
      if (warning) tell(warning);
    } catch (refused) {
      box.replaceChildren(...kept);
      tell(refused.message);
    }
  };
  const tell = (text) => (problem.textContent = text, problem.hidden = false);

  box.addEventListener("input", suggest);
  box.addEventListener("focus", mentionable);
  box.addEventListener("blur", hide);
  box.addEventListener("paste", (event) => {
    event.preventDefault();
    insert(document.createTextNode(event.clipboardData.getData("text/plain")));
    suggest();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (!list.hidden && choose(list, event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) (event.preventDefault(), post());
    else if (event.key === "Enter") (event.preventDefault(), insert(document.createTextNode("\n")));
    else if (event.key === "Escape" && cancel) cancel();
  });

  const element = h(
    "div",
    { class: "composer" },
    problem,
    h("div", { class: "frame" },
      box,
      bot && iconButton("at", `Mention ${bot.name}`, () => mention({ ...bot, bot: bot.appId })),
      iconButton("send", "Send", post, { class: "icon-button send" })),
    list,
  );
  box.classList.add("empty");
  return { element, focus: () => box.focus(), tell };
}

// Arrows move in the list, Enter and Tab take what is selected.
function choose(list, event) {
  const options = [...list.children];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const next = (at + step + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
  } else if (event.key === "Enter" || event.key === "Tab") {
    options[at].dispatchEvent(new Event("pointerdown", { cancelable: true }));
  } else if (event.key === "Escape") {
    list.hidden = true;
    event.stopPropagation();
  } else return false;
  return true;
}

// The "@name" that is being typed, as a range.
function openMention() {
  const selection = getSelection();
  const node = selection.anchorNode;
  if (!selection.isCollapsed || node?.nodeType !== Node.TEXT_NODE) return null;
  const before = node.data.slice(0, selection.anchorOffset);
  const typed = /(?:^|[\s\u00a0])(@[\p{L}\p{N}.' -]{0,40})$/u.exec(before);
  if (!typed) return null;
  const range = document.createRange();
  range.setStart(node, before.length - typed[1].length);
  range.setEnd(node, before.length);
  return range;
}

function insert(node) {
  const range = getSelection().getRangeAt(0);
  range.deleteContents();
  const last = node.nodeType === Node.ELEMENT_NODE ? document.createTextNode("\u00a0") : node;
  range.insertNode(last);
  if (last !== node) range.insertNode(node);
  getSelection().collapse(last, last.length);
}

function read(box) {
  const written = { text: "", bot: null, mentions: [] };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) written.text += node.data;
    else if (node.dataset?.id) {
      if (node.dataset.bot) written.bot = node.dataset.bot;
      else written.mentions.push(node.dataset.id);
      written.text += `<at>${node.textContent.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")}</at>`;
    } else {
      if (["BR", "DIV", "P"].includes(node.tagName) && written.text) written.text += "\n";
      node.childNodes.forEach(walk);
    }
  };
  box.childNodes.forEach(walk);
  written.text = written.text.replace(/\u00a0/g, " ").trim();
  written.mentions = [...new Set(written.mentions)];
  return written;
}

// The bots that are installed in a place, and its people, asked for once.
function people(place) {
  let asked;
  return () => (asked ??= api.members(place.id, 200).then(({ members }) => {
    learn(members);
    const bots = place.installed.map((bot) => ({ ...bot, bot: bot.appId }));
    return place.kind === "personal" ? bots : [...bots, ...members];
  }).catch(() => []));
}
