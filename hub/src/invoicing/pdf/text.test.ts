import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import PDFDocument from 'pdfkit';
import { Typesetter, type Style } from './text';
import { unpackWoff } from './woff';

const document = (): PDFKit.PDFDocument => new PDFDocument({ font: null as unknown as string, autoFirstPage: false });
const STYLE: Style = { weight: 'regular', size: 9, colour: '#000000' };
const character = fc.constantFrom(...'0123456789.,-()%/:+', ...'AVTofilay', 'é', '·', '…', 'Ω', 'Ж', 'ồ', '漢');
const figures = fc.string({ unit: fc.constantFrom(...'0123456789.,-()%/:+'), minLength: 1, maxLength: 24 });

describe('measuring text', () => {
  test.each(['regular', 'semibold'] as const)('figures are as wide as the %s font itself sets them, whatever stands beside them', (weight) => {
    const file = unpackWoff(readFileSync(require.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight === 'regular' ? 400 : 600}-normal.woff`)));
    const plain = document().font(file as unknown as string).fontSize(9);
    const type = new Typesetter(document());
    fc.assert(fc.property(figures, (text) => {
      expect(type.width(text, { ...STYLE, weight })).toBe(plain.widthOfString(text));
    }), { numRuns: 300 });
  });

  test('a text is as wide in a document that comes first as in one that comes after others', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: character, minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 }), (texts) => {
      const widths = (order: readonly string[]): Map<string, number> => {
        const type = new Typesetter(document());
        return new Map(order.map((text) => [text, type.width(text, STYLE)]));
      };
      const [there, back] = [widths(texts), widths([...texts].reverse())];
      for (const text of texts) expect(back.get(text)).toBe(there.get(text));
    }), { numRuns: 60 });
  });

  test('a word that is wider than its line is broken where the next character would not fit', () => {
    fc.assert(fc.property(fc.string({ unit: character, minLength: 1, maxLength: 60 }), fc.integer({ min: 12, max: 120 }), (word, width) => {
      const type = new Typesetter(document());
      const { lines } = type.break(word, STYLE, width);
      fc.pre(lines.length < 8);
      expect(lines.join('')).toBe(word);
      lines.slice(0, -1).forEach((line, at) => expect(type.width(`${line}${[...(lines[at + 1] ?? '')][0] ?? ''}`, STYLE)).toBeGreaterThan(width));
      for (const line of lines) expect([...line].length === 1 || type.width(line, STYLE) <= width).toBe(true);
    }), { numRuns: 60 });
  });
});
