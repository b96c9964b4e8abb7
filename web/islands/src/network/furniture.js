// What stands around the drawing: buttons, the key, the list of nodes, and the line
// that tells of the chosen one. All of it is reached with the keyboard; the drawing
// itself is for the eyes and is hidden from screen readers, who have list and table.

import { nodeShapes, otherShape } from "./shapes.js";

// furnish fills the place and gives its parts.
export function furnish(place, graph, words) {
  const canvas = make("div", { class: "network-canvas", "aria-hidden": "true" });
  const told = make("p", { class: "network-told", "aria-live": "polite" }, words.help);
  const buttons = {
    zoomIn: make("button", { type: "button" }, words.zoomIn),
    zoomOut: make("button", { type: "button" }, words.zoomOut),
    fit: make("button", { type: "button" }, words.fit),
  };
  const list = make("ul", { class: "network-nodes", "aria-label": words.nodes });
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", words.label);
  place.replaceChildren(
    make("div", { class: "network-tools" }, ...Object.values(buttons), key(graph)),
    canvas,
    list,
    told,
  );
  return {
    canvas,
    list,
    tell: (node) => told.replaceChildren(sentence(node, graph, words)),
    onZoom(drawing) {
      for (const [name, button] of Object.entries(buttons)) button.addEventListener("click", drawing[name]);
    },
  };
}

// sentence says of a node what the drawing shows of it.
function sentence(node, graph, words) {
  const kind = graph.kinds[node.kind];
  const head = kind ? `${node.label} (${kind})` : node.label;
  const joined = node.joined.map(({ node: other, label }) => (label ? `${other.label} (${label})` : other.label));
  const parts = [head];
  if (node.note) parts.push(node.note);
  if (joined.length > 0) parts.push(`${words.joined} ${joined.join(", ")}`);
  return parts.join(". ") + ".";
}

// key names the shapes of the kinds that are drawn.
function key(graph) {
  const kinds = Object.entries(graph.kinds).filter(([kind]) => graph.nodes.some((node) => node.kind === kind));
  return make("ul", { class: "network-key" }, ...kinds.map(([kind, word]) => make("li", {}, sign(kind), word)));
}

function sign(kind) {
  const { points } = nodeShapes[kind] ?? otherShape;
  const shape = points ? svg("polygon", { points }) : svg("circle", { cx: 10, cy: 10, r: 8 });
  const drawn = svg("svg", { viewBox: "0 0 20 20", width: 16, height: 16, "aria-hidden": "true", class: `network-sign network-${kind}` });
  drawn.append(shape);
  return drawn;
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
