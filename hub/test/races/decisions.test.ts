import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ActsService, QuarantineService } from '../../src/ledger';
import type { RequestContext } from '../../src/access/request-context';
import { DomainError } from '../../src/kernel/errors';
import { givenCoalition, type Coalition } from '../support/coalition';

/** What two people decide at once: whatever the order, the answer, the state and the books say the same. */
describe('two decisions at once', () => {
  let c: Coalition;
  let acts: ActsService;
  let quarantine: QuarantineService;
  beforeAll(async () => {
    c = await givenCoalition();
    acts = new ActsService(c.db.pool, c.service, c.clock);
    quarantine = new QuarantineService(c.db.pool, c.clock, c.service);
  }, 120_000);
  afterAll(() => c.db.drop());

  const as = (subject: string): RequestContext => {
    const requestId = randomUUID();
    return { requestId, ip: '', fingerprint: createHash('sha256').update(requestId).digest(), bodyDigest: Buffer.alloc(32), idempotencyKey: requestId, caller: { kind: 'USER', subject, name: subject, roles: new Set() } };
  };
  const told = async (answer: Promise<{ status: string }>): Promise<string> => answer.then((one) => one.status, (error: unknown) => {
    if (error instanceof DomainError) return error.code;
    throw error;
  });
  const balance = async (memberId: string): Promise<number> => Number((await c.db.owner.query<{ balance: string }>('SELECT balance FROM member_balance WHERE member_id = $1', [memberId])).rows[0]?.balance ?? 0);

  test.each(['withdraw', 'reject'] as const)('approve and %s: one of them is refused, and points are there only with the approval', async (other) => {
    for (let delay = 0; delay < 12; delay += 1) {
      const memberId = await c.member();
      const asked = await acts.adjust(as('rina'), { member: `mem_${memberId}`, issuer: `prt_${c.partner['A'] ?? ''}`, direction: 'CREDIT', points: 2000, reasonCode: 'GOODWILL' });
      const { id } = asked as unknown as { id: string };
      const [approved, ended] = await Promise.all([told(acts.approve(as('budi'), id)), wait(delay).then(() => told(other === 'withdraw' ? acts.withdraw(as('rina'), id) : acts.reject(as('sari'), id, 'No.')))]);
      const { status, postingId } = await acts.get(id);
      expect([[approved, ended, status, postingId !== undefined, await balance(memberId)]]).toContainEqual(approved === 'APPROVED' ? ['APPROVED', 'transition_not_allowed', 'APPROVED', true, 2000] : ['transition_not_allowed', status, status, false, 0]);
    }
  });

  test('second approval and rejection of what is in quarantine', async () => {
    for (let delay = 0; delay < 8; delay += 1) {
      const memberId = await c.member();
      expect((await c.post({ verb: 'EARN', partner: 'A', memberId, points: 99n, occurredAt: new Date(Date.now() - 90 * 3_600_000) })).refusal?.code).toBe('offline_window_expired');
      const id = `qrt_${(await c.db.owner.query<{ id: string }>('SELECT quarantine_id AS id FROM quarantine_item WHERE member_id = $1', [memberId])).rows[0]?.id ?? ''}`;
      await quarantine.approve(as('rina'), id);
      const [approved, rejected] = await Promise.all([told(quarantine.approve(as('sari'), id)), wait(delay).then(() => told(quarantine.reject(as('rina'), id, 'No.')))]);
      const [{ status }] = (await c.db.owner.query<{ status: string }>('SELECT status FROM quarantine_item WHERE member_id = $1', [memberId])).rows as [{ status: string }];
      expect([approved, rejected, status, await balance(memberId)]).toEqual(approved === 'POSTED' ? ['POSTED', 'transition_not_allowed', 'POSTED', 99] : ['transition_not_allowed', 'REJECTED', 'REJECTED', 0]);
    }
  });

  test('a refusal of the ledger leaves the decision open, and it may be tried again', async () => {
    const memberId = await c.member();
    const asked = await acts.adjust(as('rina'), { member: `mem_${memberId}`, issuer: `prt_${c.partner['A'] ?? ''}`, direction: 'DEBIT', points: 2000, reasonCode: 'ERROR' });
    const { id } = asked as unknown as { id: string };
    expect(await told(acts.approve(as('budi'), id))).toBe('insufficient_points');
    expect((await acts.get(id)).status).toBe('PENDING');
    expect(await told(acts.withdraw(as('rina'), id))).toBe('WITHDRAWN');
  });
});
