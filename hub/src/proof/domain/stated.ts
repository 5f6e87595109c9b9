import { allocate, scaleWeights } from '../../kernel/allocate';
import { canonicalJson } from '../../kernel/canonical';
import { minorToValue, valueToMinor } from '../../kernel/money';
import { partyToWire } from '../../kernel/parties';
import { cycleOnWire } from './leaves';

/** A claim that several share, as the settlement keeps it; amounts are decimal texts in minor units. */
export interface JointFacts {
  readonly issuerId: string;
  readonly redeemerCycleId: string | null;
  readonly funders: readonly { readonly partyId: string; readonly weight: string; readonly cycleId?: string }[];
  readonly total: { readonly amount: string; readonly parts: readonly string[] } | null;
  readonly funding: string;
}

/** An invoice as it was issued, with the keys of its lines in their order. */
export interface PrintedInvoice {
  readonly kind: string;
  readonly lineKeys: readonly string[];
  readonly lines: readonly { readonly lineType: string; readonly section?: string; readonly amount: { readonly value: string }; readonly base?: { readonly value: string }; readonly rate?: string; readonly termsRef: string; readonly ppn?: { readonly value: string } }[];
  readonly totals: { readonly subtotal: { readonly value: string }; readonly ppn: { readonly value: string } };
}

/** What stands in a bundle as the documents print it. */
export interface Stated {
  readonly lines: readonly { readonly key: string; readonly side: 'PAY' | 'RECEIVE'; readonly amount: bigint }[];
  /** Claims that some of the lines are parts of, by their names. */
  readonly joint: readonly { readonly name: string; readonly facts: object }[];
  /** Of each fee what its document prints; its rate and clause where it has one of each. */
  readonly fees: ReadonlyMap<string, { readonly base: bigint; readonly rate: string; readonly clause: string }>;
}

/** Lines of claims that documents print beside those that are shown with their legs. @param proved keys of the latter */
export function statedOf(invoices: readonly PrintedInvoice[], proved: ReadonlySet<string>, joint: ReadonlyMap<string, JointFacts>): Stated {
  const lines = invoices.filter((one) => one.kind !== 'FEE_INVOICE').flatMap(({ kind, lineKeys, lines: printed }) => printed.flatMap((line, at) => {
    const key = lineKeys[at] ?? '';
    return proved.has(key) ? [] : [{ key, side: kind === 'POINTS_INVOICE' ? ('PAY' as const) : ('RECEIVE' as const), amount: valueToMinor(line.amount.value) }];
  }));
  const fees = invoices.filter((one) => one.kind === 'FEE_INVOICE').flatMap((one) => one.lines.map((line): [string, { base: bigint; rate: string; clause: string }] => [line.lineType, { base: valueToMinor(line.base?.value ?? '0.00'), rate: line.rate ?? '0', clause: line.termsRef }]));
  const shared = new Map<string, ReturnType<typeof jointOnWire>>();
  for (const { key } of lines) {
    const [, payer, , , , , kind, section, funding = ''] = key.split('|');
    if (funding === '' || kind !== '' || section !== '') continue;
    const facts = joint.get(key);
    const shown = facts && jointOnWire(facts);
    // Claims of one name on two lines, straight and against the rate difference, are two wholes, and neither has the name for itself; nor is what the rate difference pays anybody's part.
    const isOne = shown?.funders.some((one) => one.party === payer) === true && (!shared.has(funding) || canonicalJson(shared.get(funding) ?? {}) === canonicalJson(shown));
    shared.set(funding, isOne ? shown : undefined);
  }
  return { lines: lines.sort((a, b) => (a.key < b.key ? -1 : 1)), joint: [...shared].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, facts]) => (facts ? [{ name, facts }] : [])), fees: new Map(fees) };
}

/** The name by which the whole of a shared claim is found: claims of one name may stand straight and against the rate difference. */
export function wholeName({ funding, payee_id: payee, qualifier }: { readonly funding: string; readonly payee_id: string; readonly qualifier: string }): string {
  return [funding, partyToWire(payee), qualifier === '' ? '' : partyToWire(qualifier)].join('|');
}

/** The same of the whole that a printed line is a part of, by the line's key. */
function wholeBehind(lineKey: string): string {
  const [, , , payee = '', , qualifier = '', , , funding = ''] = lineKey.split('|');
  return [funding, payee, qualifier].join('|');
}

/** Of each shared claim the whole behind the line that is printed. */
export function wholesOf<T>({ joint, lines }: Stated, known: ReadonlyMap<string, T>): { readonly name: string; readonly whole: T }[] {
  return joint.flatMap(({ name }) => {
    const whole = lines.flatMap(({ key }) => (key.endsWith(`|${name}`) ? [known.get(wholeBehind(key))] : []))[0];
    return whole === undefined ? [] : [{ name, whole }];
  });
}

/** The whole of a shared claim and its parts; where part of it was credited within the cycle the parts follow what each still owed and are not told. */
function jointOnWire({ issuerId, redeemerCycleId, funders, total }: JointFacts): { readonly issuer: string; readonly redeemerCycleId: string; readonly amount: string; readonly funders: { readonly party: string; readonly cycleId: string; readonly weight: string; readonly amount: string }[] } | undefined {
  if (!total) return undefined;
  const amount = BigInt(total.amount) / 100n;
  const parts = amount < 0n ? [] : allocate(amount, scaleWeights(funders.map((one) => one.weight)));
  if (parts.length === 0 || parts.some((part, at) => part * 100n !== BigInt(total.parts[at] ?? '-1'))) return undefined;
  return { issuer: partyToWire(issuerId), redeemerCycleId: cycleOnWire(redeemerCycleId), amount: minorToValue(amount * 100n), funders: funders.map((one, at) => ({ party: partyToWire(one.partyId), cycleId: cycleOnWire(one.cycleId ?? null), weight: one.weight, amount: minorToValue((parts[at] ?? 0n) * 100n) })) };
}
