import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readConfig, schema } from '../../src/config/config';

const root = join(__dirname, '../../..');
const text = (name: string): string => readFileSync(join(root, name), 'utf8');
interface Service { environment?: Record<string, string>; healthcheck?: { test: unknown }; image: string }
const compose = parse(text('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
/** The portal's settings, read from its source: the hub's tests do not import the portal. */
const portalSettings = [...text('partner-portal/server/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): z/gm)].map((found) => found[1]);
const hubSettings = Object.keys(schema.shape);

describe('settings', () => {
  test('docker-compose has its six services, each with a health check, and no default secret', () => {
    expect(Object.keys(compose.services)).toEqual(['postgres', 'redis', 'keycloak', 'hub', 'worker', 'portal']);
    for (const service of Object.values(compose.services)) expect(service.healthcheck?.test).toBeDefined();
    const secrets = [...text('docker-compose.yml').matchAll(/\$\{([A-Z_]*(?:PASSWORD|SECRET|ADMIN)[A-Z_]*)([:?-]*)/g)];
    expect(secrets.length).toBeGreaterThan(5);
    for (const [, name, operator] of secrets) expect([name, operator]).toEqual([name, ':?']);
  });

  test('each setting that docker-compose names exists', () => {
    for (const name of ['hub', 'worker']) for (const setting of Object.keys(compose.services[name]?.environment ?? {})) expect(hubSettings).toContain(setting);
    for (const setting of Object.keys(compose.services['portal']?.environment ?? {})) expect(portalSettings).toContain(setting);
  });

  test('the README has every setting in its table, and none that does not exist', () => {
    const table = [...text('README.md').matchAll(/^\| `([A-Z][A-Z_]+)` \|/gm)].map((found) => found[1]);
    expect(new Set(table)).toEqual(new Set([...hubSettings, ...portalSettings]));
  });

  test('all faults of the settings are reported at once', () => {
    expect(() => readConfig({ PORT: 'many', KONGSI_ENVIRONMENT: 'TEST', DATABASE_URL: 'mysql://x' })).toThrow(/PORT[\s\S]*KONGSI_ENVIRONMENT[\s\S]*DATABASE_URL/);
    expect(() => readConfig({ KONGSI_ENVIRONMENT: 'LIVE', SANDBOX_START: '2026-01-01' })).toThrow('SANDBOX_START');
  });
});
