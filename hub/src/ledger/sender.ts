import { usedToken } from '../access/replay.store';
import { actorOf, type RequestContext } from '../access/request-context';
import { DomainError } from '../kernel/errors';
import type { Intent } from './domain/intent';

/** Who asks for an act on points, by which key, and with which signed token where a partner does. */
export type Sender = Pick<Intent, 'partnerId' | 'idempotencyKey' | 'fingerprint' | 'actorId' | 'token'>;

/** @throws DomainError `idempotency_key_missing` */
export function senderFor(context: RequestContext | undefined, partnerId: string): Sender {
  const caller = context?.caller;
  if (!context || context.idempotencyKey === undefined) throw new DomainError('idempotency_key_missing', { detail: 'Send an Idempotency-Key: it names this intent, and a retry with it changes nothing.' });
  return { partnerId, idempotencyKey: context.idempotencyKey, fingerprint: context.fingerprint, actorId: actorOf(context),
    ...(caller?.kind === 'PARTNER' && { token: { ...usedToken(caller, context.requestId), kid: caller.kid, compact: caller.token, bodyDigest: context.bodyDigest } }) };
}
