// What the bundler must know of third-party style sheets.

import { readFile } from "node:fs/promises";
import path from "node:path";

// withoutFonts leaves out the text fonts that GraphiQL brings, half a megabyte, and
// moves the editor's icons into a file of their own, so that the page's policy need
// not allow fonts in data: addresses.
export function withoutFonts() {
  const icons = "exitgraph-editor-icons";
  return {
    name: "without-fonts",
    setup(build) {
      let font = "";
      build.onLoad({ filter: /[\\/]graphiql[\\/]dist[\\/]style\.css$/ }, async ({ path: file }) => {
        const text = await readFile(file, "utf8");
        const faces = text.match(/@font-face\s*\{[^}]*\}/g) ?? [];
        const icon = faces.filter((face) => /font-family:\s*["']?codicon/.test(face));
        if (icon.length !== 1) throw new Error(`${path.basename(file)} has ${icon.length} faces for the editor's icons, not 1`);
        font = icon[0].match(/url\(["']?data:font\/ttf;base64,([^)"']+)/)?.[1] ?? "";
        if (!font) throw new Error("the editor's icons are not where they were looked for");
        let contents = text;
        for (const face of faces) contents = contents.replace(face, "");
        contents += `\n@font-face{font-family:codicon;font-display:block;src:url("${icons}")format("truetype")}`;
        return { contents, loader: "css" };
      });
      build.onResolve({ filter: new RegExp(`^${icons}$`) }, () => ({ path: "icons.ttf", namespace: icons }));
      build.onLoad({ filter: /.*/, namespace: icons }, () => ({ contents: Buffer.from(font, "base64"), loader: "file" }));
    },
  };
}

// pages leaves out style sheets that scripts of the editor import: they are in
// GraphiQL's, which the page links to.
export function pages() {
  return {
    name: "styles-of-the-page",
    setup(build) {
      build.onLoad({ filter: /monaco-editor[\\/].*\.css$/ }, () => ({ contents: "", loader: "js" }));
    },
  };
}
