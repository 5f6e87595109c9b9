import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

/** What is used of an object of pdfkit's on its way into the file. */
interface Part {
  compress: boolean;
  readonly data: Record<string, unknown>;
  write(this: Part, chunk: string | Uint8Array): void;
}

/** What is used of a page of pdfkit's, and what was drawn on it so far. */
interface Page {
  readonly content: Part;
  drawn?: string;
}

/** What pdfkit's public types hide. */
interface Hidden {
  page: Page;
  _offset: number;
  readonly _pageBuffer: readonly Page[];
  ref(data?: Record<string, unknown>): Part;
  addContent(data: string): this;
  flushPages(): void;
  _write(data: string | Uint8Array): void;
}

const Base = PDFDocument as unknown as new (options: PDFKit.PDFDocumentOptions) => Hidden;

/**
 * A document of pdfkit's that is written in memory. pdfkit turns every operator and every line of the file into bytes by itself, character by character, and hands each of them to a stream;
 * here texts are put together and become bytes at once. The bytes are those that pdfkit writes.
 */
class InMemory extends Base {
  /** Pdfkit writes the head of the file before fields of this class could be set. */
  declare private written: (string | Uint8Array)[] | undefined;

  override addContent(data: string): this {
    this.page.drawn = `${this.page.drawn ?? ''}${data}\n`;
    return this;
  }

  override flushPages(): void {
    for (const page of this._pageBuffer) {
      if (page.drawn !== undefined) page.content.write(Buffer.from(page.drawn, 'latin1'));
      delete page.drawn;
    }
    super.flushPages();
  }

  override ref(data?: Record<string, unknown>): Part {
    const part = super.ref(data);
    part.write = writeKept;
    return part;
  }

  override _write(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? `${data}\n` : data;
    (this.written ??= []).push(bytes);
    this._offset += bytes.length;
  }

  /** The whole file, when the document has ended. */
  bytes(): Buffer {
    const file = Buffer.allocUnsafe(this._offset);
    let at = 0;
    for (const part of this.written ?? []) at += typeof part === 'string' ? file.write(part, at, 'latin1') : Buffer.from(part.buffer, part.byteOffset, part.length).copy(file, at);
    return file;
  }
}

export type Paper = PDFKit.PDFDocument & Pick<InMemory, 'bytes'>;

export function paper(options: PDFKit.PDFDocumentOptions): Paper {
  return new InMemory(options) as unknown as Paper;
}

/** Bytes that stand in many documents, as they are compressed there. */
const compressed = new WeakMap<Uint8Array, Buffer>();

/** Compresses bytes once for all documents that they will stand in. */
export function keep(bytes: Uint8Array): Uint8Array {
  compressed.set(bytes, deflateSync(bytes));
  return bytes;
}

/** The description of colours is the only part with three components, and the same in all documents. */
const COLOURS = 3;

function writeKept(this: Part, chunk: string | Uint8Array): void {
  const { write } = Object.getPrototypeOf(this) as Part;
  if (typeof chunk === 'string' || !this.compress) return write.call(this, chunk);
  if (this.data['N'] === COLOURS && !compressed.has(chunk)) keep(chunk);
  const kept = compressed.get(chunk);
  if (kept === undefined) return write.call(this, chunk);
  this.compress = false;
  this.data['Filter'] = 'FlateDecode';
  return write.call(this, kept);
}
