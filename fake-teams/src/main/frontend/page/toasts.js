// Notifications in the corner, as Teams shows them: the summary if there is one, and none when the alert flag says so.
import { avatar, h, iconButton } from "./dom.js";
import { find, gist, mentionsMe, mine, visible, world } from "./world.js";

const MOST = 3;
const MILLIS = 7000;

/** Whether Teams would notify the acting person of this message. */
function notifies(message, place) {
  if (!place?.member || mine(message) || !visible(message)) return false;
  const alert = message.activity.channelData?.notification?.alert;
  if (alert !== undefined) return alert === true;
  return place.kind !== "channel" || mentionsMe(message) || Boolean(message.onlyFor);
}

export function notify(message, go) {
  const place = find(message.conversation);
  if (!notifies(message, place) || (place.id === world.here?.id && !document.hidden)) return;
  const where = place.kind === "personal" ? null : place.team ? `${place.team.name} › ${place.title}` : place.title;
  const close = () => toast.remove();
  const toast = h(
    "div",
    { class: "toast" },
    h("button", { type: "button", class: "toast-body", onclick: () => (close(), go(place.id)) },
      avatar(message.from.name, message.from.bot),
      h("span", { class: "words" },
        h("b", {}, message.from.name),
        where && h("span", { class: "faint" }, where),
        h("span", { class: "gist" }, gist(message)))),
    iconButton("close", "Dismiss", close),
  );
  const all = document.getElementById("toasts");
  all.append(toast);
  while (all.children.length > MOST) all.firstChild.remove();
  setTimeout(close, MILLIS);
}
