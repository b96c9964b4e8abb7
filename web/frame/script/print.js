// The button that prints a page. Without this script, a hint stands in its place.
(() => {
  'use strict';
  const button = document.querySelector('[data-print]');
  if (!button) return;
  button.hidden = false;
  document.querySelector('[data-print-hint]')?.setAttribute('hidden', '');
  button.addEventListener('click', () => window.print());
})();
