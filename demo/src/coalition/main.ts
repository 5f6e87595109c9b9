import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Progress } from '../progress';
import { leaveOnTheDesk } from './desk';
import { History, addDays } from './history';
import { IdentityFile } from './identity';
import { reconcile } from './reconcile';
import { setUp } from './set-up';
import { registerAccounts } from './treasury';

const SEED = 20_260_820;
export const FIRST_DAY = '2026-08-20';
const DAYS = 45;
const MEMBERS = 200;

/** Makes the demo coalition on an empty hub: `main.js HUB_ORIGIN PORTAL_ORIGIN FOLDER`. */
async function main([hub = '', portal = '', folder = '']: string[]): Promise<void> {
  const file = join(folder, 'demo.json');
  if (existsSync(file)) return;
  const started = Date.now();
  mkdirSync(folder, { recursive: true });
  const identity = new IdentityFile(join(folder, 'identity.json'));
  const coalition = await setUp(hub, `${portal}/oidc`, folder, identity, FIRST_DAY);
  await registerAccounts(coalition, FIRST_DAY);
  const progress = new Progress('Playing 45 days', DAYS);
  const played = await new History(coalition, SEED).play(FIRST_DAY, DAYS, MEMBERS, progress);
  await reconcile(coalition.brands, addDays(FIRST_DAY, DAYS - 1));
  await leaveOnTheDesk(coalition);
  const postings = Object.entries(played.counts).filter(([name]) => /^(earn|burn|reversal)s$/.test(name)).reduce((sum, [, count]) => sum + count, 0);
  progress.done(`${postings} postings of ${MEMBERS} members at ${coalition.brands.length} brands, ${DAYS} nights settled, in ${Math.round((Date.now() - started) / 1000)} s`);
  const description = {
    hub, portal, issuer: `${portal}/oidc`, contract: `${hub}/openapi.json`, docs: `${hub}/docs`, firstDay: FIRST_DAY, lastDay: addDays(FIRST_DAY, DAYS - 1), seed: SEED, counts: played.counts,
    partners: coalition.brands.map((one) => ({ code: one.brand.code, brandName: one.brand.brandName, partnerId: one.partnerId, kid: one.kid, keyFile: relative(folder, one.keyFile), outletId: one.outletIds[0], tillId: one.tillId })),
    members: played.members.slice(0, 10),
    signIns: identity.users.map(({ sub, name, roles, brand, partnerId }) => ({ sub, name, roles, brand, ...(partnerId && { partnerId }) })),
    machineClients: identity.clients.map(({ clientId, clientSecret, roles, partnerId }) => ({ clientId, clientSecret, roles, ...(partnerId && { partnerId }) })),
  };
  // The file appears whole or not at all: it says that the demo is complete.
  writeFileSync(`${file}.new`, `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
