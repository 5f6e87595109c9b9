import { DomainError } from '../kernel/errors';

const MAX_DEPTH = 20;
const WHOLE = /^-?(0|[1-9][0-9]{0,15})$/;
const TOKEN = /[\s]*([{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?[0-9][0-9+\-.eE]*|true|false|null)/y;

/**
 * Reads a JSON body as the wire demands it: no duplicate names, at most 20 levels, and every number a whole number judged on its digits
 * as sent, so that 1.0, 1e3 and 9007199254740993 are refused instead of being bent.
 * @throws DomainError `json_malformed`, or `validation_failed` naming the number's place
 */
export function parseStrictJson(text: string): unknown {
  const scanner = new Scanner(text);
  const value = scanner.value('', 0);
  scanner.end();
  return value;
}

class Scanner {
  private at = 0;
  constructor(private readonly text: string) {}

  value(pointer: string, depth: number): unknown {
    if (depth > MAX_DEPTH) throw malformed('The body is nested deeper than 20 levels.');
    const token = this.next();
    if (token === '{') return this.object(pointer, depth);
    if (token === '[') return this.array(pointer, depth);
    if (token.startsWith('"')) return JSON.parse(token);
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    if (/^-?[0-9]/.test(token)) return whole(token, pointer);
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
      // A name such as __proto__ must become a property, never the prototype.
      Object.defineProperty(result, key, { value: this.value(`${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1), enumerable: true, writable: true, configurable: true });
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

function whole(token: string, pointer: string): number {
  const value = Number(token);
  if (WHOLE.test(token) && Number.isSafeInteger(value)) return value;
  throw new DomainError('validation_failed', {
    detail: 'A number is not a whole number between -(2^53 - 1) and 2^53 - 1.',
    fields: [{ pointer, code: 'invalid_number', detail: 'Send a whole number without decimals or exponent; amounts of money are strings.' }],
  });
}

function malformed(detail: string): DomainError {
  return new DomainError('json_malformed', { detail: `The body is not JSON that can be accepted. ${detail}` });
}
