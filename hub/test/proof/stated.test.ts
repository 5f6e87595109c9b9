import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import type { ProofBundle } from '../../../partner-sdk/src/proof/bundle';
import { reportOf } from '../../../partner-sdk/src/proof/report';
import { verifyProof, type ProofResult } from '../../../partner-sdk/src/proof/verify';
import type { Invoice } from '../../src/invoicing/invoicing.wire';
import type { HubKeys } from '../../src/proof/proof.wire';
import { logTermsAsTheyAre } from '../support/logged-terms';
import { givenNights, type Nights } from '../support/nights';
import type { Person } from '../support/stack';

const clauses = (changes: object[] = []): object => ({ clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '48.37' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '48.37' }, ...changes] });
const earnRule = (changes: object): object => ({ earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 365, pointsAllowed: true, ...changes } });

/** One night of what is no plain burn: a lot that several fund (J), points paid for at issue (I), whose lines have their legs, a reserve (R); B redeems all of them. */
describe('proofs of lines that are no plain burns', () => {
  let nights: Nights;
  let keys: string[];
  const people = new Map<string, Person>();
  beforeAll(async () => {
    nights = await givenNights(['J', 'I', 'R', 'B', 'F']);
    const { agree, member, earn, burn, closeNight, brand } = nights;
    // Terms that only a test changes in place: their logged hash is that of the text that is shown, which is made anew here.
    await agree('J', { ...clauses(), ...earnRule({ fundingShares: [{ party: brand('J').partnerId, weight: '50' }, { party: brand('F').partnerId, weight: '30' }, { party: 'HUB', weight: '20' }] }) });
    await agree('I', { ...clauses([{ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '50.5' }]), preset: 'PAY_AT_ISSUE' });
    await agree('R', { ...clauses(), preset: 'HYBRID_RESERVE', reserveRate: '0.40', settlementValue: '48.37' });
    await agree('B', clauses());
    await agree('F', clauses());
    await logTermsAsTheyAre(nights);
    const one = await member();
    for (const [code, points] of [['J', 333], ['I', 444], ['R', 555], ['F', 111]] as const) await earn(code, one, points);
    await burn('B', one, 333 + 444 + 555 + 111);
    await closeNight();
    // The next window is of tomorrow, so that what is posted now is late in it.
    await earn('F', one, 50);
    await burn('B', one, 50);
    await closeNight();
    for (const code of ['J', 'I', 'R', 'B', 'F']) people.set(code, await nights.stack.person(`owner-${code.toLowerCase()}`, ['PARTNER_OWNER'], brand(code).partnerId));
    keys = ((await (await fetch(`${nights.stack.origin}/v1/log/keys`)).json()) as HubKeys).keys;
  }, 180_000);
  afterAll(() => nights.stop());

  const textOf = async (code: string, cycle: 0 | -1 = 0): Promise<string> => {
    const person = people.get(code) as Person;
    const { data } = await person.get<{ data: Invoice[] }>('/invoices?limit=100&sort=cycleFrom');
    const answer = await fetch(`${nights.stack.origin}/v1/invoices/${data.at(cycle)?.id ?? ''}/proof`, { headers: { authorization: `Bearer ${person.token}` } });
    const text = await answer.text();
    expect([code, answer.status, answer.ok ? '' : text]).toEqual([code, 200, '']);
    return text;
  };
  const verify = (text: string): Promise<ProofResult> => verifyProof(text, { hubKeys: keys });
  const stated = (result: ProofResult): unknown[] => (result.summary?.stated ?? []).map((line) => [line.lineType, line.amount, ...(line.whole === undefined ? [] : [line.whole])]).sort();

  test.each([
    // 333 x 48.37 = 16,107.21, parted 50/30/20; the funder and the issuer see their parts of the whole.
    ['J', [['CLAIM_PAYABLE', '8054.00', '16107.00']]],
    // 555 points at 19.348 are 10,738.14; the rest of 26,845.35 is the issuer's own.
    ['R', [['CLAIM_PAYABLE', '16107.00'], ['RESERVE_FUNDING', '10738.00']]],
    ['F', [['CLAIM_PAYABLE', '4832.00', '16107.00']]],
    ['B', [['CLAIM_RECEIVABLE', '16107.00'], ['CLAIM_RECEIVABLE', '3221.00', '16107.00'], ['CLAIM_RECEIVABLE', '4832.00', '16107.00'], ['CLAIM_RECEIVABLE', '8054.00', '16107.00'], ['RESERVE_RELEASE', '10738.00']]],
  ])('%s verifies its documents: lines without legs are named as such, fees and totals are computed on them', async (code, expected) => {
    const text = await textOf(code);
    const result = await verify(text);
    expect([result.status, result.detail]).toEqual(['VERIFIED', 'Every step holds.']);
    expect(stated(result)).toEqual([...expected].sort());
    expect(reportOf('proof.json', result)).toContain('of these lines only what is said here is computed again:');
    // F burned 111 points of its own in the plain way beside them.
    if (code === 'B') expect(result.summary?.lines.map((line) => [line.payer, line.points, line.amount]).sort()).toEqual([['HUB', 444, '21476.00'], [nights.brand('F').partnerId, 111, '5369.00']]);
    // The issuer and the redeemer see the legs of a shared claim; another funder sees its amount.
    expect(result.summary?.stated.filter((line) => line.whole !== undefined).every((line) => line.fromLegs === ['J', 'B'].includes(code))).toBe(true);
    if (code === 'F') expect(result.summary?.lines.map((line) => [line.points, line.amount])).toEqual([[111, '5369.00']]);
  });

  test.each(['F', 'B'])('late burns of %s are computed again from their legs, on lines of their own', async (code) => {
    const text = await textOf(code, -1);
    const result = await verify(text);
    expect([result.status, result.detail]).toEqual(['VERIFIED', 'Every step holds.']);
    expect([result.summary?.lines.map((line) => [line.points, line.amount, line.legs]), result.summary?.stated]).toEqual([[[50, '2419.00', 1]], []]);
    expect(text).toContain('"section":"LATE"');
    expect((await verify(text.replace('"section":"LATE",', ''))).detail).toContain('that the bundle does not prove');
  });

  test.each(['J', 'I', 'R', 'B'])('of the bundle of %s no byte can be changed unseen', async (code) => {
    const bytes = Buffer.from(await textOf(code));
    const marks = [...bytes.toString().matchAll(/"(stated|joint)":/g)].flatMap((match) => Array.from({ length: 900 }, (_none, at) => (match.index ?? 0) + at));
    const places = new Set([...marks.filter((_place, at) => at % 3 === 0), ...Array.from({ length: 200 }, (_none, at) => Math.floor((at * bytes.length) / 200))].filter((place) => place < bytes.length));
    for (const place of places) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      const result = await verifyProof(changed, { hubKeys: keys });
      if (result.status !== 'FAILED' || !result.failed) throw new Error(`A change at ${place} went unseen: ${bytes.subarray(place - 40, place + 40).toString()}`);
    }
  });

  type Draft = { -readonly [K in keyof ProofBundle]: ProofBundle[K] };
  const first = <T>(list: readonly T[] | undefined, change: (one: T) => T): T[] => (list ?? []).map((one, at) => (at === 0 ? change(one) : one));
  test.each<[string, string, (draft: Draft) => unknown]>([
    ['another amount', "Its payer's part is 8054.00, the line says 8055.00", (draft) => (draft.stated = first(draft.stated, (one) => ({ ...one, amount: '8055.00' })))],
    ['a line that no document prints', 'No document of the bundle prints this line', (draft) => (draft.stated = [...(draft.stated ?? []), { key: `${draft.stated?.[0]?.key ?? ''}x`, amount: '0.00' }])],
    ['a line left out', 'No line of the bundle is a part of it', (draft) => (draft.stated = [])],
    ['the same line twice', 'each once', (draft) => (draft.stated = [...(draft.stated ?? []), ...(draft.stated ?? [])])],
    ['a key of something else', 'It is no key of a claim', (draft) => (draft.stated = [{ key: 'FEE|x', amount: '1.00' }, ...(draft.stated ?? [])].sort((a, b) => (a.key < b.key ? -1 : 1)))],
    ['another weight', 'are not those that its name was made of', (draft) => (draft.joint = first(draft.joint, (one) => ({ ...one, funders: first(one.funders, (each) => ({ ...each, weight: '51' })) })))],
    ['another part', 'the weights give', (draft) => (draft.joint = first(draft.joint, (one) => ({ ...one, funders: first(one.funders, (each) => ({ ...each, amount: '1.00' })) })))],
    ['another whole', 'the weights give', (draft) => (draft.joint = first(draft.joint, (one) => ({ ...one, amount: '16108.00' })))],
    ['legs of the whole left out', 'It stands behind no line', (draft) => (draft.joint = first(draft.joint, ({ name, issuer, redeemerCycleId, amount, funders }) => ({ name, issuer, redeemerCycleId, amount, funders })))],
    ['a price of the whole', 'is priced 48.37', (draft) => (draft.joint = first(draft.joint, (one) => ({ ...one, ...(one.whole && { whole: { ...one.whole, steps: first(one.whole.steps, (step) => ({ ...step, pointPrice: '48.38' })) } }) })))],
    ['a shared claim that no line is a part of', 'No line of the bundle is a part of it', (draft) => (draft.stated = first(draft.stated, (one) => ({ ...one, key: one.key.replace(/[0-9a-f]{16}$/, '0123456789abcdef') })))],
    ['another rate of the fee', 'No disclosed terms have a fee of', (draft) => (draft.fees = first(draft.fees, (one) => ({ ...one, ...(one.stated && { stated: { ...one.stated, rate: '0.5' } }) })))],
    ['another base of the fee', 'Its base comes to', (draft) => (draft.fees = first(draft.fees, (one) => ({ ...one, ...(one.stated && { stated: { ...one.stated, base: '1.00' } }) })))],
  ])('%s is found and named', async (_name, said, change) => {
    const draft = JSON.parse(await textOf('J')) as Draft;
    change(draft);
    const result = await verify(canonicalJson(draft));
    expect([result.status, result.detail]).toEqual(['FAILED', expect.stringContaining(said)]);
  });

  const up = (money: string, by: bigint): string => `${BigInt(money.slice(0, -3)) + by}.00`;
  test.each<[string, string, (draft: Draft) => unknown]>([
    ['another amount alone', 'Its payable comes to', (draft) => (draft.stated = first(draft.stated, (one) => ({ ...one, amount: up(one.amount, 1n) })))],
    ['another amount, with its totals', ', stated is ', (draft) => {
      draft.stated = first(draft.stated, (one) => ({ ...one, amount: up(one.amount, 1n) }));
      draft.totals = { ...draft.totals, payable: up(draft.totals.payable, 1n), netCash: up(draft.totals.netCash, -1n) };
    }],
    ['a fee on stated claims that are not there', 'It stands on stated claims, and there are none', (draft) => (draft.stated = [])],
  ])('of a reserve %s is found and named', async (_name, said, change) => {
    const draft = JSON.parse(await textOf('R')) as Draft;
    change(draft);
    expect(await verify(canonicalJson(draft))).toMatchObject({ status: 'FAILED', detail: expect.stringContaining(said) });
  });
});
