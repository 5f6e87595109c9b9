import fc from 'fast-check';
import type { Signer } from '../../../partner-sdk/src/token';
import type { Outcome } from '../../src/ledger/posting.service';
import { givenCoalition, type Coalition, type Loose } from '../support/coalition';
import { command, type Command } from './commands';
import { beginDay, hubOn, Till, type Hub } from './hub';
import { DAY, Model, NEVER, startOfDay, type Rule } from './model';

/**
 * 5,000 commands at least here, 200,000 at night: KONGSI_NIGHTLY=1 npx jest -c hub/jest.config.js --testTimeout 600000 hub/test/model. A failure prints its seed and path;
 * MODEL_SEED=… MODEL_PATH=… in front of the same command replays it.
 */
const RUNS = 130;
const PARTS = process.env['KONGSI_NIGHTLY'] ? 40 : 1;
const REPLAY = { ...(process.env['MODEL_SEED'] && { seed: Number(process.env['MODEL_SEED']) }), ...(process.env['MODEL_PATH'] && { path: process.env['MODEL_PATH'] }) };
const CODES = ['A', 'B', 'C', 'D'];
/** Whose tills are alone at times. */
const TILL_AT = 'C';
const PEOPLE = ['rina', 'budi', 'sari'];
const HOUR = 3_600_000;
const ADJUSTMENT_LIMIT = 60;
const SEND: [number, number] = [5, 40];

const plain = { kind: 'REGULAR', vestsAt: -Infinity };
/** A lives a year, B waits a week and forgives, C gives a bonus of A and units, D's points are taken at A only and last a month. */
const RULES: Readonly<Record<string, Rule>> = {
  A: { lots: (points, now) => [{ ...plain, issuer: 'A', points, expiresAt: startOfDay(now, 366) }] },
  B: { lots: (points, now) => [{ ...plain, issuer: 'B', points, vestsAt: startOfDay(now, 7), expiresAt: NEVER }], forgives: true },
  C: { lots: (points, now) => [{ ...plain, issuer: 'C', points, expiresAt: startOfDay(now, 61) }, { issuer: 'A', kind: 'BONUS', vestsAt: -Infinity, points: Math.floor(points / 2), expiresAt: startOfDay(now, 61) }, { issuer: 'HUB', kind: 'QUALIFYING', vestsAt: -Infinity, points, expiresAt: startOfDay(now, 61) }] },
  D: { lots: (points, now) => [{ ...plain, issuer: 'D', points, expiresAt: startOfDay(now, 31), usableAt: 'A' }] },
};

