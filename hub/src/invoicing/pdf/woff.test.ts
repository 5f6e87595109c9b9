import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { unpackWoff } from './woff';

const NAMES = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'].flatMap((script) => [400, 600].map((weight) => `@fontsource/noto-sans/files/noto-sans-${script}-${weight}-normal.woff`));
const fileOf = (name: string): Buffer => readFileSync(require.resolve(name));

/** A document of one text in a font, as bytes. */
const shown = (font: Buffer, text: string): Promise<Buffer> => new Promise((resolve, reject) => {
  const doc = new PDFDocument({ font: null as unknown as string, info: { CreationDate: new Date(0), ModDate: new Date(0) } });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts))).on('error', reject);
  doc.registerFont('own', font).font('own').text(text);
  doc.end();
});

describe('fonts without compression', () => {
  it.each(NAMES)('%s has the tables that it names, each with its checksum', (name) => {
    const font = unpackWoff(fileOf(name));
    const count = font.readUInt16BE(4);
    expect(count).toBeGreaterThan(8);
    for (let at = 0; at < count; at += 1) {
      const entry = 12 + at * 16;
      const [tag, checksum, offset, length] = [font.toString('latin1', entry, entry + 4), font.readUInt32BE(entry + 4), font.readUInt32BE(entry + 8), font.readUInt32BE(entry + 12)];
      const content = Buffer.concat([font.subarray(offset, offset + length), Buffer.alloc(3)]);
      let sum = 0;
      // The checksum of `head` is made with its own adjustment taken as nothing (OpenType, table `head`).
      for (let word = 0; word * 4 < length; word += 1) if (tag !== 'head' || word !== 2) sum = (sum + content.readUInt32BE(word * 4)) >>> 0;
      expect([tag, sum]).toEqual([tag, checksum]);
    }
  });

  it('draws the same bytes as the packed file', async () => {
    const packed = fileOf(NAMES[0] ?? '');
    expect((await shown(unpackWoff(packed), 'Faktur 2.898 — Pasar Segar & Kopi “Kita”')).equals(await shown(packed, 'Faktur 2.898 — Pasar Segar & Kopi “Kita”'))).toBe(true);
  });

  it('refuses what is no such file, and a table that is not as long as it says', () => {
    expect(() => unpackWoff(Buffer.from('OTTO and more'))).toThrow(RangeError);
    const broken = Buffer.from(fileOf(NAMES[0] ?? ''));
    broken.writeUInt32BE(broken.readUInt32BE(44 + 12) + 1, 44 + 12);
    expect(() => unpackWoff(broken)).toThrow();
  });
});
