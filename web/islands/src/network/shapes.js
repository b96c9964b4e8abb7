// Signs of kinds: a shape each, so that none is told by its colour alone.

// Of nodes: the name that the drawing library has for the shape, and the same shape
// as points in a square of 20 by 20 for the key.
export const nodeShapes = {
  factor: { name: "ellipse", points: null },
  phase: { name: "rectangle", points: "2,5 18,5 18,15 2,15" },
  study: { name: "diamond", points: "10,1 19,10 10,19 1,10" },
  sample: { name: "triangle", points: "10,2 19,18 1,18" },
  model: { name: "hexagon", points: "5,2 15,2 19,10 15,18 5,18 1,10" },
};

// A kind that is not known here is drawn as this.
export const otherShape = { name: "octagon", points: "6,1 14,1 19,6 19,14 14,19 6,19 1,14 1,6" };

// Of edges: line and end, after the signs of valence in the pages.
export const edgeSigns = {
  facilitating: { line: "solid", end: "triangle" },
  hindering: { line: "dashed", end: "tee" },
  ambivalent: { line: "solid", end: "diamond" },
  unsigned: { line: "dotted", end: "circle" },
};

export const otherSign = { line: "solid", end: "none" };
