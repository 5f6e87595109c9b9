import { addDays, startOfBusinessDate, type BusinessDate } from '../../kernel/business-date';
import { contains } from '../../kernel/interval';
import { valueToMinor } from '../../kernel/money';
import { rate } from '../../kernel/rate';
import type { BonusRule, EarnRule, ExpiryRule, VestingRule } from '../../terms';

/** A lot that an earn is to make. */
export interface LotPlan {
  /** Wire form of the issuer; absent: the earning partner. */
  readonly issuer?: string;
  readonly pointKind: string;
  readonly points: bigint;
  readonly vestsAt?: Date;
  readonly vestsOnEvent?: string;
  readonly expiresAt?: Date;
  readonly rollingDays?: number;
  readonly usableAt?: readonly string[];
  /** The budget of the campaign that it is given from. */
  readonly budget?: string;
  /** Who bears what the lot's issuer owes, in wire form; absent: the issuer alone. */
  readonly fundingShares?: readonly { readonly party: string; readonly weight: string }[];
}

/** Far enough to mean: not before its event. */
const NOT_BEFORE_EVENT = new Date('9999-12-31T00:00:00Z');

/** A line of the basket, as far as bonuses ask. */
export interface CategoryLine {
  readonly category?: string;
  readonly amountMinor: bigint;
}

/**
 * The base lot and its bonuses, in line order; lots without a point are left out, and a bonus that is more than what its budget has left.
 * @param lines the basket by what was paid in money; a sale in points has none
 * @param budgetLeft what is left of the budget of a code
 */
export function lotsOfEarn(rule: EarnRule, base: bigint, date: BusinessDate, lines: readonly CategoryLine[] = [], budgetLeft?: (code: string) => bigint): LotPlan[] {
  const own = { pointKind: 'REGULAR', points: base, ...life(rule, expiryOf(rule), date), ...(rule.usableAt && { usableAt: rule.usableAt }), ...(rule.fundingShares && { fundingShares: rule.fundingShares }) };
  const bonuses = (rule.bonuses ?? []).filter((bonus) => contains({ from: bonus.validFrom ?? '', to: bonus.validTo }, date)).map((bonus): LotPlan => ({ issuer: bonus.issuer, pointKind: bonus.pointKind ?? 'BONUS', points: bonusPoints(bonus, baseOf(bonus, rule, base, lines)), ...life(bonus, bonus.expiry ?? expiryOf(rule), date), ...(bonus.usableAt && { usableAt: bonus.usableAt }), ...(bonus.fundingShares && { fundingShares: bonus.fundingShares }), ...(bonus.budget && { budget: bonus.budget.code }) }));
  return [own, ...withinBudget(bonuses.filter((lot) => lot.points > 0n), budgetLeft)].filter((lot) => lot.points > 0n);
}

/** A bonus is given whole or not at all, so that what is given never passes its budget; bonuses of one budget are given in line order. */
function withinBudget(bonuses: readonly LotPlan[], budgetLeft: ((code: string) => bigint) | undefined): LotPlan[] {
  const given = new Map<string, bigint>();
  return bonuses.filter(({ budget, points }) => {
    if (budget === undefined || budgetLeft === undefined) return true;
    const used = (given.get(budget) ?? 0n) + points;
    if (used > budgetLeft(budget)) return false;
    given.set(budget, used);
    return true;
  });
}

/** What a bonus is a multiple of: the points of the sale, or of its lines in some categories. */
function baseOf(bonus: BonusRule, rule: EarnRule, base: bigint, lines: readonly CategoryLine[]): bigint {
  if (!bonus.categories) return base;
  const counted = lines.filter((line) => line.category !== undefined && bonus.categories?.includes(line.category)).reduce((sum, line) => sum + line.amountMinor, 0n);
  return counted / valueToMinor(rule.amountPerPoint.value);
}

/** Whole points: the multiple of the base, rounded down. */
function bonusPoints(bonus: BonusRule, base: bigint): bigint {
  return BigInt(rate(bonus.multiplier).mul(base.toString()).floor().toFixed(0));
}

function expiryOf(rule: EarnRule): ExpiryRule {
  return rule.expiry ?? (rule.expiresAfterDays === undefined ? { mode: 'NEVER' } : { mode: 'DAYS', days: rule.expiresAfterDays });
}

function life(rule: { readonly vesting?: VestingRule }, expiry: ExpiryRule, date: BusinessDate): Pick<LotPlan, 'vestsAt' | 'vestsOnEvent' | 'expiresAt' | 'rollingDays'> {
  const vestsAt = vestingOf(rule.vesting, date);
  const expiresAt = endOf(expiry, date);
  return { ...(vestsAt && { vestsAt }), ...(rule.vesting?.untilEvent !== undefined && { vestsOnEvent: rule.vesting.untilEvent }), ...(expiresAt && { expiresAt }), ...(expiry.mode === 'ROLLING' && expiry.days !== undefined && { rollingDays: expiry.days }) };
}

/** Pending points vest at the start of a day, or when their event comes. */
export function vestingOf(vesting: VestingRule | undefined, date: BusinessDate): Date | undefined {
  if (!vesting) return undefined;
  return vesting.afterDays === undefined ? NOT_BEFORE_EVENT : startOfBusinessDate(addDays(date, vesting.afterDays));
}

/** The instant at which points of a business date end; exclusive, always the start of a business date. */
export function endOf(expiry: ExpiryRule, date: BusinessDate): Date | undefined {
  switch (expiry.mode) {
    case 'NEVER': return undefined;
    case 'DAYS':
    case 'ROLLING': return startOfBusinessDate(addDays(date, (expiry.days ?? 0) + 1));
    case 'MONTH_END': return startOfBusinessDate(firstOfMonth(date, (expiry.months ?? 0) + 1));
    case 'FIXED_DATE': return startOfBusinessDate(addDays(expiry.date ?? date, 1));
  }
}

/** The first day of the month that lies some months after a date's own. */
export function firstOfMonth(date: BusinessDate, months: number): BusinessDate {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}
