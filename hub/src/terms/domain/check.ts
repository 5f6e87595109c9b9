import { parseBusinessDate } from '../../kernel/business-date';
import type { FieldFault } from '../../kernel/errors';
import { moneyFromWire, type MoneyOnWire } from '../../kernel/money';
import { rate } from '../../kernel/rate';
import type { BonusRule, EarnRule } from '../earn-rules.wire';
import type { Clause, FeeClause, FundingShare } from '../prices.wire';
import type { TermsBody } from '../terms.wire';
import { tieIn } from './clauses';

type Say = (pointer: string, detail: string) => void;

/**
 * Every field of a version that contradicts itself or another one; pointers lead into the request.
 * @throws DomainError `currency_not_supported`, `validation_failed` for money and dates in no readable form
 */
export function contradictions(body: TermsBody): FieldFault[] {
  const faults: FieldFault[] = [];
  const say: Say = (pointer, detail) => void faults.push({ pointer, code: 'invalid', detail });
  if (rate(body.settlementValue).lte(0)) say('/body/settlementValue', 'A point has a value above 0.');
  body.clauses.forEach((clause, at) => {
    neverPrices(clause, `/body/clauses/${at}`, say);
    if (clause.steps) ascending(clause.steps.map((one) => BigInt(one.fromPoints)), `/body/clauses/${at}/steps`, 'fromPoints', say);
    if (clause.steps?.[0] && !rate(clause.steps[0].pointPrice).eq(rate(clause.pointPrice))) say(`/body/clauses/${at}/pointPrice`, `With steps this is the price of the first one, ${clause.steps[0].pointPrice}.`);
  });
  body.fees.forEach((fee, at) => checkFee(fee, `/body/fees/${at}`, say));
  if (body.netDebitCap) rupiah(body.netDebitCap, '/body/netDebitCap', say);
  if (body.collateral) rupiah(body.collateral, '/body/collateral', say);
  if (body.offlineLimits?.valuePerDay) rupiah(body.offlineLimits.valuePerDay, '/body/offlineLimits/valuePerDay', say);
  checkShares(body, say);
  const transfer = body.transferRule;
  if (transfer && transfer.minPoints > transfer.maxPoints) say('/body/transferRule/maxPoints', `Send at least minPoints, ${transfer.minPoints}.`);
  checkEarnRule(body.earnRule, say);
  return faults;
}

/** A clause that no leg could ever be priced by would be signed in vain. */
function neverPrices({ event, side, category }: Clause, pointer: string, say: Say): void {
  if (event === 'EXPIRE') say(`${pointer}/event`, 'Expiry is priced by expireRate, breakageShare or the reserve of these terms, never by a clause.');
  if (event === 'ISSUE' && side === 'RECEIVE') say(`${pointer}/side`, 'What is paid at issue goes to the hub or into the reserve at the price of the PAY side.');
  if (category !== undefined) say(`${pointer}/category`, 'Burns carry no category, so this clause would never price. Price the kind of points instead: a bonus for the category can give points of a kind of their own.');
}

/** Steps begin at 0 and rise. */
function ascending(edges: readonly bigint[], pointer: string, name: string, say: Say): void {
  if (edges[0] !== 0n) say(`${pointer}/0/${name}`, 'The first step begins at 0.');
  edges.forEach((edge, at) => {
    const before = edges[at - 1];
    if (before !== undefined && edge <= before) say(`${pointer}/${at}/${name}`, 'Each step begins above the one before it.');
  });
}

