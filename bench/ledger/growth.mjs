// Does a posting cost more when the tables hold ten times as much? Rows are laid down in sets, then the same load is measured on both.
import { makeCoalition, nextIntent, pick, postingService } from './coalition.mjs';
import { median } from './driver.mjs';
import { built } from './server.mjs';
import { closedLoop } from './yardsticks.mjs';

export async function growth(server, { say, seconds, quick, keep }) {
  const sizes = quick ? [20_000, 200_000] : [1_000_000, 10_000_000];
  const coalition = await makeCoalition(server, quick ? 2_000 : 100_000);
  const { service, pool: lanes } = postingService(coalition.url);
  const post = async () => ((await service.post(nextIntent(coalition, pick(coalition.brands)))).refusal ? 0 : 1);
  const steps = [];
  for (const size of sizes) {
    const began = performance.now();
    await fill(coalition, size);
    await coalition.owner.query('VACUUM (ANALYZE) posting, leg, lot, member_balance, idempotency');
    await server.owner.query('CHECKPOINT');
    const [{ n, bytes }] = (await coalition.owner.query(`SELECT (SELECT count(*) FROM posting)::int AS n, pg_database_size(current_database())::text AS bytes`)).rows;
    say(`${n} postings in the tables (${Math.round(Number(bytes) / 2 ** 20)} MiB), laid down in ${Math.round((performance.now() - began) / 1000)} s`);
    await closedLoop(seconds, 600, post);
    const rates = [];
    for (let round = 0; round < 5; round += 1) {
      const { done, seconds: took } = await closedLoop(seconds, 600, post);
      rates.push(Math.round(done / took));
    }
    steps.push({ postings: n, bytes: Number(bytes), rates, rate: median(rates) });
    say(`  ${median(rates)} postings a second (${rates.join(', ')})`);
  }
  const broken = (await built('ledger/index.js').checkBooks(coalition.owner, built('ledger/index.js').LEDGER_INVARIANTS.filter((one) => ['A1', 'A4', 'A9', 'B2', 'B3', 'C2', 'C4', 'F9'].includes(one.id))));
  const ratio = Math.round(((steps[1]?.rate ?? 0) / (steps[0]?.rate ?? 1)) * 100) / 100;
  say(`${ratio >= 0.85 ? 'ok  ' : 'MISS'} ${sizes[1]} postings : ${sizes[0]} postings   ${ratio}   >= 0.85; books: ${broken.length === 0 ? 'coherent' : JSON.stringify(broken)}`);
  keep({ steps, ratio, target: '>= 0.85', broken });
  await Promise.all([lanes.end(), coalition.stop()]);
}

/** Earns of the past and the burns of most of their lots, with legs, keys, names and receipts, as postings write them. */
async function fill(coalition, upTo) {
  const { owner } = coalition;
  const [{ have }] = (await owner.query('SELECT count(*)::int AS have FROM posting')).rows;
  const pairs = 50_000;
  // So many lots stay open at both sizes that a member has about as many to choose from.
  const openEvery = have === 0 ? 20 : 200;
  await owner.query('CREATE UNLOGGED TABLE IF NOT EXISTS filler_member AS SELECT row_number() OVER (ORDER BY member_id) - 1 AS at, member_id FROM member');
  await owner.query('CREATE UNIQUE INDEX IF NOT EXISTS filler_member_at ON filler_member (at)');
  await owner.query('CREATE UNLOGGED TABLE IF NOT EXISTS filler_brand AS SELECT row_number() OVER () - 1 AS at, partner_id, outlet_id, (SELECT terms_id FROM terms_version t WHERE t.party_id = o.partner_id) AS terms_id FROM outlet o');
  for (let from = have; from < upTo; from += 2 * pairs) {
    await owner.query(`
      WITH n AS MATERIALIZED (SELECT i % ${openEvery} = 0 AS open, nextval('posting_seq') AS seq, nextval('posting_seq') AS burn_seq, uuidv7() AS earn_id, uuidv7() AS burn_id, uuidv7() AS lot_id, m.member_id, b.partner_id, b.outlet_id, b.terms_id, 20 + i % 60 AS points,
               w.window_id, w.business_date, 'F-' || lpad((${from} + i)::text, 10, '0') AS key
             FROM generate_series(1, ${Math.min(pairs, Math.ceil((upTo - from) / 2))}) i JOIN filler_member m ON m.at = (i::bigint * 7919 + ${from}) % ${coalition.members.length} JOIN filler_brand b ON b.at = i % 50 CROSS JOIN settlement_window w WHERE w.state = 'OPEN'),
        two AS MATERIALIZED (SELECT n.*, earn_id AS posting_id, seq AS at, 'EARN' AS type, key AS own, 'ISSUER' AS debit, 'MEMBER' AS credit, NULL::uuid AS redeemer_id FROM n
             UNION ALL SELECT n.*, burn_id, burn_seq, 'BURN', key || '-b', 'MEMBER', 'REDEEMER', partner_id FROM n WHERE NOT open),
        p AS (INSERT INTO posting (posting_id, seq, type, member_id, partner_id, outlet_id, points, value_minor, amount_minor, terms_id, window_id, business_date, occurred_at, posted_at, late, external_id, idempotency_key, receipt_no, receipt_date, balance_after, held_after)
               SELECT posting_id, at, type, member_id, partner_id, outlet_id, points, points * 50000, points * 1000000, terms_id, window_id, business_date, now(), now(), false, own, own, own, business_date, 0, 0 FROM two),
        l AS (INSERT INTO leg (leg_id, posting_id, line_no, member_id, debit_account, credit_account, points, lot_id, issuer_id, redeemer_id, point_kind, lot_earned_on, terms_id, window_id, seq, business_date, lot_vested_on)
               SELECT uuidv7(), posting_id, 1, member_id, debit, credit, points, lot_id, partner_id, redeemer_id, 'REGULAR', business_date, terms_id, window_id, at, business_date, business_date FROM two),
        k AS (INSERT INTO lot (lot_id, member_id, issuer_id, earn_posting_id, line_no, point_kind, points, remaining, earned_at, earned_on, expires_at)
               SELECT lot_id, member_id, partner_id, earn_id, 1, 'REGULAR', points, CASE WHEN open THEN points ELSE 0 END, now(), business_date, now() + interval '365 days' FROM n),
        b AS (UPDATE member_balance m SET balance = m.balance + g.points FROM (SELECT member_id, sum(points) AS points FROM n WHERE open GROUP BY 1) g WHERE m.member_id = g.member_id),
        i AS (INSERT INTO idempotency (partner_id, idempotency_key, request_hash, posting_id, status, created_at, external_id, verb, member_id, facts_hash, outlet_id, receipt_no, receipt_date)
               SELECT partner_id, own, sha256(own::bytea), posting_id, 201, now(), own, type, member_id, at, CASE type WHEN 'EARN' THEN outlet_id END, CASE type WHEN 'EARN' THEN key END, CASE type WHEN 'EARN' THEN business_date END FROM two)
      SELECT 1`);
  }
}
