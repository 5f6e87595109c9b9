import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import express, { type Express } from 'express';
import { absolutePath } from 'swagger-ui-dist';
import { parse } from 'yaml';
import type { contractGuard } from './contract-guard';
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

/** The contract as it was generated with the routes. */
export function readContract(): ContractDocument {
  return parse(readFileSync(join(contractFolder(), 'hub.yaml'), 'utf8')) as ContractDocument;
}

/** Serves the contract, a page to read it, and a page that explains every code. */
export function serveDocs(app: Express): void {
  const folder = contractFolder();
  for (const [name, file] of [['openapi', 'hub.yaml'], ['openapi-3.0', 'hub-3.0.yaml']] as const) {
    const yaml = readFileSync(join(folder, file), 'utf8');
    const json = JSON.stringify(parse(yaml));
    app.get(`/${name}.yaml`, (_request, response) => void response.type('application/yaml').send(yaml));
    app.get(`/${name}.json`, (_request, response) => void response.type('application/json').send(json));
  }
  app.get('/docs', (_request, response) => void response.type('html').send(PAGE));
  app.get('/docs/init.js', (_request, response) => void response.type('application/javascript').send(INIT));
  app.get('/docs/errors', (_request, response) => void response.type('html').send(errorsPage()));
  app.use('/docs/assets', express.static(absolutePath(), { index: false, maxAge: '1h' }));
}

function errorsPage(): string {
  const rows = Object.entries(PROBLEMS).sort(([, a], [, b]) => a.status - b.status)
    .map(([code, { status, title, then, retryable }]) => `<tr id="${code}"><td>${status}</td><td><code>${code}</code></td><td>${title}.</td><td>${then.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</td><td>${retryable ? 'yes' : 'no'}</td></tr>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kongsi error codes</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:3rem auto;padding:0 1rem;color:#1b2430}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .8rem;border-bottom:1px solid #d9dee3;vertical-align:top}tr:target{background:#f0f5f4}</style></head>
<body><h1>Error codes</h1><p>Every answer that is not 2xx is a problem document (RFC 9457). Its <code>code</code> is stable, its <code>detail</code> says what to do, its <code>errors</code> name the fields.</p>
<table><thead><tr><th>Status</th><th>Code</th><th>Meaning</th><th>What to do</th><th>Same request again</th></tr></thead><tbody>${rows}</tbody></table></body></html>`;
}
