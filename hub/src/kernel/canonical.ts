import { createHash } from 'node:crypto';

/** JSON whose bytes depend on the value alone: names sorted by code unit, no blanks (RFC 8785 for texts, booleans and safe integers). Big integers stand as texts. */
export function canonicalJson(value: unknown): string {
  const plain = inOrder(value);
  return plain === ODD ? written(value) : JSON.stringify(plain);
}

const ODD = Symbol('a name that objects do not keep in the order in which it is set');

/** A copy of a value that the engine's own writer writes canonically, which costs a fraction of writing it here; ODD where there is none. */
function inOrder(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    for (const one of value as unknown[]) {
      const plain = inOrder(one);
      if (plain === ODD) return ODD;
      copy.push(plain);
    }
    return copy;
  }
  const facts = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  for (const name of sorted(Object.keys(facts))) {
    const plain = inOrder(facts[name]);
    if (plain === ODD || !/^[A-Za-z]/.test(name) || name === 'toJSON') return ODD;
    copy[name] = plain;
  }
  return copy;
}

function sorted(names: string[]): string[] {
  for (let at = 1; at < names.length; at += 1) if ((names[at] as string) < (names[at - 1] as string)) return names.sort();
  return names;
}

/** Numbers as names stand first in every object, and `__proto__` is no name like others: such objects are written name by name. */
function written(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const one of value as unknown[]) text += `${text === '' ? '' : ','}${written(one ?? null)}`;
    return `[${text}]`;
  }
  const facts = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(facts).sort()) {
    const one = facts[name];
    if (one !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${written(one)}`;
  }
  return `{${text}}`;
}

/** Whatever a text may need an escape for. */
const ODD_CHARACTER = /[^\x20-\x21\x23-\x5b\x5d-\x7e]/;

/** A text as canonical JSON has it. Most need nothing, and looking for it costs less than writing it. */
export function quoted(text: string): string {
  return ODD_CHARACTER.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** SHA-256 over the bytes of all parts, one after the other. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export function sha256Hex(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}
