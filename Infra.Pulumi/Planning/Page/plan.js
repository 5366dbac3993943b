'use strict';
// The page is whole without this: it filters, and opens what a link points to.
const box = document.getElementById('filter');
const found = document.getElementById('found');
const rows = [...document.querySelectorAll('[data-find]')].map(row => ({
  row, item: row.closest('li') ?? row, text: row.firstElementChild.textContent.toLowerCase(), wasOpen: false,
}));
const parts = [...document.querySelectorAll('.found'), ...document.querySelectorAll('section')];
let filtering = false;

function filter() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = new Set(words.length ? rows.filter(({ text }) => words.every(word => text.includes(word))) : []);
  if (words.length && !filtering) for (const one of rows) one.wasOpen = one.row.open;
  const shown = new Set();
  for (const { item } of hits) {
    for (const below of item.querySelectorAll('li')) shown.add(below);
    for (let at = item; at; at = at.parentElement.closest('li')) shown.add(at);
  }
  const open = new Set();
  for (const { item } of hits)
    for (let at = item.parentElement.closest('details'); at; at = at.parentElement.closest('details')) open.add(at);
  for (const one of rows) {
    one.item.hidden = words.length > 0 && !shown.has(one.item);
    if (words.length) one.row.open = open.has(one.row);
    else if (filtering) one.row.open = one.wasOpen;
    one.row.classList.toggle('hit', hits.has(one));
    one.row.classList.toggle('way', open.has(one.row) && !hits.has(one));
  }
  filtering = words.length > 0;
  document.body.classList.toggle('filtering', filtering);
  for (const part of parts) part.hidden = filtering && !part.querySelector('.hit');
  found.textContent = filtering ? `${hits.size} of ${rows.length}` : '';
}

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target?.closest('details'); at; at = at.parentElement.closest('details')) at.open = true;
  target?.scrollIntoView();
}

box.addEventListener('input', filter);
addEventListener('hashchange', reveal);
addEventListener('keydown', event => {
  if (event.key === '/' && document.activeElement !== box) { event.preventDefault(); box.focus(); }
  if (event.key === 'Escape' && document.activeElement === box) { box.value = ''; filter(); }
});
reveal();
