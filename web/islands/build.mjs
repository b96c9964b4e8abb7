// Bundles the islands: node build.mjs OUT [STAMP]
//
// OUT is made anew and holds everything that is embedded: each file compressed,
// under a name with a hash of its content, and manifest.json, which names them.
// STAMP is kept in the manifest; scripts/islands compares it with the sources.

import * as esbuild from "esbuild";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { licences } from "./build/licences.mjs";
import { pages, withoutFonts } from "./build/styles.mjs";
import { writeOut } from "./build/manifest.mjs";

const [out, stamp = ""] = process.argv.slice(2);
if (!out) {
  console.error("Say where to: node build.mjs OUT [STAMP]");
  process.exit(2);
}
const home = path.dirname(fileURLToPath(import.meta.url));

const settings = {
  absWorkingDir: home,
  outdir: "out",
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  legalComments: "none", // they are in licences.txt
  target: ["chrome120", "firefox115", "safari17"],
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".ttf": "file" },
  jsx: "automatic",
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  assetNames: "[name]-[hash]",
  logLevel: "warning",
};

const workers = await esbuild.build({
  ...settings,
  format: "iife",
  entryPoints: ["editor", "json", "graphql"].map((name) => `src/graphiql/${name}.worker.js`),
});

const workerNames = {};
for (const [file, { entryPoint }] of Object.entries(workers.metafile.outputs)) {
  workerNames[path.basename(entryPoint, ".worker.js")] = path.basename(file);
}

const scripts = await esbuild.build({
  ...settings,
  format: "esm",
  splitting: true,
  entryPoints: ["src/graphiql/graphiql.js", "src/network/network.js"],
  define: { ...settings.define, WORKERS: JSON.stringify(workerNames) },
  plugins: [withoutFonts(), pages()],
  // GraphiQL asks for these by old names, which give it nothing to prettify with.
  alias: { "prettier/parser-graphql": "prettier/plugins/graphql", "prettier/parser-babel": "prettier/plugins/babel" },
});

const styles = await esbuild.build({
  ...settings,
  entryPoints: ["src/graphiql/graphiql.css", "src/network/network.css"],
  plugins: [withoutFonts()],
});

const results = [workers, scripts, styles];
const entries = {};
for (const { metafile } of [scripts, styles]) {
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (/^src\/\w+\/\w+\.(js|css)$/.test(entryPoint ?? "")) entries[path.basename(entryPoint)] = path.basename(file);
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await writeOut(out, {
  stamp,
  entries,
  files: results.flatMap((result) => result.outputFiles),
  licences: await licences(home, results.map((result) => result.metafile)),
});
