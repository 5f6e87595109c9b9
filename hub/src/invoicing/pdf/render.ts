import { assert } from '../../kernel/assert';
import { sha256Hex } from '../../kernel/canonical';
import type { PageModel } from '../domain/page-model';
import { drawBlock, drawMasthead } from './blocks';
import { paper } from './paper';
import { CONTENT_WIDTH, GREY, INK, PAGE, RULE, Sheet } from './sheet';
import type { Style } from './text';

export interface RenderOptions {
  /** Stands as creation and modification date in the file; the same date gives the same bytes. */
  readonly createdAt: Date;
  /** The canonical JSON of the document, attached to the file. */
  readonly jsonTwin: string;
  /** Text of the QR code in the foot, such as the address of the public page that confirms the document. */
  readonly qr?: string;
}

const RUNNING: Style = { weight: 'regular', size: 7.4, colour: GREY };
const RUNNING_STRONG: Style = { weight: 'semibold', size: 7.8, colour: INK };
const FOOTER_TOP = 802;

/**
 * Renders a page model as PDF/A-3b with structure tags, embedded fonts and the JSON twin attached.
 * The bytes depend on the arguments alone: not on the process, its zone or its locale.
 * @throws AssertionFailed when the twin is not the one that the model names
 */
export async function renderPdf(model: PageModel, options: RenderOptions): Promise<Buffer> {
  assert(sha256Hex(options.jsonTwin) === model.jsonSha256, `The JSON twin of ${model.number} is not the one its pages name.`);
  const wide = layOut(model, options, false);
  if (!wide.lonelyFoot) return wide.bytes;
  // A page that holds nothing but the foot looks like a mistake; a little less air brings it back where it can.
  const dense = layOut(model, options, true);
  return dense.lonelyFoot ? wide.bytes : dense.bytes;
}

function layOut(model: PageModel, options: RenderOptions, dense: boolean): { bytes: Buffer; lonelyFoot: boolean } {
  const doc = paper({
    size: 'A4', margin: 0, autoFirstPage: false, bufferPages: true,
    // Without a font of ours at the start pdfkit would load Helvetica, which cannot be embedded; null loads none.
    font: null as unknown as string,
    subset: 'PDF/A-3b', pdfVersion: '1.7', tagged: true, lang: model.lang, displayTitle: true,
    info: {
      Title: metadata(`${model.title.id} ${model.number}`),
      Author: 'Kongsi', Creator: 'Kongsi', Producer: 'Kongsi',
      // The file's own identifier is made of these texts, so the hash gives each document its own.
      Subject: `JSON SHA-256 ${model.jsonSha256}`,
      CreationDate: options.createdAt, ModDate: options.createdAt,
    },
  });
  // pdfkit says in its metadata when the file was made, but not when it was changed, which the information dictionary says.
  doc.appendXML(`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:ModifyDate>${options.createdAt.toISOString().slice(0, 19)}Z</xmp:ModifyDate></rdf:Description>`);
  doc.addPage();
  const sheet = new Sheet(doc, dense);
  drawMasthead(sheet, model);
  for (const block of model.blocks) drawBlock(sheet, block, options.qr);
  drawRunningTexts(sheet, model);
  attachTwin(doc, model, options);
  doc.end();
  return { bytes: doc.bytes(), lonelyFoot: sheet.lonelyFoot };
}

/** pdfkit writes these texts into XML as they are, so characters with a meaning there are left out. */
function metadata(text: string): string {
  return text.replace(/[<>&]/g, ' ');
}

function attachTwin(doc: PDFKit.PDFDocument, model: PageModel, { jsonTwin, createdAt }: RenderOptions): void {
  const attachment = {
    name: model.attachmentName, type: 'application/json', description: `JSON ${metadata(model.number)}`,
    creationDate: createdAt, modifiedDate: createdAt, relationship: 'Data',
  };
  doc.file(Buffer.from(jsonTwin, 'utf8'), attachment);
}

/** The head of later pages, and on every page the number of the document and of the page. */
function drawRunningTexts(sheet: Sheet, model: PageModel): void {
  const { start, count } = sheet.doc.bufferedPageRange();
  const name = `${model.title.id} ${model.number}`;
  for (let page = 0; page < count; page += 1) {
    sheet.doc.switchToPage(start + page);
    sheet.artifact(() => {
      if (page > 0) {
        running(sheet, model.issuer, RUNNING_STRONG, 48, 'left', 0.5);
        running(sheet, `${name} \u00b7 ${model.reader}`, RUNNING, 48.3, 'right', 0.5);
        sheet.doc.rect(PAGE.left, 66, CONTENT_WIDTH, 0.6).fill(RULE);
      }
      sheet.doc.rect(PAGE.left, FOOTER_TOP - 6, CONTENT_WIDTH, 0.6).fill(RULE);
      running(sheet, name, RUNNING, FOOTER_TOP, 'left', 0.6);
      running(sheet, `halaman ${page + 1} dari ${count} / page ${page + 1} of ${count}`, RUNNING, FOOTER_TOP, 'right', 0.4);
    }, 'Pagination');
  }
}

/** One line; a name too long for its share of the width is cut, since it stands in full on the first page. */
function running(sheet: Sheet, text: string, style: Style, top: number, align: 'left' | 'right', share: number): void {
  const width = CONTENT_WIDTH * share;
  const broken = sheet.type.break(text, style, width - 8);
  const [first = ''] = broken.lines;
  const lines = { ...broken, lines: [broken.lines.length > 1 ? `${first}\u2026` : first] };
  sheet.type.draw(lines, align === 'left' ? PAGE.left : PAGE.left + CONTENT_WIDTH - width, top, width, align);
}
