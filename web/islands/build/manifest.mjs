// Writes what was built, and the manifest that names it.

import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

// writeOut puts each file, compressed, into the folder out, and last the manifest:
//
//   stamp    what the files were made from
//   entries  the name that a page uses, and the name of the file
//   files    the name of each file, and its length before compression
export async function writeOut(out, { stamp, entries, files, licences }) {
  const contents = new Map(files.map((file) => [path.basename(file.path), Buffer.from(file.contents)]));
  const notices = Buffer.from(licences);
  const name = `licences-${createHash("sha256").update(notices).digest("hex").slice(0, 8).toUpperCase()}.txt`;
  contents.set(name, notices);

  const sizes = {};
  for (const file of [...contents.keys()].sort()) {
    sizes[file] = contents.get(file).length;
    await writeFile(path.join(out, `${file}.gz`), gzipSync(contents.get(file), { level: 9 }));
  }
  const manifest = { stamp, entries: { ...entries, "licences.txt": name }, files: sizes };
  await writeFile(path.join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
