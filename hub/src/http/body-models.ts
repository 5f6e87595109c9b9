import { ValidationService, type FieldErrors } from '@tsoa/runtime';
import { DomainError } from '../kernel/errors';
import { models } from './generated/routes';
import { asDomainError, pointerOf } from './errors';
import { cashierMessageOf, PROBLEMS } from './problem';
import { wordsFor } from './words';

const validation = new ValidationService(models, { noImplicitAdditionalProperties: 'throw-on-extras', bodyCoercion: false });

/**
 * Judges a value by a model of the contract, exactly as a request's body is judged.
 * @throws DomainError `validation_failed` with pointers below `at`
 */
export function bodyOf<T>(model: string, value: unknown, at: string): T {
  const faults: FieldErrors = {};
  const read: unknown = validation.ValidateParam({ in: 'body', name: 'body', required: true, ref: model } as never, value, 'body', faults, true, undefined);
  const fields = Object.entries(faults).map(([path, fault]) => ({ pointer: `${at}${pointerOf(path)}`, code: 'invalid', detail: wordsFor(fault) }));
  if (fields.length > 0) throw new DomainError('validation_failed', { detail: 'The item is not as the contract demands; see errors.', fields });
  return read as T;
}

/** A refusal as it stands inside an answer that carries several: the same status and words as alone. */
export function problemOf(error: unknown): { status: number; code: string; title: string; detail: string } {
  const { code, facts } = asDomainError(error);
  const { status, title, retryable = false } = PROBLEMS[code];
  const cashierMessage = cashierMessageOf(code, facts.data);
  return { ...facts.data, code, title, detail: facts.detail ?? title, status, retryable, ...(cashierMessage && { cashierMessage }), ...(facts.fields && { errors: facts.fields }) } as { status: number; code: string; title: string; detail: string };
}
