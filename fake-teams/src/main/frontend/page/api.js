// The control surface, as functions.

async function call(method, path, body) {
  const response = await fetch(`/_fake/${path}`, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const json = text ? JSON.parse(text) : {};
  if (!response.ok) throw new Error(json.error?.message ?? json.error ?? `${response.status} from /_fake/${path}`);
  return json;
}

const query = (values) =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value != null && value !== "")).toString();

export const api = {
  state: () => call("GET", "state"),
  people: (values) => call("GET", `people?${query(values)}`),
  person: (id) => call("GET", `people/${encodeURIComponent(id)}`),
  members: (conversation, limit) => call("GET", `members?${query({ conversation, limit })}`),
  messages: (values) => call("GET", `messages?${query(values)}`),
  report: () => call("GET", "report"),
  forget: () => call("DELETE", "report"),
  settings: () => call("GET", "settings"),
  change: (settings) => call("PUT", "settings", settings),
  faults: () => call("GET", "faults"),
  inject: (fault) => call("POST", "faults", fault),
  clear: (id) => call("DELETE", `faults/${id}`),
  connect: (bot, endpoint) => call("POST", "bots", { bot, endpoint }),
  act: (name, request) => call("POST", `activities/${name}`, request),
};

/** What went wrong on the bot's side, as a sentence, or null when it took everything. */
export function complaint({ activities }) {
  const bad = activities.find(({ status }) => status < 200 || status >= 300);
  if (!bad) return null;
  if (bad.status) return `The bot answered ${bad.status} to this ${bad.type}.`;
  return bad.error === "the bot has no endpoint"
    ? "The bot has no endpoint, so it heard nothing of this. Set one under Control."
    : `The bot could not be reached: ${bad.error}.`;
}

/** Listens to everything that changes, reconnecting by itself; `back` runs whenever the connection is (again) open. */
export function listen(handlers, back, lost) {
  let source = null;
  const start = () => {
    source = new EventSource("/_fake/events");
    source.onopen = back;
    source.onerror = () => {
      lost();
      if (source?.readyState === EventSource.CLOSED) setTimeout(start, 2000);
    };
    for (const [kind, handle] of Object.entries(handlers)) {
      source.addEventListener(kind, (event) => handle(JSON.parse(event.data)));
    }
  };
  // A browser opens few connections to one server and may keep pages that were left: they must not hold one.
  addEventListener("pagehide", () => (source?.close(), (source = null)));
  addEventListener("pageshow", (event) => event.persisted && start());
  start();
}
