import { isHubHeld, RATE_DIFFERENCE_PARTY } from '../../kernel/parties';
import type { LineDelta } from '../../settlement/domain/facts';
import { net, netCash, pairClaims, type BookedClaim, type GrossClaim, type NettingMode } from '../../settlement/domain/netting';
import type { Played } from './play';

/** In which group a claim of a business date settles, and how that group nets. */
export interface Grouping {
  between(claim: BookedClaim, date: string): string;
  netting(groupId: string): NettingMode;
}

/** What some windows make of one partner; minor units. */
export interface Figures {
  readonly payable: bigint;
  readonly receivable: bigint;
  readonly position: bigint;
  readonly issuerFees: bigint;
  readonly acceptanceFees: bigint;
  readonly ppn: bigint;
  readonly netCash: bigint;
  /** What it pays and receives in cash for claims under the way of netting. */
  readonly pays: bigint;
  readonly receives: bigint;
}

/** Claims between a partner and one counterparty, seen through the rate difference. */
export interface Pair {
  readonly partyId: string;
  readonly counterpartyId: string;
  readonly pays: bigint;
  readonly receives: bigint;
}

export interface Outcome {
  readonly parties: ReadonlyMap<string, Figures>;
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly netting: { readonly gross: bigint; readonly bilateral: bigint; readonly multilateral: bigint };
  /** What the hub earns: fees, and what lies between two prices. */
  readonly hub: { readonly fees: bigint; readonly ppn: bigint; readonly rateDifference: bigint };
}

/** Sums of played windows, partner by partner and pair by pair. */
export function outcomeOf(played: readonly Played[], grouping: Grouping, netFees: (partyId: string) => boolean): Outcome {
  const lines = played.flatMap((one) => one.result.lines);
  const groups = new Map<string, BookedClaim[]>();
  for (const { window, result } of played) {
    for (const { lineType, payer, payee, qualifier, delta } of result.lines) {
      if (lineType !== 'CLAIM') continue;
      const claim = { payer, payee, amount: delta, ...([payer, payee].includes(RATE_DIFFERENCE_PARTY) && qualifier !== '' && { behind: qualifier }) };
      const groupId = grouping.between(claim, window.businessDate);
      groups.set(groupId, [...(groups.get(groupId) ?? []), claim]);
    }
  }
  const netted = [...groups].map(([groupId, claims]) => ({ ...net(claims), cash: cashUnder(grouping.netting(groupId), pairClaims(claims), net(claims).bilateral.transfers) }));
  const cash = added(netted.map((one) => one.cash));
  const partners = [...new Set(lines.flatMap((line) => [line.payer, line.payee]))].filter((party) => !isHubHeld(party)).sort();
  const parties = new Map(partners.map((partyId) => [partyId, figuresOf(partyId, lines, cash.get(partyId), netFees(partyId))] as const));
  const sum = (of: (line: LineDelta) => boolean): bigint => lines.filter(of).reduce((total, line) => total + line.delta, 0n);
  return { parties, pairs: pairsOf(lines), netting: { gross: total(netted, (one) => one.gross), bilateral: total(netted, (one) => one.bilateral.total), multilateral: total(netted, (one) => one.multilateral.total) },
    hub: { fees: sum((line) => line.lineType === 'ISSUER_FEE' || line.lineType === 'ACCEPTANCE_FEE'), ppn: sum((line) => line.lineType === 'PPN'),
      rateDifference: sum((line) => line.lineType === 'CLAIM' && line.payee === RATE_DIFFERENCE_PARTY) - sum((line) => line.lineType === 'CLAIM' && line.payer === RATE_DIFFERENCE_PARTY) } };
}

function figuresOf(partyId: string, lines: readonly LineDelta[], cash: { readonly pays: bigint; readonly receives: bigint } | undefined, netFees: boolean): Figures {
  const sum = (of: (line: LineDelta) => boolean): bigint => lines.filter(of).reduce((total, line) => total + line.delta, 0n);
  const [payable, receivable] = [sum((line) => line.lineType === 'CLAIM' && line.payer === partyId), sum((line) => line.lineType === 'CLAIM' && line.payee === partyId)];
  const [issuerFees, acceptanceFees, ppn] = (['ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN'] as const).map((lineType) => sum((line) => line.lineType === lineType && line.payer === partyId)) as [bigint, bigint, bigint];
  const position = receivable - payable;
  return { payable, receivable, position, issuerFees, acceptanceFees, ppn, netCash: netCash(position, issuerFees + acceptanceFees, ppn, netFees), pays: cash?.pays ?? 0n, receives: cash?.receives ?? 0n };
}

const total = <T>(list: readonly T[], of: (one: T) => bigint): bigint => list.reduce((sum, one) => sum + of(one), 0n);

/** Cash of every group together. */
function added(all: readonly ReadonlyMap<string, { readonly pays: bigint; readonly receives: bigint }>[]): Map<string, { pays: bigint; receives: bigint }> {
  const cash = new Map<string, { pays: bigint; receives: bigint }>();
  for (const [partyId, { pays, receives }] of all.flatMap((one) => [...one])) cash.set(partyId, { pays: (cash.get(partyId)?.pays ?? 0n) + pays, receives: (cash.get(partyId)?.receives ?? 0n) + receives });
  return cash;
}

function cashUnder(netting: NettingMode, claims: readonly GrossClaim[], bilateral: readonly GrossClaim[]): Map<string, { pays: bigint; receives: bigint }> {
  const cash = new Map<string, { pays: bigint; receives: bigint }>();
  const of = (partyId: string): { pays: bigint; receives: bigint } => cash.get(partyId) ?? { pays: 0n, receives: 0n };
  for (const { payer, payee, amount } of netting === 'BILATERAL' ? bilateral : claims) {
    cash.set(payer, { ...of(payer), pays: of(payer).pays + amount });
    cash.set(payee, { ...of(payee), receives: of(payee).receives + amount });
  }
  if (netting !== 'MULTILATERAL') return cash;
  return new Map([...cash].map(([partyId, { pays, receives }]) => [partyId, pays > receives ? { pays: pays - receives, receives: 0n } : { pays: 0n, receives: receives - pays }]));
}

function pairsOf(lines: readonly LineDelta[]): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  const add = (partyId: string, counterpartyId: string, pays: bigint, receives: bigint): void => {
    const key = `${partyId}|${counterpartyId}`;
    const known = pairs.get(key) ?? { partyId, counterpartyId, pays: 0n, receives: 0n };
    pairs.set(key, { ...known, pays: known.pays + pays, receives: known.receives + receives });
  };
  for (const { lineType, payer, payee, qualifier, delta } of lines) {
    if (lineType !== 'CLAIM' || payer === payee) continue;
    if (!isHubHeld(payer)) add(payer, payee === RATE_DIFFERENCE_PARTY ? qualifier : payee, delta, 0n);
    if (!isHubHeld(payee)) add(payee, payer === RATE_DIFFERENCE_PARTY ? qualifier : payer, 0n, delta);
  }
  return pairs;
}
