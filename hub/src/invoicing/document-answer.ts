import { Readable } from 'node:stream';
import type { Controller } from '@tsoa/runtime';
import { sha256Hex } from '../kernel/canonical';
import type { DocumentFile } from './files.store';

export type FileForm = 'pdf' | 'json' | 'csv';

/** Answers with a file of an issued document: under its number, named by its hash. A browser asks again each time, so that a file does not outlive the session that may see it. */
export function sendDocument(controller: Controller, file: DocumentFile & { readonly number: string; csv(separator: ',' | ';'): string }, form: FileForm, separator?: 'COMMA' | 'SEMICOLON'): Readable {
  const csv = form === 'csv' ? file.csv(separator === 'SEMICOLON' ? ';' : ',') : '';
  const [bytes, hash, type] = form === 'pdf' ? [file.pdf, file.pdfSha256, 'application/pdf'] : form === 'json' ? [Buffer.from(file.json), file.jsonSha256, 'application/json'] : [Buffer.from(csv), sha256Hex(csv), 'text/csv; charset=utf-8; header=present'];
  controller.setHeader('Content-Type', type);
  controller.setHeader('Content-Disposition', `attachment; filename="${file.number.replaceAll('/', '-')}.${form}"`);
  controller.setHeader('ETag', `"${hash}"`);
  controller.setHeader('Cache-Control', 'private, no-cache');
  return Readable.from([bytes]);
}
