// Puts the page together: events in, places and people chosen, everything drawn.
import { listen } from "./api.js";
import { createPane, forget, owner } from "./pane.js";
import { createPanel } from "./panel.js";
import { drawRail } from "./rail.js";
import { notify } from "./toasts.js";
import { become, EVERYTHING, find, mentionsMe, mine, places, refresh, visible, world } from "./world.js";

const app = document.getElementById("app");
const rail = document.getElementById("rail");
const panel = createPanel(document.getElementById("panel"), () => changed());
let pane = null;
let arrived = [];
let flushing = false;
let refreshing = 0;

const route = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const goTo = (as, id) => (location.hash = new URLSearchParams(id ? { as, in: id } : { as }));

/** Opens a place; one that the person is not in is opened as somebody who is. */
async function go(id) {
  if (find(id)) return goTo(world.me.id, id);
  const person = await owner(id);
  if (person) goTo(person.id, id);
}

const be = (id) => goTo(id, world.here && find(world.here.id)?.kind !== "personal" ? world.here.id : null);

function draw() {
  drawRail(rail, { go, be });
  pane?.draw();
}

function changed(problem) {
  draw();
  panel.refresh();
  if (problem) alert(problem);
}

function open(place) {
  pane?.log.close();
  world.unread.delete(place.id);
  pane = createPane(document.getElementById("pane"), place, { go, back: () => goTo(world.me.id), control: panel.toggle, changed });
  draw();
}

/** Where somebody finds themselves who said nothing else: where something was written last, or their chat with the bot. */
function home() {
  const newest = [...world.previews.values()].sort((a, b) => Number(b.id) - Number(a.id)).map(({ conversation }) => find(conversation));
  return newest.find((place) => place?.member) ?? places().personal[0] ?? EVERYTHING;
}

async function follow() {
  const { as, in: id } = route();
  if (!world.me || (as && as !== world.me.id)) {
    await become(as);
    pane = null;
    world.here = null;
  }
  const place = id && find(id);
  app.classList.toggle("inside", Boolean(place));
  if (place ? place.id !== world.here?.id : !world.here) open(place || home());
  else draw();
}

// Events are collected for a moment, so that thousands in a second cost one drawing.
function flush() {
  flushing = false;
  const messages = arrived;
  arrived = [];
  pane?.log.receive(messages);
  for (const message of messages.filter(visible)) {
    const place = find(message.conversation);
    world.previews.set(message.conversation, message);
    if (place?.member && !mine(message) && (place.id !== world.here?.id || document.hidden)) count(message);
  }
  messages.slice(-20).forEach((message) => notify(message, go));
  drawRail(rail, { go, be });
}

function count(message) {
  const before = world.unread.get(message.conversation) ?? { count: 0, mention: false };
  world.unread.set(message.conversation, { count: before.count + 1, mention: before.mention || mentionsMe(message) });
}

function soon() {
  if (flushing) return;
  flushing = true;
  setTimeout(flush, 60);
}

const later = () => {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => refresh().then(draw), 150);
};

const again = (message) => {
  if (world.previews.get(message.conversation)?.id === message.id) {
    world.previews.set(message.conversation, message);
    soon();
  }
  pane?.log.replace(message);
};

listen(
  {
    message: (message) => (arrived.push(message), soon()),
    edit: (message) => (forget(message), again(message)),
    delete: again,
    reaction: again,
    install: later,
    uninstall: later,
    "member-added": later,
    "member-removed": later,
    team: later,
    activity: (answer) => panel.heard(answer),
  },
  async () => {
    world.live = true;
    await refresh();
    if (world.me) pane?.log.start();
    await follow();
    draw();
  },
  () => {
    world.live = false;
    drawRail(rail, { go, be });
  },
);

addEventListener("hashchange", follow);
document.addEventListener("theme", () => pane?.log.redraw());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && world.here && world.unread.delete(world.here.id)) draw();
});
