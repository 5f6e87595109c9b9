import { randomFillSync } from 'node:crypto';
import { DomainError } from './errors';

/** What an id names; the prefix is part of the wire form, the database holds the bare UUID. */
export type IdPrefix =
  | 'mem' | 'prt' | 'pst' | 'hld' | 'win' | 'inv' | 'cdn' | 'dsp' | 'brk' | 'evt' | 'key' | 'out' | 'trm'
  | 'lot' | 'leg' | 'tms' | 'cyc' | 'cal' | 'stl' | 'obl' | 'chk' | 'inl' | 'stm' | 'bat' | 'rec' | 'chg' | 'apr'
  | 'whe' | 'dlv' | 'xpt' | 'req' | 'pay' | 'fil' | 'rst' | 'qrt' | 'ast' | 'rct' | 'urr' | 'alr' | 'rul'
  | 'stv' | 'acc' | 'bfl' | 'ben' | 'pin' | 'dun' | 'whc' | 'dfl' | 'scn' | 'rfd' | 'hol' | 'blo' | 'sgr' | 'sgc' | 'lim' | 'vac';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
let lastMs = 0;
let counter = 0;
const pool = Buffer.alloc(4096);
let poolAt = pool.length;

/**
 * A new UUIDv7 (RFC 9562), rising within this process: a 12-bit counter orders ids of one millisecond.
 * @param atMs wall-clock milliseconds, from the one clock
 */
export function newUuid(atMs: number): string {
  if (atMs > lastMs) {
    lastMs = atMs;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  if (poolAt + 8 > pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const random = pool.subarray(poolAt, poolAt + 8);
  poolAt += 8;
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const tail = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

export function wireId(prefix: IdPrefix, uuid: string): string {
  return `${prefix}_${uuid}`;
}

/** The UUID of a wire id, or undefined when the text is not an id of that kind. */
export function parseId(prefix: IdPrefix, text: string): string | undefined {
  const uuid = text.slice(prefix.length + 1);
  return text.startsWith(`${prefix}_`) && UUID.test(uuid) ? uuid : undefined;
}

/**
 * The UUID of a wire id that names a resource in a path.
 * @throws DomainError `not_found`, the same answer as for an unknown or a foreign id.
 */
export function parseIdOrNotFound(prefix: IdPrefix, text: string): string {
  const uuid = parseId(prefix, text);
  if (uuid === undefined) throw new DomainError('not_found', { detail: 'There is nothing with this id that you may see.' });
  return uuid;
}

/**
 * The UUID of a wire id in a request body.
 * @throws DomainError `validation_failed` naming `pointer`.
 */
export function parseIdField(prefix: IdPrefix, text: string, pointer: string): string {
  const uuid = parseId(prefix, text);
  if (uuid === undefined) {
    throw new DomainError('validation_failed', {
      detail: `An id that starts with ${prefix}_ is expected.`,
      fields: [{ pointer, code: 'invalid_id', detail: `Send an id of the form ${prefix}_ followed by a lower-case UUID.` }],
    });
  }
  return uuid;
}
