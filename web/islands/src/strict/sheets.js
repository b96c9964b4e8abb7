// The pages' Content-Security-Policy refuses <style> elements, and third-party
// scripts make them at run time. Style sheets that a script constructs are not
// refused, so what asks for a <style> gets an element that keeps its rules in one
// of those. No nonce is needed, and the page stays the same bytes for everyone.

class AdoptedStyle extends HTMLElement {
  sheet = new CSSStyleSheet();
  #root = null;
  #text = "";

  connectedCallback() {
    this.#root = this.getRootNode();
    this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets, this.sheet];
  }

  disconnectedCallback() {
    this.#root.adoptedStyleSheets = this.#root.adoptedStyleSheets.filter((one) => one !== this.sheet);
    this.#root = null;
  }

  get textContent() {
    return this.#text;
  }

  set textContent(text) {
    this.#text = String(text);
    this.sheet.replaceSync(this.#text);
  }

  get innerText() {
    return this.#text;
  }

  set innerText(text) {
    this.textContent = text;
  }

  get innerHTML() {
    return this.#text;
  }

  set innerHTML(text) {
    this.textContent = text;
  }

  appendChild(node) {
    this.textContent = this.#text + node.textContent;
    return node;
  }
}

// adoptStyleElements makes document.createElement give such an element for "style".
// Call it before the scripts that need it are loaded; a second call changes nothing.
export function adoptStyleElements() {
  if (customElements.get("adopted-style")) return;
  customElements.define("adopted-style", AdoptedStyle);
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function (name, ...rest) {
    const style = String(name).toLowerCase() === "style";
    return create.call(this, style ? "adopted-style" : name, ...rest);
  };
}
