import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { sha256Hex } from '../../kernel/canonical';
import { documentJson, pageModel } from '../domain/document-model';
import { accountStatement, creditNote, feeInvoice, nettingStatement, pointsInvoice, receipt, redemptionInvoice } from '../domain/document-samples';
import type { DocumentFacts, InvoiceFacts } from '../domain/document';
import { renderPdf } from './render';
import { clean } from './text';

const CREATED_AT = new Date('2026-12-01T03:00:00Z');
const ALL: readonly (readonly [string, DocumentFacts])[] = [
  ['a points invoice', pointsInvoice(60)], ['a redemption invoice', redemptionInvoice()], ['a fee invoice', feeInvoice()],
  ['a credit note', creditNote()], ['a netting statement', nettingStatement()], ['a statement of account', accountStatement()], ['a receipt', receipt()],
];

function render(facts: DocumentFacts, qr?: string): Promise<Buffer> {
  return renderPdf(pageModel(facts), { createdAt: CREATED_AT, jsonTwin: documentJson(facts), ...(qr === undefined ? {} : { qr }) });
}

/** Every compressed stream of a file, inflated, in order. */
function streams(pdf: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = pdf.indexOf('stream\n'); at !== -1; at = pdf.indexOf('stream\n', at + 7)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const end = pdf.indexOf('\nendstream', at);
    try {
      found.push(inflateSync(pdf.subarray(at + 7, end)));
    } catch {
      continue;
    }
  }
  return found;
}

/** Renders in a process of its own, compiled on the fly, and answers the hash of the bytes. */
const CHILD = `
const { transformFileSync } = require('@swc/core');
require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, {
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' }, swcrc: false,
}).code, file);
const input = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const { renderPdf } = require(input.renderer);
renderPdf(input.model, { createdAt: new Date(input.createdAt), jsonTwin: input.jsonTwin, qr: input.qr })
  .then((pdf) => process.stdout.write(require('node:crypto').createHash('sha256').update(pdf).digest('hex')));
`;

function hashInAnotherProcess(facts: DocumentFacts, zone: string, qr: string): string {
  const input = { renderer: join(__dirname, 'render.ts'), model: pageModel(facts), createdAt: CREATED_AT.toISOString(), jsonTwin: documentJson(facts), qr };
  const child = spawnSync(process.execPath, ['-e', CHILD], {
    cwd: join(__dirname, '../../..'), input: JSON.stringify(input), encoding: 'utf8', env: { ...process.env, TZ: zone, LANG: 'tr_TR.UTF-8', NODE_OPTIONS: '' },
  });
  expect(child.stderr).toBe('');
  return child.stdout;
}

describe('documents as PDF', () => {
  it.each(ALL)('gives the same bytes for %s every time', async (_name, facts) => {
    const [first, second] = [await render(facts), await render(facts)];
    expect(first.equals(second)).toBe(true);
  });

  it('gives the same bytes in other processes and zones', async () => {
    const qr = 'https://hub.example/verify/1';
    const here = sha256Hex(await render(feeInvoice(), qr));
    expect(hashInAnotherProcess(feeInvoice(), 'Pacific/Kiritimati', qr)).toBe(here);
    expect(hashInAnotherProcess(feeInvoice(), 'America/St_Johns', qr)).toBe(here);
  });

  it('gives each document its own identifier', async () => {
    const id = (pdf: Buffer): string | undefined => /\/ID \[(<[0-9a-f]+>)/.exec(pdf.toString('latin1'))?.[1];
    const [points, fee] = [id(await render(pointsInvoice())), id(await render(feeInvoice()))];
    expect(points).toMatch(/^<[0-9a-f]{32}>$/);
    expect(points).not.toBe(fee);
  });

  it.each(ALL)('writes %s as tagged PDF/A-3b with embedded fonts only', async (_name, facts) => {
    const pdf = await render(facts);
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(text).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(text).toMatch(/\/Marked true/);
    expect(text).toContain('/Lang (id-ID)');
    expect(text).toContain('/DisplayDocTitle true');
    const fonts = [...text.matchAll(/\/BaseFont \/(\S+)/g)].map((match) => match[1]);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+NotoSans-(Regular|SemiBold)$/);
    expect(text.match(/\/FontFile2 /g)).toHaveLength(fonts.length / 2);
    for (const forbidden of ['/JavaScript', '/JS', '/URI', '/AcroForm', '/Launch']) expect(text).not.toContain(forbidden);
  });

  it.each(ALL)('attaches the JSON twin of %s unchanged', async (_name, facts) => {
    const pdf = await render(facts);
    expect(streams(pdf).map(String)).toContain(documentJson(facts));
    expect(pdf.toString('latin1')).toContain('/AFRelationship /Data');
  });

  it('refuses a twin that its pages do not name', async () => {
    await expect(renderPdf(pageModel(feeInvoice()), { createdAt: CREATED_AT, jsonTwin: documentJson(pointsInvoice()) })).rejects.toThrow('is not the one its pages name');
  });

  it('renders names that are long, hostile or in other scripts', async () => {
    const name = `\u202eEvil\u0000 <script>&amp; \u{1f600} \u015eirket \u0394\u03ae\u03bc\u03bf\u03c2 \u0411\u0440\u0435\u043d\u0434 ${'Panjang'.repeat(200)}`;
    const facts: InvoiceFacts = feeInvoice();
    const pdf = await render({ ...facts, buyer: { ...facts.buyer, name, legalName: name }, number: 'INV/<&>/1' });
    const text = pdf.toString('latin1');
    expect(/<dc:title>[\s\S]*?<rdf:li[^>]*>([^<]*)<\/rdf:li>/.exec(text)?.[1]).toBe('Faktur jasa INV/   /1');
  });
});

describe('cleaning of outside text', () => {
  it('takes out what could disturb and keeps what is said', () => {
    expect(clean('  Toko\tBuku\r\n\u202e\u0007Cendekia\u200b \ud800 ')).toBe('Toko Buku Cendekia');
  });
});
