// What the page hands over: the graph as JSON, the words as data attributes.

const wanted = ["label", "zoomIn", "zoomOut", "fit", "nodes", "joined", "help"];

// readWords gives the words of the page's language from the data attributes of the
// place. One that is missing is an error: there are no words to fall back to.
export function readWords(place) {
  const words = {};
  for (const name of wanted) {
    words[name] = place.dataset[name];
    if (!words[name]) throw new Error(`the place of the network has no word for ${name}`);
  }
  return words;
}

// readGraph reads {kinds, nodes, edges} and refuses what does not hang together. An
// address of another origin, or of another scheme than this page's, is left out.
export function readGraph(text) {
  const { kinds = {}, nodes = [], edges = [] } = JSON.parse(text);
  const known = new Map();
  for (const node of nodes) {
    if (!node.id || !node.label) throw new Error("a node has no id or no label");
    if (known.has(node.id)) throw new Error(`two nodes have the id ${node.id}`);
    known.set(node.id, { ...node, href: ownAddress(node.href), joined: [] });
  }
  for (const { from, to, label = "" } of edges) {
    if (!known.has(from) || !known.has(to)) throw new Error(`an edge joins ${from} and ${to}, which are not both there`);
    known.get(from).joined.push({ node: known.get(to), label });
    if (from !== to) known.get(to).joined.push({ node: known.get(from), label });
  }
  return { kinds, nodes: [...known.values()], edges, known };
}

function ownAddress(href) {
  if (!href) return "";
  if (!URL.canParse(href, document.baseURI)) return "";
  const address = new URL(href, document.baseURI);
  // An address of the scheme blob: or filesystem: has an origin too.
  return address.origin === location.origin && address.protocol === location.protocol ? address.href : "";
}