describe('the hub against a model of it', () => {
  let c: Coalition;
  let hubs: [Hub, Hub];
  let signer: Signer;
  /** How far business time is ahead; it never goes back. */
  let ahead = 0;
  let commands = 0;
  let refusals = 0;
  const seen = new Map<string, number>();
  const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);

  /** A coalition and two hubs. */
  async function begin(): Promise<void> {
    c = await givenCoalition(CODES);
    const rule = (earnRule: object): string => JSON.stringify({ amountPerPoint: { currency: 'IDR', value: '10000.00' }, pointsAllowed: true, ...earnRule });
    const set = (code: string, earnRule: object): Promise<unknown> => c.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body::jsonb, '{earnRule}', $2::jsonb) WHERE party_id = $1`, [c.partner[code], rule(earnRule)]);
    await set('A', { expiresAfterDays: 365 });
    await set('B', { vesting: { afterDays: 7 }, refundPolicy: 'WITHIN_BALANCE' });
    await set('C', { expiresAfterDays: 60, bonuses: [{ bonusId: 'half', issuer: `prt_${c.partner['A']}`, multiplier: '0.5' }, { bonusId: 'units', issuer: 'HUB', pointKind: 'QUALIFYING', multiplier: '1' }] });
    await set('D', { expiresAfterDays: 30, usableAt: [`prt_${c.partner['A']}`] });
    await c.db.owner.query(`UPDATE terms_version SET body = body::jsonb || $1 WHERE party_id = '00000000-0000-7000-8000-000000000001'`, [JSON.stringify({ transferRule: { minPoints: SEND[0], maxPoints: SEND[1] }, adjustmentLimit: ADJUSTMENT_LIMIT })]);
    // For looking only: the hub never reads a member's whole past.
    for (const table of ['leg', 'lot', 'hold', 'hold_lot']) await c.db.owner.query(`CREATE INDEX ON ${table} (member_id)`);
    hubs = [hubOn(c), hubOn(c)];
    signer = await Till.key(c, c.partner[TILL_AT] as string);
    ahead = 0;
  }
  afterAll(async () => {
    await c.db.drop();
  });

  /** One programme on members of its own; every answer and, at the end, every balance is compared. */
  async function run(programme: readonly Command[]): Promise<void> {
    let offset = await beginDay(c, hubs[0], ahead);
    const memberIds = [await c.member(), await c.member(), await c.member()];
    await c.db.owner.query('INSERT INTO member_balance (member_id) SELECT unnest($1::uuid[])', [memberIds]);
    const model = new Model(3, startOfDay(Date.now() + offset), RULES, { adjustment: ADJUSTMENT_LIMIT, send: SEND, points: 19_999_999_999_999 });
    const ids = { holds: [] as string[], burns: [] as string[], earns: [] as string[], kept: [] as { partnerId: string; key: string }[] };
    const till = await Till.at(c, TILL_AT, signer);
    const withheld: { token: string; place: number; externalId: string; sold: () => string | undefined; at: number }[] = [];
    const sent: { loose: Loose; outcome: Outcome }[] = [];
    const actorsOfRun = [`user:${memberIds[0]}`, `user:${memberIds[1]}`];
    const now = (): number => Date.now() + offset;
    // The books of these members and the windows, byte for byte; what came too late is kept beside the books.
    const picture = async (): Promise<string> => {
      const { rows } = await c.db.owner.query<{ all: string }>(`SELECT md5(concat((SELECT json_agg(b ORDER BY member_id) FROM member_balance b WHERE member_id = ANY($1)), (SELECT json_agg(l ORDER BY lot_id) FROM lot l WHERE member_id = ANY($1)),
        (SELECT json_agg(h ORDER BY hold_id) FROM hold h WHERE member_id = ANY($1)), (SELECT json_agg(h ORDER BY hold_id, lot_id) FROM hold_lot h WHERE member_id = ANY($1)), (SELECT json_agg(p ORDER BY posting_id) FROM posting p WHERE member_id = ANY($1)),
        (SELECT json_agg(l ORDER BY leg_id) FROM leg l WHERE member_id = ANY($1)), (SELECT json_agg(r ORDER BY posting_id, member_id) FROM receivable r WHERE member_id = ANY($1)), (SELECT json_agg(r ORDER BY application_id) FROM receivable_application r WHERE member_id = ANY($1)),
        (SELECT count(*) FROM idempotency WHERE external_id IS NOT NULL AND partner_id = ANY($2) AND idempotency_key BETWEEN $3 AND $4), (SELECT json_agg(w) FROM settlement_window w WHERE state = 'OPEN'), (SELECT count(*) FROM settlement_window))) AS all`, [memberIds, Object.values(c.partner), `m-${memberIds[0]}-`, `m-${memberIds[0]}-~`]);
      return rows[0]?.all ?? '';
    };
    const unchanged = async <T>(isRefused: boolean, work: () => Promise<T>): Promise<T> => {
      if (!isRefused) return work();
      const before = await picture();
      const result = await work();
      refusals += 1;
      expect(await picture()).toBe(before);
      return result;
    };
    /** A posting stands in the open window, and tells whether its business date is closed already. */
    const placed = async ({ late, windowId }: { late?: boolean; windowId?: string }, verb: string, at: number): Promise<void> => {
      expect([verb, late, windowId]).toEqual([verb, model.late(at), `win_${(await hubs[0].windows.open()).windowId}`]);
      if (late) count(`${verb} late`);
    };
    const ask = async (client: number, loose: Loose, expected: string | undefined, at: number): Promise<Outcome> => {
      c.service = (hubs[client] as Hub).postings;
      const outcome = await unchanged(expected !== undefined, () => c.post(loose));
      count(`${loose.verb} ${outcome.refusal?.code ?? 'accepted'}`);
      expect([loose.verb, outcome.refusal?.code]).toEqual([loose.verb, expected]);
      const body = JSON.parse(outcome.body) as { late?: boolean };
      if (body.late !== undefined) await placed(body, loose.verb, at);
      if (expected === 'offline_window_expired') ids.kept.push({ partnerId: c.partner[loose.partner] as string, key: loose.key ?? '' });
      sent.push({ loose, outcome });
      return outcome;
    };
    /** A sale's own moment goes with it when that is not now. */
    const happened = (hours: number, at: number): { occurredAt?: Date } => (hours === 0 ? {} : { occurredAt: new Date(at) });
    const idOf = (outcome: Outcome): string => (JSON.parse(outcome.body) as { id: string }).id.slice(4);
    const keyed = (loose: Loose): Loose => ({ ...loose, key: `m-${memberIds[0]}-${sent.length}` });
    for (const one of programme) {
      commands += 1;
      const at = now();
      const then = 'hours' in one ? at - one.hours * HOUR : at;
      switch (one.do) {
        case 'earn': {
          const expected = model.earn(one.member, CODES[one.partner] as string, one.points, at, then);
          const outcome = await ask(one.client, keyed({ verb: 'EARN', partner: CODES[one.partner] as string, memberId: memberIds[one.member] as string, points: BigInt(one.points), ...happened(one.hours, then) }), expected, then);
          if (!expected) ids.earns.push(idOf(outcome));
          break;
        }
        case 'burn': {
          const expected = model.burn(one.member, CODES[one.partner] as string, one.points, at, then);
          const outcome = await ask(one.client, keyed({ verb: 'BURN', partner: CODES[one.partner] as string, memberId: memberIds[one.member] as string, points: BigInt(one.points), ...happened(one.hours, then) }), expected, then);
          if (!expected) ids.burns.push(idOf(outcome));
          break;
        }
        case 'hold': {
          const expected = model.hold(one.member, CODES[one.partner] as string, one.points, at, 7_200);
          const outcome = await ask(one.client, keyed({ verb: 'HOLD', partner: CODES[one.partner] as string, memberId: memberIds[one.member] as string, points: BigInt(one.points), expiresInSeconds: 7_200 }), expected, at);
          if (!expected) ids.holds.push(idOf(outcome));
          break;
        }
        case 'capture':
        case 'release': {
          if (ids.holds.length === 0) break;
          const which = one.pick % ids.holds.length;
          const hold = model.holds[which] as Model['holds'][number];
          const common = { partner: hold.partner, memberId: memberIds[hold.member] as string, holdId: ids.holds[which] };
          if (one.do === 'release') {
            await ask(one.client, keyed({ verb: 'RELEASE', ...common }), model.release(which, at), at);
            break;
          }
          const expected = model.capture(which, one.points, at);
          const outcome = await ask(one.client, keyed({ verb: 'CAPTURE', ...common, points: BigInt(one.points) }), expected, hold.at);
          if (!expected) ids.burns.push(idOf(outcome));
          break;
        }
        case 'reverse': {
          if (ids.burns.length === 0) break;
          const which = one.pick % ids.burns.length;
          const burn = model.burns[which] as Model['burns'][number];
          await ask(one.client, keyed({ verb: 'REVERSAL', partner: burn.partner, memberId: memberIds[burn.member] as string, originalId: ids.burns[which], points: BigInt(one.points), ...happened(one.hours, then) }), model.reverseBurn(which, one.points, at, then), then);
          break;
        }
        case 'refund': {
          if (ids.earns.length === 0) break;
          const which = one.pick % ids.earns.length;
          const earn = model.earns[which] as Model['earns'][number];
          await ask(one.client, keyed({ verb: 'REVERSAL', partner: earn.partner, memberId: memberIds[earn.member] as string, originalId: ids.earns[which], points: BigInt(one.points), ...happened(one.hours, then) }), model.refund(which, one.points, at, then), then);
          break;
        }
        case 'expire':
          model.expire(one.member, at);
          await ask(one.client, keyed({ verb: 'EXPIRE', partner: 'A', memberId: memberIds[one.member] as string, until: new Date(at) }), undefined, at);
          break;
        case 'vest': {
          const lots = (await c.db.owner.query<{ lot_id: string }>(`SELECT lot_id FROM lot WHERE member_id = $1 AND issuer_id = $2 AND open AND coalesce(vested_at, vests_at) > $3 ORDER BY lot_id`, [memberIds[one.member], c.partner[CODES[one.partner] as string], new Date(at)])).rows;
          if (model.vest(one.member, CODES[one.partner] as string, at) === 'none') expect(lots).toEqual([]);
          else await ask(one.client, keyed({ verb: 'VEST', partner: CODES[one.partner] as string, memberId: memberIds[one.member] as string, lotId: lots[0]?.lot_id }), undefined, at);
          break;
        }
        case 'adjust':
          await ask(one.client, keyed({ verb: 'ADJUSTMENT', partner: 'A', memberId: memberIds[one.member] as string, issuerId: c.partner[CODES[one.partner] as string], direction: one.credit ? 'CREDIT' : 'DEBIT', reason: 'ERROR', points: BigInt(one.points), actorId: actorsOfRun[one.actor] as string,
            expiresAfterDays: 7, ...(one.approved && { approverId: 'user:checker' }) }), model.adjust(one.member, CODES[one.partner] as string, one.credit, one.points, String(one.actor), one.approved, at), at);
          break;
        case 'transfer':
          await ask(one.client, keyed({ verb: 'TRANSFER', partner: 'A', memberId: memberIds[one.member] as string, toMemberId: memberIds[one.to], points: BigInt(one.points) }), model.transfer(one.member, one.to, one.points, at), at);
          break;
        case 'merge':
          await ask(one.client, keyed({ verb: 'MERGE', partner: 'A', memberId: memberIds[one.member] as string, toMemberId: memberIds[one.to] }), model.merge(one.member, one.to), at);
          break;
        case 'freeze':
        case 'thaw': {
          const member = model.members[one.member] as Model['members'][number];
          if (member.status !== 'CLOSED') member.status = one.do === 'freeze' ? 'FROZEN' : 'ACTIVE';
          await c.db.owner.query('UPDATE member SET status = $2 WHERE member_id = $1', [memberIds[one.member], member.status]);
          break;
        }
        case 'lock':
        case 'unlock':
          (model.members[one.member] as Model['members'][number]).locked = one.do === 'lock';
          await c.db.owner.query('UPDATE member SET spend_locked = $2 WHERE member_id = $1', [memberIds[one.member], one.do === 'lock']);
          break;
        case 'advance':
          offset += one.hours * 3_600_000;
          ahead = offset;
          await c.db.owner.query('UPDATE test_clock SET offset_ms = $1', [offset]);
          break;
        case 'again': {
          const first = sent[one.pick % Math.max(1, sent.length)];
          if (!first) break;
          c.service = (hubs[one.client] as Hub).postings;
          const before = await picture();
          const outcome = await c.post(first.loose);
          // What was answered is answered again, word for word; what was refused for the moment only is judged anew, so only final answers are asked again.
          if (first.outcome.refusal === undefined) expect([outcome.body, outcome.replayed, await picture()]).toEqual([first.outcome.body, true, before]);
          else if (outcome.refusal === undefined) return;
          break;
        }
        case 'otherBody': {
          const first = sent[one.pick % Math.max(1, sent.length)];
          if (!first || first.outcome.refusal) break;
          c.service = (hubs[one.client] as Hub).postings;
          const before = await picture();
          expect([(await c.post({ ...first.loose, note: 'another' })).refusal?.code, await picture()]).toEqual(['idempotency_key_reused', before]);
          break;
        }
        case 'close':
          // Oldest first, and the day that runs when somebody closes early; two people ask at once, and one of them closes.
          for (let closed = 0; closed < one.windows && model.close(at); closed += 1) {
            const { windowId } = await hubs[0].windows.open();
            const answers = await Promise.all(hubs.map((hub) => hub.windows.close(windowId, 'test')));
            expect(answers.filter(Boolean)).toHaveLength(1);
            expect(await unchanged(true, () => (hubs[one.client] as Hub).windows.close(windowId, 'test'))).toBe(false);
            count('close');
          }
          break;
        case 'decide': {
          if (ids.kept.length === 0) break;
          const which = one.pick % ids.kept.length;
          const kept = model.quarantine[which] as Model['quarantine'][number];
          const expected = model.decide(which, PEOPLE[one.person] as string, one.approves, at);
          const answer = await unchanged(expected !== undefined, () => (hubs[one.client] as Hub).decide(ids.kept[which] as { partnerId: string; key: string }, PEOPLE[one.person] as string, one.approves));
          expect(typeof answer === 'string' ? answer : answer.status).toBe(expected ?? kept.status);
          count(`decide ${expected ?? (kept.status === 'HELD' ? 'first' : kept.status)}`);
          if (typeof answer === 'string' || answer.postingId === undefined) break;
          await placed((await c.db.owner.query<{ late: boolean; windowId: string }>(`SELECT late, 'win_' || window_id AS "windowId" FROM posting WHERE posting_id = $1`, [answer.postingId.slice(4)])).rows[0] ?? {}, 'decide', kept.at);
          if (model.earns.length > ids.earns.length) ids.earns.push(answer.postingId.slice(4));
          if (model.burns.length > ids.burns.length) ids.burns.push(answer.postingId.slice(4));
          break;
        }
        case 'offline': {
          // Some tokens stay behind, and come after those of the next upload.
          const before = withheld.splice(0);
          const fresh = [];
          for (let n = 0; n < one.sales; n += 1) {
            const [whose, captured] = [(one.member + n) % 3, Math.floor(then / 1000 + n) * 1000];
            fresh.push({ ...(await till.sale(memberIds[whose] as string, one.points, captured)), sold: () => model.earn(whose, TILL_AT, one.points, now(), captured), at: captured });
          }
          withheld.push(...fresh.filter((_sale, n) => ((one.withheld >> n) & 1) === 1));
          const sales = [...fresh.filter((sale) => !withheld.includes(sale)), ...before];
          if (sales.length === 0) break;
          const gaps = model.arrive(sales.map((sale) => sale.place));
          const expected = sales.map((sale) => sale.sold());
          const answers = await unchanged(expected.every((code) => code !== undefined), () => (hubs[one.client] as Hub).upload(till.partnerId, sales.map((sale) => sale.token)));
          expect(answers.map((item) => item.problem?.code)).toEqual(expected);
          for (const [n, { posting }] of answers.entries()) {
            count(`offline ${expected[n] ?? 'accepted'}`);
            if (expected[n] === 'offline_window_expired') ids.kept.push({ partnerId: till.partnerId, key: `offline:trm_${till.tillId}:${sales[n]?.externalId ?? ''}` });
            if (!posting) continue;
            expect(posting.flags).toEqual(gaps[n] ? ['SEQ_GAP'] : []);
            await placed(posting, 'offline', sales[n]?.at ?? 0);
            ids.earns.push(posting.id.slice(4));
          }
          break;
        }
        case 'read':
          break;
      }
    }
    const { rows } = await c.db.owner.query<{ member_id: string; balance: string; held: string }>('SELECT member_id, balance, held FROM member_balance WHERE member_id = ANY($1)', [memberIds]);
    for (const [index, memberId] of memberIds.entries()) {
      const row = rows.find((one) => one.member_id === memberId);
      expect([Number(row?.balance), Number(row?.held)]).toEqual([model.balance(index), model.held(index)]);
      const lots = (await c.db.owner.query<{ issuer: string; kind: string; points: string }>(`SELECT coalesce(p.code, 'PHUB') AS issuer, point_kind AS kind, sum(remaining) AS points FROM lot l LEFT JOIN partner p ON p.partner_id = l.issuer_id WHERE member_id = $1 AND open GROUP BY 1, 2 ORDER BY 1, 2`, [memberId])).rows;
      const expected = new Map<string, number>();
      for (const lot of model.members[index]?.lots ?? []) if (lot.remaining > 0) expected.set(`P${lot.issuer} ${lot.kind}`, (expected.get(`P${lot.issuer} ${lot.kind}`) ?? 0) + lot.remaining);
      expect(lots.map((lot) => [`${lot.issuer} ${lot.kind}`, Number(lot.points)])).toEqual([...expected].sort());
    }
  }

  // A part has books of its own, so that looking at everything stays quick; they are checked after it as after every test.
  test.each(Array.from({ length: PARTS }, (_none, part) => part + 1))('random programmes of all verbs from two clients end alike, and refusals change nothing: part %i', async (part) => {
    if (part > 1) await c.db.drop();
    await begin();
    await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 100, size: 'max' }), run), { numRuns: RUNS, ...REPLAY, interruptAfterTimeLimit: 600_000, endOnFailure: Boolean(process.env['MODEL_PATH']) });
    process.stdout.write(`part ${part} of ${PARTS}: ${commands} commands so far, ${refusals} refusals, no difference${part === PARTS ? `; ${[...seen].sort().map(([what, times]) => `${what} ${times}`).join(', ')}` : ''}\n`);
    if (part === PARTS && !process.env['MODEL_SEED']) expect(commands).toBeGreaterThanOrEqual(process.env['KONGSI_NIGHTLY'] ? 200_000 : 5_000);
  }, 900_000);

  test('a day is a day', () => {
    expect(startOfDay(Date.parse('2028-02-29T16:59:59.999Z'), 1)).toBe(Date.parse('2028-02-29T17:00:00Z'));
    expect(DAY).toBe(86_400_000);
  });
});
