// Two years of postings of fifty brands, laid down in sets window by window, as postings write them.
import { makeCoalition } from '../ledger/coalition.mjs';
import { built, pg } from '../ledger/server.mjs';

const OUTLETS = 4;
const TILLS = 3;
/** Postings of a full window, of which the last one stays open; ten million are two years of them. */
const OF_A_WINDOW = 13_700;
const LATEST = 1_000;

/**
 * A coalition of its own database, with what its postings are laid down from. One outlet with its till, one brand and some types are rare.
 * @param rows postings in all
 */
export async function makeBooks(server, name, rows, members) {
  const coalition = await makeCoalition(server, members, 51);
  const { owner } = coalition;
  const uuid = () => built('kernel/ids.js').newUuid(Date.now());
  for (const { partnerId, outletId } of coalition.brands) {
    const outlets = [outletId, ...Array.from({ length: OUTLETS - 1 }, uuid)];
    for (const [at, one] of outlets.entries()) {
      if (at > 0) await owner.query(`INSERT INTO outlet (outlet_id, partner_id, name, created_at) VALUES ($1, $2, $3, now())`, [one, partnerId, `Outlet ${at}`]);
      for (let till = 0; till < TILLS; till += 1) await owner.query(`INSERT INTO till (till_id, partner_id, outlet_id, name, created_at) VALUES ($1, $2, $3, $4, now())`, [uuid(), partnerId, one, `Till ${till}`]);
    }
  }
  const windows = Math.max(5, Math.ceil(rows / OF_A_WINDOW));
  await owner.query(`
    CREATE UNLOGGED TABLE filler_member AS SELECT row_number() OVER (ORDER BY member_id) - 1 AS at, member_id FROM member;
    CREATE UNIQUE INDEX ON filler_member (at);
    CREATE UNLOGGED TABLE filler_brand AS SELECT row_number() OVER (ORDER BY code) - 1 AS at, partner_id, (SELECT terms_id FROM terms_version t WHERE t.party_id = p.partner_id) AS terms_id FROM partner p;
    CREATE UNIQUE INDEX ON filler_brand (at);
    CREATE UNLOGGED TABLE filler_till AS SELECT b.at AS brand, row_number() OVER (PARTITION BY t.partner_id ORDER BY t.outlet_id, t.till_id) - 1 AS at, t.till_id, t.outlet_id FROM till t JOIN filler_brand b ON b.partner_id = t.partner_id;
    CREATE UNIQUE INDEX ON filler_till (brand, at);
    CREATE UNLOGGED TABLE filler_plan AS SELECT ${rows}::bigint AS rows, ${windows} AS windows, 0 AS done;
    DELETE FROM settlement_window;
    INSERT INTO settlement_window (window_id, window_no, business_date, cut_off_at, state, opened_at, closed_at, last_seq)
      SELECT uuidv7(), n, d, d + 1, CASE WHEN n = ${windows} THEN 'OPEN' ELSE 'CLOSED' END, d, CASE WHEN n < ${windows} THEN d + 1 END, CASE WHEN n < ${windows} THEN n * ${Math.round(rows / windows)} END
        FROM generate_series(1, ${windows}) n CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE 'Asia/Jakarta')::date - (${windows} - n)::int AS d) x;
    ANALYZE`);
  // Keys and indexes are made again when the rows are there: the same in the end, and a quarter of the time.
  const { rows: keys } = await owner.query(`SELECT i.indrelid::regclass::text AS of, i.indexrelid::regclass::text AS name, c.conname IS NOT NULL AS key, coalesce('ALTER TABLE ' || i.indrelid::regclass || ' ADD CONSTRAINT ' || c.conname || ' ' || pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid)) AS again
    FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid WHERE i.indrelid::regclass::text IN ('posting', 'leg', 'lot', 'idempotency')`);
  await owner.query('CREATE UNLOGGED TABLE filler_index (of text, again text)');
  for (const { of, name, key, again } of keys) {
    await owner.query('INSERT INTO filler_index VALUES ($1, $2)', [of, again]);
    await owner.query(key ? `ALTER TABLE ${of} DROP CONSTRAINT ${name}` : `DROP INDEX ${name}`);
  }
  await coalition.stop();
  await server.owner.query(`ALTER DATABASE kongsi RENAME TO ${name}`);
}

/** Lays windows down until all are there or the time is over. @returns whether all are there */
export async function fill(url, until, say) {
  const owner = new pg.Pool({ connectionString: url, max: 2 }).on('error', () => undefined);
  const { rows: [plan] } = await owner.query('SELECT * FROM filler_plan');
  let { done } = plan;
  const each = Math.round(Number(plan.rows) / plan.windows);
  while (done < plan.windows && Date.now() < until) {
    await owner.query(WINDOW, [done + 1, each, 1, done + 1 === plan.windows ? each - LATEST : each]);
    await owner.query('UPDATE filler_plan SET done = $1', [done + 1]);
    done += 1;
    if (done % 100 === 0) {
      await owner.query('CHECKPOINT');
      say(`  ${done} of ${plan.windows} windows`);
    }
  }
  const { rows: missing } = done === plan.windows ? await owner.query('SELECT again FROM filler_index ORDER BY of') : { rows: [] };
  for (const { again } of missing) {
    if (Date.now() >= until) break;
    await owner.query(`SET maintenance_work_mem = '1GB'; ${again}`);
    await owner.query('DELETE FROM filler_index WHERE again = $1', [again]);
  }
  const { rows: [{ n }] } = await owner.query('SELECT count(*)::int AS n FROM filler_index');
  await owner.end();
  return done === plan.windows && n === 0;
}

