import { known } from '../../kernel/known';
import { Fonts, type Weight } from './fonts';

export interface Style {
  readonly weight: Weight;
  readonly size: number;
  readonly colour: string;
  /** Distance between baselines; 1.35 of the size when absent. */
  readonly leading?: number;
}

/** One text broken into lines that fit a width. */
export interface Lines {
  readonly style: Style;
  readonly lines: readonly string[];
  readonly height: number;
}

/** Words of Latin letters, figures and signs with one blank between them: nothing is to be taken from such a text. */
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;
/** Where the first baseline lies below the top of a line, as a part of the size. */
const ASCENT = 1.0;
const MAX_LINES = 8;

/**
 * Takes from a text what could disturb a document: control and invisible formatting characters, such as those that
 * turn the direction of writing, lone surrogates and unassigned characters. Breaks and tabs become blanks.
 */
export function clean(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize('NFC').replace(/[\t\r\n\u2028\u2029]+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '').replace(/ {2,}/g, ' ').trim();
}

/** Measures and draws text with the embedded fonts. */
export class Typesetter {
  private readonly fonts: Fonts;

  constructor(doc: PDFKit.PDFDocument) {
    this.fonts = new Fonts(doc);
  }

  /** Breaks a text between words, and inside a word only when it is wider than the line. */
  break(text: string, style: Style, width: number): Lines {
    const whole = clean(text);
    if (whole !== '' && this.width(whole, style) <= width) return { style, lines: [whole], height: leading(style) };
    const lines: string[] = [];
    let line = '';
    for (const word of whole.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (this.width(longer, style) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = this.splitWord(word, style, width, lines);
    }
    if (line !== '') lines.push(line);
    // No name of an honest party needs more lines; the attached JSON holds the text in full.
    const kept = lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES - 1), `${(lines[MAX_LINES - 1] ?? '').slice(0, -1)}\u2026`] : lines;
    return { style, lines: kept, height: kept.length * leading(style) };
  }

  width(text: string, style: Style): number {
    return this.fonts.width(text, style.weight, style.size);
  }

  /** Draws broken lines from a top edge; right-aligned lines end at `x + width`. */
  draw(lines: Lines, x: number, top: number, width: number, align: 'left' | 'right' = 'left'): void {
    lines.lines.forEach((line, at) => {
      const left = align === 'right' ? x + width - this.width(line, lines.style) : x;
      this.drawLine(line, lines.style, left, top + at * leading(lines.style));
    });
  }

  private drawLine(line: string, style: Style, x: number, top: number): void {
    // The glyphs sit in the middle of their line, so texts of different sizes look level in their boxes.
    const baseline = top + (leading(style) - style.size) / 2 + ASCENT * style.size * 0.88;
    let left = x;
    for (const run of this.fonts.runs(line, style.weight)) left += this.fonts.draw(run, left, baseline, style.size, paint(style.colour));
  }

  private splitWord(word: string, style: Style, width: number, lines: string[]): string {
    let rest = [...word];
    while (rest.length > 1 && this.width(rest.join(''), style) > width) {
      // The longest beginning that fits, one character at least; a longer one is wider.
      let [fits, tooLong] = [1, rest.length];
      while (tooLong - fits > 1) {
        const middle = Math.floor((fits + tooLong) / 2);
        if (this.width(rest.slice(0, middle).join(''), style) > width) tooLong = middle;
        else fits = middle;
      }
      lines.push(rest.slice(0, fits).join(''));
      rest = rest.slice(fits);
    }
    return rest.join('');
  }
}

const paints = new Map<string, string>();

/** A colour of the house, `#rrggbb`, as three parts of one. */
function paint(colour: string): string {
  return known(paints, colour, () => [1, 3, 5].map((at) => Math.round((parseInt(colour.slice(at, at + 2), 16) / 255) * 10_000) / 10_000).join(' '));
}

export function leading(style: Style): number {
  return style.leading ?? style.size * 1.35;
}