function checkFee(fee: FeeClause, pointer: string, say: Say): void {
  const base = fee.lineType === 'ISSUER_FEE' ? 'PAID' : 'RECEIVED';
  if (fee.base !== base) say(`${pointer}/base`, `An ${fee.lineType} is charged on principal ${base}.`);
  if (rate(fee.rate).gt(1)) say(`${pointer}/rate`, 'A rate is a part of the base: 0.015 is 1.5 %, 1 is all of it.');
  const [flat, min, max] = (['flatPerBurn', 'minPerCycle', 'maxPerCycle'] as const).map((name) => (fee[name] ? rupiah(fee[name], `${pointer}/${name}`, say) : undefined));
  if (flat === 0n) say(`${pointer}/flatPerBurn`, 'Leave it out where a burn costs nothing in addition.');
  if (min !== undefined && max !== undefined && min > max) say(`${pointer}/minPerCycle`, `The least that a cycle costs is not above the most, ${fee.maxPerCycle?.value ?? ''}.`);
  if (!fee.steps) return;
  ascending(fee.steps.map((step, at) => rupiah(step.fromAmount, `${pointer}/steps/${at}/fromAmount`, say)), `${pointer}/steps`, 'fromAmount', say);
  fee.steps.forEach((step, at) => {
    if (rate(step.rate).gt(1)) say(`${pointer}/steps/${at}/rate`, 'A rate is a part of the base: 0.015 is 1.5 %, 1 is all of it.');
  });
  if (fee.steps[0] && !rate(fee.steps[0].rate).eq(rate(fee.rate))) say(`${pointer}/rate`, `With steps this is the rate of the first one, ${fee.steps[0].rate}.`);
}

/** Money of terms: whole rupiah, not below 0. @returns minor units */
function rupiah(money: MoneyOnWire, pointer: string, say: Say): bigint {
  const { minor } = moneyFromWire(money, pointer);
  if (minor < 0n || minor % 100n !== 0n) say(`${pointer}/value`, 'Send whole rupiah that are not below 0, such as "125000.00".');
  return minor;
}

function checkShares(body: TermsBody, say: Say): void {
  if (body.reserveRate !== undefined && (rate(body.reserveRate).lte(0) || rate(body.reserveRate).gt(1))) say('/body/reserveRate', 'A reserve is a part of the settlement value: above 0, at most 1.');
  for (const name of ['expireRate', 'breakageShare'] as const) if (body[name] !== undefined && rate(body[name]).gt(1)) say(`/body/${name}`, 'Send a part of the price, from 0 to 1.');
  if (body.releaseShares && rate(body.releaseShares.issuer).add(rate(body.releaseShares.fund)).lte(0)) say('/body/releaseShares', 'One of the two shares is above 0.');
  if (body.minCoverageStop !== undefined && rate(body.minCoverageStop).gt(rate(body.minCoverageWarn ?? '1'))) say('/body/minCoverageStop', `Earns stop at or below the coverage that warns, ${body.minCoverageWarn ?? '1'}.`);
}

const EXPIRY_NEEDS: Readonly<Record<string, readonly string[]>> = { NEVER: [], DAYS: ['days'], ROLLING: ['days'], MONTH_END: ['months'], FIXED_DATE: ['date'] };

/** Each rule says all it needs and nothing that contradicts it. */
function checkEarnRule(rule: EarnRule, say: Say): void {
  if (rupiah(rule.amountPerPoint, '/body/earnRule/amountPerPoint', say) === 0n) say('/body/earnRule/amountPerPoint/value', 'A point is given for an amount above 0.');
  if (rule.expiry && rule.expiresAfterDays !== undefined) say('/body/earnRule/expiry', 'Send expiry or expiresAfterDays, not both.');
  const rules: (EarnRule | BonusRule)[] = [rule, ...(rule.bonuses ?? [])];
  rules.forEach((one, at) => {
    const pointer = at === 0 ? '/body/earnRule' : `/body/earnRule/bonuses/${at - 1}`;
    const { expiry, vesting } = one;
    const needs = expiry && (EXPIRY_NEEDS[expiry.mode] ?? []);
    if (expiry && needs && Object.keys(expiry).filter((name) => name !== 'mode').join() !== needs.join()) say(`${pointer}/expiry`, `${expiry.mode} takes ${needs.length === 0 ? 'nothing else' : needs.join()} and nothing more.`);
    if (expiry?.date !== undefined) parseBusinessDate(expiry.date, `${pointer}/expiry/date`);
    if (vesting && (vesting.afterDays === undefined) === (vesting.untilEvent === undefined)) say(`${pointer}/vesting`, 'Send exactly one of afterDays and untilEvent.');
    if ('bonusId' in one) checkSpan(one, pointer, say);
    const { budget } = 'bonusId' in one ? one : {};
    if (budget && (rule.bonuses ?? []).some((other) => other.budget?.code === budget.code && other.budget.points !== budget.points)) say(`${pointer}/budget/points`, `Bonuses that share the budget ${budget.code} say the same number of points.`);
    if (one.usableAt?.length === 0) say(`${pointer}/usableAt`, 'Name at least one partner, or leave it out.');
    if (one.fundingShares) checkFunding(one.fundingShares, `${pointer}/fundingShares`, say);
  });
}

