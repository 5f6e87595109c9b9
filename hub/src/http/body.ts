import type { NextFunction, Request, Response } from 'express';
import { DomainError, type FieldFault } from '../kernel/errors';
import { notAsTheWire, readStrictJson } from './strict-json';

/** Reads the bytes that the door has taken in as JSON. */
export function readBody(request: Request, _response: Response, next: NextFunction): void {
  const raw = request.rawBody ?? Buffer.alloc(0);
  // A partner's day is a file: what is in it is read where its lines can be named.
  if (request.method === 'POST' && request.path === '/reconciliations') return next();
  if (raw.length > 0) {
    if (!request.is('application/json')) throw new DomainError('media_type_unsupported', { detail: 'Send Content-Type: application/json.' });
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    } catch {
      throw new DomainError('json_malformed', { detail: 'The body is not UTF-8. Send JSON in UTF-8.' });
    }
    const { value, faults } = readStrictJson(text);
    const ofItems = request.path === '/batches' ? faultsOfItems(faults) : new Map<number, FieldFault[]>();
    if (faults.length > 0 && ofItems.size === 0) throw notAsTheWire(faults);
    request.body = value;
    request.itemFaults = ofItems;
  } else if (request.method === 'POST') request.body = {};
  next();
}

/** Faults of a batch by item, for one bad item never fails the rest; none when something else of the batch is at fault. */
function faultsOfItems(faults: readonly FieldFault[]): Map<number, FieldFault[]> {
  const items = new Map<number, FieldFault[]>();
  for (const fault of faults) {
    const at = /^\/items\/(\d+)(?:\/|$)/.exec(fault.pointer)?.[1];
    if (at === undefined) return new Map();
    items.set(Number(at), [...(items.get(Number(at)) ?? []), fault]);
  }
  return items;
}
