// The left side: who one is, and where one can go.
import { api } from "./api.js";
import { avatar, h, icon, place as put } from "./dom.js";
import { EVERYTHING, gist, places, world } from "./world.js";

const closed = new Set(JSON.parse(sessionStorage.getItem("closed") ?? '["elsewhere"]'));

/** Draws the rail; `go(id)` opens a place, `be(id)` becomes a person. */
export function drawRail(rail, { go, be }) {
  const top = rail.querySelector(".scroll")?.scrollTop ?? 0;
  const { personal, groups, teams } = places();
  const mine = groups.filter(({ member }) => member);
  const myTeams = teams.filter(({ id }) => world.me?.teams.includes(id));
  const elsewhere = [...groups.filter(({ member }) => !member), ...teams.filter((team) => !myTeams.includes(team))];
  const line = (place, extra) => entry(place, go, extra);
  rail.replaceChildren(
    h("div", { class: "who" }, world.me && whoAmI(be)),
    h("div", { class: "scroll" },
      line(EVERYTHING),
      section("chat", "Chat", [...personal, ...mine].map((place) => line(place))),
      section("teams", "Teams and channels", myTeams.map((team) => teamEntry(team, line))),
      elsewhere.length > 0 && section("elsewhere", `Not a member of (${elsewhere.length})`,
        elsewhere.map((each) => (each.list ? teamEntry(each, line) : line(each))))),
    h("div", { class: world.live ? "live" : "live lost" }, world.live ? "Live" : "Reconnecting…"),
  );
  rail.querySelector(".scroll").scrollTop = top;
  const unread = [...world.unread.values()].reduce((sum, { count }) => sum + count, 0);
  document.title = `${unread ? `(${unread}) ` : ""}Simulated Teams`;
}

function section(key, title, content) {
  const details = h("details", { class: "section", open: !closed.has(key) }, h("summary", {}, icon("down"), title), content);
  details.addEventListener("toggle", () => {
    if (details.open) closed.delete(key);
    else closed.add(key);
    sessionStorage.setItem("closed", JSON.stringify([...closed]));
  });
  return details;
}

const teamEntry = (team, line) =>
  h("div", { class: "team", role: "group", "aria-label": team.name },
    h("div", { class: "team-name" }, avatar(team.name), h("span", {}, team.name)),
    team.list.map((channel) => line(channel)));

function entry(place, go) {
  const unread = world.unread.get(place.id);
  const last = world.previews.get(place.id);
  const count = unread && h("span", { class: unread.mention ? "count mention" : "count" }, unread.mention ? "@" : "", Math.min(unread.count, 999));
  const chat = place.kind === "personal" || place.kind === "group";
  const off = place.kind === "personal" && place.installed.length === 0;
  const picture = place.kind === "everything" ? icon("activity") : place.kind === "channel" ? icon("hash") : place.kind === "group"
    ? h("span", { class: "avatar group", "aria-hidden": "true" }, icon("people")) : avatar(place.title, true);
  return h(
    "button",
    {
      type: "button", class: `entry ${place.kind}${unread ? " unread" : ""}`, "data-place": place.id,
      "aria-current": world.here?.id === place.id ? "page" : null,
      "aria-label": `${place.title}${unread ? `, ${unread.count} unread` : ""}`,
      onclick: () => go(place.id),
    },
    picture,
    h("span", { class: "words" },
      h("span", { class: "name" }, place.title),
      chat && h("span", { class: "preview" }, last ? `${last.from.id === world.me.id ? "You: " : ""}${gist(last)}` : off ? "Not installed" : "No messages yet")),
    count,
  );
}

function whoAmI(be) {
  const organisation = world.state.tenants.find(({ id }) => id === world.me.tenant)?.name;
  return h("button", { type: "button", id: "me", "aria-haspopup": "dialog", "aria-label": `You are ${world.me.name}. Be somebody else`, onclick: (event) => pick(event.currentTarget, be) },
    avatar(world.me.name),
    h("span", { class: "words" }, h("span", { class: "name" }, world.me.name), h("span", { class: "preview" }, organisation)),
    icon("down"));
}

// The directory, searched as one types.
function pick(button, be) {
  const found = h("div", { class: "found" });
  const field = h("input", { type: "search", placeholder: "Find people", "aria-label": "Find people", autofocus: true });
  const tenants = h("select", { "aria-label": "Organisation" },
    world.state.tenants.slice(0, 200).map(({ id, name }) => h("option", { value: id, selected: id === world.me.tenant }, name)));
  const look = async () => {
    const { people, total } = await api.people({ tenant: tenants.value, name: field.value.trim(), limit: 60 });
    found.replaceChildren(...people.map((person) => h(
      "button",
      { type: "button", class: "entry", "data-person": person.id, "aria-current": person.id === world.me.id ? "true" : null, onclick: () => (box.close(), be(person.id)) },
      avatar(person.name),
      h("span", { class: "words" }, h("span", { class: "name" }, person.name), h("span", { class: "preview" }, person.userPrincipalName)),
      person.installed && h("span", { class: "tag", title: "has the bot" }, "has bot"))));
    if (people.length === 0) found.append(h("p", { class: "faint" }, `Nobody of ${total} has such a name.`));
  };
  const box = h("dialog", { class: "picker", "aria-label": "Be somebody else", onclose: () => box.remove(), onclick: (event) => event.target === box && box.close() },
    h("div", {}, world.state.tenants.length > 1 && tenants, field, found));
  let wait;
  field.addEventListener("input", () => (clearTimeout(wait), (wait = setTimeout(look, 120))));
  field.addEventListener("keydown", (event) => event.key === "Enter" && found.querySelector("button")?.click());
  tenants.addEventListener("change", look);
  document.body.append(box);
  box.showModal();
  put(box, button);
  look();
}
