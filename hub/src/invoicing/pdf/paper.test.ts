import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import PDFDocument from 'pdfkit';
import { objectsOf, pdfText } from '../../../test/support/pdf-text';
import { paper } from './paper';
import { Typesetter, type Style } from './text';
import { unpackWoff } from './woff';

const OPTIONS: PDFKit.PDFDocumentOptions = { size: 'A4', margin: 0, autoFirstPage: false, bufferPages: true, font: null as unknown as string, subset: 'PDF/A-3b', pdfVersion: '1.7', tagged: true, lang: 'id-ID', info: { Title: 'Uji', CreationDate: new Date('2026-12-01T03:00:00Z') } };
const FONT = unpackWoff(readFileSync(require.resolve('@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff')));
const STYLE: Style = { weight: 'regular', size: 9, colour: '#1b2430' };

/** A page with all that our documents draw, by pdfkit's own operators. */
function fill(doc: PDFKit.PDFDocument): void {
  for (const page of [1, 2]) {
    doc.addPage().font(FONT as unknown as string).fontSize(9);
    const part = doc.struct('P');
    doc.addStructure(part);
    part.add(() => void doc.fillColor('#0b5351').text(`Halaman ${page} · AVAToko`, 54, 60, { lineBreak: false }));
    part.end();
    doc.markContent('Artifact', { type: 'Layout' });
    doc.rect(54, 80, 200, 0.6).fill('#d9dee3');
    doc.endMarkedContent();
  }
  doc.switchToPage(0);
  doc.rect(1, 2, 3, 4).fill('#1b2430');
  doc.file(Buffer.from('{"é":1}'), { name: 'a.json', type: 'application/json', creationDate: new Date(0), modifiedDate: new Date(0) } as PDFKit.Mixins.PDFAttachmentOptions);
  doc.end();
}

/** Where each text begins, counted from the top, its size, and how far its glyphs were moved, as the page's operators say. */
function drawn(pdf: Buffer): unknown[] {
  const objects = objectsOf(pdf);
  const page = [...objects.values()].flatMap(({ text }) => (/\/Type \/Page\n/.test(text) ? [objects.get(Number(/\/Contents (\d+) 0 R/.exec(text)?.[1]))?.stream?.toString('latin1') ?? ''] : [])).join('\n');
  const found: unknown[] = [];
  let [size, at] = ['', [0, 0]];
  for (const [, font, up = '1', x = '', y = '', shown] of page.matchAll(/\/F\d+ ([\d.]+) Tf|1 0 0 (-?1) (-?[\d.]+) (-?[\d.]+) Tm|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) size = font;
    else if (shown === undefined) at = [Number(x), up === '-1' ? Number(y) : 841.89 - Number(y)].map((one) => Math.round(one * 1_000) / 1_000);
    // What lies behind the last glyph moves nothing.
    else found.push([size, ...at, [...shown.matchAll(/>\s*(-?[\d.]+)\s*</g)].map(([, moved]) => Number(moved))]);
  }
  return found;
}

describe('a document that is written in memory', () => {
  test('has the bytes that pdfkit writes', async () => {
    const plain = new PDFDocument(OPTIONS);
    const chunks: Buffer[] = [];
    const whole = new Promise<Buffer>((resolve) => plain.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))));
    fill(plain);
    const ours = paper(OPTIONS);
    fill(ours);
    expect(ours.bytes().equals(await whole)).toBe(true);
  });

  test('texts stand where pdfkit puts them, glyph by glyph, and can be copied', () => {
    const words = fc.array(fc.constantFrom('AVA', 'To', 'fi', 'Ty.', '1.234,50', '(12%)', 'é', 'q\u0308', '…', '·', '"x"', 'W,', 'L\'Y', 'P.'), { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));
    fc.assert(fc.property(words, fc.constantFrom(6.8, 9, 25), (text, size) => {
      const ours = paper(OPTIONS);
      const type = new Typesetter(ours.addPage());
      const lines = { style: { ...STYLE, size, leading: size }, lines: [text], height: size };
      type.draw(lines, 54.5, 60.25, 400);
      ours.end();
      const theirs = paper(OPTIONS);
      theirs.addPage().font(FONT as unknown as string).fontSize(size).text(text, 54.5, 60.25 + size * 0.88, { lineBreak: false, baseline: 'alphabetic' });
      theirs.end();
      expect(drawn(ours.bytes())).toEqual(drawn(theirs.bytes()));
      expect(pdfText(ours.bytes()).join('')).toBe(pdfText(theirs.bytes()).join(''));
    }), { numRuns: 60 });
  });

  test('what all documents share is the same in each, and what one shows beside it stands in that one alone', () => {
    const programs = (texts: readonly string[]): Buffer[] => {
      const doc = paper(OPTIONS);
      const type = new Typesetter(doc.addPage());
      for (const text of texts) type.draw(type.break(text, STYLE, 400), 54, 60, 400);
      doc.end();
      const objects = objectsOf(doc.bytes());
      return [...objects.values()].flatMap(({ text }) => objects.get(Number(/\/FontFile2 (\d+) 0 R/.exec(text)?.[1] ?? -1))?.stream ?? []);
    };
    const [one, other, more, again] = [programs(['Jakarta 1.234']), programs(['zyx 987,65']), programs(['Café 1.234']), programs(['Jakarta 1.234'])];
    expect([one?.[0]?.equals(other?.[0] as Buffer), one?.[0]?.equals(more?.[0] as Buffer), one?.[0]?.equals(again?.[0] as Buffer)]).toEqual([true, false, true]);
  });

  test('words that every object of the language has are words like any other', () => {
    for (const text of ['constructor', 'PT toString', 'valueOf', '__proto__', 'Toko hasOwnProperty']) {
      const ours = paper(OPTIONS);
      const type = new Typesetter(ours.addPage());
      type.draw(type.break(text, STYLE, 400), 54, 60, 400);
      ours.end();
      expect(pdfText(ours.bytes()).join('')).toBe(text);
    }
  });
});
