// The list of nodes: one stop for Tab, arrows within it, letters to jump, Enter to
// follow the link.

// rove fills the list with the nodes. onFocus is called with the node that has the
// focus, onLeave when none has it any more.
export function rove(list, graph, { onFocus, onLeave }) {
  const stops = graph.nodes.map((node) => {
    const item = document.createElement("li");
    // What has no page of its own can still be looked at.
    const stop = document.createElement(node.href ? "a" : "button");
    if (node.href) stop.href = node.href;
    else stop.type = "button";
    stop.textContent = node.label;
    stop.tabIndex = -1;
    stop.addEventListener("focus", () => onFocus(node));
    item.append(stop);
    list.append(item);
    return stop;
  });
  let here = 0;
  stops[here].tabIndex = 0;

  const go = (index) => {
    stops[here].tabIndex = -1;
    here = index;
    stops[here].tabIndex = 0;
    stops[here].focus();
  };
  const last = stops.length - 1;
  const moves = {
    ArrowDown: () => Math.min(here + 1, last),
    ArrowRight: () => Math.min(here + 1, last),
    ArrowUp: () => Math.max(here - 1, 0),
    ArrowLeft: () => Math.max(here - 1, 0),
    Home: () => 0,
    End: () => last,
  };

  list.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = moves[event.key]?.() ?? startingWith(graph.nodes, here, event.key);
    if (to < 0) return;
    event.preventDefault();
    go(to);
  });
  list.addEventListener("focusin", (event) => {
    const index = stops.indexOf(event.target);
    if (index >= 0 && index !== here) go(index);
  });
  list.addEventListener("focusout", (event) => {
    if (!list.contains(event.relatedTarget)) onLeave();
  });
}

// startingWith gives the next node after here whose label starts with a letter, in a
// circle; -1 for none, and for keys that are no letter.
function startingWith(nodes, here, letter) {
  if ([...letter].length !== 1 || letter === " ") return -1;
  for (let step = 1; step <= nodes.length; step++) {
    const index = (here + step) % nodes.length;
    if (nodes[index].label.toLowerCase().startsWith(letter.toLowerCase())) return index;
  }
  return -1;
}
