import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import file from '../vectors/settlement.json';

/** A worked example of the settlement: what is given, and what must come of it to the rupiah. Each kind has a shape of its own. */
export interface Vector {
  readonly id: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each kind of vector has a shape of its own
  readonly given: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each kind of vector has a shape of its own
  readonly expected: any;
}

const all = (file as unknown as { vectors: Vector[] }).vectors;
/** What holds unless a vector says otherwise: terms and the tax profile. */
export const defaults = file.defaults;
export const vectorIds: readonly string[] = all.map((one) => one.id);

/** The figures that tests of this file have read so far, such as `W1.expected.parties[0].netCash`. */
const read = new Set<string>();

/** A worked example by its id. Every figure that a test reads of it is noted, so that the end of a full run can name those that no test looked at. */
export function vector(id: string): Vector {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`There is no vector ${id}.`);
  return { id, given: watched(found.given, `${id}.given`), expected: watched(found.expected, `${id}.expected`) };
}

export function vectors(...ids: string[]): Vector[] {
  return ids.map(vector);
}

function watched(value: unknown, at: string): unknown {
  if (typeof value !== 'object' || value === null) {
    read.add(at);
    return value;
  }
  return new Proxy(value, { get: (target, name, receiver): unknown => {
    const one: unknown = Reflect.get(target, name, receiver);
    return typeof name === 'symbol' || !Object.hasOwn(target, name) || (Array.isArray(target) && name === 'length') ? one : watched(one, Array.isArray(target) ? `${at}[${name}]` : `${at}.${name}`);
  } });
}

/** What says what a figure is and is no figure itself. */
const LABELS = /\.(name|text|windowId)$/;

/** Every figure of every vector. */
export function figures(): string[] {
  const leaves = (value: unknown, at: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((one, place) => leaves(one, `${at}[${place}]`));
    if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([name, one]) => leaves(one, `${at}.${name}`));
    return LABELS.test(at) ? [] : [at];
  };
  return all.flatMap((one) => [...leaves(one.given, `${one.id}.given`), ...leaves(one.expected, `${one.id}.expected`)]);
}

/** Keeps what the tests of one file have read, for the end of the run. */
export function keepReads(testPath: string): void {
  const folder = process.env['KONGSI_VECTOR_READS'];
  if (!folder || read.size === 0) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${testPath.replace(/\W+/g, '-')}.json`), JSON.stringify([...read]));
}

/** The test files below a folder that run vectors, with the ids that each names. */
export function vectorTests(root: string): Map<string, string[]> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.test.ts') && !one.includes('node_modules') && basename(one) !== 'vectors.test.ts');
  const found = files.map((one): [string, string] => [join(root, one), readFileSync(join(root, one), 'utf8')]).filter(([, text]) => text.includes('support/vectors\''));
  return new Map(found.map(([path, text]) => [path, vectorIds.filter((id) => new RegExp(`\\bvector\\('${id}'\\)|vectors\\([^)]*'${id}'`).test(text))]));
}

/** Figures that nobody read in a run of all tests of vectors; undefined when some of those tests did not run. */
export function unreadFigures(root: string, folder: string): string[] | undefined {
  const reports = new Map(readdirSync(folder).map((one) => [one, JSON.parse(readFileSync(join(folder, one), 'utf8')) as string[]]));
  const missing = [...vectorTests(root).keys()].some((path) => !reports.has(`${path.replace(/\W+/g, '-')}.json`));
  if (missing) return undefined;
  const seen = new Set([...reports.values()].flat());
  return figures().filter((one) => !seen.has(one));
}
