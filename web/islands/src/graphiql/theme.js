// The page is light or dark by the reader's setting, or by data-theme on its root
// where its own switch was used.

const dark = matchMedia("(prefers-color-scheme: dark)");

// themeOfPage gives "light" or "dark".
export function themeOfPage() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return dark.matches ? "dark" : "light";
}

// onThemeChange calls back when it may have changed, and gives what ends that.
export function onThemeChange(changed) {
  const watcher = new MutationObserver(changed);
  watcher.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  dark.addEventListener("change", changed);
  return () => {
    watcher.disconnect();
    dark.removeEventListener("change", changed);
  };
}
