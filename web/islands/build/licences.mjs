// Notices of the packages whose code is in the bundles.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

// Licences that allow use beside Apache-2.0 with a notice.
const allowed = new Set(["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"]);

const noticeFile = /^(licen[cs]e|notice|copying|thirdpartynotices)([.-].*)?$/i;

// licences gives one text with the notices of every package that the bundles took a
// file from. A package with another licence than the allowed ones is an error.
export async function licences(home, metafiles) {
  const folders = new Set();
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const found = input.match(/^(?:[\w-]+:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//);
      if (found) folders.add(found[1]);
    }
  }
  const notices = [];
  for (const folder of folders) notices.push(await notice(path.join(home, folder)));
  notices.sort((a, b) => (a.name < b.name ? -1 : 1));
  const head = "The interactive parts of exitgraph's pages hold code of these packages.\n";
  return head + notices.map(({ text }) => `\n${"-".repeat(72)}\n${text}`).join("");
}

async function notice(folder) {
  const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  if (!allowed.has(about.license)) {
    throw new Error(`${about.name} has the licence ${about.license}, which is not among ${[...allowed].join(", ")}`);
  }
  const texts = [];
  for (const file of (await readdir(folder)).filter((name) => noticeFile.test(name)).sort()) {
    texts.push((await readFile(path.join(folder, file), "utf8")).trim());
  }
  const author = typeof about.author === "string" ? about.author : about.author?.name;
  if (texts.length === 0) texts.push(`${author ? `By ${author}. ` : ""}The package brings no text of its licence.`);
  return { name: about.name, text: `${about.name} ${about.version} (${about.license})\n\n${texts.join("\n\n")}\n` };
}
