import { createPublicKey, type JsonWebKey } from 'node:crypto';
import vectors from '../vectors/tokens.json';
import { verifyPartnerToken, type KeyRecord, type SignedRequest, type TokenFacts } from '../../src/access/partner-token';
import type { Scope } from '../../src/access/request-context';
import { parseStrictJson } from '../../src/http/strict-json';

interface Case {
  id: string;
  title: string;
  at: number;
  request: { method: string; target: string; scope: Scope; headers: Record<string, string>; body?: string; remoteAddress?: string };
  given?: { key?: { kid: string } & Partial<KeyRecord>; till?: { id: string; status: string }; usedJti?: { iss: string; jti: string }[]; replayStore?: string };
  expect: { accepted: boolean; code?: string; responseHeaders?: Record<string, string> };
}
const { context, cases } = vectors as unknown as { context: { publicOrigin: string; keys: (Omit<KeyRecord, 'publicKey'> & { publicJwk: JsonWebKey })[]; tills: { id: string; partnerId: string; status: string }[] }; cases: Case[] };

function factsOf(one: Case): TokenFacts {
  return {
    publicOrigin: context.publicOrigin,
    nowSeconds: one.at,
    key: (kid) => {
      const found = context.keys.find((key) => key.kid === kid);
      const changes = one.given?.key?.kid === kid ? one.given.key : {};
      return Promise.resolve(found && { ...found, ...changes, publicKey: createPublicKey({ key: found.publicJwk, format: 'jwk' }) });
    },
    till: (id) => {
      const found = context.tills.find((till) => till.id === id);
      const status = one.given?.till?.id === id ? one.given.till.status : found?.status;
      return Promise.resolve(found && { partnerId: found.partnerId, status: status as 'ACTIVE' });
    },
    replayed: (iss, jti) => one.given?.replayStore === 'DOWN' ? Promise.reject(new Error('down')) : Promise.resolve((one.given?.usedJti ?? []).some((used) => used.iss === iss && used.jti === jti)),
  };
}

function requestOf(one: Case): SignedRequest {
  const { method, target, headers, body, remoteAddress } = one.request;
  const key = headers['Idempotency-Key'];
  return { method, target, authorization: headers['Authorization'] ?? '', body: Buffer.from(body ?? ''), ...(key !== undefined && { idempotencyKey: key }), ...(remoteAddress !== undefined && { remoteAddress }) };
}

describe('signed requests of partners', () => {
  test('there is a case for every step', () => {
    expect(cases).toHaveLength(53);
  });

  test.each(cases.map((one) => [one.id, one.title, one] as const))('%s: %s', async (_id, _title, one) => {
    const outcome = await verifyPartnerToken(requestOf(one), one.request.scope, factsOf(one)).then((token) => ({ token }), (error: { code: string }) => ({ code: error.code }));
    if (one.expect.accepted) {
      expect(outcome).toHaveProperty('token');
      const skew = one.expect.responseHeaders?.['Kongsi-Clock-Skew'];
      expect('token' in outcome && outcome.token.clockSkew).toBe(skew === undefined ? undefined : Number(skew));
    } else expect(outcome).toEqual({ code: one.expect.code });
  });

  const reference = cases[0] as Case;
  test('any changed byte of the token is refused', async () => {
    const { authorization } = requestOf(reference);
    for (let at = 'Bearer '.length; at < authorization.length; at += 3) {
      const flipped = authorization.slice(0, at) + (authorization[at] === 'A' ? 'B' : 'A') + authorization.slice(at + 1);
      await expect(verifyPartnerToken({ ...requestOf(reference), authorization: flipped }, reference.request.scope, factsOf(reference))).rejects.toHaveProperty('code');
    }
  });

  test('any changed byte of the body is refused', async () => {
    const request = requestOf(reference);
    for (let at = 0; at < request.body.length; at += 1) {
      const body = Buffer.from(request.body);
      body[at] = (body[at] ?? 0) ^ 1;
      await expect(verifyPartnerToken({ ...request, body }, reference.request.scope, factsOf(reference))).rejects.toMatchObject({ code: 'body_digest_mismatch' });
    }
  });
});

describe('strict JSON', () => {
  test.each(['', '{', '{"a":1,}', '[1,]', '{"a":1}{', '{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', "{'a':1}", '{a:1}', '[01]', '"\u0001"', '{"a" 1}', 'NaN', '['.repeat(22) + ']'.repeat(22)])('%j is refused', (text) => {
    expect(() => parseStrictJson(text)).toThrow(expect.objectContaining({ code: expect.stringMatching(/json_malformed|validation_failed/) }));
  });
  test.each(['1.0', '1e3', '0.1', '9007199254740993', '-9007199254740992', '1e400', '01'])('the number %s is refused at its place', (number) => {
    expect(() => parseStrictJson(`{"lines":[{"points":${number}}]}`)).toThrow(expect.objectContaining({ code: 'validation_failed', facts: expect.objectContaining({ fields: [expect.objectContaining({ pointer: '/lines/0/points' })] }) }));
  });
  test.each<[string, string]>([['two\\nlines', 'control_character'], ['a\\u0000', 'control_character'], ['a\\u202eb', 'control_character'], ['a\\ud800', 'lone_surrogate'], ['cafe\\u0301', 'not_nfc']])('the text %s is refused at its place', (text, code) => {
    expect(() => parseStrictJson(`{"lines":[{"sku":"${text}"}]}`)).toThrow(expect.objectContaining({ code: 'validation_failed', facts: expect.objectContaining({ fields: [expect.objectContaining({ pointer: '/lines/0/sku', code })] }) }));
  });
  test.each(['{"a":[1,-2,true,null,"x\\u00e9"],"b":{}}', '{"note":"two\\nlines"}', '{"content":"a;b\\r\\n1;cafe\\u0301\\n"}', '"\\ud83d\\ude00"', '[]', '"text"', '9007199254740991', '{"__proto__":1}'])('%s reads as it is', (text) => {
    expect(JSON.stringify(parseStrictJson(text))).toBe(JSON.stringify(JSON.parse(text)));
  });
});