/** The last postings of the open window, after the index of the lists has taken in what there was before: as many as it may be behind. */
export async function addLatest(owner) {
  const { rows: [plan] } = await owner.query('SELECT * FROM filler_plan');
  const each = Math.round(Number(plan.rows) / plan.windows);
  await owner.query(WINDOW, [plan.windows, each, each - LATEST + 1, each]);
}

/**
 * Of ten postings seven are earns and three burns of earlier earns of the window, nine of ten at another brand. One earn in 20,000 is an adjustment, one burn in a
 * thousand takes its earn back; the last brand has one posting in 50,000, and each brand's last till one in 500,000. One in a hundred belongs to the day before.
 * Numbers of receipts lie anywhere.
 */
const WINDOW = `
  WITH w AS (SELECT * FROM settlement_window WHERE window_no = $1),
    n AS MATERIALIZED (SELECT i, ($1::bigint - 1) * $2 + i AS seq, i % 10 < 7 AS earn, uuidv7() AS posting_id, uuidv7() AS lot_id, ($1::bigint - 1) * $2 + i AS g FROM generate_series($3::int, $4::int) i),
    e AS MATERIALIZED (SELECT n.*, row_number() OVER (ORDER BY i) - 1 AS no, m.member_id, b.at AS brand, b.partner_id, b.terms_id, t.outlet_id, t.till_id, 20 + (g % 60)::int AS points
      FROM n JOIN filler_member m ON m.at = (g * 7919) % (SELECT count(*) FROM filler_member)
        JOIN filler_brand b ON b.at = CASE WHEN g % 50000 = 11 THEN 50 ELSE (g * 31 + g / 50) % 50 END
        JOIN filler_till t ON t.brand = b.at AND t.at = CASE WHEN g % 500000 = 100 THEN 11 ELSE (g / 7) % 11 END WHERE earn),
    b AS MATERIALIZED (SELECT n.i, n.seq, n.posting_id, n.g, e.lot_id, e.posting_id AS earn_id, e.member_id, e.partner_id AS issuer_id, e.points, b.partner_id, b.terms_id, t.outlet_id, t.till_id
      FROM (SELECT n.*, row_number() OVER (ORDER BY i) - 1 AS no FROM n WHERE NOT earn) n JOIN e ON e.no = n.no * 2
        JOIN filler_brand b ON b.at = CASE WHEN n.g % 10 = 9 THEN e.brand ELSE (e.brand + 1 + n.g / 3) % 50 END
        JOIN filler_till t ON t.brand = b.at AND t.at = (n.g / 7) % 11),
    two AS MATERIALIZED (SELECT posting_id, seq, g, CASE WHEN g % 20000 = 4 THEN 'ADJUSTMENT' ELSE 'EARN' END AS type, member_id, partner_id, outlet_id, till_id, points, terms_id, NULL::uuid AS reverses, lot_id, partner_id AS issuer_id, NULL::uuid AS redeemer_id, 'ISSUER' AS debit, 'MEMBER' AS credit FROM e
      UNION ALL SELECT posting_id, seq, g, CASE WHEN g % 1000 = 8 THEN 'REVERSAL' ELSE 'BURN' END, member_id, partner_id, outlet_id, till_id, points, terms_id, CASE WHEN g % 1000 = 8 THEN earn_id END, lot_id, issuer_id, CASE WHEN g % 1000 <> 8 THEN partner_id END, 'MEMBER', CASE WHEN g % 1000 = 8 THEN 'ISSUER' ELSE 'REDEEMER' END FROM b),
    r AS (SELECT two.*, w.window_id, w.business_date - (g % 100 = 77)::int AS business_date, g % 100 = 77 AS late, w.opened_at + (two.seq - ($1::bigint - 1) * $2) * interval '6 seconds' AS at, 'F-' || lpad(g::text, 10, '0') AS name, upper(left(md5(g::text), 10)) AS receipt FROM two CROSS JOIN w ORDER BY seq),
    p AS (INSERT INTO posting (posting_id, seq, type, member_id, partner_id, outlet_id, till_id, points, value_minor, amount_minor, terms_id, window_id, business_date, occurred_at, posted_at, late, external_id, idempotency_key, receipt_no, receipt_date, reverses_posting_id, balance_after, held_after)
      SELECT posting_id, seq, type, member_id, partner_id, outlet_id, till_id, points, points * 50000, points * 1000000, terms_id, window_id, business_date, at, at, late, name, name, receipt, business_date, reverses, 0, 0 FROM r),
    l AS (INSERT INTO leg (leg_id, posting_id, line_no, member_id, debit_account, credit_account, points, lot_id, issuer_id, redeemer_id, point_kind, lot_earned_on, terms_id, window_id, seq, business_date, lot_vested_on)
      SELECT uuidv7(), posting_id, 1, member_id, debit, credit, points, lot_id, issuer_id, redeemer_id, 'REGULAR', business_date, terms_id, window_id, seq, business_date, business_date FROM r),
    k AS (INSERT INTO lot (lot_id, member_id, issuer_id, earn_posting_id, line_no, point_kind, points, remaining, earned_at, earned_on, expires_at)
      SELECT lot_id, member_id, partner_id, posting_id, 1, 'REGULAR', points, 0, at, business_date, at + interval '365 days' FROM r WHERE type IN ('EARN', 'ADJUSTMENT'))
  INSERT INTO idempotency (partner_id, idempotency_key, request_hash, posting_id, status, created_at, external_id, verb, member_id, facts_hash)
    SELECT partner_id, name, '', posting_id, 201, at, name, type, member_id, g FROM r`;
