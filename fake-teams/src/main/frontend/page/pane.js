// The middle: the head of a place, its messages, and where to write.
import { api, complaint } from "./api.js";
import { composer } from "./composer.js";
import { ask, avatar, h, icon, iconButton, menu, sure } from "./dom.js";
import { createLog } from "./log.js";
import { blocking, EVERYTHING, find, learn, mine, refresh, world } from "./world.js";

// Cards that the bot answered to one person's click; the others keep seeing the message as it is.
const cards = new Map();

/** Draws the current place; `go(id)` opens another, `back()` shows the rail, `control()` the panel. */
export function createPane(pane, place, { go, back, control, changed }) {
  const deeds = deedsIn(place, (text) => writer?.tell ? writer.tell(text) : undefined, () => log);
  const log = createLog(place, deeds, (message) => (place === EVERYTHING ? whereabouts(message, go) : null));
  const head = h("header", { class: "head" });
  const foot = h("footer", { class: "foot" });
  let writer;
  let drawn = "";

  const draw = () => {
    const now = find(place.id) ?? place;
    const state = JSON.stringify([now, blocking(now.bot ?? {})?.id]);
    if (state === drawn) return;
    drawn = state;
    deeds.place = now;
    deeds.reply = canWrite(now);
    head.replaceChildren(...heading(now, { back, control, changed }));
    writer = canWrite(now) ? composer({ place: now, label: label(now), hint: label(now), send: (written) => deeds.send(written) }) : null;
    foot.replaceChildren(writer ? writer.element : notice(now, changed));
    foot.hidden = now === EVERYTHING;
  };

  world.here = place;
  draw();
  pane.replaceChildren(head, log.element, foot);
  if (place !== EVERYTHING) api.members(place.id, 200).then(({ members }) => learn(members)).catch(() => {});
  log.start().then(() => matchMedia("(hover: hover)").matches && writer?.focus());
  return { log, draw };
}

const canWrite = (place) => place !== EVERYTHING && place.member && place.installed.length > 0 && !(place.bot && blocking(place.bot));

const label = ({ kind, title }) =>
  kind === "channel" ? `Start a post in ${title}` : kind === "personal" ? `Message ${title}` : "Type a message";

function deedsIn(place, tell, log) {
  const act = async (name, request, bot) => {
    const done = await api.act(name, { by: world.me.id, in: deeds.place.id, bot, ...request });
    return { done, warning: complaint(done) };
  };
  const told = (work) => work.then(({ warning }) => warning && tell(warning)).catch((refused) => tell(refused.message));
  const botOf = (message) => (message.from.bot ? message.from.id.slice(3) : deeds.place.installed[0]?.appId);
  const deeds = {
    place,
    cards,
    reply: false,
    canAct: () => place !== EVERYTHING && deeds.place.member,
    send: async ({ text, bot, mentions }, thread) => {
      const to = bot ?? deeds.place.installed[0]?.appId;
      return (await act("message", { text, mention: Boolean(bot), mentions, thread }, to)).warning;
    },
    react: (message, type, remove) => told(act("reaction", { message: message.id, type, remove }, botOf(message))),
    remove: (message) => told(act("delete", { message: message.id }, botOf(message))),
    edit: async (message) => {
      const text = await ask("Edit message", "Message", message.text.replace(/<at>(.*?)<\/at>/g, "$1"));
      if (text) told(act("edit", { message: message.id, text }, botOf(message)));
    },
    press: (message, action) => press(message, action).catch((refused) => tell(refused.message)),
  };

  const press = async (message, action) => {
    const special = action.data?.msteams;
    if (special?.type === "imBack" || special?.type === "messageBack") {
      const text = special.displayText ?? special.text ?? special.value;
      const value = special.type === "messageBack" ? special.value : undefined;
      return told(act("message", { text, value, thread: message.root }, botOf(message)));
    }
    const { done, warning } = await act("card-action", { message: message.id, action }, botOf(message));
    if (warning) tell(warning);
    else if (action.type === "Action.Execute") show(message, done.activities[0]?.body);
  };

  // The answer to Action.Execute is a card for this person, a text, or an error.
  const show = (message, body) => {
    const { type, value } = body ? JSON.parse(body) : {};
    if (type === "application/vnd.microsoft.card.adaptive") {
      cards.set(message.id, [{ contentType: type, content: value }]);
      log().replace(message);
    } else if (type === "application/vnd.microsoft.activity.message") tell(String(value));
    else if (type) tell(`Something went wrong. ${value?.message ?? type}`);
  };
  return deeds;
}

/** An edited message shows what it says now, no longer what a click brought. */
export const forget = (message) => cards.delete(message.id);

