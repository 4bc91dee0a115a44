// What the page knows: the places there are, who one is, where one is, and what is unread.
import { api } from "./api.js";

export const world = {
  state: { bots: [], tenants: [] },
  me: null,
  here: null,
  live: false,
  unread: new Map(),
  previews: new Map(),
  faults: [],
  names: new Map(),
};

/** The feed of everything, for onlookers. */
export const EVERYTHING = { id: "everything", kind: "everything", title: "Everything", installed: [], member: true };

const botById = (appId) => world.state.bots.find((bot) => bot.appId === appId);
const tenant = () => world.state.tenants.find(({ id }) => id === world.me.tenant) ?? { teams: [], chats: [] };
const bots = (appIds) => appIds.map(botById).filter(Boolean);

const personal = (entry) => ({
  id: entry.chat,
  kind: "personal",
  title: botById(entry.appId)?.name ?? "Bot",
  bot: botById(entry.appId),
  installed: entry.installed ? bots([entry.appId]) : [],
  member: true,
});

const group = (chat) => ({
  id: chat.id,
  kind: "group",
  title: chat.name,
  installed: bots(chat.installed),
  member: world.me.chats.includes(chat.id),
  count: chat.members.length,
});

const channel = (team, { id, name }) => ({
  id,
  kind: "channel",
  title: name,
  team,
  installed: bots(team.installed),
  member: world.me.teams.includes(team.id),
  count: team.members,
});

/** Everywhere in the person's organisation: their chats with bots, group chats, and teams with their channels. */
export function places() {
  if (!world.me) return { personal: [], groups: [], teams: [] };
  return {
    personal: world.me.bots.map(personal),
    groups: tenant().chats.map(group),
    teams: tenant().teams.map((team) => ({ ...team, list: team.channels.map((one) => channel(team, one)) })),
  };
}

/** The place with this conversation id, or undefined when the person has nothing to do with it. */
export function find(id) {
  if (id === EVERYTHING.id) return EVERYTHING;
  const all = places();
  return [...all.personal, ...all.groups, ...all.teams.flatMap((team) => team.list)].find((place) => place.id === id);
}

/** Whether the acting person sees this message at all. */
export const visible = (message) => !message.onlyFor || message.onlyFor === world.me.id;

export const mine = (message) => message.from.id === world.me.id;

/** Whether an id in a mention means the acting person: object id or the id by which one of the bots knows them. */
export const isMe = (mentioned = {}) =>
  mentioned.aadObjectId === world.me?.id ||
  mentioned.id === world.me?.id ||
  Boolean(world.me?.bots.some(({ userId }) => userId === mentioned.id));

export const nameOf = (id) =>
  id === world.me?.id ? "You" : (world.names.get(id) ?? world.state.bots.find((bot) => bot.id === id)?.name ?? "Somebody");

export const learn = (people) => people.forEach(({ id, name }) => world.names.set(id, name));

/** Whether somebody mentioned the acting person in this message. */
export const mentionsMe = ({ activity }) =>
  (activity.entities ?? []).some((entity) => entity.type === "mention" && isMe(entity.mentioned));

/** One line about a message, as notifications and lists show it. */
export function gist({ deleted, activity, text }) {
  if (deleted) return "This message was deleted.";
  if (activity.summary) return activity.summary;
  const plain = text.replace(/<[^>]+>/g, "").replace(/[*_`#>]+/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").trim();
  return plain || ((activity.attachments ?? []).some(isCard) ? "Sent a card" : "Sent an attachment");
}

const isCard = ({ contentType = "" }) => contentType.startsWith("application/vnd.microsoft.card");

/** The fault that stands for "this person blocked this bot", if it is in force. */
export const blocking = (bot) =>
  world.faults.find(({ fault, person, bot: of, times }) =>
    fault === "conversation-blocked-by-user" && person === world.me.id && of === bot.appId && times === 0);

export async function refresh() {
  const [state, { faults }] = await Promise.all([api.state(), api.faults()]);
  world.state = state;
  world.faults = faults;
  if (world.me) world.me = await api.person(world.me.id);
}

/** Becomes somebody; when there is no such person, somebody who has a chat, or the first in the directory. */
export async function become(id) {
  const chatting = world.state.tenants.flatMap((each) => each.personalChats)[0]?.person.id;
  const first = chatting ?? (await api.people({ limit: 1 })).people[0].id;
  world.me = await api.person(id ?? first).catch(() => api.person(first));
  learn([world.me]);
  world.unread.clear();
  world.previews.clear();
  const { messages } = await api.messages({ limit: 500 });
  messages.filter(visible).forEach((message) => world.previews.set(message.conversation, message));
}
