import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const run = (script: string, environment: NodeJS.ProcessEnv = {}) => spawnSync(process.execPath, ['--no-warnings', script], { encoding: 'utf8', timeout: 60_000, env: { ...process.env, ...environment } });

describe('sign-in and the way to the hub', () => {
  let seen: Record<string, unknown>;
  beforeAll(() => {
    const { stdout, stderr, status } = run(join(__dirname, 'sign-in-steps.mjs'));
    if (status !== 0) throw new Error(stderr);
    seen = JSON.parse(stdout) as Record<string, unknown>;
  });

  test('a sign-in comes back to where it began, under a new session id, and calls with its own token', () => {
    expect(seen).toMatchObject({ arrived: '/invoices', newSessionId: true, firstToken: true });
  });

  test('ten requests at the end of an access token renew it once, and all of them are answered', () => {
    expect(seen['afterEnd']).toEqual({ statuses: [200], renewals: 1, tokens: 1, renewed: true });
  });

  test('an answer that breaks off in the middle is not given out as a whole one, and the portal lives on', () => {
    expect(seen).toMatchObject({ broken: 'broken off', alive: 200 });
  });

  test('a path that climbs out of the API, another method and a state of somebody else open nothing', () => {
    expect(seen).toMatchObject({ climbing: 404, method: 405, foreignState: '/?signIn=failed' });
  });

  test('a large body is not read before its sender is known, and a packed one is never opened', () => {
    expect(seen).toMatchObject({ begunSignedOut: 401, packed: 415 });
  });

  test('sign-out removes the row and its refresh token, so that a copy of the session is worth nothing', () => {
    expect(seen).toMatchObject({ next: '/', rows: 0, afterSignOut: 401 });
  });

  test('a production run without an issuer does not start', () => {
    const { stderr, status } = run(join(__dirname, '../dist/server/main.js'), { NODE_ENV: 'production', OIDC_ISSUER: '', DATABASE_URL: 'postgres://localhost/none', SESSION_SECRET: 'not a secret, only a test' });
    expect([status, stderr]).toEqual([1, expect.stringContaining('OIDC_ISSUER')]);
  });
});
