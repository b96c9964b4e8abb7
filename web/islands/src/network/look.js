// Colours come from custom properties of the place (--network-...), so that light,
// dark and forced colours are the style sheet's affair.

// lookOf reads the colours as they are now. A kind has the colour --network-KIND,
// or --network-text where the style sheet has none.
export function lookOf(place) {
  const probe = document.createElement("span");
  probe.className = "network-probe";
  place.append(probe);
  const colour = (name) => {
    probe.style.color = `var(--network-${name}, var(--network-text))`;
    return getComputedStyle(probe).color;
  };
  const names = ["text", "surface", "line", "chosen", "factor", "phase", "study", "sample", "model"];
  names.push("facilitating", "hindering", "ambivalent", "unsigned");
  const look = Object.fromEntries(names.map((name) => [name, colour(name)]));
  look.font = getComputedStyle(place).fontFamily;
  probe.remove();
  return look;
}

// onLookChange calls back when the reader, or the page's switch, changes the colours.
export function onLookChange(place, changed) {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", changed);
  }
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme", "class"] });
}
