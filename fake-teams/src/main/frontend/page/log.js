// The messages of one place: a window on the newest, older ones on scrolling up, threads in channels.
import { api } from "./api.js";
import { composer } from "./composer.js";
import { h, icon } from "./dom.js";
import { dayOf, messageElement } from "./message.js";
import { EVERYTHING, visible } from "./world.js";

const PAGE = 60;
const MOST = 400;
const SHOWN_REPLIES = 4;
const TOGETHER_MILLIS = 5 * 60_000;

const shows = (place, message) => (place === EVERYTHING ? true : message.conversation === place.id && visible(message));
const older = (a, b) => Number(a.id) - Number(b.id);
const key = (message) => `${message.conversation}/${message.id}`;

/** The log of a place; `deeds` are what can be done with messages, `where(message)` names the place of one. */
export function createLog(place, deeds, where) {
  const known = new Map();
  const threads = new Map();
  const threaded = place.kind === "channel";
  const list = h("div", { class: threaded ? "list threads" : "list" });
  const jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => toEnd() }, icon("down"), "New messages");
  const scroller = h("div", { class: "scroller", tabindex: "0", role: "log", "aria-label": `Messages in ${place.title}` }, list);
  let atEnd = true;
  let complete = true;
  let loading = false;

  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    jump.hidden = true;
  };
  const keepEnd = new ResizeObserver(() => atEnd && toEnd());
  keepEnd.observe(list);
  keepEnd.observe(scroller);
  scroller.addEventListener("scroll", () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;
    if (atEnd) jump.hidden = true;
    if (scroller.scrollTop < 300) more();
  });

  const draw = (message) => messageElement(message, deeds, where(message));

  // Puts a message where it belongs; `first` says that it is older than all that is there.
  const put = (message, first) => {
    const element = draw(message);
    known.set(key(message), { message, element });
    if (!threaded) return first ? list.prepend(element) : list.append(element);
    const thread = threads.get(message.root) ?? newThread(message.root);
    if (message.id === message.root) thread.rootSlot.replaceChildren(element);
    else if (first) thread.replies.prepend(element);
    else thread.replies.append(element);
    if (!thread.element.parentNode || !first) first ? list.prepend(thread.element) : list.append(thread.element);
  };

  const newThread = (root) => {
    const thread = {
      rootSlot: h("div", {}, h("p", { class: "faint early" }, "An earlier post")),
      replies: h("div", { class: "replies" }),
      all: h("button", { type: "button", class: "link", hidden: true, onclick: () => (thread.element.classList.add("open"), tidy()) }),
    };
    const reply = h("button", { type: "button", class: "link reply", onclick: () => deeds.reply && open() }, icon("reply"), "Reply");
    const open = () => {
      const close = () => box.element.replaceWith(reply);
      const box = composer({ place, label: "Reply", hint: "Reply", cancel: close, send: (written) => deeds.send(written, root) });
      reply.replaceWith(box.element);
      box.focus();
    };
    thread.element = h("section", { class: "thread", "data-root": root, "aria-label": "Thread" },
      thread.rootSlot, thread.all, thread.replies, deeds.reply && reply);
    threads.set(root, thread);
    return thread;
  };

  const tidy = () => {
    if (threaded) threads.forEach(tidyThread);
    else tidyRun([...list.children]);
    list.classList.toggle("none", known.size === 0);
  };
  const tidyThread = (thread) => {
    const replies = [...thread.replies.children];
    const hidden = thread.element.classList.contains("open") ? 0 : Math.max(0, replies.length - SHOWN_REPLIES);
    replies.forEach((reply, at) => (reply.hidden = at < hidden));
    thread.all.hidden = hidden === 0;
    thread.all.textContent = `Show ${hidden} earlier ${hidden === 1 ? "reply" : "replies"}`;
    tidyRun(replies.slice(hidden), true);
  };
  const tidyRun = (elements, inThread = false) => {
    let before = null;
    for (const element of elements) {
      const { message } = known.get(element.dataset.key);
      const at = Date.parse(message.at);
      const sameDay = before && before.day === dayOf(message);
      const follows = sameDay && place !== EVERYTHING && !message.onlyFor && !before.message.onlyFor
        && before.message.from.id === message.from.id && at - before.at < TOGETHER_MILLIS;
      element.classList.toggle("follow", Boolean(follows));
      if (!inThread && !sameDay) element.dataset.day = dayOf(message);
      else delete element.dataset.day;
      before = { message, at, day: dayOf(message) };
    }
  };

  const trim = () => {
    while (known.size > MOST && list.children.length > 1) {
      complete = false;
      const gone = list.firstElementChild;
      for (const message of threaded ? gone.querySelectorAll(".message") : [gone]) known.delete(message.dataset.key);
      if (threaded) threads.delete(gone.dataset.root);
      gone.remove();
    }
  };

  const ask = (before) => api.messages({ conversation: place === EVERYTHING ? null : place.id, limit: PAGE, before });

  const more = async () => {
    if (complete || loading || known.size === 0) return;
    loading = true;
    const oldest = [...known.values()].map(({ message }) => message).sort(older)[0];
    const { messages } = await ask(oldest.id);
    complete = messages.length < PAGE;
    const fromEnd = scroller.scrollHeight - scroller.scrollTop;
    messages.filter((message) => shows(place, message)).sort(older).reverse().forEach((message) => known.has(key(message)) || put(message, true));
    tidy();
    scroller.scrollTop = scroller.scrollHeight - fromEnd;
    loading = false;
  };

  return {
    element: h("div", { class: "log" }, scroller, jump),
    /** Shows the newest messages; also after a lost connection. */
    async start() {
      const { messages } = await ask();
      known.clear();
      threads.clear();
      list.replaceChildren();
      complete = messages.length < PAGE;
      messages.filter((message) => shows(place, message)).forEach((message) => put(message, false));
      tidy();
      toEnd();
    },
    /** Adds what has just arrived. */
    receive(messages) {
      const fresh = messages.filter((message) => shows(place, message) && !known.has(key(message)));
      if (fresh.length === 0) return;
      if (fresh.length > MOST) {
        known.clear();
        threads.clear();
        list.replaceChildren();
        complete = false;
      }
      fresh.slice(-MOST).forEach((message) => put(message, false));
      if (atEnd) trim();
      tidy();
      if (atEnd) toEnd();
      else jump.hidden = false;
    },
    /** Shows a message again that was edited, deleted or reacted to. */
    replace(message) {
      const entry = known.get(key(message));
      if (!entry) return;
      const element = draw(message);
      known.set(key(message), { message, element });
      entry.element.replaceWith(element);
      tidy();
    },
    redraw() {
      known.forEach(({ message }) => this.replace(message));
    },
    toEnd,
    close: () => keepEnd.disconnect(),
  };
}
