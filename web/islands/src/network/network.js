// The network view: what a table on the same page says, drawn. The table stays; the
// drawing comes beside it once it works.

import { adoptStyleElements } from "../strict/sheets.js";
import { readGraph, readWords } from "./data.js";
import { draw } from "./drawing.js";
import { furnish } from "./furniture.js";
import { onLookChange } from "./look.js";
import { rove } from "./rove.js";

function start() {
  const place = document.getElementById("network");
  const source = document.getElementById("network-data");
  if (!place || !source) return;
  const words = readWords(place);
  const graph = readGraph(source.textContent);
  if (graph.nodes.length === 0) return;

  adoptStyleElements(); // the drawing library makes one
  const parts = furnish(place, graph, words);
  place.hidden = false;
  try {
    const drawing = draw(parts.canvas, graph, {
      onPoint: parts.tell,
      onOpen: (node) => node.href && location.assign(node.href),
    });
    rove(parts.list, graph, {
      onFocus: (node) => {
        drawing.show(node.id);
        parts.tell(node);
      },
      onLeave: () => drawing.leave(),
    });
    parts.onZoom(drawing);
    onLookChange(place, () => drawing.restyle());
  } catch (error) {
    place.hidden = true;
    place.replaceChildren();
    throw error;
  }
}

try {
  start();
} catch (error) {
  console.warn("The network was not drawn; the table says the same.", error);
}