function checkSpan(one: BonusRule, pointer: string, say: Say): void {
  const from = one.validFrom === undefined ? undefined : parseBusinessDate(one.validFrom, `${pointer}/validFrom`);
  const to = one.validTo === undefined ? undefined : parseBusinessDate(one.validTo, `${pointer}/validTo`);
  if (from !== undefined && to !== undefined && to <= from) say(`${pointer}/validTo`, 'Send a date after validFrom, or leave it out.');
}

function checkFunding(shares: readonly FundingShare[], pointer: string, say: Say): void {
  if (shares.length === 0) say(pointer, 'Name at least one funder, or leave it out.');
  shares.forEach((share, at) => {
    if (rate(share.weight).lte(0)) say(`${pointer}/${at}/weight`, 'A weight is above 0; who funds nothing is not named.');
    if (shares.findIndex((one) => one.party === share.party) < at) say(`${pointer}/${at}/party`, 'This party is named already; add its weights up.');
  });
}

/**
 * What documents could cite or price in two ways: two clauses that price the same occasion with equally many qualifiers, two fees of a line, and ids
 * that are there twice. Each fault is told for both clauses.
 */
export function ambiguities(body: TermsBody): FieldFault[] {
  const faults: FieldFault[] = [];
  const both = (first: string, second: string, why: string): void => {
    for (const [pointer, other] of [[first, second], [second, first]] as const) faults.push({ pointer, code: 'ambiguous', detail: `${why} (${other}).` });
  };
  const tie = tieIn(body.clauses);
  if (tie) {
    const { event, side, pointKind, category, issuerPreset } = tie.occasion;
    const what = [`${event} ${side}`, ...(pointKind.trim() === '' ? [] : [pointKind]), ...(category === undefined ? [] : [category]), issuerPreset].join(', ');
    both(`/body/clauses/${tie.first}`, `/body/clauses/${tie.second}`, `Another clause prices ${what} with as many qualifiers; leave one out or give one a further qualifier`);
  }
  repeats(body.fees.map((one) => one.lineType), (first, second) => both(`/body/fees/${first}`, `/body/fees/${second}`, 'Another fee charges the same line; put both into one'));
  const cited = [...body.clauses.map((one, at) => ({ id: one.clauseId, pointer: `/body/clauses/${at}/clauseId` })), ...body.fees.map((one, at) => ({ id: one.clauseId, pointer: `/body/fees/${at}/clauseId` }))];
  repeats(cited.map((one) => one.id), (first, second) => both(cited[first]?.pointer ?? '', cited[second]?.pointer ?? '', 'Documents cite clauses by this id, and another one has it'));
  repeats((body.earnRule.bonuses ?? []).map((one) => one.bonusId), (first, second) => both(`/body/earnRule/bonuses/${first}/bonusId`, `/body/earnRule/bonuses/${second}/bonusId`, 'Another bonus has this id'));
  return faults;
}

function repeats(keys: readonly string[], tell: (first: number, second: number) => void): void {
  keys.forEach((key, at) => {
    const first = keys.indexOf(key);
    if (first < at) tell(first, at);
  });
}

/** Parties that a version names, and where; each of them has to be there. */
export function partiesNamed(rule: EarnRule): { readonly party: string; readonly pointer: string }[] {
  const rules: (EarnRule | BonusRule)[] = [rule, ...(rule.bonuses ?? [])];
  return rules.flatMap((one, at) => {
    const pointer = at === 0 ? '/body/earnRule' : `/body/earnRule/bonuses/${at - 1}`;
    return [...('issuer' in one ? [{ party: one.issuer, pointer: `${pointer}/issuer` }] : []), ...(one.usableAt ?? []).map((party, place) => ({ party, pointer: `${pointer}/usableAt/${place}` })),
      ...(one.fundingShares ?? []).map(({ party }, place) => ({ party, pointer: `${pointer}/fundingShares/${place}/party` }))];
  });
}
