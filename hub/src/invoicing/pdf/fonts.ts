import { readFileSync } from 'node:fs';
import { unpackWoff } from './woff';

export type Weight = 'regular' | 'semibold';

const WEIGHTS: Readonly<Record<Weight, number>> = { regular: 400, semibold: 600 };
/** Parts of the typeface, asked in this order for each character; Latin holds what nearly every document needs. */
const SCRIPTS = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'] as const;
/** The mark for a character that no embedded font can show; PDF/A forbids drawing a missing glyph. */
const REPLACEMENT = '\ufffd';

/** A stretch of text that one font can show whole. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

/** What is used of pdfkit's current font; its public types hide the font behind it. */
interface CurrentFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

const files = new Map<string, Buffer>();

function fontFile(script: string, weight: Weight): Buffer {
  const name = `@fontsource/noto-sans/files/noto-sans-${script}-${WEIGHTS[weight]}-normal.woff`;
  let content = files.get(name);
  if (!content) {
    content = unpackWoff(readFileSync(require.resolve(name)));
    files.set(name, content);
  }
  return content;
}

/** The embedded Noto Sans of one PDF. Fonts are loaded when a text first needs them, so a file carries only what it shows. */
export class Fonts {
  private readonly registered = new Set<string>();
  /** What was found before in this document; of each document anew, so that its bytes do not depend on those before it. */
  private readonly found = new Map<string, string | undefined>();
  private readonly widths = new Map<string, number>();

  constructor(private readonly doc: PDFKit.PDFDocument) {}

  /** Splits a text into runs, each with a font that has all its characters. */
  runs(text: string, weight: Weight): Run[] {
    const runs: { font: string; text: string }[] = [];
    for (const character of text) {
      const font = this.fontFor(character, weight);
      const shown = font === undefined ? REPLACEMENT : character;
      const name = font ?? this.load('latin', weight);
      const last = runs.at(-1);
      if (last?.font === name) last.text += shown;
      else runs.push({ font: name, text: shown });
    }
    return runs;
  }

  width(text: string, weight: Weight, size: number): number {
    const key = `${weight} ${size} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    const width = this.runs(text, weight).reduce((sum, run) => sum + this.doc.font(run.font).fontSize(size).widthOfString(run.text), 0);
    this.widths.set(key, width);
    return width;
  }

  private fontFor(character: string, weight: Weight): string | undefined {
    const key = `${weight} ${character}`;
    if (this.found.has(key)) return this.found.get(key);
    const font = this.look(character, weight);
    this.found.set(key, font);
    return font;
  }

  private look(character: string, weight: Weight): string | undefined {
    const codePoint = character.codePointAt(0);
    if (codePoint === undefined) return undefined;
    for (const script of SCRIPTS) {
      const name = this.load(script, weight);
      this.doc.font(name);
      if ((this.doc as unknown as CurrentFont)._font.font.hasGlyphForCodePoint(codePoint)) return name;
    }
    return undefined;
  }

  private load(script: string, weight: Weight): string {
    const name = `${script}-${weight}`;
    if (!this.registered.has(name)) {
      this.doc.registerFont(name, fontFile(script, weight));
      this.registered.add(name);
    }
    return name;
  }
}
