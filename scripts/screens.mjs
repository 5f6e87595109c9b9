// Pictures of the operator's night on the running demo coalition: `npm run screens [-- FOLDER] [--language id] [--dark]`. It signs in as two people of the operator,
// approves the settlement that waits and records a part payment, as they would; on a demo where that is done already it shows what there is.
import { mkdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const after = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const language = after('--language') ?? 'en';
const words = language === 'id'
  ? { signIn: 'Masuk', approve: 'Setujui', record: 'Catat pembayaran', amount: 'Jumlah (Rp)', reference: 'Referensi bank', paidOn: 'Dibayar' }
  : { signIn: 'Sign in', approve: 'Approve', record: 'Record a payment', amount: 'Amount (IDR)', reference: 'Bank reference', paidOn: 'Paid on' };
const state = after('--state') ?? join(root, '.kongsi');
const out = args.find((one, at) => !one.startsWith('--') && !['--language', '--state'].includes(args[at - 1])) ?? join(state, 'screens');
const demo = JSON.parse(readFileSync(join(state, 'demo.json'), 'utf8'));
const WIDTH = 1_440;
const TALLEST = 1_080;

/** About half of an amount, in whole thousands. */
const half = (value) => String((BigInt(value.replace('.', '')) / 200_000n || 1n) * 1_000n);

function browser() {
  const found = spawnSync(process.execPath, [join(root, 'partner-portal/test/browser-path.mjs')], { encoding: 'utf8', cwd: root });
  if (found.status !== 0) throw new Error(`There is no Chromium: ${found.stderr}`);
  const { executablePath, env } = JSON.parse(found.stdout);
  return chromium.launch({ executablePath, env: { ...process.env, ...env }, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

async function settled(page) {
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[role="status"][aria-label]').first().waitFor({ state: 'detached' }).catch(() => undefined);
}

class Person {
  constructor(page) {
    this.page = page;
  }

  static async signIn(chrome, sub) {
    const context = await chrome.newContext({ viewport: { width: WIDTH, height: 860 }, colorScheme: args.includes('--dark') ? 'dark' : 'light', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.addInitScript((chosen) => window.localStorage.setItem('kongsi.language', chosen), language);
    await page.goto(demo.portal);
    await page.getByRole('link', { name: words.signIn }).click();
    await page.locator(`button[value="${sub}"]`).click();
    await settled(page);
    return new Person(page);
  }

  async open(path) {
    await this.page.goto(`${demo.portal}${path}`);
    await settled(this.page);
  }

  /** The rows of a list of the hub, as this person may see them. */
  rows(path) {
    return this.page.evaluate(async (asked) => (await (await fetch(`/api/hub${asked}`)).json()).data ?? [], path);
  }

  async take(name) {
    await settled(this.page);
    const height = await this.page.evaluate(() => document.querySelector('main')?.scrollHeight ?? 860);
    await this.page.setViewportSize({ width: WIDTH, height: Math.min(Math.max(height + 20, 600), TALLEST) });
    // Charts and tables draw themselves anew in the new frame.
    await this.page.waitForTimeout(400);
    await this.page.screenshot({ path: join(out, `${name}.png`) });
    process.stdout.write(`${name}\n`);
  }
}

const chrome = await browser();
try {
  mkdirSync(out, { recursive: true });
  const maker = await Person.signIn(chrome, 'rina');
  await maker.take('01-overview');
  const [window] = await maker.rows('/settlement-windows?run=DONE&limit=1');
  await maker.open(`/windows/${window.id}`);
  await maker.take('02-night-and-its-checks');

  const [proposed] = await maker.rows('/settlements?status=PROPOSED&limit=1');
  const settlement = proposed ?? (await maker.rows('/settlements?status=SETTLING&limit=1'))[0];
  if (settlement) {
    await maker.open(`/settlements/${settlement.id}`);
    await maker.take('03-settlement-proposed');
  }
  if (proposed) {
    await maker.page.getByRole('button', { name: words.approve, exact: true }).click();
    await maker.take('04-first-approval');
    const checker = await Person.signIn(chrome, 'budi');
    await checker.open(`/settlements/${proposed.id}`);
    await checker.page.getByRole('button', { name: words.approve, exact: true }).click();
    await checker.page.getByRole('button', { name: words.approve, exact: true }).waitFor({ state: 'detached' });
    await checker.take('05-second-approval');
  }
  const [owed] = (await maker.rows('/obligations?status=OPEN&direction=PAYS_HUB')).filter((one) => one.open.total.value !== '0.00');
  if (owed) {
    await maker.open(`/obligations/${owed.id}`);
    await maker.page.getByRole('button', { name: words.record }).click();
    await maker.page.getByLabel(words.amount).fill(half(owed.open.principal.value));
    await maker.page.getByLabel(words.reference).fill(`BCA-20261004-${owed.id.slice(-4)}`);
    // No payment is recorded for a day that has not come.
    const [{ businessDate: today }] = await maker.rows('/settlement-windows?status=OPEN');
    await maker.page.getByLabel(words.paidOn).fill(today);
    await maker.take('06-payment');
    await maker.page.getByRole('dialog').getByRole('button', { name: words.record }).click();
    await maker.page.getByRole('dialog').waitFor({ state: 'detached' });
    await maker.take('07-part-payment');
  }
  const invoices = (await maker.rows('/invoices?kind=POINTS_INVOICE&sort=-total&limit=100')).filter((one) => one.number !== undefined);
  const [invoice] = invoices.filter((one) => one.partnerName === 'Rumah Buku' && one.cycleFrom === '2026-09-01').concat(invoices);
  await maker.open(`/invoices/${invoice.id}`);
  await maker.take('08-invoice');
  const lines = await maker.rows(`/invoices/${invoice.id}/lines`);
  const line = lines.find((one) => one.lineType === 'CLAIM_PAYABLE') ?? lines[0];
  await maker.open(`/invoices/${invoice.id}/lines/${line.id}`);
  await maker.take('09-line-and-its-legs');
  for (const [name, list, page] of [['10-dispute-to-rule', '/disputes?status=UNDER_REVIEW', 'disputes'], ['12-break', '/breaks?state=OPEN&class=AMOUNT_DIFFERS', 'breaks'], ['14-what-if', '/scenarios', 'scenarios'], ['15-restatement', '/restatements?status=PENDING', 'restatements']]) {
    const [found] = await maker.rows(list);
    if (!found) continue;
    await maker.open(`/${page}/${found.id}`);
    await maker.take(name);
  }
  for (const [name, page] of [['11-reconciliation', '/reconciliation'], ['13-guard', '/guard']]) {
    await maker.open(page);
    await maker.take(name);
  }
} finally {
  await chrome.close();
}
