import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import express, { type Express } from 'express';
import type { contractGuard } from './contract-guard';
import type { ErrorCode } from '../kernel/errors';
import { PROBLEMS_ID } from './indonesian/problems';
import { PROBLEMS } from './problem';

/** The contract lies beside the packages, some folders up: the compiled hub is deeper than its source. */
function contractFolder(from = __dirname): string {
  const here = join(from, 'openapi/hub.yaml');
  return existsSync(here) ? dirname(here) : contractFolder(dirname(from));
}

const INIT = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'none', defaultModelsExpandDepth: 0, tryItOutEnabled: false, supportedSubmitMethods: [] });`;
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kongsi API</title><link rel="stylesheet" href="/docs/assets/swagger-ui.css"></head>
<body><main id="docs"></main><script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/init.js"></script></body></html>`;

export type ContractDocument = Parameters<typeof contractGuard>[0];

const contractTexts = new Map<string, string>();

/** A file of the contract, read once. */
function contractText(file: string): string {
  const text = contractTexts.get(file) ?? readFileSync(join(contractFolder(), file), 'utf8');
  contractTexts.set(file, text);
  return text;
}

/** The contract as it was generated with the routes. Its JSON is read in a hundredth of a second; its YAML took longer than all else that a hub does at its start. */
export function readContract(): ContractDocument {
  return JSON.parse(contractText('hub.json')) as ContractDocument;
}

/** Its own entry point also loads the page's scripts, which a hub only hands out. */
const PAGE_SCRIPTS = dirname(require.resolve('swagger-ui-dist/package.json'));

/** Serves the contract, a page to read it, and a page that explains every code. */
export function serveDocs(app: Express): void {
  for (const [name, file] of [['openapi', 'hub'], ['openapi-3.0', 'hub-3.0']] as const) {
    app.get(`/${name}.yaml`, (_request, response) => void response.type('application/yaml').send(contractText(`${file}.yaml`)));
    app.get(`/${name}.json`, (_request, response) => void response.type('application/json').send(contractText(`${file}.json`)));
  }
  app.get('/docs', (_request, response) => void response.type('html').send(PAGE));
  app.get('/docs/init.js', (_request, response) => void response.type('application/javascript').send(INIT));
  app.get('/docs/errors', (request, response) => void response.type('html').send(errorsPage(request.acceptsLanguages('en', 'id') === 'id' ? 'id' : 'en')));
  app.use('/docs/assets', express.static(PAGE_SCRIPTS, { index: false, maxAge: '1h' }));
}

/** What the page of codes says around its table, in both languages. */
const AROUND = {
  en: { title: 'Error codes', text: 'Every answer that is not 2xx is a problem document (RFC 9457). Its <code>code</code> is stable, its <code>detail</code> says what to do, its <code>errors</code> name the fields. With <code>Accept-Language: id</code> title and details are Indonesian.', head: ['Status', 'Code', 'Meaning', 'What to do', 'Same request again'], yes: 'yes', no: 'no' },
  id: { title: 'Kode kesalahan', text: 'Setiap jawaban selain 2xx adalah dokumen masalah (RFC 9457). <code>code</code>-nya tetap, <code>detail</code>-nya mengatakan apa yang harus dilakukan, <code>errors</code>-nya menyebut isian yang salah.', head: ['Status', 'Kode', 'Arti', 'Yang harus dilakukan', 'Boleh dikirim lagi'], yes: 'ya', no: 'tidak' },
} as const;

function errorsPage(language: 'en' | 'id'): string {
  const around = AROUND[language];
  const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const rows = (Object.entries(PROBLEMS) as [ErrorCode, (typeof PROBLEMS)[ErrorCode]][]).sort(([, a], [, b]) => a.status - b.status).map(([code, { status, title, then, retryable }]) => {
    const [meaning, advice] = language === 'id' ? PROBLEMS_ID[code] : [title, then];
    return `<tr id="${code}"><td>${status}</td><td><code>${code}</code></td><td>${meaning}.</td><td>${plain(advice)}</td><td>${retryable ? around.yes : around.no}</td></tr>`;
  }).join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kongsi: ${around.title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:3rem auto;padding:0 1rem;color:#1b2430}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .8rem;border-bottom:1px solid #d9dee3;vertical-align:top}tr:target{background:#f0f5f4}</style></head>
<body><h1>${around.title}</h1><p>${around.text}</p>
<table><thead><tr>${around.head.map((one) => `<th>${one}</th>`).join('')}</tr></thead><tbody>${rows}</tbody></table></body></html>`;
}
