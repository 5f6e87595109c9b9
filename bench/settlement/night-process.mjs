// A night in a process of its own, so that its time and its memory are its own: the calculation with its commit, and the lines of the documents. Asked again, the same process runs the night once more.
import { built, pg } from '../ledger/server.mjs';

const [url, windowId] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, options: '-c role=kongsi_app', max: 4 });
const clock = new (built('kernel/clock.js').OffsetClock)();
const { TermsBook } = built('terms/index.js');
const { NightService, WindowService } = built('settlement/index.js');
const { inTransaction } = built('db/tx.js');
const night = built('settlement/night.transactor.js');
const terms = new TermsBook(pool, clock);
const nights = new NightService(pool, clock, terms, undefined, new WindowService(pool, clock), {});
const documents = new (built('invoicing/index.js').DocumentsService)(pool, clock, terms);
await terms.table();

const seconds = async (work) => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
async function run() {
  const due = await night.nextUncalculated(pool);
  if (due?.windowId !== windowId) throw new Error('Another window is calculated first.');
  let burned;
  const checks = await seconds(async () => {
    const found = await nights.checkBooks(pool, due, await terms.table());
    burned = found.burned;
    const broken = found.checks.filter((one) => !one.ok);
    if (broken.length > 0) throw new Error(`The books of the bench are broken: ${JSON.stringify(broken)}`);
  });
  let date = '';
  const calculation = await seconds(() => inTransaction(pool, async (tx) => {
    await night.lockNight(tx);
    const window = await night.nextUncalculated(tx);
    date = window.businessDate;
    await nights.calculateWindow(tx, window, await terms.table(), burned);
  }));
  const lines = await seconds(() => documents.night(date));
  process.send({ checks, calculation, documents: lines, rssKiB: process.resourceUsage().maxRSS });
}

process.on('message', (asked) => {
  if (asked === 'again') return void run();
  process.disconnect();
  void pool.end();
});
await run();
