// The right side: what the referee counts, what goes wrong on purpose, and what the bot answers.
import { api } from "./api.js";
import { h, iconButton } from "./dom.js";
import { refresh as reload, world } from "./world.js";

const QUICK = [
  ["throttled", "429", "Too many requests, with Retry-After"],
  ["unavailable", "503", "Service unavailable"],
  ["bad-gateway", "502", "Bad gateway"],
  ["precondition-failed", "412", "Another operation is in progress"],
  ["dropped-after", "Dropped after", "Carried out, but nobody answers"],
  ["dropped-before", "Dropped before", "Not carried out, and nobody answers"],
];
const SCOPES = { "bot-and-conversation": "one place", "bot-and-tenant": "bot and tenant", conversation: "all bots, one place" };
const KEPT = 12;

/** The panel; `changed` runs after something was changed that others show too. */
export function createPanel(panel, changed) {
  const heard = [];
  const counts = h("div", { class: "counts" });
  const windows = h("div", { class: "windows" });
  const armed = h("div", { class: "armed" });
  const quick = h("div", { class: "toggles" });
  const answers = h("div", { class: "answers" });
  const settings = h("div", { class: "settings" });
  const bots = h("div", {});
  const kinds = h("select", { "aria-label": "Fault" });
  let timer;

  const toggle = () => {
    panel.hidden = !panel.hidden;
    clearInterval(timer);
    if (panel.hidden) return document.getElementById("control")?.focus();
    timer = setInterval(() => document.hidden || count(), 1000);
    refresh();
    panel.querySelector("button").focus();
  };

  const count = async () => {
    const report = await api.report().catch(() => null);
    if (!report) return;
    counts.replaceChildren(...figures(report));
    const used = report.windows.filter(({ most }) => most > 0);
    windows.replaceChildren(...(used.length > 0 ? used.map(gauge) : [h("p", { class: "faint" }, "No request has been counted yet.")]));
  };

  const refresh = async () => {
    if (panel.hidden) return;
    count();
    await reload();
    if (kinds.children.length === 0) (await api.faults()).kinds.forEach((kind) => kinds.append(h("option", {}, kind)));
    quick.replaceChildren(...QUICK.map((one) => quickToggle(one, flip)));
    armed.replaceChildren(...world.faults.map((fault) => armedFault(fault, clear)));
    bots.replaceChildren(...world.state.bots.map((bot) => endpoint(bot, refresh)));
    drawSettings(settings, await api.settings(), refresh);
  };
  const done = (work) => work.then(refresh).then(changed).catch((refused) => alert(refused.message));
  const clear = (fault) => done(api.clear(fault.id));
  const flip = (kind, fault) => (fault ? clear(fault) : done(api.inject({ fault: kind })));
  const inject = (event) => {
    event.preventDefault();
    const { times, scope } = event.target.elements;
    const here = scope.value === "here" ? world.here : null;
    done(api.inject({ fault: kinds.value, times: Number(times.value), conversation: here?.id === "everything" ? undefined : here?.id }));
  };

  panel.replaceChildren(
    h("header", {}, h("h2", {}, "Control"), iconButton("close", "Close", toggle)),
    h("div", { class: "scroll" },
      h("section", { "aria-label": "Referee" },
        h("h3", {}, "Referee", h("button", { type: "button", class: "link", onclick: () => api.forget().then(count) }, "Start again")), counts, windows),
      h("section", { "aria-label": "Settings" }, settings),
      h("section", { "aria-label": "Faults" }, h("h3", {}, "Go wrong, until switched off"), quick,
        h("h3", {}, "Or any fault"),
        h("form", { class: "fault", onsubmit: inject }, kinds,
          h("select", { name: "scope", "aria-label": "Where" }, h("option", { value: "all" }, "everywhere"), h("option", { value: "here" }, "in this place")),
          h("select", { name: "times", "aria-label": "How often" },
            h("option", { value: "1" }, "once"), h("option", { value: "5" }, "5 times"), h("option", { value: "0" }, "until cleared")),
          h("button", { class: "quiet" }, "Inject")), armed),
      h("section", { "aria-label": "Bot" }, h("h3", {}, "Bot"), bots, h("h3", {}, "What the bot answered"), answers)),
  );
  return {
    toggle,
    refresh,
    heard(answer) {
      heard.unshift(answer);
      heard.length = Math.min(heard.length, KEPT);
      if (!panel.hidden) answers.replaceChildren(...heard.map(answered));
    },
  };
}

