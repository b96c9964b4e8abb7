// Where nodes stand on the canvas. Forces place what is joined near each other, but in
// a shape of their own: here it is turned and stretched to the shape of the canvas, so
// that names can be read without looking closer.

// What a node with its name takes, in the units of the drawing: room to choose the
// size of the whole by.
const roomOfOne = 15000;

// Beyond this, few nodes would stand far apart.
const mostStretch = 1.8;

const gap = 6; // between names
const edge = 16; // between names and the edge of the canvas
const rounds = 80; // after which nodes stay where they are

// spread moves the nodes of a view, and shows all of them.
export function spread(view, mostZoom) {
  const width = view.width();
  const height = view.height();
  const boxes = view.nodes().map(boxOf);
  if (boxes.length === 0 || width === 0 || height === 0) return;
  const zoom = Math.min(1, Math.sqrt((width * height) / (boxes.length * roomOfOne)));
  turn(boxes, width > height);
  stretch(boxes, "x", width / zoom, "left", "right");
  stretch(boxes, "y", height / zoom, "above", "below");
  for (let round = 0; round < rounds && part(boxes); round++);
  view.batch(() => boxes.forEach(({ node, x, y }) => node.position({ x, y })));
  fit(view, mostZoom);
}

// fit shows all, but never larger than mostZoom.
export function fit(view, mostZoom) {
  view.fit(undefined, edge);
  if (view.zoom() > mostZoom) {
    view.zoom(mostZoom);
    view.center();
  }
}

// A box is a node with its name, and how far both reach from the node's middle.
function boxOf(node) {
  const { x, y } = node.position();
  const { x1, x2, y1, y2 } = node.boundingBox();
  return { node, x, y, left: x - x1, right: x2 - x, above: y - y1, below: y2 - y };
}

// turn lays a shape down where the canvas is wide and the shape is tall, and the other
// way round.
function turn(boxes, wide) {
  if (extent(boxes, "x").size >= extent(boxes, "y").size === wide) return;
  for (const box of boxes) [box.x, box.y] = [box.y, box.x];
}

function stretch(boxes, axis, room, before, after) {
  const { least, size } = extent(boxes, axis);
  if (size === 0) return;
  const names = Math.max(...boxes.map((box) => box[before])) + Math.max(...boxes.map((box) => box[after]));
  const factor = Math.min(mostStretch, (room - names - 2 * edge) / size);
  if (factor <= 0) return;
  for (const box of boxes) box[axis] = (box[axis] - least) * factor;
}

function extent(boxes, axis) {
  const all = boxes.map((box) => box[axis]);
  const least = Math.min(...all);
  return { least, size: Math.max(...all) - least };
}

// part moves boxes that lie over each other, each half the way, in the direction in
// which less is needed. It tells whether there were any.
function part(boxes) {
  let any = false;
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) {
      const x = a.x < b.x ? a.x + a.right - (b.x - b.left) + gap : -(b.x + b.right - (a.x - a.left) + gap);
      const y = a.y < b.y ? a.y + a.below - (b.y - b.above) + gap : -(b.y + b.below - (a.y - a.above) + gap);
      if (x * (a.x < b.x ? 1 : -1) <= 0 || y * (a.y < b.y ? 1 : -1) <= 0) continue;
      any = true;
      const axis = Math.abs(x) < Math.abs(y) ? "x" : "y";
      const move = (axis === "x" ? x : y) / 2;
      a[axis] -= move;
      b[axis] += move;
    }
  });
  return any;
}
