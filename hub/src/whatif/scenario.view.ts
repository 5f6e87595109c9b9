import type { BilingualText } from '../http/wire';
import { wireId } from '../kernel/ids';
import { moneyToWire, valueToMinor } from '../kernel/money';
import { partyToWire } from '../kernel/parties';
import { Exact, rate } from '../kernel/rate';
import type { TermsTable } from '../terms';
import type { Figures } from './domain/outcome';
import type { Played } from './domain/play';
import type { Simulated } from './simulation.service';
import type { Compared, HeadroomBreach, NotReplayedBurn, Scenario, ScenarioHub, ScenarioPair, ScenarioParty } from './whatif.wire';

export const HELD_CONSTANT: BilingualText = {
  id: 'Perilaku anggota dianggap tetap: siapa mengumpulkan dan menukar poin, berapa, di mana, dan kapan, sama seperti yang sungguh terjadi.',
  en: 'Members’ behaviour is held constant: who earned and burned how many points, where and when is as it really was.',
};

const NO_FIGURES: Figures = { payable: 0n, receivable: 0n, position: 0n, issuerFees: 0n, acceptanceFees: 0n, ppn: 0n, netCash: 0n, pays: 0n, receives: 0n };
const MOST_TOLD = 200;

function compared(actual: bigint, scenario: bigint): Compared {
  return { actual: moneyToWire(actual), scenario: moneyToWire(scenario), difference: moneyToWire(scenario - actual) };
}

/** One row for each partner that has figures in either course. */
export function partyRows(of: Simulated, names: ReadonlyMap<string, string>): ScenarioParty[] {
  const parties = [...new Set([...of.actual.parties.keys(), ...of.scenario.parties.keys()])];
  return parties.map((partyId): ScenarioParty => {
    const [was, would] = [of.actual.parties.get(partyId) ?? NO_FIGURES, of.scenario.parties.get(partyId) ?? NO_FIGURES];
    const both = (name: keyof Figures): Compared => compared(was[name], would[name]);
    const [actual, scenario] = [coverageOf(partyId, of, 'actual'), coverageOf(partyId, of, 'scenario')];
    return { partyId: wireId('prt', partyId), partyName: names.get(partyId) ?? partyToWire(partyId), payable: both('payable'), receivable: both('receivable'), position: both('position'), issuerFees: both('issuerFees'), acceptanceFees: both('acceptanceFees'), ppn: both('ppn'), netCash: both('netCash'), pays: both('pays'), receives: both('receives'),
      ...((actual ?? scenario) !== undefined && { coverage: { ...(actual !== undefined && { actual }), ...(scenario !== undefined && { scenario }) } }),
      breaches: { actual: breachesOf(partyId, of.actualNights, (night) => night.window.terms), scenario: breachesOf(partyId, of.scenarioNights, () => of.terms.scenario) } };
  }).sort((a, b) => a.partyName.localeCompare(b.partyName, 'en'));
}

function coverageOf(partyId: string, of: Simulated, course: 'actual' | 'scenario'): string | undefined {
  const body = of.terms[course].at(partyId, of.scenarioNights.at(-1)?.window.businessDate ?? of.from)?.body;
  const expected = of.expectedBurns[course].get(partyId);
  if (!body || !expected?.gt(0)) return undefined;
  const security = new Exact(body.collateral?.value ?? '0').mul(100).add((of.reserves[course].get(partyId) ?? 0n).toString());
  return security.div(rate(body.settlementValue).mul(100).mul(expected)).toDecimalPlaces(4).toFixed();
}

function breachesOf(partyId: string, nights: readonly Played[], terms: (night: Played) => TermsTable): HeadroomBreach[] {
  return nights.flatMap((night) => {
    const cap = terms(night).at(partyId, night.window.businessDate)?.body.netDebitCap;
    if (!cap) return [];
    const headroom = valueToMinor(cap.value) + (night.positionsAfter.get(partyId) ?? 0n);
    return headroom > 0n ? [] : [{ businessDate: night.window.businessDate, headroom: moneyToWire(headroom) }];
  });
}

/** Claims between partners and whoever is at the other end. */
export function pairRows(of: Simulated, names: ReadonlyMap<string, string>): ScenarioPair[] {
  const keys = [...new Set([...of.actual.pairs.keys(), ...of.scenario.pairs.keys()])].sort();
  return keys.map((key) => {
    const [was, would] = [of.actual.pairs.get(key), of.scenario.pairs.get(key)];
    const [partyId = '', counterpartyId = ''] = key.split('|');
    return { partyId: wireId('prt', partyId), counterpartyId: partyToWire(counterpartyId), counterpartyName: names.get(counterpartyId) ?? partyToWire(counterpartyId),
      pays: compared(was?.pays ?? 0n, would?.pays ?? 0n), receives: compared(was?.receives ?? 0n, would?.receives ?? 0n) };
  });
}

export function hubOf({ actual, scenario }: Simulated): ScenarioHub {
  return { fees: compared(actual.hub.fees, scenario.hub.fees), ppn: compared(actual.hub.ppn, scenario.hub.ppn), rateDifference: compared(actual.hub.rateDifference, scenario.hub.rateDifference),
    gross: compared(actual.netting.gross, scenario.netting.gross), bilateral: compared(actual.netting.bilateral, scenario.netting.bilateral), multilateral: compared(actual.netting.multilateral, scenario.netting.multilateral) };
}

export function notReplayedOf(of: Simulated): Pick<Scenario, 'notReplayed' | 'notReplayedCount'> {
  if (!of.replayed) return {};
  const all = of.replayed.notReplayed;
  return { notReplayedCount: all.length, notReplayed: all.slice(0, MOST_TOLD).map((one): NotReplayedBurn => ({ postingId: wireId('pst', one.postingId), businessDate: one.businessDate, redeemerId: partyToWire(one.redeemerId), reason: one.reason, asked: Number(one.asked), found: Number(one.found) })) };
}

/** A partner's own row and column of a scenario; what the operator and other partners have to do with it alone is left out. */
export function ownPart(scenario: Scenario, partnerId: string): Scenario {
  const own = wireId('prt', partnerId);
  const { object, id, name, from, to, madeAt, engineVersion, windows, reproduced, heldConstant } = scenario;
  const { leavingPartnerId, terms, ...common } = scenario.overrides;
  const mine = scenario.notReplayed?.filter((one) => one.redeemerId === own);
  return { object, id, name, from, to, overrides: { ...common, ...(leavingPartnerId === own && { leavingPartnerId }), ...(terms && { terms: terms.filter((one) => one.party === own || one.party === 'COALITION') }) }, madeBy: 'HUB', madeAt, engineVersion, windows, reproduced, heldConstant,
    parties: scenario.parties.filter((one) => one.partyId === own), pairs: scenario.pairs.filter((one) => one.partyId === own), ...(mine && { notReplayed: mine, notReplayedCount: mine.length }) };
}
