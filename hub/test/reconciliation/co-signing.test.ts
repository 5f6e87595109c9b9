import { verify, createPublicKey } from 'node:crypto';
import { signWindow } from '../../../partner-sdk/src';
import { OffsetClock } from '../../src/kernel/clock';
import { CoSigningService, NightMatchingService, signedWindows, type MatchingService, type RulesService } from '../../src/reconciliation';
import type { WindowSignatures } from '../../src/reconciliation/reconciliation.wire';
import type { Window } from '../../src/settlement/settlement.wire';
import { dayCsv } from '../support/day';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';
import { proposedBy } from '../support/proposed';

describe('windows that both have signed', () => {
  let stack: Stack;
  let a: Brand;
  let b: Brand;
  let rina: Person;
  let windowId: string;
  let signatures: WindowSignatures;
  beforeAll(async () => {
    stack = await givenStack();
    [a, b, rina] = [await stack.brand('Satu'), await stack.brand('Dua'), await stack.person('rina', ['HUB_FINANCE', 'HUB_ADMIN'])];
    const { id: member } = await a.client.members.enrol({ name: 'Ani', identifiers: [{ kind: 'CARD', value: 'C1' }] });
    await a.client.earns.create({ externalId: 'E', member, outletId: a.outletId, points: 100 });
    await b.client.burns.create({ externalId: 'B', member, outletId: b.outletId, points: 60 });
    windowId = (await rina.get<{ data: Window[] }>('/settlement-windows?status=OPEN')).data[0]?.id ?? '';
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });
  const bare = (id: string): string => id.slice(4);
  const hubSigns = (jws: string, keys: { keys: string[] }): boolean => {
    const [head = '', body = '', signature = ''] = jws.split('.');
    const raw = Buffer.from(keys.keys[0]?.split('+').slice(2).join('+') ?? '', 'base64').subarray(1);
    return verify(null, Buffer.from(`${head}.${body}`), createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' }), Buffer.from(signature, 'base64url'));
  };

  test('an open window cannot be signed, one that is not there is not found', async () => {
    await expect(a.client.settlementWindows.sign(windowId)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    await expect(a.client.settlementWindows.sign('win_01a1c9e0-1000-7d64-9c51-9e4fa06b7283')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a partner signs what it has checked, the hub signs the same bytes, and signing again changes nothing', async () => {
    await rina.post(`/settlement-windows/${windowId}/close`);
    signatures = (await a.client.settlementWindows.signatures(windowId)) as WindowSignatures;
    expect(signatures).toMatchObject({ required: false, data: [] });
    const run = await rina.get<Window>(`/settlement-windows/${windowId}`);
    expect(signatures.statement.calculationHash).toBe(run.run.calculationHash);
    await expect(a.client.settlementWindows.sign(windowId, { calculationHash: '00' })).rejects.toThrow('calculationHash');
    const signed = await a.client.settlementWindows.sign(windowId, signatures.statement);
    expect(await a.client.settlementWindows.sign(windowId)).toEqual(signed);
    expect(JSON.parse(Buffer.from(signed.hubJws.split('.')[1] ?? '', 'base64url').toString())).toEqual(signatures.statement);
    expect(signed.hubJws.split('.')[1]).toBe(signed.partnerJws.split('.')[1]);
    expect(hubSigns(signed.hubJws, (await fetch(`${stack.origin}/v1/log/keys`).then((answer) => answer.json())) as { keys: string[] })).toBe(true);
    expect([...(await signedWindows(stack.db.pool, bare(a.partnerId), [bare(windowId)])).keys()]).toEqual([bare(windowId)]);
    expect((await signedWindows(stack.db.pool, bare(b.partnerId), [bare(windowId)])).size).toBe(0);
    expect((await b.client.settlementWindows.signatures(windowId)).data).toEqual([]);
    expect((await rina.get<WindowSignatures>(`/settlement-windows/${windowId}/signatures`)).data).toHaveLength(1);
  });

  test('a statement that was changed, of another partner or forged is refused, and nothing is kept', async () => {
    const send = (jws: string): Promise<unknown> => b.client.request('POST', `/v1/settlement-windows/${windowId}/signatures`, { jws });
    const good = await signWindow(b.signer, signatures.statement);
    await expect(send(await signWindow(b.signer, { ...signatures.statement, rootHash: 'AAAA' }))).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [{ pointer: '/jws/rootHash' }] } });
    await expect(send(await signWindow(a.signer, signatures.statement))).rejects.toMatchObject({ code: 'issuer_mismatch' });
    await expect(send(`${good.slice(0, -4)}AAAA`)).rejects.toMatchObject({ code: 'signature_invalid' });
    await expect(send(await b.signer.compact({ kid: b.signer.kid, typ: 'kongsi-window+jwt' }, new TextEncoder().encode(JSON.stringify({ ...signatures.statement, alsoThis: true }))))).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(send(await b.signer.compact({ kid: b.signer.kid, typ: 'kongsi-req+jwt' }, new TextEncoder().encode(JSON.stringify(signatures.statement))))).rejects.toMatchObject({ code: 'token_malformed' });
    await expect(rina.post(`/settlement-windows/${windowId}/signatures`, { jws: good })).rejects.toMatchObject({ code: 'role_required' });
    expect((await stack.db.owner.query('SELECT 1 FROM window_signature')).rows).toHaveLength(1);
  });

  test('where signatures are required, a settlement waits for them, for three days', async () => {
    const settlement = await proposedBy(rina, await stack.person('budi', ['HUB_APPROVER']));
    const service = (at: number): CoSigningService => new CoSigningService(stack.db.pool, new OffsetClock({ wall: () => new Date(at) }), { key: undefined } as never, { publicOrigin: stack.origin, key: () => Promise.resolve(undefined) }, true);
    await expect(service(Date.now()).demand(stack.db.pool, bare(settlement.id))).rejects.toMatchObject({ code: 'transition_not_allowed', facts: { data: { missing: [{ windowId, partnerId: b.partnerId }] } } });
    await expect(service(Date.now() + 4 * 86_400_000).demand(stack.db.pool, bare(settlement.id))).resolves.toBeUndefined();
    await b.client.settlementWindows.sign(windowId);
    await expect(service(Date.now()).demand(stack.db.pool, bare(settlement.id))).resolves.toBeUndefined();
  });

  test('open breaks hold a night only where a setting says so', async () => {
    const date = (await rina.get<Window>(`/settlement-windows/${windowId}`)).businessDate;
    await b.client.reconciliations.upload(dayCsv(b.partnerId, date, []));
    const nothing = { day: () => Promise.resolve(), apply: () => Promise.resolve(false) };
    const said: object[] = [];
    const night = (blocks: boolean, matching: Partial<MatchingService> = nothing): NightMatchingService => new NightMatchingService(stack.db.pool, matching as unknown as MatchingService, nothing as unknown as RulesService, blocks, (entry) => said.push(entry));
    await expect(night(false).night(date)).resolves.toBeUndefined();
    await expect(night(true).night(date)).rejects.toMatchObject({ code: 'rule_not_met' });
    // A day that cannot be matched is told, and holds no night but where the setting says so; a database that is gone is no such day.
    const broken = (error: unknown): Partial<MatchingService> => ({ day: () => Promise.reject(error) });
    await expect(night(false, broken(new Error('too large'))).night(date)).resolves.toBeUndefined();
    expect(said).toEqual([expect.objectContaining({ partnerId: b.partnerId.slice(4), businessDate: date, error: 'too large' })]);
    await expect(night(true, broken(new Error('too large'))).night(date)).rejects.toMatchObject({ code: 'rule_not_met', facts: { detail: expect.stringMatching(/could not be matched/) as string } });
    await expect(night(false, broken(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))).night(date)).rejects.toThrow('gone');
  });
});
