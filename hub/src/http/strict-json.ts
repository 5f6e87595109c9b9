import { DomainError, type FieldFault } from '../kernel/errors';
import { faultOfText, type TextKind } from '../kernel/text';

const MAX_DEPTH = 20;
const WHOLE = /^-?(0|[1-9][0-9]{0,15})$/;
const TOKEN = /[\s]*([{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?[0-9][0-9+\-.eE]*|true|false|null)/y;

/** Fields in which people write more than a line, and what holds a file; every other text is one line. */
const KINDS: Readonly<Record<string, TextKind>> = { note: 'LINES', reason: 'LINES', text: 'LINES', address: 'LINES', content: 'FILE' };
/** A body with more faults than a full batch could tell is refused at once. */
const MOST_FAULTS = 10_000;
const MOST_FAULTS_OF_ONE = 20;

/**
 * Reads a JSON body as the wire demands it: no duplicate names, at most 20 levels, every number a whole number judged on its digits
 * as sent, so that 1.0, 1e3 and 9007199254740993 are refused instead of being bent, and every text NFC without control characters.
 * @throws DomainError `json_malformed`, or `validation_failed` naming each number and text
 */
export function parseStrictJson(text: string): unknown {
  const { value, faults } = readStrictJson(text);
  if (faults.length > 0) throw notAsTheWire(faults);
  return value;
}

/**
 * The same, for a body of which one part may be refused without the rest: where a fault stands the value is undefined.
 * @throws DomainError `json_malformed`
 */
export function readStrictJson(text: string): { readonly value: unknown; readonly faults: readonly FieldFault[] } {
  const scanner = new Scanner(text);
  const value = scanner.value('', 0);
  scanner.end();
  return { value, faults: scanner.faults };
}

export function notAsTheWire(faults: readonly FieldFault[]): DomainError {
  return new DomainError('validation_failed', { detail: 'A number or a text is not as the wire demands; see errors.', fields: faults.slice(0, MOST_FAULTS_OF_ONE) });
}

class Scanner {
  private at = 0;
  readonly faults: FieldFault[] = [];
  private readonly counts = new Map<string, number>();
  constructor(private readonly text: string) {}

  value(pointer: string, depth: number, kind: TextKind = 'LINE'): unknown {
    if (depth > MAX_DEPTH) throw malformed('The body is nested deeper than 20 levels.');
    const token = this.next();
    if (token === '{') return this.object(pointer, depth);
    if (token === '[') return this.array(pointer, depth);
    if (token.startsWith('"')) return this.readText(token, pointer, kind);
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    if (/^-?[0-9]/.test(token)) return this.readNumber(token, pointer);
    throw malformed(`There is an unexpected ${token}.`);
  }

  end(): void {
    if (this.text.slice(this.at).trim() !== '') throw malformed('There is more after the JSON value.');
  }

  private object(pointer: string, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    if (this.peek() === '}') return this.skip(result);
    for (;;) {
      const name = this.next();
      if (!name.startsWith('"')) throw malformed('A property name is missing.');
      const key = JSON.parse(name) as string;
      if (Object.hasOwn(result, key)) throw malformed(`The property ${JSON.stringify(key)} stands twice.`);
      if (this.next() !== ':') throw malformed('A colon is missing.');
      const unfit = faultOfText(key, 'LINE');
      if (unfit) throw malformed(`The name of a property is not acceptable. ${unfit.detail}`);
      const value = this.value(`${pointer}/${/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key}`, depth + 1, Object.hasOwn(KINDS, key) ? KINDS[key] : 'LINE');
      // This one name must become a property too, never the prototype.
      if (key === '__proto__') Object.defineProperty(result, key, { value, enumerable: true, writable: true, configurable: true });
      else result[key] = value;
      const then = this.next();
      if (then === '}') return result;
      if (then !== ',') throw malformed('A comma is missing.');
    }
  }

  private array(pointer: string, depth: number): unknown[] {
    const result: unknown[] = [];
    if (this.peek() === ']') return this.skip(result);
    for (;;) {
      result.push(this.value(`${pointer}/${result.length}`, depth + 1));
      const then = this.next();
      if (then === ']') return result;
      if (then !== ',') throw malformed('A comma is missing.');
    }
  }

  private readText(token: string, pointer: string, kind: TextKind): string | undefined {
    const text = JSON.parse(token) as string;
    const fault = faultOfText(text, kind);
    return fault ? this.refuse({ pointer, ...fault }) : text;
  }

  private readNumber(token: string, pointer: string): number | undefined {
    const value = Number(token);
    if (WHOLE.test(token) && Number.isSafeInteger(value)) return value;
    return this.refuse({ pointer, code: 'invalid_number', detail: 'Send a whole number from -(2^53 - 1) to 2^53 - 1, without decimals or exponent; amounts of money are strings.' });
  }

  /** Of one part of the body, such as an item of a batch, so many faults are told; all of them would help nobody. */
  private refuse(fault: FieldFault): undefined {
    const part = fault.pointer.split('/', 3).join('/');
    const count = (this.counts.get(part) ?? 0) + 1;
    this.counts.set(part, count);
    if (count <= MOST_FAULTS_OF_ONE) this.faults.push(fault);
    if (this.faults.length > MOST_FAULTS) throw notAsTheWire(this.faults);
    return undefined;
  }

  private skip<T>(value: T): T {
    this.next();
    return value;
  }

  private peek(): string {
    const { at } = this;
    const token = this.next();
    this.at = at;
    return token;
  }

  private next(): string {
    TOKEN.lastIndex = this.at;
    const found = TOKEN.exec(this.text);
    if (!found) throw malformed(`It cannot be read at character ${this.at}.`);
    this.at = TOKEN.lastIndex;
    return found[1] as string;
  }
}

function malformed(detail: string): DomainError {
  return new DomainError('json_malformed', { detail: `The body is not JSON that can be accepted. ${detail}` });
}
