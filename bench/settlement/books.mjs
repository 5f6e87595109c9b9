// A window full of burns among fifty brands, laid down in sets, with the earns that its points came from.
import { makeCoalition } from '../ledger/coalition.mjs';

const CLAUSES = { clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '48.37' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '48.37' }],
  fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.015' }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0.035' }], taxProfiles: { ISSUER_FEE: 'ppn-service', ACCEPTANCE_FEE: 'ppn-service' } };
/** Burn legs of one member: ten lots, each burned twice, two lots a burn. */
const LEGS_A_MEMBER = 20;
const LOTS = 10;

/** @returns the coalition with one closed window that holds so many burn legs */
export async function makeBooks(server, burnLegs) {
  const coalition = await makeCoalition(server, burnLegs / LEGS_A_MEMBER);
  const { owner } = coalition;
  await owner.query('UPDATE terms_version SET body = body || $1::jsonb', [JSON.stringify(CLAUSES)]);
  const [{ window_id: windowId }] = (await owner.query('SELECT window_id FROM settlement_window')).rows;
  await owner.query('CREATE UNLOGGED TABLE filler_member AS SELECT row_number() OVER (ORDER BY member_id) - 1 AS at, member_id FROM member; CREATE UNIQUE INDEX ON filler_member (at)');
  await owner.query('CREATE UNLOGGED TABLE filler_brand AS SELECT row_number() OVER (ORDER BY partner_id) - 1 AS at, partner_id, outlet_id FROM outlet; CREATE UNIQUE INDEX ON filler_brand (at)');
  const chunk = 5_000;
  for (let from = 0; from < coalition.members.length; from += chunk) await owner.query(FILL, [from, from + chunk, LOTS]);
  await owner.query(`UPDATE member_balance SET balance = $1::bigint * 980, version = $1::bigint + $2`, [LOTS, LEGS_A_MEMBER / 2]);
  await close(owner, windowId);
  // Read over and over as a whole: the same rows, nothing else.
  await owner.query('CREATE UNLOGGED TABLE same_legs AS SELECT * FROM leg WHERE redeemer_id IS NOT NULL');
  await owner.query('VACUUM (ANALYZE)');
  await server.owner.query('CHECKPOINT');
  return { ...coalition, windowId };
}

/** Each member earns ten lots of 1,000 points at ten brands and makes ten burns of 10 points from each of two lots, each at a brand of its own. */
const FILL = `
  WITH lots AS MATERIALIZED (SELECT m.member_id, m.at, i, uuidv7() AS lot_id, uuidv7() AS posting_id, nextval('posting_seq') AS seq, b.partner_id, b.outlet_id, w.window_id, w.business_date
      FROM filler_member m CROSS JOIN generate_series(0, $3::int - 1) i JOIN filler_brand b ON b.at = (m.at * 7 + i * 13) % 50 CROSS JOIN settlement_window w WHERE m.at >= $1 AND m.at < $2 AND w.state = 'OPEN'),
    burns AS MATERIALIZED (SELECT m.member_id, m.at, i, uuidv7() AS posting_id, nextval('posting_seq') AS seq, b.partner_id, b.outlet_id, w.window_id, w.business_date
      FROM filler_member m CROSS JOIN generate_series(0, $3::int - 1) i JOIN filler_brand b ON b.at = (m.at * 11 + i * 17 + 5) % 50 CROSS JOIN settlement_window w WHERE m.at >= $1 AND m.at < $2 AND w.state = 'OPEN'),
    takes AS MATERIALIZED (SELECT b.posting_id, b.seq, b.member_id, b.partner_id AS redeemer_id, b.window_id, b.business_date, k.lot_id, k.partner_id AS issuer_id, side + 1 AS line_no
      FROM burns b CROSS JOIN generate_series(0, 1) side JOIN lots k ON k.member_id = b.member_id AND k.i = (b.i + side) % $3),
    p AS (INSERT INTO posting (posting_id, seq, type, member_id, partner_id, outlet_id, points, value_minor, window_id, business_date, occurred_at, posted_at, late, external_id, idempotency_key, balance_after, held_after)
      SELECT posting_id, seq, 'EARN', member_id, partner_id, outlet_id, 1000, 0, window_id, business_date, now(), now(), false, posting_id::text, posting_id::text, 0, 0 FROM lots
      UNION ALL SELECT posting_id, seq, 'BURN', member_id, partner_id, outlet_id, 20, 0, window_id, business_date, now(), now(), false, posting_id::text, posting_id::text, $3::bigint * 980, 0 FROM burns),
    k AS (INSERT INTO lot (lot_id, member_id, issuer_id, earn_posting_id, line_no, point_kind, points, remaining, earned_at, earned_on, expires_at)
      SELECT lot_id, member_id, partner_id, posting_id, 1, 'REGULAR', 1000, 980, now(), business_date, now() + interval '365 days' FROM lots)
  INSERT INTO leg (leg_id, posting_id, line_no, member_id, debit_account, credit_account, points, lot_id, issuer_id, redeemer_id, point_kind, lot_earned_on, lot_vested_on, business_date, window_id, seq)
    SELECT uuidv7(), posting_id, 1, member_id, 'ISSUER', 'MEMBER', 1000, lot_id, partner_id, NULL, 'REGULAR', business_date, business_date, business_date, window_id, seq FROM lots
    UNION ALL SELECT uuidv7(), posting_id, line_no, member_id, 'MEMBER', 'REDEEMER', 10, lot_id, issuer_id, redeemer_id, 'REGULAR', business_date, business_date, business_date, window_id, seq FROM takes`;

