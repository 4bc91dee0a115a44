// Bundles renderer.js into one file, and beside it the licences of everything that went in.
// Usage: node build.mjs FOLDER
import { build } from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2] ?? ".";
const { metafile } = await build({
  entryPoints: ["renderer.js"],
  outfile: join(folder, "renderer.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const packages = new Set(
  Object.keys(metafile.inputs).flatMap((file) => file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []),
);
const licences = [...packages].sort().map((name) => {
  const home = join("node_modules", name);
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const file = readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version}\n\n${file ? readFileSync(join(home, file), "utf8").trim() : "MIT"}\n`;
});
writeFileSync(join(folder, "renderer-licences.txt"), licences.join("\n----\n\n"));
