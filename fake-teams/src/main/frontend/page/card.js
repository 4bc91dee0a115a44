// Attachments: Adaptive Cards by Microsoft's own renderer, hero cards turned into them, images, and text for the rest.
import { h } from "./dom.js";
import { markdownHtml, renderer, safeLink } from "./text.js";

const ADAPTIVE = "application/vnd.microsoft.card.adaptive";
const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => document.dispatchEvent(new Event("theme")));

/** An element for an attachment; `press(action)` runs for the buttons that concern the bot. */
export function attachment({ contentType = "", content, contentUrl, name }, press) {
  if (contentType === ADAPTIVE) return card(content ?? {}, press);
  if (/^application\/vnd\.microsoft\.card\.(hero|thumbnail)$/.test(contentType)) return card(fromHero(content ?? {}), press);
  if (contentType.startsWith("image/") && contentUrl) return h("img", { class: "picture", src: contentUrl, alt: name ?? "Picture" });
  const label = name ?? contentType;
  return safeLink(contentUrl)
    ? h("a", { class: "file", href: contentUrl, target: "_blank", rel: "noopener noreferrer" }, label)
    : h("div", { class: "file" }, `Attachment: ${label}`);
}

function card(content, press) {
  const holder = h("div", { class: "card" });
  if (!renderer) holder.append(asText(content, press));
  else draw(content, press, holder);
  return holder;
}

function draw(content, press, holder) {
  const { AdaptiveCard, HostConfig, SerializationContext, Versions } = renderer.cards;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownHtml(text, content.msteams?.entities);
    result.didProcess = true;
  };
  try {
    const drawn = new AdaptiveCard();
    drawn.hostConfig = new HostConfig(hostConfig());
    drawn.onExecuteAction = (action) => execute(action, press, holder);
    drawn.onAnchorClicked = () => false;
    drawn.parse(content, new SerializationContext(Versions.latest));
    holder.replaceChildren(drawn.render() ?? asText(content, press));
  } catch (broken) {
    holder.replaceChildren(h("p", { class: "broken" }, `This card cannot be shown: ${broken.message}`), asText(content, press));
  }
}

async function execute(action, press, holder) {
  const type = action.getJsonTypeName();
  if (type === "Action.OpenUrl") {
    if (safeLink(action.url)) open(action.url, "_blank", "noopener,noreferrer");
    return;
  }
  holder.toggleAttribute("inert", true);
  const { verb, data, id, title } = action;
  await press({ ...without({ type, id, title, verb }), data: data ?? {} });
  holder.toggleAttribute("inert", false);
}

const without = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function fromHero({ title, subtitle, text, images = [], buttons = [] }) {
  const block = (value, more) => (value ? [{ type: "TextBlock", text: value, wrap: true, ...more }] : []);
  return {
    type: "AdaptiveCard",
    version: "1.5",
    body: [
      ...images.map(({ url, alt }) => ({ type: "Image", url, altText: alt })),
      ...block(title, { weight: "Bolder", size: "Medium" }),
      ...block(subtitle, { isSubtle: true, spacing: "None" }),
      ...block(text),
    ],
    actions: buttons.map(({ type, title: label, value }) =>
      type === "openUrl"
        ? { type: "Action.OpenUrl", title: label, url: value }
        : { type: "Action.Submit", title: label, data: { msteams: { type, text: value, value, displayText: label } } }),
  };
}

// Without the renderer: the card's own fallback text, else its texts, and buttons that need no input.
function asText(content, press) {
  const lines = content.fallbackText ? [content.fallbackText] : texts(content.body);
  const buttons = (content.actions ?? []).map((action) =>
    action.type === "Action.OpenUrl" && safeLink(action.url)
      ? h("a", { class: "quiet", href: action.url, target: "_blank", rel: "noopener noreferrer" }, action.title ?? action.url)
      : ["Action.Submit", "Action.Execute"].includes(action.type)
        && h("button", { type: "button", class: "quiet", onclick: () => press({ ...action, data: action.data ?? {} }) }, action.title));
  return h("div", { class: "card-text" }, lines.map((line) => h("p", {}, line)), h("div", { class: "buttons" }, buttons));
}

function texts(node) {
  if (Array.isArray(node)) return node.flatMap(texts);
  if (!node || typeof node !== "object") return [];
  if (node.type === "FactSet") return (node.facts ?? []).map(({ title, value }) => `${title}: ${value}`);
  const own = typeof node.text === "string" ? [node.text] : [];
  return [...own, ...["body", "items", "columns", "inlines", "rows", "cells"].flatMap((part) => texts(node[part]))];
}

function hostConfig() {
  const on = dark.matches;
  const colors = {
    default: { default: on ? "#ffffff" : "#242424", subtle: on ? "#adadad" : "#616161" },
    dark: { default: "#242424", subtle: "#616161" },
    light: { default: "#ffffff", subtle: "#adadad" },
    accent: { default: on ? "#a3a7f0" : "#5b5fc7", subtle: on ? "#8589d8" : "#7a7ed2" },
    good: { default: on ? "#92c353" : "#237b4b", subtle: on ? "#7fa94a" : "#3c8a5e" },
    warning: { default: on ? "#f8d22a" : "#8f5a00", subtle: on ? "#d8b82a" : "#a06b12" },
    attention: { default: on ? "#f1707b" : "#c4314b", subtle: on ? "#d95f6b" : "#cf5068" },
  };
  const style = (background, border) => ({ backgroundColor: background, borderColor: border, foregroundColors: colors });
  const sized = { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 };
  return {
    fontFamily: "inherit",
    fontSizes: sized,
    fontWeights: { lighter: 350, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 28, extraLarge: 32 },
    spacing: { small: 4, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 16 },
    separator: { lineThickness: 1, lineColor: on ? "#4d4d4d" : "#e0e0e0" },
    imageSizes: { small: 32, medium: 52, large: 100 },
    supportsInteractivity: true,
    containerStyles: {
      default: style("transparent", on ? "#4d4d4d" : "#e0e0e0"),
      emphasis: style(on ? "#1f1f1f" : "#f5f5f5", on ? "#4d4d4d" : "#e0e0e0"),
      accent: style(on ? "#2f3058" : "#e8ebfa", "#7f85f5"),
      good: style(on ? "#1d3312" : "#e7f2da", "#6bb700"),
      warning: style(on ? "#40380f" : "#fbf6d9", "#eaa300"),
      attention: style(on ? "#431a1f" : "#fcf4f6", "#d13438"),
    },
    actions: {
      maxActions: 6,
      spacing: "default",
      buttonSpacing: 8,
      showCard: { actionMode: "inline", inlineTopMargin: 12 },
      actionsOrientation: "horizontal",
      actionAlignment: "left",
      preExpandSingleShowCardAction: false,
    },
    adaptiveCard: { allowCustomStyle: true },
    factSet: {
      title: { color: "default", size: "default", weight: "bolder", isSubtle: false, wrap: true, maxWidth: 140 },
      value: { color: "default", size: "default", weight: "default", isSubtle: false, wrap: true },
      spacing: 12,
    },
  };
}
