// The quick exit. The link leads away without this script, too; with it, the page is
// gone at once, its entry in the tab's history is replaced by the neutral page, and
// Esc three times does the same. Pages visited before this one stay in the history:
// no page can remove them.
(() => {
  'use strict';
  const link = document.querySelector('[data-leave]');
  if (!link) return;
  const said = document.querySelector('[data-leave-said]');
  const target = link.dataset.leave;
  const within = 2000; // milliseconds for three presses
  let presses = [];
  let leaving = false;

  const leave = () => {
    leaving = true;
    document.documentElement.classList.add('is-leaving');
    document.title = '\u200b'; // an empty title would show the address
    document.querySelector('link[rel="icon"]')?.remove();
    try {
      sessionStorage.clear();
    } catch {
      // Storage is switched off: nothing is there to clear.
    }
    location.replace(target);
  };

  const say = (words) => { if (said) said.textContent = words; };

  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });

  // Before all other listeners, so that no field or dialog takes the key away. While
  // text is being composed, Esc belongs to the keyboard of the language.
  window.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || event.repeat || leaving) return;
    if (event.key !== 'Escape') {
      presses = [];
      say('');
      return;
    }
    const now = event.timeStamp;
    presses = [...presses.filter((at) => now - at < within), now];
    if (presses.length >= 3) {
      say(said?.dataset.going ?? '');
      leave();
    } else {
      say(presses.length === 1 ? said?.dataset.first : said?.dataset.second);
    }
  }, true);

  // A browser may bring back the page as it was left: then it leaves again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && leaving) location.replace(target);
  });
})();
