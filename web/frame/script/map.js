// Cells of the evidence map open in place: the page of their findings is fetched, and
// what it lists is shown beside the map. Without this script, and with the keys and
// buttons that open a link elsewhere, cells lead to that page. The sheet is no modal
// dialog, which would cover the quick exit: what lies below it is inert instead.
(() => {
  'use strict';
  const map = document.querySelector('#map');
  const sheet = document.querySelector('#sheet');
  if (!map || !sheet?.show) return;
  const title = sheet.querySelector('[data-sheet-title]');
  const whole = sheet.querySelector('[data-sheet-whole]');
  const body = sheet.querySelector('[data-sheet-body]');
  const status = sheet.querySelector('[data-sheet-status]');
  const below = document.querySelectorAll('main > :not(#sheet), .crumbs, .menu, .foot, .skip, .site, .top-search, .top-tools');
  let opened; // the cell whose findings are shown
  let asking; // stops the request that is under way

  const close = () => {
    if (!opened) return;
    const cell = opened;
    asking.abort();
    cell.removeAttribute('aria-expanded');
    opened = undefined;
    sheet.close();
    for (const part of below) part.inert = false;
    body.replaceChildren();
    cell.focus();
  };

  const named = (cell) => {
    const td = cell.closest('td');
    const column = map.tHead.rows[0].cells[td.cellIndex];
    return [td.parentElement.querySelector('th a'), column].map((head) => head.textContent.trim()).join(' · ');
  };

  const open = async (cell) => {
    opened = cell;
    asking = new AbortController();
    cell.setAttribute('aria-expanded', 'true');
    title.textContent = named(cell);
    whole.href = cell.href;
    body.replaceChildren();
    status.textContent = status.dataset.asking;
    sheet.show();
    for (const part of below) part.inert = true;
    sheet.scrollTop = 0;
    title.focus();
    try {
      const answer = await fetch(cell.href, { signal: asking.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const shown = page.querySelector('[data-for-sheet]');
      if (!shown) throw new Error('the page lists nothing');
      if (opened !== cell) return;
      body.replaceChildren(document.adoptNode(shown));
      status.textContent = '';
    } catch (failed) {
      if (failed.name !== 'AbortError') location.assign(cell.href);
    }
  };

  map.addEventListener('click', (event) => {
    const cell = event.target.closest('a.cell');
    if (!cell || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // else it would close at once
    open(cell);
  });
  document.addEventListener('click', (event) => {
    if (opened && !event.target.closest('#sheet, .leave')) close();
  });
  sheet.querySelector('[data-sheet-close]').addEventListener('click', close);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
})();
