import { checkBooks, LEDGER_INVARIANTS } from '../../src/ledger/books.sql';
import { givenCoalition, type Coalition } from '../support/coalition';

/** One break for each invariant, as the owner of the schema could make it by hand; `$EARN` and the like stand for rows of a small ledger. */
const BREAKS: readonly (readonly [id: string, sql: string])[] = [
  ['A1', `ALTER TABLE leg DROP CONSTRAINT leg_check; UPDATE leg SET credit_account = debit_account WHERE posting_id = '$EARN'`],
  ['A2', `DELETE FROM leg WHERE posting_id = '$EARN'`],
  ['A3', `UPDATE leg SET credit_account = 'CLEARING' WHERE posting_id = '$BURN'`],
  ['A4', `UPDATE member_balance SET balance = balance + 1 WHERE member_id = '$MEMBER'`],
  ['A5', `CREATE TABLE stray (points numeric)`],
  ['A7', `UPDATE leg SET credit_account = 'EXPIRED' WHERE posting_id = '$BURN'`],
  ['A9', `UPDATE posting SET window_id = member_id WHERE posting_id = '$EARN'`],
  ['B1', `UPDATE member_balance SET balance = balance + 1 WHERE member_id = '$MEMBER'`],
  ['B2', `UPDATE member_balance SET held = held + 1 WHERE member_id = '$MEMBER'`],
  ['B3', `UPDATE lot SET remaining = remaining - 1 WHERE member_id = '$MEMBER' AND open`],
  ['B4', `UPDATE member_balance SET version = version + 1 WHERE member_id = '$MEMBER'`],
  ['B6', `UPDATE leg SET seq = seq + 1000 WHERE posting_id IN ('$EARN', '$EARN2'); UPDATE posting SET seq = seq + 1000 WHERE posting_id IN ('$EARN', '$EARN2')`],
  ['C1', `UPDATE lot SET remaining = remaining - 1 WHERE member_id = '$MEMBER' AND open`],
  ['C2', `UPDATE lot SET points = points + 1 WHERE earn_posting_id = '$EARN'`],
  ['C3', `UPDATE posting SET points = points + 1 WHERE posting_id = '$BURN'`],
  ['C4', `UPDATE lot SET issuer_id = '$OTHER' WHERE earn_posting_id = '$EARN'`],
  ['C6', `UPDATE lot SET expires_at = now() - interval '1 day', earned_at = now() - interval '9 days' WHERE earn_posting_id = '$EARN'`],
  ['C7', `UPDATE lot SET issuer_id = '$OTHER' WHERE earn_posting_id = '$EARN' AND open`],
  ['C8', `UPDATE leg SET reverses_leg_id = NULL WHERE posting_id = '$BACK'`],
  ['C9', `UPDATE posting SET points = points + 1 WHERE posting_id = '$REFUND'`],
  ['C10', `UPDATE lot SET parent_lot_id = (SELECT lot_id FROM lot WHERE earn_posting_id = '$EARN2') WHERE earn_posting_id = '$EARN'`],
  ['C9b', `INSERT INTO receivable_application SELECT posting_id, posting_id, member_id, 1, 'WRITTEN_OFF', NULL, 'x', 'x', now() FROM posting WHERE posting_id = '$REFUND'; INSERT INTO receivable SELECT posting_id, member_id, issuer_id, 1, 'RECEIVABLE' FROM lot CROSS JOIN (SELECT '$REFUND'::uuid AS posting_id) r WHERE earn_posting_id = '$EARN'; UPDATE receivable_application SET points = 2`],
  ['C11', `UPDATE leg SET lot_earned_on = lot_earned_on - 1 WHERE posting_id = '$BURN'`],
  ['D2', `DELETE FROM idempotency WHERE posting_id = '$EARN'`],
  ['D3', `UPDATE posting SET token_jti = 'one' WHERE posting_id IN ('$EARN', '$EARN2')`],
  ['D5', `UPDATE posting SET receipt_no = 'R', receipt_date = business_date WHERE posting_id IN ('$EARN', '$EARN2')`],
  ['E1', `UPDATE leg SET points = points + 1000 WHERE posting_id = '$BACK'`],
  ['E2', `UPDATE posting SET reverses_posting_id = NULL WHERE posting_id = '$BACK'`],
  ['E3', `UPDATE leg SET redeemer_id = '$OTHER' WHERE posting_id = '$BACK'`],
  ['E4', `INSERT INTO settlement_window SELECT posting_id, 0, '2000-01-01', now(), 'CLOSED', now(), now(), 0 FROM posting WHERE posting_id = '$BACK'; UPDATE posting SET window_id = posting_id WHERE posting_id = '$BACK'`],
  ['E6', `UPDATE hold SET captured_points = captured_points - 1 WHERE status = 'CAPTURED'`],
  ['G3', `UPDATE posting SET type = 'ADJUSTMENT', actor_id = NULL WHERE posting_id = '$EARN'`],
  ['G6', `INSERT INTO change_request SELECT posting_id, 'key', 'ADJUSTMENT', 'WITHDRAWN', '{}', 'user:a', now(), 'user:a', now(), NULL, NULL FROM posting WHERE posting_id = '$EARN'; UPDATE idempotency SET partner_id = '00000000-0000-7000-8000-000000000001', idempotency_key = '§change:$EARN' WHERE posting_id = '$EARN'`],
  ['F8', `UPDATE posting SET late = NOT late WHERE posting_id = '$EARN'`],
  ['F8b', `UPDATE leg SET seq = seq + 1 WHERE posting_id = '$EARN'`],
  ['F9', `UPDATE settlement_window SET last_seq = 0`],
  ['F10', `INSERT INTO list_block SELECT 1, window_id, 0, (SELECT max(seq) FROM posting), 1 FROM settlement_window`],
];

describe('the invariants of the books', () => {
  let c: Coalition;
  const rows: Record<string, string> = {};
  beforeAll(async () => {
    c = await givenCoalition();
    const memberId = await c.member();
    const id = (posting: { id: string }): string => posting.id.slice(4);
    rows['MEMBER'] = memberId;
    rows['OTHER'] = c.partner['C'] ?? '';
    rows['EARN'] = id(await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 40n }));
    rows['EARN2'] = id(await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 60n }));
    rows['BURN'] = id(await c.accepted({ verb: 'BURN', partner: 'B', memberId, points: 30n }));
    rows['BACK'] = id(await c.accepted({ verb: 'REVERSAL', partner: 'B', memberId, originalId: rows['BURN'], points: 10n }));
    const hold = await c.accepted({ verb: 'HOLD', partner: 'B', memberId, points: 5n });
    await c.accepted({ verb: 'CAPTURE', partner: 'B', memberId, holdId: hold.id.slice(4) });
    rows['REFUND'] = id(await c.accepted({ verb: 'REVERSAL', partner: 'A', memberId, originalId: rows['EARN2'], points: 8n }));
  });
  afterAll(async () => {
    await c.db.drop();
  });

  test('each has a break that is planted here', () => {
    expect(LEDGER_INVARIANTS.map((one) => one.id).filter((id) => !BREAKS.some(([broken]) => broken === id))).toEqual([]);
  });

  test.each(BREAKS)('%s finds what breaks it', async (id, sql) => {
    const client = await c.db.owner.connect();
    try {
      await client.query('BEGIN');
      await client.query(sql.replace(/\$([A-Z0-9]+)/g, (_all, name: string) => rows[name] ?? ''));
      expect((await checkBooks(client)).map((one) => one.id)).toContain(id);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});
