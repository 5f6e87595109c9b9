import fc from 'fast-check';
import { OffsetClock } from '../../src/kernel/clock';
import { checkBooks } from '../../src/ledger/books.sql';
import type { PostingService, Outcome } from '../../src/ledger/posting.service';
import { givenCoalition, postingsOn, type Coalition, type Loose } from '../support/coalition';
import { command, type Command } from './commands';
import { DAY, Model, NEVER, startOfDay, type Rule } from './model';

/**
 * 5,000 commands at least here, 200,000 at night: KONGSI_NIGHTLY=1 npx jest -c hub/jest.config.js hub/test/model. A failure prints its seed and path;
 * MODEL_SEED=… MODEL_PATH=… in front of the same command replays it.
 */
const RUNS = 130;
const PARTS = process.env['KONGSI_NIGHTLY'] ? 40 : 1;
const REPLAY = { ...(process.env['MODEL_SEED'] && { seed: Number(process.env['MODEL_SEED']) }), ...(process.env['MODEL_PATH'] && { path: process.env['MODEL_PATH'] }) };
const CODES = ['A', 'B', 'C', 'D'];
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
  let services: PostingService[];
  let commands = 0;
  let refusals = 0;
  const seen = new Map<string, number>();

  /** A coalition and two hubs; a new one for each part of a long run, so that looking at everything stays quick. */
  async function begin(): Promise<void> {
    c = await givenCoalition(CODES);
    const rule = (earnRule: object): string => JSON.stringify({ amountPerPoint: { currency: 'IDR', value: '10000.00' }, pointsAllowed: true, ...earnRule });
    const set = (code: string, earnRule: object): Promise<unknown> => c.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body::jsonb, '{earnRule}', $2::jsonb) WHERE party_id = $1`, [c.partner[code], rule(earnRule)]);
    await set('A', { expiresAfterDays: 365 });
    await set('B', { vesting: { afterDays: 7 }, refundPolicy: 'WITHIN_BALANCE' });
    await set('C', { expiresAfterDays: 60, bonuses: [{ bonusId: 'half', issuer: `prt_${c.partner['A']}`, multiplier: '0.5' }, { bonusId: 'units', issuer: 'HUB', pointKind: 'QUALIFYING', multiplier: '1' }] });
    await set('D', { expiresAfterDays: 30, usableAt: [`prt_${c.partner['A']}`] });
    await c.db.owner.query(`UPDATE terms_version SET body = body::jsonb || $1 WHERE party_id = '00000000-0000-7000-8000-000000000001'`, [JSON.stringify({ transferRule: { minPoints: SEND[0], maxPoints: SEND[1] }, adjustmentLimit: ADJUSTMENT_LIMIT })]);
    services = [1, 2].map(() => {
      const clock = new OffsetClock();
      return postingsOn(c.db, clock);
    });
  }
  afterAll(async () => {
    await c.db.drop();
  });

  /** One programme on members of its own; every answer and, at the end, every balance is compared. */
  async function run(programme: readonly Command[]): Promise<void> {
    await c.db.owner.query('UPDATE test_clock SET offset_ms = 0');
    const memberIds = [await c.member(), await c.member(), await c.member()];
    await c.db.owner.query('INSERT INTO member_balance (member_id) SELECT unnest($1::uuid[])', [memberIds]);
    const model = new Model(3, RULES, { adjustment: ADJUSTMENT_LIMIT, send: SEND, points: 19_999_999_999_999 });
    const ids = { holds: [] as string[], burns: [] as string[], earns: [] as string[] };
    const sent: { loose: Loose; outcome: Outcome }[] = [];
    const actorsOfRun = [`user:${memberIds[0]}`, `user:${memberIds[1]}`];
    let offset = 0;
    const now = (): number => Date.now() + offset;
    const picture = async (): Promise<string> => {
      const { rows } = await c.db.owner.query<{ all: string }>(`SELECT md5(coalesce((SELECT json_agg(b ORDER BY member_id)::text FROM member_balance b WHERE member_id = ANY($1)), '') || coalesce((SELECT json_agg(l ORDER BY lot_id)::text FROM lot l WHERE member_id = ANY($1)), '')
        || coalesce((SELECT json_agg(h ORDER BY hold_id)::text FROM hold h WHERE member_id = ANY($1)), '') || (SELECT count(*) FROM posting WHERE member_id = ANY($1)) || (SELECT count(*) FROM idempotency WHERE external_id IS NOT NULL AND member_id = ANY($1)) || (SELECT count(*) FROM receivable WHERE member_id = ANY($1))) AS all`, [memberIds]);
      return rows[0]?.all ?? '';
    };
    const ask = async (client: number, loose: Loose, expected: string | undefined): Promise<Outcome> => {
      c.service = services[client] as PostingService;
      const before = expected === undefined ? '' : await picture();
      const outcome = await c.post(loose);
      seen.set(`${loose.verb} ${outcome.refusal?.code ?? 'accepted'}`, (seen.get(`${loose.verb} ${outcome.refusal?.code ?? 'accepted'}`) ?? 0) + 1);
      expect([loose.verb, outcome.refusal?.code]).toEqual([loose.verb, expected]);
      if (expected !== undefined) {
        refusals += 1;
        expect(await picture()).toBe(before);
      }
      sent.push({ loose, outcome });
      return outcome;
    };
    const idOf = (outcome: Outcome): string => (JSON.parse(outcome.body) as { id: string }).id.slice(4);
    const keyed = (loose: Loose): Loose => ({ ...loose, key: `m-${memberIds[0]}-${sent.length}` });
    for (const one of programme) {
      commands += 1;
      const at = now();
      switch (one.do) {
        case 'earn': {
          const expected = model.earn(one.member, CODES[one.partner] as string, one.points, at);
          const outcome = await ask(one.client, keyed({ verb: 'EARN', partner: CODES[one.partner] as string, memberId: memberIds[one.member] as string, points: BigInt(one.points) }), expected);
          if (!expected) ids.earns.push(idOf(outcome));
          break;
        }
        case 'burn': {
          const expected = model.burn(one.member, CODES[one.partner] as string, one.points, at);
          const outcome = await ask(one.client, keyed({ verb: 'BURN', partner: CODES[one.partner] as string, memberId: memberIds[one.member] as string, points: BigInt(one.points) }), expected);
          if (!expected) ids.burns.push(idOf(outcome));
          break;
        }
        case 'hold': {
          const expected = model.hold(one.member, CODES[one.partner] as string, one.points, at, 7_200);
          const outcome = await ask(one.client, keyed({ verb: 'HOLD', partner: CODES[one.partner] as string, memberId: memberIds[one.member] as string, points: BigInt(one.points), expiresInSeconds: 7_200 }), expected);
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
            await ask(one.client, keyed({ verb: 'RELEASE', ...common }), model.release(which, at));
            break;
          }
          const expected = model.capture(which, one.points, at);
          const outcome = await ask(one.client, keyed({ verb: 'CAPTURE', ...common, points: BigInt(one.points) }), expected);
          if (!expected) ids.burns.push(idOf(outcome));
          break;
        }
        case 'reverse': {
          if (ids.burns.length === 0) break;
          const which = one.pick % ids.burns.length;
          const burn = model.burns[which] as Model['burns'][number];
          await ask(one.client, keyed({ verb: 'REVERSAL', partner: burn.partner, memberId: memberIds[burn.member] as string, originalId: ids.burns[which], points: BigInt(one.points) }), model.reverseBurn(which, one.points, at));
          break;
        }
        case 'refund': {
          if (ids.earns.length === 0) break;
          const which = one.pick % ids.earns.length;
          const earn = model.earns[which] as Model['earns'][number];
          await ask(one.client, keyed({ verb: 'REVERSAL', partner: earn.partner, memberId: memberIds[earn.member] as string, originalId: ids.earns[which], points: BigInt(one.points) }), model.refund(which, one.points, at));
          break;
        }
        case 'expire':
          model.expire(one.member, at);
          await ask(one.client, keyed({ verb: 'EXPIRE', partner: 'A', memberId: memberIds[one.member] as string, until: new Date(at) }), undefined);
          break;
        case 'vest': {
          const lots = (await c.db.owner.query<{ lot_id: string }>(`SELECT lot_id FROM lot WHERE member_id = $1 AND issuer_id = $2 AND open AND coalesce(vested_at, vests_at) > $3 ORDER BY lot_id`, [memberIds[one.member], c.partner[CODES[one.partner] as string], new Date(at)])).rows;
          if (model.vest(one.member, CODES[one.partner] as string, at) === 'none') expect(lots).toEqual([]);
          else await ask(one.client, keyed({ verb: 'VEST', partner: CODES[one.partner] as string, memberId: memberIds[one.member] as string, lotId: lots[0]?.lot_id }), undefined);
          break;
        }
        case 'adjust':
          await ask(one.client, keyed({ verb: 'ADJUSTMENT', partner: 'A', memberId: memberIds[one.member] as string, issuerId: c.partner[CODES[one.partner] as string], direction: one.credit ? 'CREDIT' : 'DEBIT', reason: 'ERROR', points: BigInt(one.points), actorId: actorsOfRun[one.actor] as string,
            expiresAfterDays: 7, ...(one.approved && { approverId: 'user:checker' }) }), model.adjust(one.member, CODES[one.partner] as string, one.credit, one.points, String(one.actor), one.approved, at));
          break;
        case 'transfer':
          await ask(one.client, keyed({ verb: 'TRANSFER', partner: 'A', memberId: memberIds[one.member] as string, toMemberId: memberIds[one.to], points: BigInt(one.points) }), model.transfer(one.member, one.to, one.points, at));
          break;
        case 'merge':
          await ask(one.client, keyed({ verb: 'MERGE', partner: 'A', memberId: memberIds[one.member] as string, toMemberId: memberIds[one.to] }), model.merge(one.member, one.to));
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
          await c.db.owner.query('UPDATE test_clock SET offset_ms = $1', [offset]);
          break;
        case 'again': {
          const first = sent[one.pick % Math.max(1, sent.length)];
          if (!first) break;
          c.service = services[one.client] as PostingService;
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
          c.service = services[one.client] as PostingService;
          const before = await picture();
          expect([(await c.post({ ...first.loose, note: 'another' })).refusal?.code, await picture()]).toEqual(['idempotency_key_reused', before]);
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

  test('random programmes of all verbs from two clients end alike, and refusals change nothing', async () => {
    for (let part = 0; part < PARTS; part += 1) {
      if (part > 0) {
        expect(await checkBooks(c.db.owner)).toEqual([]);
        await c.db.drop();
      }
      await begin();
      await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 100, size: 'max' }), run), { numRuns: RUNS, ...REPLAY, interruptAfterTimeLimit: 120_000, endOnFailure: Boolean(process.env['MODEL_PATH']) });
    }
    process.stdout.write(`${commands} commands, ${refusals} refusals; ${[...seen].sort().map(([what, count]) => `${what} ${count}`).join(', ')}\n`);
    if (!process.env['MODEL_SEED']) expect(commands).toBeGreaterThanOrEqual(process.env['KONGSI_NIGHTLY'] ? 200_000 : 5_000);
  }, 3_600_000);

  test('a day is a day', () => {
    expect(startOfDay(Date.parse('2028-02-29T16:59:59.999Z'), 1)).toBe(Date.parse('2028-02-29T17:00:00Z'));
    expect(DAY).toBe(86_400_000);
  });
});
