import type { Response } from 'express';

/** The id of the request under way, as it stands in the answer's header. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader('Kongsi-Request-Id') ?? '');
}
