import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { known } from '../../kernel/known';
import { unpackWoff } from './woff';

export type Weight = 'regular' | 'semibold';
/** Parts of the typeface, asked in this order for each character; Latin holds what nearly every document needs. */
export const SCRIPTS = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'] as const;
export type Script = (typeof SCRIPTS)[number];

const WEIGHTS: Readonly<Record<Weight, number>> = { regular: 400, semibold: 600 };

interface Glyph {
  readonly id: number;
  readonly codePoints: readonly number[];
}

type Position = Readonly<Record<string, number>> & { readonly xAdvance: number };

/** A stretch of text as glyphs, and where each stands. */
export interface Shaped {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly Position[];
  readonly advanceWidth: number;
}

/** What is used of a font that the font library has parsed; pdfkit takes such an object in the place of a file. */
interface Parsed {
  layout(text: string, features?: unknown): Shaped;
  hasGlyphForCodePoint(codePoint: number): boolean;
  /** The glyphs that were asked for, each with the characters that it was first asked for. */
  _glyphs: Record<number, unknown>;
}

/** What is used of pdfkit's current font; its public types hide the font behind it. */
interface CurrentFont {
  readonly _font: { readonly font: Parsed; layoutCache: Record<string, Shaped> };
}

/** Words and widths that are kept of a face; a night's documents share some hundred, and their figures are their own. */
const MOST = 10_000;

/** A part of the typeface, parsed once a process: every document is set in the same ones. */
export class Face {
  private words: Record<string, Shaped> = {};
  private shaped = 0;
  private readonly widths = new Map<number, Map<string, number>>();

  constructor(private readonly parsed: Parsed) {
    const shape = parsed.layout.bind(parsed);
    const glyphs = new Map<string, Glyph>();
    parsed.layout = (text, features) => {
      this.shaped += 1;
      return features === undefined ? shapeAlone(text) : shape(text, features);
    };
    // The library names a glyph by the characters that it was first asked for; each text is shaped as if it were the first, so that no document depends on those before it.
    const one = (text: string): Shaped => {
      parsed._glyphs = {};
      const { glyphs: found, positions } = shape(text);
      return { glyphs: found.map((glyph) => known(glyphs, `${glyph.id} ${glyph.codePoints.join(' ')}`, () => glyph)), positions, get advanceWidth() { return positions.reduce((sum, each) => sum + each.xAdvance, 0); } };
    };
    const characters = new Map<string, Shaped>();
    const shapeAlone = (text: string): Shaped => (FIGURES.test(text) ? joined([...text].map((character) => known(characters, character, () => one(character)))) : one(text));
  }

  has(codePoint: number): boolean {
    return this.parsed.hasGlyphForCodePoint(codePoint);
  }

  /** Gives a document the face under a name, together with the words that were shaped before. */
  lend(doc: PDFKit.PDFDocument, name: string): void {
    if (this.shaped > MOST) [this.words, this.shaped] = [{}, 0];
    doc.registerFont(name, this.parsed as unknown as string).font(name);
    (doc as unknown as CurrentFont)._font.layoutCache = this.words;
  }

  /** How wide a text is, in points; measured by the document that asks first. */
  width(text: string, size: number, measure: () => number): number {
    const widths = known(this.widths, size, () => new Map<string, number>());
    if (widths.size >= MOST) widths.clear();
    return known(widths, text, measure);
  }
}

const faces = new Map<string, Face>();

export function faceOf(script: Script, weight: Weight): Face {
  const name = `@fontsource/noto-sans/files/noto-sans-${script}-${WEIGHTS[weight]}-normal.woff`;
  return known(faces, name, () => {
    const doc = new PDFDocument({ font: null as unknown as string }).font(unpackWoff(readFileSync(require.resolve(name))) as unknown as string);
    return new Face((doc as unknown as CurrentFont)._font.font);
  });
}

/** Figures and what stands between them: in this typeface no such character moves or changes another, so they are set one by one. */
const FIGURES = /^[0-9.,\-()%/:+ ]+$/;

function joined(each: readonly Shaped[]): Shaped {
  // pdfkit scales in place the positions that it is given, and asks how wide they are then.
  const positions = each.flatMap((one) => one.positions.map((position) => ({ ...position })));
  return { glyphs: each.flatMap((one) => one.glyphs), positions, get advanceWidth() { return positions.reduce((sum, one) => sum + one.xAdvance, 0); } };
}
