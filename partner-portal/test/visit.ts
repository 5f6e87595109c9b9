import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Demo } from './stack';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export interface SignedIn {
  readonly page: Page;
  readonly context: BrowserContext;
}

/** People in the browser, and what they look for on every page. */
export class Visitors {
  /** What the browser complained about since somebody last looked. */
  readonly faults: string[] = [];

  constructor(private readonly browser: Browser, private readonly demo: Demo) {}

  async signIn(sub: string, { language = 'id', scheme = 'light' as 'light' | 'dark', path = '/' } = {}): Promise<SignedIn> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: scheme, acceptDownloads: true });
    // Two walks share the processors with two coalitions: a page that comes late is no fault of the portal.
    context.setDefaultTimeout(90_000);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(error.message));
    await page.addInitScript((chosen) => window.localStorage.getItem('kongsi.language') ?? window.localStorage.setItem('kongsi.language', chosen), language);
    await page.goto(`${this.demo.portal}${path}`);
    await page.getByRole('link', { name: language === 'id' ? 'Masuk' : 'Sign in' }).click();
    await page.locator(`button[value="${sub}"]`).click();
    await settled(page);
    return { page, context };
  }
}

/** The page has its heading and its data; where no heading comes, what stands there instead is told. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').waitFor().catch(async (error: Error) => {
    throw new Error(`${error.message}\nThe page is ${page.url()} and says: ${await page.locator('body').innerText().catch(String)}`);
  });
  await page.waitForLoadState('networkidle');
  await page.locator('[role="status"][aria-label]').first().waitFor({ state: 'detached' }).catch(() => undefined);
}

/** WCAG 2.2 A and AA, no rule left out. */
export async function axe(page: Page, where: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  // Colours on their way from one theme to the other are nobody's to read.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime)).map((one) => one.finished.catch(() => undefined))).then(() => undefined));
  const violations = await page.evaluate(async () => ((await (window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })).violations.map((one) => `${one.id}: ${one.nodes[0]?.html ?? ''}`)));
  expect([where, violations]).toEqual([where, []]);
}
