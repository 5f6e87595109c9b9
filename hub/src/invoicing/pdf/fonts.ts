import { faceOf, SCRIPTS, type Face, type Script, type Weight } from './faces';

export type { Weight } from './faces';

/** The mark for a character that no embedded font can show; PDF/A forbids drawing a missing glyph. */
const REPLACEMENT = '\ufffd';
/** Texts that the Latin part shows whole. */
const LATIN = /^[\x20-\x7e]+$/;

/** A font of the document, by its name there. */
interface Lent {
  readonly font: string;
  readonly face: Face;
}

/** A stretch of text that one font can show whole. */
export interface Run extends Lent {
  readonly text: string;
}

/** The embedded Noto Sans of one PDF. Fonts are loaded when a text first needs them, so a file carries only what it shows. */
export class Fonts {
  private readonly lent = { regular: new Map<Script, Lent>(), semibold: new Map<Script, Lent>() };
  private readonly scripts = new Map<string, Script | undefined>();
  private readonly widths = new Map<string, number>();

  constructor(private readonly doc: PDFKit.PDFDocument) {}

  /** Splits a text into runs, each with a font that has all its characters. */
  runs(text: string, weight: Weight): Run[] {
    if (LATIN.test(text)) return [{ ...this.load('latin', weight), text }];
    const runs: (Lent & { text: string })[] = [];
    for (const character of text) {
      const script = this.scriptOf(character, weight);
      const shown = script === undefined ? REPLACEMENT : character;
      const { font, face } = this.load(script ?? 'latin', weight);
      const last = runs.at(-1);
      if (last?.font === font) last.text += shown;
      else runs.push({ font, face, text: shown });
    }
    return runs;
  }

  width(text: string, weight: Weight, size: number): number {
    if (LATIN.test(text)) return this.widthOf({ ...this.load('latin', weight), text }, size);
    const key = `${weight} ${size} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    const width = this.runs(text, weight).reduce((sum, run) => sum + this.widthOf(run, size), 0);
    this.widths.set(key, width);
    return width;
  }

  private widthOf({ font, face, text }: Run, size: number): number {
    return face.width(text, size, () => this.doc.font(font).fontSize(size).widthOfString(text));
  }

  private scriptOf(character: string, weight: Weight): Script | undefined {
    const key = `${weight} ${character}`;
    if (this.scripts.has(key)) return this.scripts.get(key);
    const codePoint = character.codePointAt(0);
    const script = codePoint === undefined ? undefined : SCRIPTS.find((one) => faceOf(one, weight).has(codePoint));
    this.scripts.set(key, script);
    return script;
  }

  private load(script: Script, weight: Weight): Lent {
    const known = this.lent[weight].get(script);
    if (known) return known;
    const lent = { font: `${script}-${weight}`, face: faceOf(script, weight) };
    lent.face.lend(this.doc, lent.font);
    this.lent[weight].set(script, lent);
    return lent;
  }
}
