// GraphiQL in place of the plain form of the API page. It takes over once it works;
// until then, and whenever it does not, the form stays.

import { adoptStyleElements } from "../strict/sheets.js";
import { allowStyleInMarkup } from "../strict/attributes.js";

async function start() {
  const place = document.getElementById("graphiql");
  const form = document.getElementById("ask");
  if (!place || !form) return;

  adoptStyleElements();
  allowStyleInMarkup();
  globalThis.MonacoEnvironment = {
    getWorker: (_, label) => new Worker(new URL(WORKERS[label] ?? WORKERS.editor, import.meta.url)),
  };

  place.hidden = true;
  const { mount } = await import("./mount.jsx");
  mount(place, {
    endpoint: place.dataset.endpoint,
    query: form.elements.query?.value ?? "",
    variables: form.elements.variables?.value ?? "",
    onReady() {
      form.hidden = true;
      place.hidden = false;
    },
    onFailure() {
      place.hidden = true;
      form.hidden = false;
    },
  });
}

start().catch((error) => console.warn("GraphiQL did not start; the form does the same.", error));
