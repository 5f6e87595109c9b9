import { givenCoalition, type Coalition } from '../support/coalition';

describe('the posting service on a real database', () => {
  let c: Coalition;
  beforeAll(async () => {
    c = await givenCoalition(['A', 'B', 'C'], (code) => (code === 'B' ? { earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 30, pointsAllowed: false }, burnRule: { holdsAllowed: false, minPoints: 5, multipleOf: 5 } } : {}));
  });
  afterAll(async () => {
    await c.db.drop();
  });

  test('a sale of Rp125.000 earns 12 points of its brand', async () => {
    const memberId = await c.member();
    const posting = await c.accepted({ verb: 'EARN', partner: 'A', memberId, amountMinor: 12_500_000n, tenderMinor: 0n });
    expect(posting).toMatchObject({ type: 'EARN', points: 12, value: { currency: 'IDR', value: '6000.00' }, balance: { available: 12, held: 0 }, late: false });
    expect(posting.legs).toHaveLength(1);
    expect(posting.legs[0].issuerId).toBe(`prt_${c.partner['A'] ?? ''}`);
  });

  test('a burn names the lot and issuer of every point, earliest expiry first', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 100n });
    await c.accepted({ verb: 'EARN', partner: 'B', memberId, amountMinor: 30_000_000n });
    const burn = await c.accepted({ verb: 'BURN', partner: 'C', memberId, points: 50n });
    expect(burn.legs.map((leg: { issuerId: string; points: number }) => [leg.issuerId, leg.points])).toEqual([[`prt_${c.partner['B'] ?? ''}`, 30], [`prt_${c.partner['A'] ?? ''}`, 20]]);
    expect(burn.balance).toEqual({ available: 80, held: 0 });
  });

  test('a hold sets points aside; a part capture releases the rest; a second capture is refused', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 100n });
    const hold = await c.accepted({ verb: 'HOLD', partner: 'C', memberId, points: 80n });
    expect(hold).toMatchObject({ status: 'HELD', points: 80, balance: { available: 20, held: 80 } });
    expect(await c.refused({ verb: 'BURN', partner: 'A', memberId, points: 21n })).toBe('insufficient_points');
    const holdId = (hold.id as string).slice(4);
    expect(await c.refused({ verb: 'CAPTURE', partner: 'C', memberId, holdId, points: 81n })).toBe('capture_exceeds_hold');
    const burn = await c.accepted({ verb: 'CAPTURE', partner: 'C', memberId, holdId, points: 30n });
    expect(burn).toMatchObject({ type: 'BURN', points: 30, balance: { available: 70, held: 0 } });
    expect(await c.refused({ verb: 'CAPTURE', partner: 'C', memberId, holdId })).toBe('hold_not_open');
  });

  test('releasing a released hold answers again; another partner does not see the hold', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 10n });
    const holdId = ((await c.accepted({ verb: 'HOLD', partner: 'C', memberId, points: 10n })).id as string).slice(4);
    expect(await c.refused({ verb: 'RELEASE', partner: 'A', memberId, holdId })).toBe('not_found');
    expect(await c.accepted({ verb: 'RELEASE', partner: 'C', memberId, holdId })).toMatchObject({ status: 'RELEASED', balance: { available: 10, held: 0 } });
    expect(await c.accepted({ verb: 'RELEASE', partner: 'C', memberId, holdId })).toMatchObject({ status: 'RELEASED' });
  });

  test('a burn is reversed in parts to the same lots and never beyond', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 60n });
    await c.accepted({ verb: 'EARN', partner: 'C', memberId, points: 40n });
    const burn = await c.accepted({ verb: 'BURN', partner: 'C', memberId, points: 90n });
    const originalId = (burn.id as string).slice(4);
    const first = await c.accepted({ verb: 'REVERSAL', partner: 'C', memberId, originalId, points: 35n });
    expect(first.legs.map((leg: { points: number; lotId: string }) => [leg.points, leg.lotId])).toEqual([[30, burn.legs[1].lotId], [5, burn.legs[0].lotId]]);
    expect(await c.refused({ verb: 'REVERSAL', partner: 'C', memberId, originalId, points: 56n })).toBe('reversal_exceeds_original');
    expect(await c.accepted({ verb: 'REVERSAL', partner: 'C', memberId, originalId })).toMatchObject({ points: 55, balance: { available: 100 } });
    expect(await c.refused({ verb: 'REVERSAL', partner: 'C', memberId, originalId })).toBe('reversal_exceeds_original');
  });

  test('a receipt earns once, however its number is written', async () => {
    const memberId = await c.member();
    const sale = { verb: 'EARN', partner: 'A', memberId, points: 10n } as const;
    await c.accepted({ ...sale, receiptNo: 'RC-é1 a' });
    for (const [at, receiptNo] of ['RC-é1 a ', ' rc-É1 A', '\uff32\uff23-é1 a', 'RC-e\u03011 a', 'RC-é1\u200b a', 'RC-é1\u00a0\u00a0a', 'RC\u00ad-é1 a'].entries()) {
      expect([receiptNo, await c.refused({ ...sale, receiptNo, key: `again-${at}` })]).toEqual([receiptNo, 'receipt_already_used']);
    }
    const both = await Promise.all([c.post({ ...sale, receiptNo: 'RC-2' }), c.post({ ...sale, receiptNo: 'rc-2 ' })]);
    expect(both.filter((one) => one.refusal?.code === 'receipt_already_used')).toHaveLength(1);
    await c.accepted({ ...sale, receiptNo: 'RC-é1b' });
  });

  test('a refund looks at the cumulative sale; the shortfall is a receivable and a whole refund frees the receipt', async () => {
    const memberId = await c.member();
    const sale = { verb: 'EARN', partner: 'A', memberId, amountMinor: 2_500_000n, receiptNo: 'R-1' } as const;
    const earn = await c.accepted(sale);
    expect(earn.points).toBe(2);
    expect(await c.refused({ ...sale, key: 'another' })).toBe('receipt_already_used');
    const originalId = (earn.id as string).slice(4);
    expect(await c.accepted({ verb: 'REVERSAL', partner: 'A', memberId, originalId, amountMinor: 400_000n })).toMatchObject({ points: 0 });
    expect(await c.accepted({ verb: 'REVERSAL', partner: 'A', memberId, originalId, amountMinor: 400_000n })).toMatchObject({ points: 1 });
    await c.accepted({ verb: 'BURN', partner: 'C', memberId, points: 1n });
    expect(await c.accepted({ verb: 'REVERSAL', partner: 'A', memberId, originalId, amountMinor: 1_700_000n })).toMatchObject({ points: 1, receivablePoints: 1, balance: { available: 0, held: 0 } });
    expect((await c.accepted({ ...sale, key: 'again' })).points).toBe(2);
  });

  test('the rules of the terms and of time refuse by name', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 100n });
    expect(await c.refused({ verb: 'EARN', partner: 'B', memberId, points: 5n })).toBe('rule_not_met');
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId, amountMinor: 999_999n })).toBe('rule_not_met');
    expect(await c.refused({ verb: 'BURN', partner: 'B', memberId, points: 4n })).toBe('rule_not_met');
    expect(await c.refused({ verb: 'BURN', partner: 'B', memberId, points: 7n })).toBe('rule_not_met');
    expect(await c.refused({ verb: 'HOLD', partner: 'B', memberId, points: 10n })).toBe('rule_not_met');
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId, points: 1n, occurredAt: new Date(Date.now() + 61_000) })).toBe('occurred_at_in_future');
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId, points: 1n, occurredAt: new Date(Date.now() - 72 * 3_600_000 - 5_000) })).toBe('offline_window_expired');
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId: '01a1c9e0-1000-7d64-9c51-9e4fa06b7283', points: 1n })).toBe('member_not_found');
    expect(await c.refused({ verb: 'REVERSAL', partner: 'A', memberId, originalId: '01a1c9e0-1000-7d64-9c51-9e4fa06b7283' })).toBe('original_not_found');
  });

  test('a posting that occurred two days ago is late, in the open window', async () => {
    const memberId = await c.member();
    expect(await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 5n, occurredAt: new Date(Date.now() - 48 * 3_600_000) })).toMatchObject({ late: true });
  });

  test('points past their expiry cannot be burned, expire once, and come back with grace when their burn is reversed', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 50n });
    const burn = await c.accepted({ verb: 'BURN', partner: 'C', memberId, points: 20n });
    // The expiry itself cannot be changed by the hub; the owner moves it into the past, after the burn, to stand at the boundary.
    await c.db.owner.query(`UPDATE lot SET expires_at = now() + interval '50 milliseconds' WHERE member_id = $1`, [memberId]);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await c.refused({ verb: 'BURN', partner: 'C', memberId, points: 1n })).toBe('insufficient_points');
    const back = await c.accepted({ verb: 'REVERSAL', partner: 'C', memberId, originalId: (burn.id as string).slice(4) });
    expect(back.balance).toEqual({ available: 20, held: 0 });
    const { rows } = await c.db.owner.query(`SELECT type, points FROM posting WHERE member_id = $1 ORDER BY seq`, [memberId]);
    expect(rows.map((row) => [row.type, Number(row.points)])).toEqual([['EARN', 50], ['BURN', 20], ['EXPIRE', 30], ['REVERSAL', 20]]);
    expect((await c.accepted({ verb: 'BURN', partner: 'C', memberId, points: 20n })).points).toBe(20);
  });

  test('the same key gets the same bytes; another body is refused; the same externalId under a new key gets the original', async () => {
    const memberId = await c.member();
    const first = await c.post({ verb: 'EARN', partner: 'A', memberId, points: 7n, key: 'K-1' });
    const again = await c.post({ verb: 'EARN', partner: 'A', memberId, points: 7n, key: 'K-1' });
    expect(again).toMatchObject({ body: first.body, status: 201, replayed: true });
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId, points: 8n, key: 'K-1' })).toBe('idempotency_key_reused');
    expect(await c.post({ verb: 'EARN', partner: 'A', memberId, points: 7n, key: 'K-1~2', externalId: 'K-1' })).toMatchObject({ body: first.body, status: 200, replayed: true });
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId, points: 9n, key: 'K-1~3', externalId: 'K-1' })).toBe('external_id_conflict');
    expect(await c.refused({ verb: 'BURN', partner: 'A', memberId, points: 900n, key: 'K-2' })).toBe('insufficient_points');
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 1000n });
    expect(await c.refused({ verb: 'BURN', partner: 'A', memberId, points: 900n, key: 'K-2' })).toBe('insufficient_points');
  });

  test('a suspended partner may capture, release and reverse, but neither earn nor burn', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 30n });
    const hold = await c.accepted({ verb: 'HOLD', partner: 'C', memberId, points: 10n });
    await c.db.owner.query(`UPDATE partner SET status = 'SUSPENDED' WHERE partner_id = $1`, [c.partner['C']]);
    expect(await c.refused({ verb: 'EARN', partner: 'C', memberId, points: 1n })).toBe('partner_suspended');
    expect(await c.refused({ verb: 'BURN', partner: 'C', memberId, points: 1n })).toBe('partner_suspended');
    expect(await c.refused({ verb: 'HOLD', partner: 'C', memberId, points: 1n })).toBe('partner_suspended');
    const burn = await c.accepted({ verb: 'CAPTURE', partner: 'C', memberId, holdId: (hold.id as string).slice(4) });
    await c.accepted({ verb: 'REVERSAL', partner: 'C', memberId, originalId: (burn.id as string).slice(4) });
    await c.db.owner.query(`UPDATE partner SET status = 'ACTIVE' WHERE partner_id = $1`, [c.partner['C']]);
  });

  test('a token carries one request', async () => {
    const memberId = await c.member();
    const token = { jti: 'jti-1', expiresAt: new Date(Date.now() + 60_000), requestId: 'req_1', kid: 'kid', compact: 'a.b.c', bodyDigest: Buffer.alloc(32) };
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 1n, token });
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId, points: 1n, token: { ...token, requestId: 'req_2' } })).toBe('token_replayed');
  });
});