async function close(owner, windowId) {
  await owner.query(`UPDATE settlement_window SET state = 'CLOSED', closed_at = now(), last_seq = (SELECT max(seq) FROM posting) WHERE window_id = $1`, [windowId]);
  await owner.query(`INSERT INTO night_run (window_id, status, started_at) VALUES ($1, 'PENDING', now())`, [windowId]);
  await owner.query(`INSERT INTO settlement_window (window_id, window_no, business_date, cut_off_at, state, opened_at) SELECT uuidv7(), window_no + 1, business_date + 1, cut_off_at + interval '1 day', 'OPEN', now() FROM settlement_window WHERE window_id = $1`, [windowId]);
}

/** Burn legs of earlier windows that were calculated long ago: they lie in the same table and are not the night's business. */
export async function addOldLegs(owner, upTo) {
  const [{ have }] = (await owner.query(`SELECT count(*)::int AS have FROM leg`)).rows;
  const size = 500_000;
  for (let from = have; from < upTo; from += size) {
    await owner.query(`
      WITH w AS (INSERT INTO settlement_window (window_id, window_no, business_date, cut_off_at, state, opened_at, closed_at, last_seq)
        SELECT uuidv7(), window_no - 1, business_date - 1, cut_off_at - interval '1 day', 'CLOSED', now(), now(), 0 FROM settlement_window ORDER BY window_no LIMIT 1 RETURNING window_id, business_date),
        c AS (INSERT INTO calculation (calculation_id, window_id, version, engine_version, input_hash, calculation_hash, points_burned, record, calculated_at) SELECT uuidv7(), window_id, 1, '', '', encode(sha256('{}'), 'hex'), 0, '{}', now() FROM w)
      INSERT INTO leg (leg_id, posting_id, line_no, member_id, debit_account, credit_account, points, lot_id, issuer_id, redeemer_id, point_kind, lot_earned_on, lot_vested_on, business_date, window_id, seq)
        SELECT uuidv7(), uuidv7(), 1, m.member_id, 'MEMBER', 'REDEEMER', 10, uuidv7(), b.partner_id, r.partner_id, 'REGULAR', w.business_date, w.business_date, w.business_date, w.window_id, 0
          FROM generate_series(1, $1::int) i JOIN filler_member m ON m.at = i % (SELECT count(*) FROM filler_member) JOIN filler_brand b ON b.at = i % 50 JOIN filler_brand r ON r.at = (i / 50) % 50 CROSS JOIN w`,
    [Math.min(size, upTo - from)]);
  }
  await owner.query('VACUUM (ANALYZE) leg');
}

/** What a night wrote, away again, so that the same night can be run once more. */
export async function undoNight(owner) {
  await owner.query(`TRUNCATE invoice_line, invoice, price_group_line, price_group, reserve_movement, claim, position, document_cycle, settlement_line, number_series CASCADE`);
  await owner.query(`DELETE FROM calculation WHERE window_id IN (SELECT window_id FROM night_run)`);
}
