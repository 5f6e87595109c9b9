import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { givenBrowser, givenDemo, type Demo } from './stack';
import { axe, settled, Visitors } from './visit';

interface Route {
  readonly path: string;
  /** Partners have no such page. */
  readonly operatorOnly: boolean;
}

/** Every route of the portal, as `app.tsx` has them. */
const ROUTES: readonly Route[] = readFileSync(join(__dirname, '../client/src/app.tsx'), 'utf8').split('\n').flatMap((line): Route[] => {
  const [, path] = /<Route (?:path="([^"*]+)"|index)/.exec(line) ?? [];
  return /<Route (path="[^"*]+"|index) /.test(line) ? [{ path: `/${path ?? ''}`, operatorOnly: /!person\.partnerId &&|person\.partnerId \? <NotFound/.test(line) }] : [];
});

/** Where the page of a route with an id is found: the list that has one, and what of its first row stands in the address. */
const EXAMPLES: Readonly<Record<string, (read: Read) => Promise<string>>> = {
  '/postings/:postingId': first('/postings?type=BURN'),
  '/invoices/:invoiceId': first('/invoices?kind=POINTS_INVOICE&sort=-total'),
  '/invoices/:invoiceId/lines/:lineId': async (read) => {
    const [invoice] = await read('/invoices?kind=POINTS_INVOICE&sort=-total');
    const [line] = await read(`/invoices/${invoice?.['id'] ?? ''}/lines`);
    return `/invoices/${invoice?.['id'] ?? ''}/lines/${line?.['id'] ?? ''}`;
  },
  '/credit-notes/:creditNoteId': first('/credit-notes'),
  '/restatements/:restatementId': first('/restatements'),
  '/disputes/:disputeId': first('/disputes'),
  '/statements/:statementId': first('/statements'),
  '/account-statements/:accountStatementId': first('/account-statements'),
  '/receipts/:receiptId': first('/receipts'),
  '/tax-invoices/:invoiceId': first('/tax-invoices', 'invoiceId'),
  '/windows/:windowId': first('/settlement-windows?run=DONE'),
  '/settlements/:settlementId': first('/settlements?status=SETTLED'),
  '/obligations/:obligationId': first('/obligations'),
  '/partners/:partnerId': async (read) => (await read('/positions'))[0]?.['partyId'] ?? '',
  '/reconciliation/:reconciliationId': first('/reconciliations'),
  '/breaks/:breakId': first('/breaks'),
  '/scenarios/:scenarioId': first('/scenarios'),
  '/terms/:termsId': first('/terms'),
  '/guard/:partnerId': async (read) => (await read('/guard/issuers'))[0]?.['issuerId'] ?? '',
};

type Read = (path: string) => Promise<Record<string, string>[]>;

function first(list: string, key = 'id'): (read: Read) => Promise<string> {
  return async (read) => (await read(list))[0]?.[key] ?? '';
}

describe('every page of the portal', () => {
  let demo: Demo;
  let stop: () => Promise<void>;
  let browser: Browser;

  beforeAll(async () => {
    ({ demo, stop } = await givenDemo());
    browser = await givenBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await stop();
  });

  /** The address of a route, with ids that this person may see. */
  const addressOf = async (page: Page, { path }: Route): Promise<string> => {
    if (!path.includes(':')) return path;
    const example = EXAMPLES[path];
    if (!example) throw new Error(`The route ${path} has no example. Say in EXAMPLES where one of its pages is found.`);
    const found = await example((list) => page.evaluate(async (asked) => ((await (await fetch(`/api/hub${asked}`)).json()) as { data: Record<string, string>[] }).data, list));
    expect([path, found]).toEqual([path, expect.stringMatching(/./)]);
    return found.startsWith('/') ? found : path.replace(/:\w+/, found);
  };

  test('the routes are read from the application, and each one with an id has an example', () => {
    expect(ROUTES.length).toBeGreaterThan(45);
    expect(ROUTES.filter(({ path }) => path.includes(':')).map(({ path }) => path).sort()).toEqual(Object.keys(EXAMPLES).sort());
  });

  /** One person on every page, in a browser of its own. */
  const walk = async (sub: string): Promise<void> => {
    const visitors = new Visitors(browser, demo);
    const { page, context } = await visitors.signIn(sub, { language: 'en', scheme: 'dark' });
    const partner = sub !== 'rina';
    for (const route of ROUTES) {
      const foreign = partner && route.operatorOnly;
      const address = foreign ? route.path.replace(/:\w+/g, 'none') : await addressOf(page, route);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.goto(`${demo.portal}${address}`);
      await settled(page);
      if (foreign) {
        expect([address, await page.locator('h1').textContent()]).toEqual([address, 'This page does not exist']);
        continue;
      }
      await axe(page, `${sub} ${address} en dark`);
      await page.getByRole('button', { name: 'Bahasa Indonesia' }).click();
      await page.emulateMedia({ colorScheme: 'light' });
      await settled(page);
      expect([address, await page.locator('h1').textContent()]).not.toEqual([address, 'Halaman ini tidak ada']);
      await axe(page, `${sub} ${address} id light`);
      await page.setViewportSize({ width: 320, height: 720 });
      // Charts are drawn anew when the page has its new width.
      await page.waitForFunction(() => document.documentElement.scrollWidth <= 320, undefined, { timeout: 5_000 }).catch(() => undefined);
      expect([address, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([address, 320]);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.getByRole('button', { name: 'English' }).click();
      // The page asks for nothing that this person may not see.
      expect([address, visitors.faults.splice(0)]).toEqual([address, []]);
    }
    await context.close();
  };

  test('nobody, of the operator or of a partner, meets a barrier on any page, in either language and theme, and none is wider than a small screen', async () => {
    // Most of a walk is waiting for pages to come to rest, so both walk at once.
    const walks = await Promise.allSettled(['rina', 'segar-owner'].map(walk));
    for (const one of walks) if (one.status === 'rejected') throw one.reason;
  }, 900_000);
});
