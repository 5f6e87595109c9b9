import { inflateSync } from 'node:zlib';

const WOFF = 0x774f4646;
const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/**
 * A font file without compression: the tables of a WOFF file (W3C WOFF File Format 1.0, sections 3 to 5) as the SFNT file that they came from.
 * The font library would inflate them in JavaScript for every single document; here zlib does it once a process.
 * @throws RangeError when it is no WOFF file, or a table has another length than it says
 */
export function unpackWoff(file: Buffer): Buffer {
  if (file.readUInt32BE(0) !== WOFF) throw new RangeError('This is no WOFF file.');
  const count = file.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => {
    const entry = WOFF_HEADER + at * WOFF_ENTRY;
    const [offset, packed, length] = [file.readUInt32BE(entry + 4), file.readUInt32BE(entry + 8), file.readUInt32BE(entry + 12)];
    const stored = file.subarray(offset, offset + packed);
    // A table that compression would not make smaller is stored as it is.
    const content = packed < length ? inflateSync(stored) : stored;
    if (content.length !== length) throw new RangeError(`A table of the font has ${content.length} bytes and says ${length}.`);
    return { tag: file.subarray(entry, entry + 4), checksum: file.readUInt32BE(entry + 16), content };
  });
  const power = Math.floor(Math.log2(count));
  const head = Buffer.alloc(SFNT_HEADER + count * SFNT_ENTRY);
  file.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * (count - 2 ** power), 10);
  let place = head.length;
  const parts = tables.map(({ tag, checksum, content }, at) => {
    const entry = SFNT_HEADER + at * SFNT_ENTRY;
    tag.copy(head, entry);
    head.writeUInt32BE(checksum, entry + 4);
    head.writeUInt32BE(place, entry + 8);
    head.writeUInt32BE(content.length, entry + 12);
    const padded = Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)]);
    place += padded.length;
    return padded;
  });
  return Buffer.concat([head, ...parts]);
}
