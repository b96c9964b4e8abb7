// What is loaded only when the page has a place for it.

import { Component, useEffect, useMemo, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { GraphiQL } from "graphiql";
import { useGraphiQL, useMonaco } from "@graphiql/react";
import { asker } from "./ask.js";
import { memoryStorage } from "./memory.js";
import { onThemeChange, themeOfPage } from "./theme.js";

// Ready tells once that the editors can be typed in.
function Ready({ onReady }) {
  const monaco = useMonaco((state) => Boolean(state.monaco));
  const editor = useGraphiQL((state) => Boolean(state.queryEditor));
  useEffect(() => {
    if (monaco && editor) onReady();
  }, [monaco, editor, onReady]);
  return null;
}

// Fence keeps a failure of GraphiQL from leaving the page without a form.
class Fence extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  componentDidCatch() {
    this.props.onFailure();
  }

  render() {
    return this.state.failed ? null : this.props.children;
  }
}

const noPlugins = []; // history would keep what was asked

function Asking({ endpoint, query, variables, onReady }) {
  const theme = useSyncExternalStore(onThemeChange, themeOfPage);
  const fetcher = useMemo(() => asker(endpoint), [endpoint]);
  const storage = useMemo(memoryStorage, []);
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      plugins={noPlugins}
      initialQuery={query}
      initialVariables={variables}
      isHeadersEditorEnabled={false}
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
      defaultEditorToolsVisibility={variables.trim() !== ""}
      forcedTheme={theme}
    >
      <GraphiQL.Logo>{" "}</GraphiQL.Logo>
      <Ready onReady={onReady} />
    </GraphiQL>
  );
}

// mount draws GraphiQL into place, starting with a document and variables as texts.
// onReady is called when it can be used, onFailure when it cannot be any more.
export function mount(place, { onFailure, ...asking }) {
  // GraphiQL speaks English, whatever the page does.
  place.lang = "en";
  createRoot(place).render(
    <Fence onFailure={onFailure}>
      <Asking {...asking} />
    </Fence>,
  );
}
