import fc from 'fast-check';

/** What a client may ask, as plain numbers that are read against what is there when their turn comes; so a shrunk programme still means something. */
export type Command =
  | { readonly do: 'earn' | 'burn'; readonly member: number; readonly partner: number; readonly points: number; readonly hours: number; readonly client: number }
  | { readonly do: 'hold'; readonly member: number; readonly partner: number; readonly points: number; readonly client: number }
  | { readonly do: 'reverse' | 'refund'; readonly pick: number; readonly points: number; readonly hours: number; readonly client: number }
  | { readonly do: 'capture' | 'release'; readonly pick: number; readonly points: number; readonly client: number }
  | { readonly do: 'close'; readonly windows: number; readonly client: number }
  | { readonly do: 'decide'; readonly pick: number; readonly person: number; readonly approves: boolean; readonly client: number }
  | { readonly do: 'offline'; readonly member: number; readonly points: number; readonly hours: number; readonly sales: number; readonly withheld: number; readonly client: number }
  | { readonly do: 'expire' | 'freeze' | 'thaw' | 'lock' | 'unlock' | 'read'; readonly member: number; readonly client: number }
  | { readonly do: 'vest'; readonly member: number; readonly partner: number; readonly client: number }
  | { readonly do: 'adjust'; readonly member: number; readonly partner: number; readonly points: number; readonly credit: boolean; readonly actor: number; readonly approved: boolean; readonly client: number }
  | { readonly do: 'transfer' | 'merge'; readonly member: number; readonly to: number; readonly points: number; readonly client: number }
  | { readonly do: 'advance'; readonly hours: number; readonly client: number }
  | { readonly do: 'again' | 'otherBody'; readonly pick: number; readonly client: number };

const client = fc.nat(1);
const member = fc.nat(2);
const partner = fc.nat(3);
// Small amounts collide; a large one now and then reaches the other end of the range.
const points = fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 1, max: 50 }) }, { weight: 1, arbitrary: fc.constantFrom(1_000_000_007, 4_503_599_627_370_495) });
const pick = fc.nat(1000);
// How long ago it happened: now as a rule, then of a day before, beyond the 72 hours, or ahead of the hub. Time moves by whole hours, so nothing happens twice at one moment.
const hours = fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 6, arbitrary: fc.constantFrom(0.5, 24.5, 48.5, 71.5) }, { weight: 1, arbitrary: fc.constantFrom(72.5, 100.5) }, { weight: 1, arbitrary: fc.constant(-1.5) });

export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 24, arbitrary: fc.record({ do: fc.constant('earn' as const), member, partner, points, hours, client }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('burn' as const), member, partner, points, hours, client }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('hold' as const), member, partner, points, client }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constantFrom('capture' as const, 'release' as const), pick, points, client }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constantFrom('reverse' as const, 'refund' as const), pick, points, hours, client }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('close' as const), windows: fc.constantFrom(1, 1, 7), client }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('decide' as const), pick, person: fc.nat(2), approves: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }), client }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('offline' as const), member, points, hours: fc.constantFrom(0.5, 24.5, 71.5, 100.5), sales: fc.integer({ min: 1, max: 4 }), withheld: fc.nat(15), client }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('expire' as const, 'read' as const), member, client }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('freeze' as const, 'thaw' as const, 'thaw' as const, 'unlock' as const, 'lock' as const, 'unlock' as const), member, client }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('vest' as const), member, partner, client }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('adjust' as const), member, partner, points, credit: fc.boolean(), actor: fc.nat(1), approved: fc.boolean(), client }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('transfer' as const), member, to: member, points, client }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const), member, to: member, points, client }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('advance' as const), hours: fc.constantFrom(1, 24, 24 * 6, 24 * 40), client }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constantFrom('again' as const, 'otherBody' as const), pick, client }) },
);
