/** Reads a value of an expected form, or throws a {@link ShapeError} that says where it is not. */
export type Reader<T> = (value: unknown, where: string) => T;

export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

type OptionalReader<T> = Reader<T | undefined> & { readonly mayBeAbsent: true };
type Readers<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

export const text: Reader<string> = (value, where) => {
  if (typeof value !== 'string') throw new ShapeError(`${where} is no text`);
  return value;
};

export const matching = (pattern: RegExp): Reader<string> => (value, where) => {
  if (typeof value !== 'string' || !pattern.test(value)) throw new ShapeError(`${where} has not the form that is expected of it`);
  return value;
};

export const wholeNumber: Reader<number> = (value, where) => {
  if (!Number.isSafeInteger(value)) throw new ShapeError(`${where} is no whole number`);
  return value as number;
};

export const oneOf = <T extends string | number | boolean>(...known: readonly T[]): Reader<T> => (value, where) => {
  if (!known.includes(value as T)) throw new ShapeError(`${where} is none of ${known.join(', ')}`);
  return value as T;
};

export const orNull = <T>(reader: Reader<T>): Reader<T | null> => (value, where) => (value === null ? null : reader(value, where));

export const optional = <T>(reader: Reader<T>): OptionalReader<T> =>
  Object.assign((value: unknown, where: string) => (value === undefined ? undefined : reader(value, where)), { mayBeAbsent: true as const });

export const listOf = <T>(reader: Reader<T>): Reader<T[]> => (value, where) => {
  if (!Array.isArray(value)) throw new ShapeError(`${where} is no list`);
  return value.map((one, at) => reader(one, `${where}[${at}]`));
};

export const recordOf = <T>(reader: Reader<T>): Reader<Readonly<Record<string, T>>> => (value, where) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ShapeError(`${where} is no object`);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, reader(one, `${where}.${name}`)]));
};

/** An object with these fields. `exact` refuses any other: nothing would bind it. Otherwise what else stands there is left to the hash over it. */
function object<T>(readers: Readers<T>, exact: boolean): Reader<T> {
  const names = Object.keys(readers) as (keyof T & string)[];
  return (value, where) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ShapeError(`${where} is no object`);
    const fields = value as Record<string, unknown>;
    const unknown = exact ? Object.keys(fields).find((name) => !(names as string[]).includes(name)) : undefined;
    if (unknown !== undefined) throw new ShapeError(`${where} has a field that nothing binds: ${unknown}`);
    const missing = names.find((name) => !Object.hasOwn(fields, name) && !('mayBeAbsent' in readers[name]));
    if (missing !== undefined) throw new ShapeError(`${where} has no ${missing}`);
    return Object.fromEntries(names.filter((name) => Object.hasOwn(fields, name)).map((name) => [name, readers[name](fields[name], `${where}.${name}`)])) as T;
  };
}

export const exactly = <T>(readers: Readers<T>): Reader<T> => object(readers, true);
export const atLeast = <T>(readers: Readers<T>): Reader<T> => object(readers, false);
