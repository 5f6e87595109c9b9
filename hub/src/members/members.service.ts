import type { Pool } from 'pg';
import { claimToken } from '../access/replay.store';
import { partnerOf, type RequestContext } from '../access/request-context';
import { inTransaction } from '../db/tx';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, wireId } from '../kernel/ids';
import { findMember, insertMember } from './member.store';
import type { EnrolRequest, IdentifierRequest, LookupRequest, LookupResult, Member } from './members.wire';

const FORM: Record<IdentifierRequest['kind'], RegExp> = { PHONE: /^\+[1-9][0-9]{6,14}$/, EMAIL: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, CARD: /^[A-Za-z0-9-]{1,40}$/, PARTNER_CUSTOMER: /^[A-Za-z0-9._:/-]{1,64}$/ };

export class MembersService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  /** @throws DomainError `identifier_in_use`; who has it is not said */
  async enrol(context: RequestContext | undefined, body: EnrolRequest): Promise<Member> {
    const caller = partnerOf(context);
    const identifiers = body.identifiers.map((one, at) => ({ kind: one.kind, value: normal(one, at) }));
    const memberId = newUuid(this.clock.wall().getTime());
    const at = this.clock.now();
    await inTransaction(this.pool, async (tx) => {
      await claimToken(tx, caller, context?.requestId ?? '');
      if (await insertMember(tx, { memberId, name: body.name.normalize('NFC'), enrolledBy: caller.partnerId, at, identifiers })) return;
      throw new DomainError('identifier_in_use', { detail: 'A member with one of these identifiers is enrolled already. Look the member up instead.', fields: [{ pointer: '/identifiers', code: 'in_use', detail: 'Send identifiers that nobody has.' }] });
    });
    return { object: 'member', id: wireId('mem', memberId), status: 'ACTIVE', name: body.name.normalize('NFC'), identifierKinds: [...new Set(identifiers.map((one) => one.kind))], createdAt: at.toISOString() };
  }

  async lookup(context: RequestContext | undefined, body: LookupRequest): Promise<LookupResult> {
    partnerOf(context);
    const memberId = await findMember(this.pool, body.member);
    if (memberId === undefined) throw new DomainError('member_not_found', { detail: 'No member has this reference. Check it, or enrol the member first.' });
    return { object: 'memberLookup', memberId: wireId('mem', memberId) };
  }
}

function normal(identifier: IdentifierRequest, at: number): string {
  const value = identifier.kind === 'EMAIL' ? identifier.value.toLowerCase() : identifier.value;
  if (FORM[identifier.kind].test(value)) return value;
  throw new DomainError('validation_failed', { detail: 'An identifier is not of the form of its kind.', fields: [{ pointer: `/identifiers/${at}/value`, code: 'invalid_identifier', detail: 'Send a phone number as +62…, an e-mail address, or a card or customer number.' }] });
}