function heading(place, { back, control, changed }) {
  const { kind, title, team, count, installed } = place;
  const parts = [
    kind === "channel" && `${team.name}`,
    count && `${count} ${count === 1 ? "member" : "members"}`,
    kind === "everything" && "Every message in every chat and channel, as it arrives",
    kind !== "everything" && (installed.length > 0 ? (kind === "personal" ? "Installed" : `with ${installed.map(({ name }) => name).join(", ")}`) : "Bot not installed"),
    place.bot && blocking(place.bot) && "blocked",
  ];
  const picture = kind === "everything" ? h("span", { class: "avatar group" }, icon("activity"))
    : kind === "group" ? h("span", { class: "avatar group", "aria-hidden": "true" }, icon("people"))
    : avatar(kind === "channel" ? team.name : title, kind === "personal");
  return [
    iconButton("back", "Back to the list", back, { class: "icon-button back" }),
    picture,
    h("div", { class: "words" }, h("h1", {}, title), h("p", { class: "faint" }, parts.filter(Boolean).join(" · "))),
    kind !== "everything" && missing(place).slice(0, 1).map((bot) => installButton(place, bot, changed)),
    kind !== "everything" && iconButton("more", "More for this place", (event) => menu(event.currentTarget, entries(place, changed)), { "aria-haspopup": "menu" }),
    iconButton("control", "Control", control, { id: "control" }),
  ].flat().filter(Boolean);
}

const missing = ({ kind, bot, installed }) =>
  (kind === "personal" ? [bot] : world.state.bots).filter((one) => !installed.some(({ appId }) => appId === one.appId));

const installButton = (place, bot, changed) =>
  h("button", { type: "button", class: "primary install", onclick: () => change("install", place, bot, changed) }, icon("add"), `Install ${bot.name}`);

async function change(name, place, bot, changed, more = {}) {
  const done = await api.act(name, { by: world.me.id, in: place.id, bot: bot?.appId, ...more }).catch((refused) => refused);
  await refresh();
  changed(done instanceof Error ? done.message : complaint(done));
}

function notice(place, changed) {
  const block = place.bot && blocking(place.bot);
  if (block) return line(`You blocked ${place.title}.`, "Unblock", () => api.clear(block.id).then(refresh).then(() => changed()));
  if (!place.member) return line("You are not a member here.", "Join", () => change("member-added", place, null, changed, { person: world.me.id }));
  const bot = missing(place)[0];
  return line(`${bot?.name ?? "The bot"} is not installed here.`, "Install", () => change("install", place, bot, changed));
}

const line = (text, yes, act) =>
  h("div", { class: "notice" }, h("span", {}, text), h("button", { type: "button", class: "quiet", onclick: act }, yes));

function entries(place, changed) {
  const { kind, team, bot } = place;
  const change1 = (name, of, more) => () => change(name, place, of, changed, more);
  const asked = (title, label, name, request, value) => async () => {
    const given = await ask(title, label, value);
    if (given) change(name, place, null, changed, { ...request, name: given });
  };
  const install = missing(place).map((one) => [`Install ${one.name}`, change1("install", one)]);
  const remove = place.installed.map((one) => [`Remove ${one.name}`, change1("uninstall", one)]);
  if (kind === "personal") {
    const block = blocking(bot);
    return [
      ...install, ...remove,
      place.installed.length > 0 && [`Remove ${bot.name} without a word`, change1("uninstall", bot, { quietly: true })],
      null,
      block ? [`Unblock ${bot.name}`, () => api.clear(block.id).then(refresh).then(() => changed())]
        : [`Block ${bot.name}`, () => api.inject({ fault: "conversation-blocked-by-user", person: world.me.id, bot: bot.appId }).then(refresh).then(() => changed())],
      ["Send a read receipt", change1("read-receipt", bot)],
    ].filter((one) => one !== false);
  }
  const membership = place.member
    ? [team ? "Leave the team" : "Leave", change1("member-removed", null, { person: world.me.id })]
    : [team ? "Join the team" : "Join", change1("member-added", null, { person: world.me.id })];
  return [...install, ...remove, null, membership, ...(team ? teamEntries(place, asked, change1) : [])];
}

function teamEntries({ id, title, team }, asked, change1) {
  const general = id === team.id;
  const deleting = (what, name, request) => async () =>
    (await sure(`Delete ${what}?`, "The bot hears of it, and can no longer write here.", "Delete")) && change1(name, null, request)();
  return [
    null,
    ["New channel…", asked("New channel", "Name", "channel-created", { team: team.id })],
    !general && ["Rename the channel…", asked("Rename the channel", "Name", "channel-renamed", { channel: id }, title)],
    !general && ["Delete the channel", deleting(title, "channel-deleted", { channel: id })],
    ["Rename the team…", asked("Rename the team", "Name", "team-renamed", { team: team.id }, team.name)],
    ["Delete the team", deleting(team.name, "team-deleted", { team: team.id })],
  ].filter((one) => one !== false);
}

// In the feed of everything, each message says where it is; a click goes there, as somebody who is in it.
function whereabouts(message, go) {
  const place = find(message.conversation);
  const name = place ? (place.team ? `${place.team.name} › ${place.title}` : place.kind === "personal" ? `to ${world.me.name}` : place.title) : "…";
  const button = h("button", { type: "button", class: "link where", onclick: () => go(message.conversation) }, name);
  if (!place) owner(message.conversation).then((person) => (button.textContent = person ? `to ${person.name}` : "elsewhere"));
  return button;
}

const owners = new Map();

/** Whose personal chat this is, or the first member of anywhere else. */
export function owner(conversation) {
  if (!owners.has(conversation)) {
    owners.set(conversation, api.members(conversation, 1).then(({ members }) => (learn(members), members[0])).catch(() => null));
  }
  return owners.get(conversation);
}
