// The two libraries that the page takes from npm. The page works without this file, and then shows plain text.
export * as cards from "adaptivecards";
export { default as MarkdownIt } from "markdown-it";
