// The pages' Content-Security-Policy refuses style="" in markup. The editor writes
// its lines as markup with such attributes; here they are taken out before the
// markup is parsed and set on the elements through element.style, which is allowed.

const held = "data-held-style";

// A tag with its attributes. Markup that is written well has no bare "<" in texts
// and quotes every value that holds ">", so what matches is a tag and nothing else.
const tag = /<[a-z][^\s/>]*(?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?|\s*\/)*\s*>/gi;
const attribute = /(\s)([^\s=>/]+)(\s*=\s*(?:"[^"]*"|'[^']*'))/g;

// hold renames the style attributes of the tags in some markup. Texts, and values of
// other attributes, stay as they are.
export function hold(markup) {
  return markup.replace(tag, (whole) =>
    whole.replace(attribute, (all, space, name, value) => (name.toLowerCase() === "style" ? space + held + value : all)),
  );
}

// release sets what was held, on the elements below a node.
function release(node) {
  if (!node?.querySelectorAll) return;
  for (const element of node.querySelectorAll(`[${held}]`)) {
    element.style.cssText = element.getAttribute(held);
    element.removeAttribute(held);
  }
}

let done = false;

// allowStyleInMarkup changes innerHTML, insertAdjacentHTML and setAttribute so that
// styles in markup work under the policy. Call it before the scripts that need it
// are loaded; a second call changes nothing.
export function allowStyleInMarkup() {
  if (done) return;
  done = true;

  const inner = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
  Object.defineProperty(Element.prototype, "innerHTML", {
    ...inner,
    set(markup) {
      const text = String(markup ?? "");
      const changed = text.includes("style") ? hold(text) : text;
      inner.set.call(this, changed);
      if (changed !== text) release(this);
    },
  });

  const insert = Element.prototype.insertAdjacentHTML;
  Element.prototype.insertAdjacentHTML = function (position, markup) {
    const text = String(markup);
    const changed = text.includes("style") ? hold(text) : text;
    insert.call(this, position, changed);
    if (changed === text) return;
    const outside = /^(beforebegin|afterend)$/i.test(position);
    release(outside ? this.parentNode : this);
  };

  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (String(name).toLowerCase() === "style" && this.style) {
      this.style.cssText = value;
      return;
    }
    set.call(this, name, value);
  };
}
