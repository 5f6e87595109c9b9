/** An RFC 9457 problem as the hub sends it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  retryable: boolean;
  serverTime: string;
  errors?: { pointer: string; code: string; detail: string }[];
  [fact: string]: unknown;
}

/** The hub refused. `code` is stable; `problem` has the rest, such as `available` and the fields at fault. */
export class KongsiApiError extends Error {
  override readonly name: string = 'KongsiApiError';
  readonly code: string;
  readonly status: number;
  readonly requestId: string;
  readonly retryable: boolean;
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail} (${problem.requestId})`);
    ({ code: this.code, status: this.status, requestId: this.requestId, retryable: this.retryable } = problem);
  }
}

/** There was no answer of the hub's. What was asked may have happened: send it again with the same externalId. */
export class KongsiConnectionError extends Error {
  override readonly name: string = 'KongsiConnectionError';
  readonly code = 'no_answer' as const;
  readonly outcome = 'UNKNOWN' as const;
}

/** Whether an error is Kongsi's, and of a certain code; `no_answer` is that of a KongsiConnectionError. Works across duplicate packages. */
export function isKongsiError(error: unknown): error is KongsiApiError | KongsiConnectionError;
export function isKongsiError(error: unknown, code: 'no_answer'): error is KongsiConnectionError;
export function isKongsiError(error: unknown, code: string): error is KongsiApiError;
export function isKongsiError(error: unknown, code?: string): boolean {
  return error instanceof Error && (error.name === 'KongsiApiError' || error.name === 'KongsiConnectionError') && (code === undefined || (error as KongsiApiError).code === code);
}
