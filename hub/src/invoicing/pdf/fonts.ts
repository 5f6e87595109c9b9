import { faceOf, include, SCRIPTS, type Face, type HeldFont, type Script, type Spelled, type Weight } from './faces';

export type { Weight } from './faces';

/** The mark for a character that no embedded font can show; PDF/A forbids drawing a missing glyph. */
const REPLACEMENT = '\ufffd';
/** Texts that the Latin part shows whole. */
const LATIN = /^[\x20-\x7e]+$/;

/** A font of the document. */
interface Lent {
  readonly name: string;
  readonly face: Face;
  readonly held: HeldFont;
  /** The glyphs shown so far as they stand in the file, by their ids. */
  readonly shown: string[];
}

/** A stretch of text that one font can show whole. */
export interface Run {
  readonly lent: Lent;
  readonly text: string;
  readonly spelled: Spelled;
}

/** What is used of a page of pdfkit's. */
interface Page {
  readonly height: number;
  readonly fonts: Record<string, unknown>;
}

/** The embedded Noto Sans of one PDF. Fonts are loaded when a text first needs them, so a file carries only what it shows, and the letters and figures that nearly all show. */
export class Fonts {
  private readonly lent = { regular: new Map<Script, Lent>(), semibold: new Map<Script, Lent>() };
  private readonly scripts = new Map<string, Script | undefined>();

  constructor(private readonly doc: PDFKit.PDFDocument) {}

  /** Splits a text into runs, each with a font that has all its characters. */
  runs(text: string, weight: Weight): Run[] {
    if (LATIN.test(text)) return [runOf(this.load('latin', weight), text)];
    const runs: { lent: Lent; text: string }[] = [];
    for (const character of text) {
      const script = this.scriptOf(character, weight);
      const shown = script === undefined ? REPLACEMENT : character;
      const lent = this.load(script ?? 'latin', weight);
      const last = runs.at(-1);
      if (last?.lent === lent) last.text += shown;
      else runs.push({ lent, text: shown });
    }
    return runs.map((run) => runOf(run.lent, run.text));
  }

  width(text: string, weight: Weight, size: number): number {
    return this.runs(text, weight).reduce((sum, run) => sum + widthOf(run, size), 0);
  }

  /**
   * Draws a run as pdfkit would, from a point on its baseline. pdfkit needs ten operators for it, and measures it once more.
   * @param colour three parts of red, green and blue
   * @returns how wide it is
   */
  draw(run: Run, x: number, baseline: number, size: number, colour: string): number {
    const { lent: { name, held, shown }, text, spelled } = run;
    if (spelled.shifted) this.doc.font(name).fontSize(size).fillColor(rgb(colour)).text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
    else {
      const page = this.doc.page as unknown as Page;
      page.fonts[held.id] ??= held.ref();
      // Pages are drawn from the top down, so letters are turned over.
      this.doc.addContent(`BT\n${colour} rg\n/${held.id} ${size} Tf\n1 0 0 -1 ${figure(x)} ${figure(baseline)} Tm\n[${shownBy(held, shown, spelled)}] TJ\nET`);
    }
    return widthOf(run, size);
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
    const [name, face] = [`${script}-${weight}`, faceOf(script, weight)];
    const lent = { name, face, held: face.lend(this.doc, name), shown: [] };
    this.lent[weight].set(script, lent);
    return lent;
  }
}

function runOf(lent: Lent, text: string): Run {
  return { lent, text, spelled: lent.face.spell(text, lent.held) };
}

/** As pdfkit measures it, to the last bit. */
function widthOf({ spelled }: Run, size: number): number {
  return (spelled.advance * (size / 1000) * 100) / 100;
}

/** The glyphs of a text as they stand in the file, and between them how the next one is moved. */
function shownBy(held: HeldFont, shown: string[], { glyphs, moves }: Spelled): string {
  let text = '<';
  for (let at = 0; at < glyphs.length; at += 1) {
    const glyph = glyphs[at];
    if (!glyph) continue;
    text += shown[glyph.id] ??= include(held, glyph).toString(16).padStart(4, '0');
    const moved = moves[at] ?? 0;
    if (moved !== 0 && at + 1 < glyphs.length) text += `> ${figure(-moved)} <`;
  }
  return `${text}>`;
}

/** A number with at most six decimals, as pdfkit writes it. */
function figure(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** The parts of a colour as pdfkit takes them. */
function rgb(colour: string): [number, number, number] {
  const [red = 0, green = 0, blue = 0] = colour.split(' ').map((part) => Math.round(Number(part) * 255));
  return [red, green, blue];
}
