import { Typesetter, type Lines, type Style } from './text';

export const INK = '#1b2430';
export const GREY = '#59636e';
export const RULE = '#d9dee3';
export const ACCENT = '#0b5351';
export const TINT = '#f0f5f4';

export const PAGE = { width: 595.28, height: 841.89, left: 54, right: 54, firstTop: 46, nextTop: 88, bottom: 790 } as const;
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

export const LABEL: Style = { weight: 'semibold', size: 7.2, colour: GREY };
export const LABEL_EN: Style = { weight: 'regular', size: 6.6, colour: GREY };
export const BODY: Style = { weight: 'regular', size: 9, colour: INK };
export const BODY_EN: Style = { weight: 'regular', size: 7.4, colour: GREY };
export const HEADING: Style = { weight: 'semibold', size: 11, colour: INK };
export const HEADING_EN: Style = { weight: 'regular', size: 7.8, colour: GREY };

/** A text placed inside a box. */
export interface Placed {
  readonly lines: Lines;
  readonly x: number;
  readonly top: number;
  readonly width: number;
  readonly align?: 'left' | 'right';
}

type Element = PDFKit.PDFStructureElement;

/** The pages of one PDF, filled from top to bottom, with the tree of structure tags beside them. */
export class Sheet {
  readonly type: Typesetter;
  y: number = PAGE.firstTop;
  /** Space between blocks. */
  readonly gap: number;
  /** Whether the foot found no place beside the rest and stands on a page of its own. */
  lonelyFoot = false;
  private readonly root: Element;

  constructor(readonly doc: PDFKit.PDFDocument, readonly dense = false) {
    this.gap = dense ? 9 : 18;
    this.type = new Typesetter(doc);
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  /** Begins a new page unless a height still fits; the caller then draws nothing taller than that. */
  ensure(height: number): boolean {
    if (this.y + height <= PAGE.bottom) return false;
    this.doc.addPage();
    this.y = PAGE.nextTop;
    return true;
  }

  /** Adds an element to the tree of tags; close it with `end()` when its content is drawn. */
  open(tag: string, parent: Element = this.root, options: Record<string, unknown> = {}): Element {
    const element = this.doc.struct(tag, options);
    parent.add(element);
    return element;
  }

  /** Draws texts as the content of one tagged element. */
  tagged(tag: string, texts: readonly Placed[], parent: Element = this.root, options: Record<string, unknown> = {}): void {
    const element = this.open(tag, parent, options);
    element.add(() => this.place(texts));
    element.end();
  }

  /** Draws what readers of the content skip: rules, tints, repeated headers and page numbers. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.doc.markContent('Artifact', { type });
    draw();
    this.doc.endMarkedContent();
  }

  place(texts: readonly Placed[]): void {
    for (const text of texts) this.type.draw(text.lines, text.x, text.top, text.width, text.align);
  }

  box(x: number, y: number, width: number, height: number, colour: string): void {
    this.artifact(() => this.doc.rect(x, y, width, height).fill(colour));
  }

  rule(y: number, x: number = PAGE.left, width: number = CONTENT_WIDTH, colour: string = RULE, thickness = 0.6): void {
    this.box(x, y - thickness / 2, width, thickness, colour);
  }

  /** Stacks texts of one column below each other. */
  stack(x: number, top: number, width: number, texts: readonly (readonly [string, Style])[], align: 'left' | 'right' = 'left'): { placed: Placed[]; height: number } {
    let height = 0;
    const placed = texts.filter(([text]) => text !== '').map(([text, style]) => {
      const lines = this.type.break(text, style, width);
      const one: Placed = { lines, x, top: top + height, width, align };
      height += lines.height;
      return one;
    });
    return { placed, height };
  }
}
