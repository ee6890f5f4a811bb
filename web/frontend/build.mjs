// Bundles web/frontend into web/static/vendor; run by `python -m web.bundle` from the root.
// Every .js and .css file beside this one is an entry; names carry their content's hash.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

const [outdir, theme, ...icons] = process.argv.slice(2);
const here = "web/frontend";
const entries = (await readdir(here)).filter((name) => /\.(js|css)$/.test(name)).sort();

const result = await build({
  entryPoints: entries.map((name) => join(here, name)),
  outdir,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "chrome115", "firefox115", "safari16.4"],
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  alias: { "vikarsentral-theme": join(process.cwd(), theme) },
  legalComments: "linked",
  metafile: true,
  logLevel: "warning",
});

const files = {};
for (const [path, output] of Object.entries(result.metafile.outputs)) {
  if (output.entryPoint) files[basename(output.entryPoint)] = basename(path);
}
await mkdir(join(outdir, "icons"), { recursive: true });
for (const icon of icons) {
  await copyFile(`node_modules/@navikt/aksel-icons/dist/svg/${icon}.svg`, join(outdir, "icons", `${icon}.svg`));
}
await writeFile(join(outdir, "files.json"), JSON.stringify(files, null, 1));
