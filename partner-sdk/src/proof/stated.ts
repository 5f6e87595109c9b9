import type { AnyBundle, JointClaim } from './bundle';
import { claimLineKey, RATE_DIFFERENCE, statedKey, type StatedKey } from './keys';
import { sha256Hex } from './canonical';
import { allocate, moneyText, scaled } from './exact';
import { holds } from './failure';
import type { ProvedLine } from './lines';
import type { Timeline } from './timeline';
import type { Side } from './pricing';

/** A line whose amount is that of a logged document. */
export interface StatedClaim {
  readonly key: string;
  readonly name: string;
  readonly of: StatedKey;
  readonly side: Side;
  readonly amount: bigint;
  /** What later cycles booked on it. */
  readonly later: ReadonlyMap<string, bigint>;
  /** The claim that it is a part of, and whether that was computed again from its legs. */
  readonly joint?: JointClaim;
  readonly whole?: boolean;
}

/** Step 5: stated lines are the partner's, each once; of a claim that several share the parts are those that the agreed weights give. */
export function proveStated(bundle: AnyBundle, proved: ReadonlySet<string>, wholes: ReadonlyMap<string, ProvedLine>, timeline: Timeline): StatedClaim[] {
  let last = '';
  const shared = new Map<string, JointClaim>();
  for (const joint of bundle.joint ?? []) {
    holds(joint.name > last, 5, `shared claim ${joint.name}`, 'Shared claims stand by rising name, each once.');
    last = joint.name;
    proveJoint(joint, wholes.get(joint.name));
    shared.set(joint.name, joint);
  }
  last = '';
  const used = new Set<string>();
  const stated = (bundle.stated ?? []).map(({ key, amount, later = [] }) => {
    const name = `stated line ${key}`;
    holds(key > last && !proved.has(key), 5, name, 'Stated lines stand by rising key, each once, and none was computed again.');
    last = key;
    const of = statedKey(key);
    holds(of !== undefined, 5, name, 'It is no key of a claim.');
    const sides = (['PAY', 'RECEIVE'] as const).filter((side) => (side === 'PAY' ? of.payer : of.payee) === bundle.partnerId);
    holds(sides.length === 1 && sides[0] !== undefined, 5, name, 'The partner is not on exactly one side of the line.');
    const joint = of.kind === '' && of.section === '' ? shared.get(of.funding) : undefined;
    if (joint) provePart(joint, of, amount, name);
    used.add(joint?.name ?? '');
    const cycles = later.map((one) => timeline.cycles.indexOf(one.cycleId));
    holds(cycles.every((at, place) => at > (cycles[place - 1] ?? timeline.place)) && later.every((one) => one.amount.startsWith('-')), 5, name, 'What later cycles took off it stands in their order, each cycle once.');
    return { key, name, of, side: sides[0], amount: rupiahOf(amount), later: new Map(later.map((one) => [one.cycleId, rupiahOf(one.amount)])), ...(joint && { joint, whole: wholes.has(joint.name) }) };
  });
  const idle = [...shared.keys()].find((name) => !used.has(name));
  holds(idle === undefined, 5, `shared claim ${idle ?? ''}`, 'No line of the bundle is a part of it.');
  return stated;
}

/** The whole of a shared claim, parted by the weights that its name was made of; where its legs are shown they come to the whole. */
function proveJoint({ name: funding, issuer, redeemerCycleId, amount, funders }: JointClaim, whole: ProvedLine | undefined): void {
  const name = `shared claim ${funding}`;
  holds(fundingName(issuer, funders, redeemerCycleId) === funding, 5, name, 'Its funders, their weights or their cycles are not those that its name was made of.');
  const parts = allocate(rupiahOf(amount), scaled(funders.map((one) => one.weight)));
  funders.forEach((one, at) => holds(one.amount === moneyText(parts[at] ?? 0n), 5, name, `Of ${amount} the weights give ${one.party} ${moneyText(parts[at] ?? 0n)}, the bundle says ${one.amount}.`));
  holds(funders.reduce((sum, one) => sum + rupiahOf(one.amount), 0n) === rupiahOf(amount), 5, name, 'Its parts are not the whole.');
  if (!whole) return;
  const { line } = whole;
  const straight = line.payee !== RATE_DIFFERENCE && line.qualifier === '' && line.payeeCycleId === redeemerCycleId;
  holds(line.payer === issuer && line.payerCycleId === '' && line.section === undefined && (straight || (line.payee === RATE_DIFFERENCE && line.payeeCycleId === '')), 5, name, `Its legs stand on ${claimLineKey(line)}, which is not its issuer and its redeemer.`);
  holds(line.amount === amount, 5, name, `Its legs come to ${line.amount}, the bundle says ${amount}.`);
}

/** A line is the part of the whole that its payer bears. */
function provePart({ funders }: JointClaim, of: StatedKey, own: string, name: string): void {
  const place = funders.find((one) => one.party === of.payer);
  holds(place !== undefined && place.cycleId === of.payerCycleId && place.amount === own, 5, name, `Its payer's part is ${place?.amount ?? 'none'}, the line says ${own}.`);
}

/** The name of an issuer and its funders in the keys of lines: ids without their prefixes, hashed, sixteen hexadecimal digits. */
function fundingName(issuer: string, funders: JointClaim['funders'], redeemerCycleId: string): string {
  return sha256Hex(JSON.stringify([bare(issuer), funders.map((one) => [bare(one.party), bare(one.cycleId), one.weight]), bare(redeemerCycleId)])).slice(0, 16);
}

/** The hub's own id, which it goes by among funders. */
const HUB_ID = '00000000-0000-7000-8000-000000000001';

function bare(id: string): string {
  return id === 'HUB' ? HUB_ID : id.replace(/^(prt|cyc)_/, '');
}

export function rupiahOf(money: string): bigint {
  return BigInt(money.slice(0, -3));
}
