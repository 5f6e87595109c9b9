// More than the hub can do: what right answers are left, how the rest is refused, and whether a quiet partner feels a loud one.
import { pick, singleRequest } from './coalition.mjs';
import { openDrive, openLines, percentile } from './driver.mjs';

export async function overload({ hub, coalition, peak, say, seconds }) {
  say(`\nOverload, open loop; the peak is ${Math.round(peak)} a second`);
  const lines = await openLines(hub.origin, 2_000);
  const span = Math.max(3, seconds);
  const steps = [];
  const [loud, ...quiet] = coalition.brands;
  for (const times of [1, 2, 5, 10, 0.5]) {
    // Requests are signed shortly before: tokens live two minutes. Beyond twice the peak one brand makes all the surplus.
    const rate = peak * times;
    const requests = Array.from({ length: Math.ceil(rate * span) }, () => singleRequest(hub.origin, coalition, pick(coalition.brands)));
    const result = await openDrive(lines.lines, requests, rate);
    const refused = Object.entries(result.statuses).filter(([status]) => status === '503' || status === '429').reduce((total, [, count]) => total + count, 0);
    const step = { times, goodput: Math.round(result.good / result.seconds), ofPeak: Math.round((result.good / result.seconds / peak) * 100) / 100, refused, withoutRetryAfter: result.withoutRetryAfter, statuses: result.statuses, p50: percentile(result.latencies, 0.5), p99: percentile(result.latencies, 0.99), memoryMiB: Math.round((await hub.memory()) / 1_048_576) };
    steps.push(step);
    say(`  ${String(times).padStart(3)} x  goodput ${String(step.goodput).padStart(5)}/s = ${step.ofPeak.toFixed(2)} of peak, refused ${step.refused} (${step.withoutRetryAfter} without Retry-After), p50 ${step.p50} ms, p99 ${step.p99} ms, ${step.memoryMiB} MiB`);
  }
  const quietLines = await openLines(hub.origin, 40);
  const calm = (rate) => openDrive(quietLines.lines, Array.from({ length: Math.ceil(rate * span) }, () => singleRequest(hub.origin, coalition, pick(quiet))), rate);
  const alone = await calm(50);
  const noise = Array.from({ length: Math.ceil(peak * 3 * span) }, () => singleRequest(hub.origin, coalition, loud));
  const calmRequests = 50;
  const [beside, noisy] = await Promise.all([calm(calmRequests), openDrive(lines.lines, noise, peak * 3)]);
  const fairness = { alone: { good: alone.good, p50: percentile(alone.latencies, 0.5), p99: percentile(alone.latencies, 0.99) }, beside: { good: beside.good, sent: Math.ceil(50 * span), p50: percentile(beside.latencies, 0.5), p99: percentile(beside.latencies, 0.99) }, loud: { statuses: noisy.statuses } };
  say(`  quiet brands at 50/s: alone p99 ${fairness.alone.p99} ms; beside one brand at 3 x the peak p99 ${fairness.beside.p99} ms, ${fairness.beside.good} of ${fairness.beside.sent} accepted`);
  lines.close();
  quietLines.close();
  const at = (times) => steps.find((one) => one.times === times);
  const ratios = [['goodput at 5 times the peak : peak', at(5).ofPeak, '>=', 0.8], ['goodput at 10 times the peak : peak', at(10).ofPeak, '>=', 0.6], ['refusals without Retry-After', steps.reduce((total, one) => total + one.withoutRetryAfter, 0), '<=', 0],
    ['quiet brands beside a loud one : alone, p99', Math.round((fairness.beside.p99 / fairness.alone.p99) * 100) / 100, '<=', 2], ['memory at 10 times the peak : at the peak', Math.round((at(10).memoryMiB / at(1).memoryMiB) * 100) / 100, '<=', 1.5],
  ].map(([what, reached, sign, target]) => ({ what, reached, target: `${sign} ${target}`, ok: sign === '>=' ? reached >= target : reached <= target }));
  for (const one of ratios) say(`${one.ok ? 'ok  ' : 'MISS'} ${one.what.padEnd(52)}${String(one.reached).padStart(8)}   ${one.target}`);
  return { steps, fairness, ratios };
}
