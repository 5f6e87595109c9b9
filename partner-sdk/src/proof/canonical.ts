import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOf, toHex } from './bytes';

/** A value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/**
 * RFC 8785 JSON: one text for one value. Names are sorted by UTF-16 code units, there are no blanks, numbers and texts are written as ECMAScript writes them.
 * @throws TypeError for what JSON cannot carry without loss: numbers that are not finite, half of a surrogate pair
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number.');
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON has no ${typeof value}.`);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, one]) => `${canonicalText(name)}:${canonicalJson(one)}`).join(',')}}`;
}

function canonicalText(text: string): string {
  // A lone surrogate has no UTF-8 form; RFC 8785 asks to stop at it.
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)) throw new TypeError('A text holds half of a surrogate pair.');
  return JSON.stringify(text);
}

/** The value of a canonical JSON text; undefined when the text is no JSON or not in its canonical form. */
export function parseCanonical(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** SHA-256 of a text's UTF-8 bytes, hexadecimal, as documents and terms print it. */
export function sha256Hex(text: string): string {
  return toHex(sha256(bytesOf(text)));
}
