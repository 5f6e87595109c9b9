import type { NextFunction, Request, Response } from 'express';
import { isBusinessDate } from '../kernel/business-date';
import { DomainError, type FieldFault } from '../kernel/errors';
import { faultOfText } from '../kernel/text';

interface Parameter { readonly name: string; readonly in: string; readonly schema?: { readonly type?: string } }
interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[]; readonly responses?: Readonly<Record<string, { readonly content?: object }>> }>>>>;
}

interface Route {
  /** The first name of the path; no path begins with a parameter. */
  readonly first: string;
  readonly pattern: RegExp;
  readonly literal: boolean;
  /** Names of the path's parameters, in their order. */
  readonly names: readonly string[];
  readonly methods: ReadonlyMap<string, Operation>;
}

interface Operation {
  /** Query parameters: `date` for one that names a day, otherwise the type of the contract. */
  readonly query: ReadonlyMap<string, string>;
  /** Media types that the operation answers with. */
  readonly answers: readonly string[];
}

/** By its name a parameter is a day of a span, or one day; in the contract it is a text. */
const DAY = /(^f|F)rom$|(^t|T)o$|^(date|month)$/;
const WHOLE = /^-?(0|[1-9][0-9]{0,15})$/;

/**
 * Refuses what the contract does not know before any route looks at it: a method that a path has not, query parameters that an operation does not take, and values
 * that no parameter of that kind can have. A misspelt filter must not silently show everything, nor a span that ends before it begins silently nothing.
 */
export function contractGuard(contract: Contract, version: string) {
  const routes = new Map<string, Route[]>();
  for (const route of routesOf(contract)) routes.set(route.first, [...(routes.get(route.first) ?? []), route]);
  return (request: Request, response: Response, next: NextFunction): void => {
    checkHeaders(request, version);
    const fitting = (routes.get(request.path.split('/', 2)[1] ?? '') ?? []).flatMap((route) => {
      const found = route.pattern.exec(request.path);
      return found ? [{ route, values: found.slice(1) }] : [];
    });
    if (fitting.length === 0) return next();
    const known = fitting.find(({ route }) => route.methods.has(request.method));
    const operation = known?.route.methods.get(request.method);
    if (!known || !operation) {
      response.setHeader('Allow', [...new Set(fitting.flatMap(({ route }) => [...route.methods.keys()]))].join(', '));
      return next(request.method === 'HEAD' ? undefined : new DomainError('method_not_allowed', { detail: `This path takes ${String(response.getHeader('Allow'))}.` }));
    }
    const fields = [...pathFaults(known.route.names, known.values), ...queryFaults(request, operation.query)];
    if (fields[0]) return next(new DomainError('parameter_invalid', { detail: fields[0].detail, fields }));
    if (request.headers.accept !== undefined && !request.accepts([...operation.answers])) return next(new DomainError('not_acceptable', { detail: `This answers with ${operation.answers.filter((one) => !one.includes('problem')).join(' or ')}. Send Accept with it, or leave Accept out.` }));
    next();
  };
}

function routesOf(contract: Contract): Route[] {
  return Object.entries(contract.paths).map(([path, methods]) => ({
    first: path.split('/', 2)[1] ?? '', pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '([^/]+)')}$`), literal: !path.includes('{'), names: [...path.matchAll(/\{([^}]+)\}/g)].map((one) => one[1] ?? ''),
    methods: new Map(Object.entries(methods).map(([method, { parameters = [], responses = {} }]) => [method.toUpperCase(), {
      query: new Map(parameters.filter((one) => one.in === 'query').map(({ name, schema }) => [name, schema?.type === 'string' && DAY.test(name) ? 'date' : (schema?.type ?? 'string')])),
      answers: [...new Set([...Object.values(responses).flatMap(({ content = {} }) => Object.keys(content)), 'application/json', 'application/problem+json'])],
    }])),
  })).sort((a, b) => Number(b.literal) - Number(a.literal));
}

/** What holds for every request, whatever it asks for. Bytes are signed as they are sent, so a body that had to be unpacked first could not be checked. */
function checkHeaders(request: Request, version: string): void {
  const encoding = request.get('content-encoding');
  if (encoding !== undefined && encoding !== 'identity') throw new DomainError('media_type_unsupported', { detail: 'Send the body as it is, without Content-Encoding: the digest in the token is taken over the bytes that are sent.' });
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(request.get('content-type') ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new DomainError('media_type_unsupported', { detail: 'Send the body in UTF-8, and charset=utf-8 or no charset.' });
  const asked = request.get('kongsi-version');
  if (asked !== undefined && asked !== version) throw new DomainError('version_unknown', { detail: `This hub speaks version ${version}. Send Kongsi-Version: ${version}, or leave it out.` });
}

function pathFaults(names: readonly string[], values: readonly string[]): FieldFault[] {
  return values.flatMap((value, at) => faultsOf(names[at] ?? '', decoded(value), 'string'));
}

function queryFaults(request: Request, known: ReadonlyMap<string, string>): FieldFault[] {
  const names = [...known.keys()];
  const faults = Object.entries(request.query).flatMap(([name, value]): FieldFault[] => {
    const type = known.get(name);
    if (type === undefined) return [{ pointer: name.slice(0, 40), code: 'unknown', detail: `There is no parameter ${faultOfText(name, 'LINE') ? 'of this name' : name.slice(0, 40)} here${names.length > 0 ? `; there are ${names.join(', ')}` : ''}.` }];
    if (typeof value !== 'string') return [{ pointer: name, code: 'repeated', detail: 'Send this parameter once, as one value.' }];
    // What is not UTF-8 has already become another character in `value`.
    return faultsOf(name, decoded(rawValue(request, name) ?? value), type);
  });
  if (faults.length > 0) return faults;
  return names.filter((name) => known.get(name) === 'date' && /[Ff]rom$/.test(name)).flatMap((from): FieldFault[] => {
    const to = from.replace(/rom$/, '').replace(/F$/, 'To').replace(/^f$/, 'to');
    const [first, last] = [request.query[from], request.query[to]];
    return typeof first === 'string' && typeof last === 'string' && first > last ? [{ pointer: from, code: 'after_to', detail: `Send ${from} no later than ${to}; the day of ${to} itself is not included.` }] : [];
  });
}

function faultsOf(name: string, value: string | undefined, type: string): FieldFault[] {
  if (value === undefined) return [{ pointer: name, code: 'not_utf8', detail: 'Send the value in UTF-8, percent-encoded.' }];
  const fault = faultOfText(value, 'LINE');
  if (fault) return [{ pointer: name, ...fault }];
  if (type === 'date' && !isBusinessDate(value)) return [{ pointer: name, code: 'invalid_date', detail: 'Send a calendar date such as 2026-11-22.' }];
  if ((type === 'number' || type === 'integer') && !WHOLE.test(value)) return [{ pointer: name, code: 'invalid_number', detail: 'Send a whole number in digits.' }];
  return [];
}

function rawValue(request: Request, name: string): string | undefined {
  const pair = (request.originalUrl.split('?')[1] ?? '').split('&').find((one) => decoded(one.split('=')[0] ?? '') === name);
  return pair === undefined ? undefined : /=(.*)$/.exec(pair)?.[1]?.replaceAll('+', ' ') ?? '';
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
