import type { NextFunction, Request, Response } from 'express';
import { ValidateError } from '@tsoa/runtime';
import { concernsAll, OutcomeUnknown } from '../db/tx';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { fieldInIndonesian, problemInIndonesian } from './indonesian';
import { cashierMessageOf, PROBLEMS } from './problem';
import { requestIdOf } from './request-id';
import { wordsFor } from './words';

/** Turns every refusal and fault into a problem document (RFC 9457). A fault of ours says nothing of its inside; it is logged once. */
export function problemHandler(clock: Clock, log: (entry: object) => void) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = asDomainError(error);
    if (refusal.code === 'internal_error' || refusal.code === 'busy' || refusal.code === 'outcome_unknown') log({ requestId: requestIdOf(response), error: error instanceof Error ? error.stack : String(error) });
    const { status, headers, body } = problemOf(refusal, request.path, requestIdOf(response), clock, languageOf(request));
    for (const [name, value] of headers) response.setHeader(name, value);
    response.status(status).send(body);
  };
}

/** The language in which a refusal is told: Indonesian where the caller prefers it, English otherwise. Its code is the same in both. */
function languageOf(request: Request): 'id' | 'en' {
  return request.acceptsLanguages('en', 'id') === 'id' ? 'id' : 'en';
}

/** A refusal as it goes over the wire: status, the headers that belong to it, and the document. */
export function problemOf(refusal: DomainError, path: string, requestId: string, clock: Clock, language: 'id' | 'en' = 'en'): { readonly status: number; readonly headers: readonly (readonly [string, string])[]; readonly body: string } {
  const { status, title: english, retryable = false } = PROBLEMS[refusal.code];
  const { title, detail } = language === 'id' ? problemInIndonesian(refusal.code, refusal.facts.detail) : { title: english, detail: refusal.facts.detail ?? english };
  const fields = language === 'id' ? refusal.facts.fields?.map((one) => ({ ...one, detail: fieldInIndonesian(one.detail) })) : refusal.facts.fields;
  const later = refusal.code === 'idempotency_in_progress' || status === 503;
  const cashierMessage = cashierMessageOf(refusal.code, refusal.facts.data);
  // The facts of a code come first, so that none of them can take the place of a member that RFC 9457 defines.
  const body = JSON.stringify({ ...refusal.facts.data, type: `/docs/errors#${refusal.code}`, title, status, detail, instance: path, code: refusal.code, requestId, retryable,
    serverTime: clock.wall().toISOString(), ...(cashierMessage && { cashierMessage }), ...(fields && { errors: fields }) });
  return { status, headers: [...(later ? [['Retry-After', String(1 + (requestId.charCodeAt(39) % 3))] as const] : []), ['Kongsi-Should-Retry', String(retryable)], ['Content-Type', 'application/problem+json; charset=utf-8'], ['Content-Language', language], ...(status === 415 ? [['Accept-Encoding', 'identity'] as const] : []), ...(status === 401 ? [['WWW-Authenticate', 'Bearer realm="kongsi"'] as const] : [])], body };
}

export function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof ValidateError) {
    const fields = Object.entries(error.fields).map(([path, fault]) => ({ pointer: pointerOf(path), code: 'invalid', detail: wordsFor(fault) }));
    // What is not in the body is a parameter of the address; inside a list of the body the validator leaves its name out.
    const inBody = Object.keys(error.fields).some((path) => /^(body|requestBody)\b|\.\$\d/.test(path));
    if (!inBody) return new DomainError('parameter_invalid', { detail: 'A parameter is not as the contract demands; see errors.', fields: fields.map((field) => ({ ...field, pointer: field.pointer.slice(1) })) });
    return new DomainError('validation_failed', { detail: 'The request is not as the contract demands; see errors.', fields });
  }
  const { type } = error as { type?: string };
  if (type === 'entity.too.large') return new DomainError('body_too_large', { detail: 'A body has at most 64 KiB, a batch or a dispute with its files at most 2 MiB, a partner\'s day at most 64 MiB.' });
  const fault = databaseFault(error);
  if (fault) return fault;
  if (error instanceof URIError) return new DomainError('route_not_found', { detail: 'The path cannot be read.' });
  return new DomainError('internal_error', { detail: 'The request may have happened. Send it again with the same key and a new token.' });
}

/** What a fault of the database means to the caller: nothing happened, or nobody knows. */
function databaseFault(error: unknown): DomainError | undefined {
  const { code = '' } = error as { code?: string };
  if (error instanceof OutcomeUnknown) return new DomainError('outcome_unknown', { detail: 'The request may have happened. Send it again with the same key and a new token until you get a clear answer.' });
  if (!concernsAll(error)) return undefined;
  const waited = ['40001', '40P01', '55P03', '57014'].includes(code);
  return new DomainError('busy', { detail: `${waited ? 'The hub waited too long for other work.' : 'The hub cannot reach its books now.'} Nothing happened; send the request again with the same key and a new token.` });
}

/** Field paths of the validator come in several forms; a caller gets JSON pointers into the body. */
export function pointerOf(path: string): string {
  return path.replace(/^(body|requestBody)\b/, '').replaceAll('.$', '.').split('.').filter(Boolean).map((part) => `/${part}`).join('') || '/';
}
