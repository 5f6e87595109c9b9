// `npm run bench:documents`: a thousand invoices of three pages as PDF/A-3b, beside as many bare documents of pdfkit with the same words on three pages, in one run.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../ledger/driver.mjs';
import { built, hub, root } from '../ledger/server.mjs';

const { values: asked } = parseArgs({ options: { quick: { type: 'boolean' }, documents: { type: 'string' }, out: { type: 'string' } } });
const count = Number(asked.documents ?? (asked.quick ? 100 : 1_000));
const CHUNK = 50;
const LINES = 11;
const PAGES = 3;
const TARGET_MS = 25;
const say = (text) => process.stdout.write(`${text}\n`);
const round = (value) => Math.round(value * 100) / 100;

const PDFDocument = hub('pdfkit');
const { renderPdf } = built('invoicing/pdf/render.js');
const { unpackWoff } = built('invoicing/pdf/woff.js');
const { documentJson, pageModel } = built('invoicing/domain/document-model.js');
const { pointsInvoice } = built('invoicing/domain/document-samples.js');
const font = unpackWoff(readFileSync(hub.resolve('@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff')));
const createdAt = new Date('2026-12-01T03:00:00Z');

/** An invoice whose figures no other one has: what was measured for one is of no use to the next. */
function facts(at) {
  const sample = pointsInvoice(LINES);
  const lines = sample.lines.map((line, no) => ({ ...line, points: line.points + BigInt(at * 13 + no), amountMinor: line.amountMinor + BigInt(at) * 700n, exact: `${BigInt(line.exact.split('.')[0]) + BigInt(at) * 7n}` }));
  const subtotalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  return { ...sample, number: `INP/2026/${String(at + 1).padStart(6, '0')}`, lines, totals: { ...sample.totals, subtotalMinor, totalMinor: subtotalMinor } };
}

function document(at) {
  const one = facts(at);
  const verifyUrl = `https://hub.example/verify/${one.number.replaceAll('/', '-')}`;
  return renderPdf(pageModel(one, { verifyUrl }), { createdAt, jsonTwin: documentJson(one), qr: verifyUrl });
}

/** Every text of a page model, in its order. */
function textsOf(value) {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

/** The same words without tags, twin, measuring, breaking, rules or boxes. */
function bare(at) {
  const texts = textsOf(pageModel(facts(at), { verifyUrl: 'https://hub.example/verify/1' })).map((text) => text.replace(/[^\x20-\x7e]/g, ' ')).filter((text) => text.trim() !== '');
  const doc = new PDFDocument({ size: 'A4', margin: 40, autoFirstPage: false, font: null });
  const bytes = new Promise((resolve) => {
    const chunks = [];
    doc.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
  });
  doc.registerFont('plain', font);
  const each = Math.ceil(texts.length / PAGES);
  texts.forEach((text, no) => {
    if (no % each === 0) doc.addPage();
    doc.font('plain').fontSize(8).text(text, 40 + (no % 4) * 130, 40 + Math.floor((no % each) / 4) * 12, { lineBreak: false });
  });
  doc.end();
  return bytes;
}

const pagesOf = (pdf) => (pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length;

async function chunk(make, from) {
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  let bytes = 0;
  for (let at = from; at < from + CHUNK; at += 1) bytes += (await make(at)).length;
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1000 / CHUNK, wall: (performance.now() - began) / CHUNK, bytes: bytes / CHUNK };
}

const first = await document(0);
if (pagesOf(first) !== PAGES || pagesOf(await bare(0)) !== PAGES) throw new Error(`The documents have ${pagesOf(first)} pages instead of ${PAGES}.`);
const [documents, reference] = [[], []];
// In turn, so that both see the same machine; the first chunk of each is on no round.
for (let from = 0; from <= count; from += CHUNK) {
  const [one, other] = [await chunk(document, from), await chunk(bare, from)];
  if (from === 0) continue;
  documents.push(one);
  reference.push(other);
}
const of = (list, key) => round(median(list.map((one) => one[key])));
const result = { documents: count, pages: PAGES, cpuMs: of(documents, 'cpu'), wallMs: of(documents, 'wall'), kiB: round(of(documents, 'bytes') / 1024), bareCpuMs: of(reference, 'cpu'), bareWallMs: of(reference, 'wall'), bareKiB: round(of(reference, 'bytes') / 1024), ratio: round(median(documents.map((one, at) => one.cpu / reference[at].cpu))), rssMiB: Math.round(process.resourceUsage().maxRSS / 1024) };
say(`${count} invoices of ${PAGES} pages: ${result.cpuMs} ms of processor each (${result.wallMs} ms by the clock), ${result.kiB} KiB`);
say(`bare documents of pdfkit with the same words: ${result.bareCpuMs} ms (${result.bareWallMs}), ${result.bareKiB} KiB; ratio ${result.ratio}; memory ${result.rssMiB} MiB`);
const ok = result.cpuMs <= TARGET_MS;
say(`${ok ? 'ok  ' : 'MISS'} processor time of one document, ms   ${result.cpuMs}   <= ${TARGET_MS}`);
if (!asked.quick || asked.out) {
  const date = new Date().toISOString().slice(0, 10);
  const file = asked.out ?? join(root, 'bench/results', `documents-${date}.json`);
  mkdirSync(join(root, 'bench/results'), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ command: `npm run bench:documents -- ${process.argv.slice(2).join(' ')}`.trim(), date, machine: { cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version }, result, target: `<= ${TARGET_MS} ms`, ok }, undefined, 1)}\n`);
  say(`stored in ${file.replace(`${root}/`, '')}`);
}
