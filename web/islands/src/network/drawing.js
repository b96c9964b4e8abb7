// The drawing itself. Nothing in it moves by itself.

import cytoscape from "cytoscape";
import { lookOf } from "./look.js";
import { edgeSigns, nodeShapes, otherShape, otherSign } from "./shapes.js";
import { fit, spread } from "./spread.js";

// Forces are computed up to here; larger graphs keep the rings they start from.
const mostForced = 300;

// Names are too small to read at less than this.
const legible = 0.8;

// A few nodes are not blown up to fill the canvas.
const largest = 1.25;

// draw puts the graph on the canvas. The same graph gives the same picture: nodes
// start on rings, in the order given, those with most edges inside. onPoint is called
// with the node that is pointed at, onOpen with the one that is clicked.
export function draw(canvas, graph, { onPoint, onOpen }) {
  const view = cytoscape({
    container: canvas,
    elements: [
      ...graph.nodes.map((node) => ({ data: { id: node.id, label: node.label, kind: node.kind ?? "" } })),
      ...graph.edges.map((edge, index) => ({
        data: { id: `edge ${index}`, source: edge.from, target: edge.to, kind: edge.kind ?? "", label: edge.label ?? "" },
      })),
    ],
    style: rules(lookOf(canvas.parentElement)),
    layout: { name: "concentric", concentric: (node) => node.degree(), minNodeSpacing: 30, animate: false },
    autoungrabify: true,
    boxSelectionEnabled: false,
    userZoomingEnabled: false, // the wheel scrolls the page
    userPanningEnabled: !matchMedia("(pointer: coarse)").matches, // so does a finger
    minZoom: 0.1,
    maxZoom: 4,
  });
  if (graph.nodes.length <= mostForced) {
    view.layout({ name: "cose", randomize: false, animate: false, nodeDimensionsIncludeLabels: true, nodeRepulsion: () => 60000, nodeOverlap: 20, idealEdgeLength: () => 40, numIter: 3000, gravity: 0.8 }).run();
    spread(view, largest);
  }

  const choose = (id) => {
    view.elements().removeClass("chosen near far");
    if (id === null) return;
    const node = view.getElementById(id);
    const near = node.closedNeighborhood();
    view.elements().not(near).addClass("far");
    near.addClass("near");
    node.addClass("chosen");
  };
  // show chooses a node and brings it where it can be seen and its name be read.
  const show = (id) => {
    choose(id);
    const node = view.getElementById(id);
    if (view.zoom() < legible) view.zoom(legible);
    else if (inside(node, view.extent())) return;
    view.center(node);
  };
  const zoom = (factor) => view.zoom({ level: view.zoom() * factor, renderedPosition: { x: view.width() / 2, y: view.height() / 2 } });

  view.on("mouseover", "node", ({ target }) => {
    choose(target.id());
    onPoint(graph.known.get(target.id()));
  });
  view.on("mouseout", "node", () => choose(null));
  view.on("tap", "node", ({ target, originalEvent }) => {
    const node = graph.known.get(target.id());
    // A finger cannot point: its first tap tells, the second opens.
    if (originalEvent?.type.startsWith("touch") && !target.hasClass("chosen")) {
      show(node.id);
      onPoint(node);
      return;
    }
    onOpen(node);
  });
  new ResizeObserver(() => view.resize()).observe(canvas);

  return {
    show,
    leave: () => choose(null),
    zoomIn: () => zoom(1.25),
    zoomOut: () => zoom(0.8),
    fit: () => fit(view, largest),
    restyle: () => view.style(rules(lookOf(canvas.parentElement))),
  };
}

function inside(node, { x1, x2, y1, y2 }) {
  const { x, y } = node.position();
  return x > x1 && x < x2 && y > y1 && y < y2;
}

// rules gives the style of the drawing in the colours of a look.
function rules(look) {
  const all = [
    {
      selector: "node",
      style: {
        label: "data(label)",
        shape: otherShape.name,
        width: 26,
        height: 26,
        "background-color": look.surface,
        "border-width": 3,
        "border-color": look.text,
        color: look.text,
        "font-family": look.font,
        "font-size": 13,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-max-width": 120,
        "text-background-color": look.surface,
        "text-background-opacity": 0.85,
        "text-background-padding": 1,
        "transition-duration": 0,
      },
    },
    {
      selector: "edge",
      style: {
        width: 2,
        "line-color": look.line,
        "line-style": otherSign.line,
        "target-arrow-color": look.line,
        "target-arrow-shape": otherSign.end,
        "arrow-scale": 1.2,
        "curve-style": "bezier",
        color: look.text,
        "font-family": look.font,
        "font-size": 12,
        "text-background-color": look.surface,
        "text-background-opacity": 1,
        "text-background-padding": 2,
      },
    },
  ];
  for (const [kind, { name }] of Object.entries(nodeShapes)) {
    all.push({ selector: `node[kind = "${kind}"]`, style: { shape: name, "border-color": look[kind] } });
  }
  for (const [kind, { line, end }] of Object.entries(edgeSigns)) {
    const colours = { "line-color": look[kind], "target-arrow-color": look[kind] };
    all.push({ selector: `edge[kind = "${kind}"]`, style: { ...colours, "line-style": line, "target-arrow-shape": end } });
  }
  all.push(
    { selector: ".far", style: { opacity: 0.35 } },
    { selector: "edge.near", style: { label: "data(label)", width: 3 } },
    { selector: "node.chosen", style: { "border-width": 5, "outline-width": 3, "outline-color": look.chosen, "outline-offset": 3, "font-weight": "bold" } },
  );
  return all;
}
