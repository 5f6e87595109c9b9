import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { known } from '../../kernel/known';
import { keep } from './paper';
import { unpackWoff } from './woff';

export type Weight = 'regular' | 'semibold';
/** Parts of the typeface, asked in this order for each character; Latin holds what nearly every document needs. */
export const SCRIPTS = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'] as const;
export type Script = (typeof SCRIPTS)[number];

const WEIGHTS: Readonly<Record<Weight, number>> = { regular: 400, semibold: 600 };

export interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
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

/** What is used of a font that a document of pdfkit's holds; its public types hide it. */
export interface HeldFont {
  readonly id: string;
  readonly font: Parsed;
  readonly scale: number;
  layoutCache: Record<string, Shaped>;
  readonly subset: { readonly glyphs: readonly number[]; includeGlyph(id: number): number; encode(): Uint8Array };
  /** Of the glyphs that the document shows, by their numbers in it. */
  readonly widths: (number | undefined)[];
  readonly unicode: (readonly number[] | undefined)[];
  layout(text: string): Shaped;
  ref(): unknown;
}

/** A text as it is drawn. */
export interface Spelled {
  readonly glyphs: readonly Glyph[];
  /** How much nearer or farther than its width says the next glyph stands, in thousandths of the size. */
  readonly moves: readonly number[];
  /** Whether a glyph stands beside its place, such as an accent over a letter that has no glyph with it. */
  readonly shifted: boolean;
  /** In thousandths of the size. */
  readonly advance: number;
}

/** Words and texts that are kept of a face; a night's documents share some hundred, and their figures are their own. */
const MOST = 10_000;
/** Programs of a face that are kept as documents carry them. */
const MOST_PROGRAMS = 24;
/** What nearly every document shows: it stands in each in the same order, so that the program of the font is the same in most of them, and made once. */
const USUAL = `${Array.from({ length: 0x5f }, (_none, at) => String.fromCharCode(0x20 + at)).join('')}\u00b7\u2026\u2013\u2014\u2212`;

/** A part of the typeface, parsed once a process: every document is set in the same ones. */
export class Face {
  private words = noWords();
  private shaped = 0;
  private readonly texts = new Map<string, Spelled>();
  private readonly figures = new Map<string, { readonly glyph: Glyph; readonly advance: number }>();
  private readonly programs = new Map<string, Uint8Array>();

  constructor(private readonly parsed: Parsed, private readonly usual: string) {
    const shape = parsed.layout.bind(parsed);
    const glyphs = new Map<string, Glyph>();
    // The library names a glyph by the characters that it was first asked for; each text is shaped as if it were the first, so that no document depends on those before it.
    const one = (text: string, features?: unknown): Shaped => {
      parsed._glyphs = {};
      const { glyphs: found, positions } = shape(text, features);
      return { glyphs: found.map((glyph) => known(glyphs, `${glyph.id} ${glyph.codePoints.join(' ')}`, () => glyph)), positions, get advanceWidth() { return positions.reduce((sum, each) => sum + each.xAdvance, 0); } };
    };
    parsed.layout = (text, features) => {
      this.shaped += 1;
      return features === undefined ? one(text) : shape(text, features);
    };
  }

  has(codePoint: number): boolean {
    return this.parsed.hasGlyphForCodePoint(codePoint);
  }

  /** Gives a document the face under a name, together with the words that were shaped before. */
  lend(doc: PDFKit.PDFDocument, name: string): HeldFont {
    if (this.shaped > MOST) [this.words, this.shaped] = [noWords(), 0];
    doc.registerFont(name, this.parsed as unknown as string).font(name);
    const { _font: held } = doc as unknown as { readonly _font: HeldFont };
    held.layoutCache = this.words;
    for (const character of this.usual) if (this.has(character.codePointAt(0) ?? 0)) for (const glyph of this.spell(character, held).glyphs) include(held, glyph);
    const encode = held.subset.encode.bind(held.subset);
    held.subset.encode = () => {
      if (this.programs.size >= MOST_PROGRAMS) this.programs.clear();
      return known(this.programs, held.subset.glyphs.join(' '), () => keep(encode()));
    };
    return held;
  }

  /** A text as glyphs, by a font of some document: the same in all of them. */
  spell(text: string, held: HeldFont): Spelled {
    if (FIGURES.test(text)) return this.figuresOf(text, held);
    if (this.texts.size >= MOST) this.texts.clear();
    return known(this.texts, text, () => spelled(held.layout(text)));
  }

  private figuresOf(text: string, held: HeldFont): Spelled {
    const glyphs: Glyph[] = [];
    let advance = 0;
    for (const character of text) {
      const one = known(this.figures, character, () => {
        const { glyphs: [glyph], advanceWidth } = held.layout(character);
        return { glyph: glyph as Glyph, advance: advanceWidth };
      });
      glyphs.push(one.glyph);
      advance += one.advance;
    }
    return { glyphs, moves: NONE, shifted: false, advance };
  }
}

/** As pdfkit begins: words are its keys, and `constructor` is one like any other. */
function noWords(): Record<string, Shaped> {
  return Object.create(null) as Record<string, Shaped>;
}

const NONE: readonly number[] = [];

/** The number of a glyph in a document, which shows it from now on. */
export function include({ subset, widths, unicode, scale }: HeldFont, glyph: Glyph): number {
  const number = subset.includeGlyph(glyph.id);
  widths[number] ??= glyph.advanceWidth * scale;
  unicode[number] ??= glyph.codePoints;
  return number;
}

function spelled({ glyphs, positions, advanceWidth }: Shaped): Spelled {
  const moves = positions.map((one) => one.xAdvance - (one['advanceWidth'] ?? one.xAdvance));
  return { glyphs, moves: moves.every((one) => one === 0) ? NONE : moves, shifted: positions.some((one) => Boolean(one['xOffset'] ?? 0) || Boolean(one['yOffset'] ?? 0)), advance: advanceWidth };
}

const faces = new Map<string, Face>();

export function faceOf(script: Script, weight: Weight): Face {
  const name = `@fontsource/noto-sans/files/noto-sans-${script}-${WEIGHTS[weight]}-normal.woff`;
  return known(faces, name, () => {
    const doc = new PDFDocument({ font: null as unknown as string }).font(unpackWoff(readFileSync(require.resolve(name))) as unknown as string);
    return new Face((doc as unknown as { readonly _font: HeldFont })._font.font, script === 'latin' ? USUAL : '');
  });
}

/** Figures and what stands between them: in this typeface no such character moves or changes another, so they are set one by one. */
const FIGURES = /^[0-9.,\-()%/:+ ]+$/;
