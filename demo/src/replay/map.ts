import { readFileSync } from 'node:fs';
import { z } from 'zod';

const decimal = z.string().regex(/^(0|[1-9][0-9]*)(\.[0-9]{1,10})?$/, 'a decimal string such as "15500"');
const onOdd = z.enum(['SKIP', 'REFUSE']);

const schema = z.strictObject({
  about: z.string().optional(),
  /** Rate of exchange: rupiah for one unit of the file's money. */
  rupiahPerUnit: decimal,
  /** Seed rate of the programme: rupiah of a sale for one point. */
  rupiahPerPoint: decimal,
  expiresAfterDays: z.number().int().min(1).max(3660),
  purchases: z.strictObject({
    /** Columns. Times are taken as times in Jakarta. */
    time: z.string(), member: z.string(), brand: z.string(), amount: z.string(), outlet: z.string().optional(),
    /** What to do with rows of nothing, below nothing, below one point, and without a brand: leave them out, or send them for the hub to refuse. */
    zeroAmount: onOdd, negativeAmount: z.literal('SKIP'), belowOnePoint: onOdd, noBrand: z.literal('SKIP'),
  }),
  redemptions: z.strictObject({ date: z.string(), member: z.string(), /** Points of one redemption, or what the member can afford. */ pointsPerRedemption: z.number().int().min(1) }),
});
export type ReplayMap = z.infer<typeof schema>;

/** Reads a map; all its faults are reported at once. */
export function readMap(path: string): ReplayMap {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`The map ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Error(`The map ${path} is not usable:\n${read.error.issues.map((issue) => `  ${issue.path.join('.') || '(whole)'}: ${issue.message}`).join('\n')}`);
}
