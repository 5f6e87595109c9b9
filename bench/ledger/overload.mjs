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

/** Requests a second of the quiet brands together, and how many times the peak the loud one sends. */
const QUIET = 50;
const LOUD = 3;

/**
 * Quiet brands alone and beside a loud one, in turn. The quiet ones and the loud one send out of processes of their own; the loud one's yields to all
 * others, since a real one has processors of its own. Alone, the loud one's process and its connections are there and send nothing.
 */
export async function besideALoudOne({ hub, coalition, peak, say, seconds, fairRounds = 5 }) {
  const span = Math.max(3, seconds);
  const [first, ...rest] = coalition.brands;
  const [quiet, loud] = await Promise.all([startDriver(hub.origin, { ...coalition, brands: rest }, 40, 0), startDriver(hub.origin, { ...coalition, brands: [first] }, 2_000, 10)]);
  say(`\nQuiet brands at ${QUIET} a second beside one that sends ${LOUD} times the peak of ${Math.round(peak)}`);
  const run = async (noise) => {
    // Both connect anew, so that the hub has not closed what was idle meanwhile.
    await Promise.all([quiet.ask('prepare', { count: Math.ceil(QUIET * span) }), loud.ask('prepare', { count: Math.ceil(noise * span) })]);
    await hub.watch();
    const before = cpuMicros(hub.pid);
    const [calm, noisy] = await Promise.all([quiet.ask('drive', { rate: QUIET }), noise > 0 ? loud.ask('drive', { rate: noise }) : undefined]);
    return { calm, noisy, hub: { ...(await hub.seen()), processorSeconds: (cpuMicros(hub.pid) - before) / 1e6 } };
  };
  // The first time is not counted: the code of refusals is compiled then.
  await run(0);
  await run(peak * LOUD);
  const rounds = [];
  for (let round = 1; round <= fairRounds; round += 1) {
    const [alone, beside] = [await run(0), await run(peak * LOUD)];
    const { noisy } = beside;
    const figures = ({ calm, hub: seen }) => ({ good: calm.good, statuses: calm.statuses, p50: percentile(calm.latencies, 0.5), p99: percentile(calm.latencies, 0.99), driverProcessorSeconds: rounded(calm.processorSeconds), hub: seen });
    rounds.push({ alone: figures(alone), beside: figures(beside), loud: { offered: Math.round(Object.values(noisy.statuses).reduce((total, count) => total + count, 0) / noisy.sending), seconds: rounded(noisy.seconds), good: Math.round(noisy.good / noisy.seconds), ofPeak: rounded(noisy.good / noisy.seconds / peak), statuses: noisy.statuses, withoutRetryAfter: noisy.withoutRetryAfter, p50: percentile(noisy.latencies, 0.5), p99: percentile(noisy.latencies, 0.99), driverProcessorSeconds: rounded(noisy.processorSeconds) }, latencies: { alone: alone.calm.latencies, beside: beside.calm.latencies } });
    const now = rounds.at(-1);
    say(`  alone p50 ${now.alone.p50} ms, p99 ${now.alone.p99} ms; beside p50 ${now.beside.p50} ms, p99 ${now.beside.p99} ms; the loud one sent ${now.loud.offered}/s and got ${now.loud.good}/s = ${now.loud.ofPeak} of the peak; the hub's thread was busy ${now.alone.hub.busy} and ${now.beside.hub.busy} of the time`);
  }
  await Promise.all([quiet.stop(), loud.stop()]);
  const all = (which) => rounds.flatMap((one) => one.latencies[which]);
  // Burns for which a member has too few points are answered 409, and rightly.
  const turnedAway = rounds.flatMap((one) => Object.entries(one.beside.statuses)).reduce((total, [status, count]) => total + (['201', '409'].includes(status) ? 0 : count), 0);
  const summary = Object.fromEntries(['alone', 'beside'].map((which) => [which, { good: all(which).length, sent: rounds.length * Math.ceil(QUIET * span), p50: percentile(all(which), 0.5), p95: percentile(all(which), 0.95), p99: percentile(all(which), 0.99), worst: percentile(all(which), 1) }]));
  say(`  in all: alone p50 ${summary.alone.p50} ms, p95 ${summary.alone.p95}, p99 ${summary.alone.p99} ms, worst ${summary.alone.worst}; beside p50 ${summary.beside.p50} ms, p95 ${summary.beside.p95}, p99 ${summary.beside.p99} ms, worst ${summary.beside.worst}; ${turnedAway} of ${summary.beside.sent} turned away`);
  const ratios = judged(say, [['quiet brands beside a loud one : alone, p99', rounded(summary.beside.p99 / summary.alone.p99), '<=', 2], ['requests of quiet brands that were turned away', turnedAway, '<=', 0]]);
  return { ...summary, rounds: rounds.map(({ latencies: _each, ...one }) => one), ratios };
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
