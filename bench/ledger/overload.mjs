// More than the hub can do: what right answers are left, how the rest is refused, and whether a quiet partner feels a loud one.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { pick, singleRequest } from './coalition.mjs';
import { openDrive, openLines, percentile } from './driver.mjs';
import { cpuMicros, root } from './server.mjs';

const judged = (say, ratios) => ratios.map(([what, reached, sign, target]) => {
  const ok = sign === '>=' ? reached >= target : reached <= target;
  say(`${ok ? 'ok  ' : 'MISS'} ${what.padEnd(52)}${String(reached).padStart(8)}   ${sign} ${target}`);
  return { what, reached, target: `${sign} ${target}`, ok };
});
const rounded = (value) => Math.round(value * 100) / 100;

export async function overload(parts) {
  const { steps, ratios } = await tooMuch(parts);
  const fairness = await besideALoudOne(parts);
  return { steps, fairness, ratios: [...ratios, ...fairness.ratios] };
}

/** All brands together send more and more. */
async function tooMuch({ hub, coalition, peak, say, seconds }) {
  say(`\nOverload, open loop; the peak is ${Math.round(peak)} a second`);
  const lines = await openLines(hub.origin, 2_000);
  const span = Math.max(3, seconds);
  const steps = [];
  for (const times of [1, 2, 5, 10, 0.5]) {
    // Requests are signed shortly before: tokens live two minutes.
    const rate = peak * times;
    const requests = Array.from({ length: Math.ceil(rate * span) }, () => singleRequest(hub.origin, coalition, pick(coalition.brands)));
    const result = await openDrive(lines.lines, requests, rate);
    const refused = Object.entries(result.statuses).filter(([status]) => status === '503' || status === '429').reduce((total, [, count]) => total + count, 0);
    const step = { times, goodput: Math.round(result.good / result.seconds), ofPeak: rounded(result.good / result.seconds / peak), refused, withoutRetryAfter: result.withoutRetryAfter, statuses: result.statuses, p50: percentile(result.latencies, 0.5), p99: percentile(result.latencies, 0.99), memoryMiB: Math.round((await hub.memory()) / 1_048_576) };
    steps.push(step);
    say(`  ${String(times).padStart(3)} x  goodput ${String(step.goodput).padStart(5)}/s = ${step.ofPeak.toFixed(2)} of peak, refused ${step.refused} (${step.withoutRetryAfter} without Retry-After), p50 ${step.p50} ms, p99 ${step.p99} ms, ${step.memoryMiB} MiB`);
  }
  lines.close();
  const at = (times) => steps.find((one) => one.times === times);
  return { steps, ratios: judged(say, [['goodput at 5 times the peak : peak', at(5).ofPeak, '>=', 0.8], ['goodput at 10 times the peak : peak', at(10).ofPeak, '>=', 0.6], ['refusals without Retry-After', steps.reduce((total, one) => total + one.withoutRetryAfter, 0), '<=', 0],
    ['memory at 10 times the peak : at the peak', rounded(at(10).memoryMiB / at(1).memoryMiB), '<=', 1.5]]) };
}

/** Requests a second of the quiet brands together; how many times the peak the loud one sends; and what all brands together send on a usual day. */
const QUIET = 50;
const LOUD = 3;
const USUAL = 0.5;

/**
 * Quiet brands with nobody else there, on a usual day, and beside a loud one, in turn. The quiet ones, the usual day's and the loud one send out of
 * processes of their own; the last two yield to all others, since real brands have processors of their own. Where they send nothing, they and their
 * connections are there nevertheless.
 */
