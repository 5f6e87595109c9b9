import type { Pool } from 'pg';
import { claimToken } from '../access/replay.store';
import { actorOf, partnerOf, viewerOf, type RequestContext } from '../access/request-context';
import { inTransaction } from '../db/tx';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdOrNotFound, wireId } from '../kernel/ids';
import { findMember, insertMember, lockSpending, mayPartnerSee, memberById, moveMember } from './member.store';
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
    const memberId = await findMember(this.pool, body.member, viewerOf(context).partnerId);
    if (memberId === undefined) throw new DomainError('member_not_found', { detail: 'No member has this reference. Check it, or enrol the member first.' });
    return { object: 'memberLookup', memberId: wireId('mem', memberId) };
  }

  async get(context: RequestContext | undefined, memberId: string): Promise<Member> {
    const uuid = parseIdOrNotFound('mem', memberId);
    const { partnerId } = viewerOf(context);
    const row = await memberById(this.pool, uuid);
    if (!row || (partnerId !== undefined && !(await mayPartnerSee(this.pool, uuid, partnerId, this.clock.now())))) throw new DomainError('not_found', { detail: 'There is no member with this id that you may see.' });
    return { object: 'member', id: memberId, status: row.status, ...(row.spendLocked && { spendLocked: true }), ...(row.mergedInto !== null && { mergedInto: wireId('mem', row.mergedInto) }), name: row.name, identifierKinds: row.kinds, createdAt: row.createdAt.toISOString() };
  }

  /** Spending is locked for a lost card or a stolen account; earning goes on. */
  async lock(context: RequestContext | undefined, memberId: string, locked: boolean, reason: string): Promise<Member> {
    const uuid = parseIdOrNotFound('mem', memberId);
    const done = await inTransaction(this.pool, (tx) => lockSpending(tx, uuid, locked, actorOf(context), reason, this.clock.now()));
    const member = await this.get(context, memberId);
    if (!done) throw new DomainError('transition_not_allowed', { detail: `The member is ${member.status}.` });
    return member;
  }

  /** A frozen member keeps its points and can neither earn nor burn. */
  async freeze(context: RequestContext | undefined, memberId: string, freeze: boolean, reason: string): Promise<Member> {
    const uuid = parseIdOrNotFound('mem', memberId);
    const [from, to] = freeze ? ['ACTIVE', 'FROZEN'] : ['FROZEN', 'ACTIVE'];
    const moved = await inTransaction(this.pool, (tx) => moveMember(tx, uuid, from, to, actorOf(context), reason, this.clock.now()));
    const member = await this.get(context, memberId);
    if (!moved && member.status !== to) throw new DomainError('transition_not_allowed', { detail: `The member is ${member.status}.` });
    return member;
  }
}

function normal(identifier: IdentifierRequest, at: number): string {
  const value = identifier.kind === 'EMAIL' ? identifier.value.toLowerCase() : identifier.value;
  if (FORM[identifier.kind].test(value)) return value;
  throw new DomainError('validation_failed', { detail: 'An identifier is not of the form of its kind.', fields: [{ pointer: `/identifiers/${at}/value`, code: 'invalid_identifier', detail: 'Send a phone number as +62…, an e-mail address, or a card or customer number.' }] });
}
