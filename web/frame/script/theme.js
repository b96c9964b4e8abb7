// Light, dark, or as the reader's system says. The choice lives as long as the tab:
// no cookie, nothing that stays on the machine. This script stands in the head and
// blocks, so that the page is never painted in the wrong colours first.
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.remove('no-script');
  const choices = ['system', 'light', 'dark'];

  const stored = () => {
    try {
      const choice = sessionStorage.getItem('theme');
      return choices.includes(choice) ? choice : 'system';
    } catch {
      return 'system'; // storage is switched off
    }
  };

  const apply = (choice) => {
    if (choice === 'system') delete root.dataset.theme;
    else root.dataset.theme = choice;
  };

  let choice = stored();
  apply(choice);

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector('[data-theme-switch]');
    if (!button) return;
    const word = button.querySelector('.theme-word');
    const say = () => { word.textContent = button.dataset[choice]; };
    say();
    button.hidden = false;
    button.addEventListener('click', () => {
      choice = choices[(choices.indexOf(choice) + 1) % choices.length];
      apply(choice);
      say();
      try {
        sessionStorage.setItem('theme', choice);
      } catch {
        // The choice then holds for this page only.
      }
    });
  });
})();