export async function besideALoudOne({ hub, coalition, peak, say, seconds, fairRounds = 5 }) {
  const span = Math.max(3, seconds);
  const [first, ...rest] = coalition.brands;
  const of = (brands) => ({ ...coalition, brands });
  const [quiet, usual, loud] = await Promise.all([startDriver(hub.origin, of(rest), 40, 0), startDriver(hub.origin, coalition, 200, 10), startDriver(hub.origin, of([first]), 2_000, 10)]);
  const rates = { alone: [0, 0], usual: [peak * USUAL, 0], beside: [0, peak * LOUD] };
  say(`\nQuiet brands at ${QUIET} a second: alone, while all brands send ${USUAL} of the peak of ${Math.round(peak)}, and beside one that sends ${LOUD} times the peak`);
  const run = async (state) => {
    const others = [usual, loud].map((driver, at) => ({ driver, rate: rates[state][at] }));
    // All connect anew, so that the hub has not closed what was idle meanwhile.
    await Promise.all([{ driver: quiet, rate: QUIET }, ...others].map(({ driver, rate }) => driver.ask('prepare', { count: Math.ceil(rate * span) })));
    await hub.watch();
    const before = cpuMicros(hub.pid);
    const [calm, ...noises] = await Promise.all([quiet.ask('drive', { rate: QUIET }), ...others.map(({ driver, rate }) => (rate > 0 ? driver.ask('drive', { rate }) : undefined))]);
    return { calm, noisy: noises.find(Boolean), hub: { ...(await hub.seen()), processorSeconds: (cpuMicros(hub.pid) - before) / 1e6 } };
  };
  // The first time is not counted: the code of refusals is compiled then.
  for (const state of Object.keys(rates)) await run(state);
  const figures = ({ calm, noisy, hub: seen }) => ({ good: calm.good, statuses: calm.statuses, p50: percentile(calm.latencies, 0.5), p99: percentile(calm.latencies, 0.99), driverProcessorSeconds: rounded(calm.processorSeconds), hub: seen,
    ...(noisy && { others: { offered: Math.round(Object.values(noisy.statuses).reduce((total, count) => total + count, 0) / noisy.sending), seconds: rounded(noisy.seconds), good: Math.round(noisy.good / noisy.seconds), ofPeak: rounded(noisy.good / noisy.seconds / peak), statuses: noisy.statuses, withoutRetryAfter: noisy.withoutRetryAfter, p50: percentile(noisy.latencies, 0.5), p99: percentile(noisy.latencies, 0.99), driverProcessorSeconds: rounded(noisy.processorSeconds) } }) });
  const rounds = [];
  const latencies = { alone: [], usual: [], beside: [] };
  for (let round = 1; round <= fairRounds; round += 1) {
    const now = {};
    for (const state of Object.keys(rates)) {
      const seen = await run(state);
      now[state] = figures(seen);
      latencies[state].push(...seen.calm.latencies);
    }
    rounds.push(now);
    say(`  alone p50 ${now.alone.p50} ms, p99 ${now.alone.p99}; usual day ${now.usual.p50} and ${now.usual.p99}; beside ${now.beside.p50} and ${now.beside.p99}; the loud one sent ${now.beside.others.offered}/s and got ${now.beside.others.good}/s = ${now.beside.others.ofPeak} of the peak; the hub's thread was busy ${Object.values(now).map((one) => one.hub.busy).join(', ')} of the time`);
  }
  await Promise.all([quiet, usual, loud].map((driver) => driver.stop()));
  // Burns for which a member has too few points are answered 409, and rightly.
  const turnedAway = rounds.flatMap((one) => Object.entries(one.beside.statuses)).reduce((total, [status, count]) => total + (['201', '409'].includes(status) ? 0 : count), 0);
  const summary = Object.fromEntries(Object.entries(latencies).map(([which, all]) => [which, { good: all.length, sent: rounds.length * Math.ceil(QUIET * span), p50: percentile(all, 0.5), p95: percentile(all, 0.95), p99: percentile(all, 0.99), worst: percentile(all, 1) }]));
  say(`  in all: ${Object.entries(summary).map(([which, one]) => `${which} p50 ${one.p50} ms, p95 ${one.p95}, p99 ${one.p99}, worst ${one.worst}`).join('; ')}; ${turnedAway} of ${summary.beside.sent} turned away`);
  const ratios = judged(say, [['quiet brands beside a loud one : on a usual day, p99', rounded(summary.beside.p99 / summary.usual.p99), '<=', 2], ['quiet brands beside a loud one : alone, p99', rounded(summary.beside.p99 / summary.alone.p99), '<=', 2], ['requests of quiet brands that were turned away', turnedAway, '<=', 0]]);
  return { ...summary, rounds, ratios };
}

/** A process that sends in the name of some brands. @param lower by how much its priority is below that of the others */
async function startDriver(origin, { brands, members }, connections, lower) {
  const child = fork(join(root, 'bench/ledger/drive-process.mjs'), [origin, String(connections), String(lower)]);
  const ask = (job, asked) => new Promise((resolve, reject) => {
    const ended = () => reject(new Error('A driver has ended.'));
    child.once('exit', ended).once('message', ({ done }) => {
      child.off('exit', ended);
      resolve(done);
    });
    child.send({ job, ...asked });
  });
  await ask('brands', { members, brands: brands.map(({ partnerId, outletId, kid, privateKey }) => ({ partnerId, outletId, kid, pem: privateKey.export({ type: 'pkcs8', format: 'pem' }) })) });
  return { ask, stop: () => new Promise((resolve) => {
    child.once('exit', resolve);
    child.disconnect();
  }) };
}
