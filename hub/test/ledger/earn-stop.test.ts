import { inTransaction } from '../../src/db/tx';
import { newUuid } from '../../src/kernel/ids';
import { liftEarnStop, stopEarns } from '../../src/partners';
import { givenCoalition, type Coalition } from '../support/coalition';

describe('a stop of a partner\'s earns', () => {
  let c: Coalition;
  beforeEach(async () => {
    c = await givenCoalition(['A', 'B']);
  });
  afterEach(() => c.db.drop());
  const stop = (reason: 'DUNNING' | 'HEADROOM'): Promise<boolean> => inTransaction(c.db.pool, (tx) => stopEarns(tx, { earnStopId: newUuid(1), partnerId: c.partner['A'] ?? '', reason, at: c.clock.now() }));
  const lift = (reason: 'DUNNING' | 'HEADROOM'): Promise<boolean> => inTransaction(c.db.pool, (tx) => liftEarnStop(tx, c.partner['A'] ?? '', reason, c.clock.now()));

  test('refuses earns of its points and nothing else, until every reason is gone', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 100n });
    expect([await stop('DUNNING'), await stop('DUNNING'), await stop('HEADROOM')]).toEqual([true, false, true]);
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId, points: 10n })).toBe('issuer_earn_stopped');
    await c.accepted({ verb: 'BURN', partner: 'B', memberId, points: 30n });
    await c.accepted({ verb: 'BURN', partner: 'A', memberId, points: 30n });
    expect([await lift('DUNNING'), await lift('DUNNING')]).toEqual([true, false]);
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId, points: 10n })).toBe('issuer_earn_stopped');
    expect(await lift('HEADROOM')).toBe(true);
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 10n });
  });

  test('refuses a bonus of its points at another brand too', async () => {
    const memberId = await c.member();
    const issuer = `prt_${c.partner['A'] ?? ''}`;
    await c.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body::jsonb, '{earnRule,bonuses}', $2::jsonb) WHERE party_id = $1`, [c.partner['B'], JSON.stringify([{ bonusId: 'from-a', issuer, multiplier: '1' }])]);
    await stop('DUNNING');
    expect(await c.refused({ verb: 'EARN', partner: 'B', memberId, points: 10n })).toBe('issuer_earn_stopped');
    await lift('DUNNING');
    await c.accepted({ verb: 'EARN', partner: 'B', memberId, points: 10n });
  });

  test('one earn gives no more points than the terms let it, bonuses included', async () => {
    const memberId = await c.member();
    await c.db.owner.query(`UPDATE terms_version SET body = jsonb_set(jsonb_set(body::jsonb, '{earnRule,maxPointsPerEarn}', '1000'), '{earnRule,bonuses}', $2::jsonb) WHERE party_id = $1`, [c.partner['A'], JSON.stringify([{ bonusId: 'double', issuer: `prt_${c.partner['A'] ?? ''}`, multiplier: '1' }])]);
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId, amountMinor: 200_000_000_000n })).toBe('rule_not_met');
    const most = await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 500n });
    expect(most.points).toBe(1000);
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId, points: 501n })).toBe('rule_not_met');
  });
});
