// Texts as Teams shows them: plain, Markdown or a little HTML, with mentions. Never anybody's own markup.
import { isMe } from "./world.js";

/** The libraries from npm, or null when the page was built without Node. */
export const renderer = await import("./renderer.js").catch(() => null);

const markdown = renderer && new renderer.MarkdownIt({ html: false, linkify: true, breaks: true });
if (markdown) {
  markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
    tokens[index].attrSet("target", "_blank");
    tokens[index].attrSet("rel", "noopener noreferrer");
    return self.renderToken(tokens, index, options);
  };
}

const ALLOWED = new Set(
  "A B BLOCKQUOTE BR CODE DEL DIV EM H1 H2 H3 HR I LI OL P PRE S SPAN STRIKE STRONG SUB SUP TABLE TBODY TD TH THEAD TR U UL".split(" "),
);

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
const unescaped = (text) => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[name]);

/** HTML of a Markdown text with mentions, for cards. */
export const markdownHtml = (text, entities = []) => withMentions(text, entities, (marked) => markdown.render(marked));

/** An element with the text of an activity. */
export function textBody({ text = "", textFormat = "markdown", entities = [] }) {
  const body = document.createElement("div");
  body.className = "text";
  body.innerHTML = withMentions(text, entities, (marked) => {
    if (textFormat === "xml") return cleaned(marked);
    return textFormat === "plain" || !markdown ? escaped(marked).replace(/\r?\n/g, "<br>") : markdown.render(marked);
  });
  return body;
}

// Mentions are taken out before a text is rendered and put back after, so that no format can break them.
function withMentions(text, entities, render) {
  const found = [];
  const marked = text.replace(/<at\b[^>]*>(.*?)<\/at>/gis, (tag, inner) => {
    const mentioned = entities.find((entity) => entity.type === "mention" && entity.text === tag)?.mentioned;
    const name = escaped(unescaped(inner));
    found.push(mentioned ? `<span class=${isMe(mentioned) ? "mention-me" : "mention"}>${name}</span>` : name);
    return `\uE000${found.length - 1}\uE001`;
  });
  return render(marked).replace(/\uE000(\d+)\uE001/g, (_, at) => found[at] ?? "");
}

function cleaned(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const out = document.createElement("div");
  copy(parsed.body, out);
  return out.innerHTML;
}

function copy(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.textContent);
    else if (node.nodeType === Node.ELEMENT_NODE && !["SCRIPT", "STYLE"].includes(node.tagName)) {
      const target = ALLOWED.has(node.tagName) ? document.createElement(node.tagName) : document.createDocumentFragment();
      if (node.tagName === "A" && safeLink(node.getAttribute("href"))) {
        target.href = node.getAttribute("href");
        target.target = "_blank";
        target.rel = "noopener noreferrer";
      }
      copy(node, target);
      to.append(target);
    }
  }
}

export const safeLink = (url) => /^(https?:|mailto:|tel:|msteams:)/i.test(url ?? "");
