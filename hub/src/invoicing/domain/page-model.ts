import type { Bilingual } from './document';

export interface LabelledText {
  readonly label: Bilingual;
  readonly value: string;
}

export interface PartyBox {
  readonly role: Bilingual;
  readonly name: string;
  readonly details: readonly string[];
  readonly numbers: readonly LabelledText[];
}

export interface TableColumn {
  readonly label: Bilingual;
  readonly align: 'left' | 'right';
  /** Share of the table's width, relative to the other columns. */
  readonly weight: number;
}

/** A cell: its text, and quieter lines beneath it. */
export interface TableCell {
  readonly text: string;
  readonly sub?: readonly string[];
}

/** A `section` row has one cell over the whole width; every other row has one cell per column. */
export interface TableRow {
  readonly kind: 'section' | 'line' | 'subtotal' | 'total';
  readonly cells: readonly TableCell[];
}

export interface TableBlock {
  readonly type: 'table';
  readonly caption: Bilingual;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

export type Block =
  | { readonly type: 'parties'; readonly parties: readonly [PartyBox, PartyBox] }
  | { readonly type: 'facts'; readonly items: readonly LabelledText[] }
  /** What the reader pays or receives, with its side, and the amount in words. */
  | { readonly type: 'hero'; readonly side: Bilingual; readonly amount: string; readonly words: string; readonly items: readonly LabelledText[] }
  | { readonly type: 'note'; readonly text: Bilingual }
  | { readonly type: 'quote'; readonly label: Bilingual; readonly text: string }
  | TableBlock
  | { readonly type: 'sums'; readonly rows: readonly (LabelledText & { readonly strong: boolean })[]; readonly note?: Bilingual }
  | { readonly type: 'payment'; readonly caption: Bilingual; readonly text: Bilingual; readonly items: readonly LabelledText[] }
  | { readonly type: 'foot'; readonly items: readonly { readonly label: Bilingual; readonly text: Bilingual }[] };

/** A document as ordered blocks of text, free of fonts and positions; the same facts always give the same model. */
export interface PageModel {
  readonly lang: 'id-ID';
  readonly title: Bilingual;
  readonly number: string;
  /** The hub's brand, at the head of every page. */
  readonly issuer: string;
  /** The partner the document is for. */
  readonly reader: string;
  /** File name of the attached JSON twin. */
  readonly attachmentName: string;
  /** SHA-256 of the JSON twin, which names the document. */
  readonly jsonSha256: string;
  readonly blocks: readonly Block[];
}