function figures(report) {
  const figure = (name, value, wrong) => h("div", { class: wrong ? "figure wrong" : "figure" }, h("b", {}, value.toLocaleString()), h("span", {}, name));
  const statuses = Object.entries(report.byStatus).map(([status, times]) =>
    h("span", { class: status < 300 ? "status good" : "status bad", title: `${times} answers with ${status}` }, `${status === "0" ? "dropped" : status} × ${times.toLocaleString()}`));
  return [
    h("div", { class: "figures" },
      figure("requests", report.requests), figure("messages", report.messages),
      figure("to the bot", report.activitiesToBots), figure("over a limit", report.excessCount, report.excessCount > 0)),
    h("div", { class: "statuses" }, statuses),
  ];
}

function gauge({ scope, counted, limit, window, most }) {
  const seconds = window.replace(/^PT/, "").replace(/^1H$/, "3600S").toLowerCase().replace("s", " s");
  const share = Math.min(1, most / limit);
  return h("div", { class: share >= 1 ? "gauge full" : "gauge", title: `at most ${most} ${counted} in ${seconds}, ${limit} are allowed` },
    h("span", {}, `${counted} in ${seconds}, ${SCOPES[scope] ?? scope}`),
    h("span", { class: "bar", style: `--share:${share}` }),
    h("b", {}, `${most} / ${limit}`));
}

function quickToggle([kind, name, says], flip) {
  const fault = world.faults.find((one) => one.fault === kind && one.times === 0 && !one.person && !one.conversation);
  return h("button", { type: "button", "aria-pressed": String(Boolean(fault)), title: says, onclick: () => flip(kind, fault) }, name);
}

function armedFault(fault, clear) {
  const where = fault.person ? "for one person" : fault.conversation ? "in one place" : "";
  const often = fault.times ? `${fault.hits} of ${fault.times}` : `${fault.hits} so far`;
  return h("div", {}, h("span", {}, h("b", {}, fault.fault), ` ${where} `, h("span", { class: "faint" }, often)),
    iconButton("close", `Clear ${fault.fault}`, () => clear(fault)));
}

function endpoint(bot, refresh) {
  const field = h("input", { type: "url", required: true, value: bot.endpoint ?? "", placeholder: "http://127.0.0.1:3978/api/messages", "aria-label": `Endpoint of ${bot.name}` });
  const submit = (event) => {
    event.preventDefault();
    api.connect(bot.appId, field.value).then(refresh);
  };
  return h("form", { class: "endpoint", onsubmit: submit }, h("b", {}, bot.name), h("code", {}, bot.appId),
    h("div", {}, field, h("button", { class: "quiet" }, "Set")));
}

function drawSettings(element, { limits, latencyMillis }, refresh) {
  const change = (values) => api.change(values).then(refresh);
  element.replaceChildren(
    h("label", {}, h("input", { type: "checkbox", role: "switch", checked: limits === "on", onchange: (event) => change({ limits: event.target.checked ? "on" : "off" }) }), "Enforce the limits"),
    h("label", {}, "Latency in ms", h("input", { type: "number", min: "0", max: "60000", value: latencyMillis, onchange: (event) => change({ latencyMillis: Number(event.target.value) }) })),
  );
}

const answered = ({ type, status, error, attempts }) =>
  h("div", {}, h("span", {}, type), h("span", { class: status >= 200 && status < 300 ? "status good" : "status bad", title: error ?? "" }, status || "no answer"),
    attempts > 1 && h("span", { class: "faint" }, `${attempts} attempts`));
