// Reads references with Citation.js, which reference managers and journals use,
// and tells what it found in them.
import { readFileSync } from 'node:fs';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';

const forms = { CSL_JSON: '@csl/object', RIS: '@ris/file', BIBTEX: '@bibtex/text' };

// Braces around capitals are read as marks around words, which are no part of them.
const plain = (text) => (text ?? '').replaceAll('<span class="nocase">', '').replaceAll('</span>', '');

const person = (name) => name.literal
  ?? [name['non-dropping-particle'] ?? name['dropping-particle'], name.family, name.given, name.suffix].filter(Boolean).join(' ');

function read({ style, text }) {
  const cite = new Cite(style === 'CSL_JSON' ? JSON.parse(text) : text, { forceType: forms[style], generateGraph: false });
  if (cite.data.length !== 1) {
    return { count: cite.data.length };
  }
  const item = cite.data[0];
  return {
    count: 1,
    type: item.type,
    title: plain(item.title),
    authors: (item.author ?? []).map((name) => plain(person(name))),
    year: item.issued?.['date-parts']?.[0]?.[0] ?? 0,
    doi: item.DOI ?? '',
    url: item.URL ?? '',
    pages: item.page ?? '',
    // A citation processor must be able to make an entry of it.
    printed: style === 'CSL_JSON' ? cite.format('bibliography', { format: 'text', template: 'apa', lang: 'en-US' }).trim() : '',
  };
}

const input = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(input.map(read)));
