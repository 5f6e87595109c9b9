// Brands that send out of a process of their own, as every brand has a machine of its own: what one of them does must not stop the clock of another.
import { createPrivateKey } from 'node:crypto';
import { getPriority, setPriority } from 'node:os';
import { pick, singleRequest } from './coalition.mjs';
import { openDrive, openLines } from './driver.mjs';

const [origin, connections, lower] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
if (lower > 0) setPriority(getPriority() + lower);
const prepared = {};
const jobs = {
  brands: ({ brands, members }) => {
    prepared.coalition = { members, brands: brands.map((one) => ({ ...one, privateKey: createPrivateKey(one.pem) })) };
  },
  // Signed and connected beforehand: what is measured is neither.
  prepare: async ({ count }) => {
    prepared.lines?.close();
    prepared.requests = Array.from({ length: count }, () => singleRequest(origin, prepared.coalition, pick(prepared.coalition.brands)));
    prepared.lines = await openLines(origin, connections);
  },
  drive: async ({ rate }) => {
    const before = process.cpuUsage();
    const result = await openDrive(prepared.lines.lines, prepared.requests, rate);
    const { user, system } = process.cpuUsage(before);
    return { ...result, processorSeconds: (user + system) / 1e6 };
  },
};
process.on('message', async ({ job, ...asked }) => process.send({ done: await jobs[job](asked) }));
process.on('disconnect', () => process.exit(0));
