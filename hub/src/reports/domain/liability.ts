import { daysBetween, type BusinessDate } from '../../kernel/business-date';
import { exactMinor } from '../../kernel/money';
import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';

/** An estimate of the part of an issue month's points that will ever be burned. */
export interface Urr {
  readonly issuerId: string;
  /** First day of the month. */
  readonly issueMonth: BusinessDate;
  readonly urr: string;
  readonly version: number;
}

/** Where nothing was estimated every outstanding point is expected to be burned: the prudent end. */
const ALL = '1';

export const AGES = ['M0_3', 'M3_6', 'M6_12', 'M12_24', 'M24'] as const;
/** How old points are: up to 3, 6, 12, 24 months of 30 days, or more. */
export type Age = (typeof AGES)[number];

export function ageOf(earnedOn: BusinessDate, on: BusinessDate): Age {
  const months = daysBetween(earnedOn, on) / 30;
  return months < 3 ? 'M0_3' : months < 6 ? 'M3_6' : months < 12 ? 'M6_12' : months < 24 ? 'M12_24' : 'M24';
}

export function monthOf(date: BusinessDate): BusinessDate {
  return `${date.slice(0, 7)}-01`;
}

/** The estimates in force: the newest version of an issue month; a month without one follows the last month before it that has one. */
export class Estimates {
  private readonly byIssuer = new Map<string, Map<BusinessDate, Urr>>();

  constructor(versions: readonly Urr[]) {
    for (const one of versions) {
      const months = this.byIssuer.get(one.issuerId) ?? new Map<BusinessDate, Urr>();
      const known = months.get(one.issueMonth);
      if (!known || known.version < one.version) months.set(one.issueMonth, one);
      this.byIssuer.set(one.issuerId, months);
    }
  }

  at(issuerId: string, earnedOn: BusinessDate): Exact {
    const month = monthOf(earnedOn);
    const before = [...(this.byIssuer.get(issuerId)?.values() ?? [])].filter((one) => one.issueMonth <= month).sort((a, b) => (a.issueMonth < b.issueMonth ? 1 : -1));
    return new Exact(before[0]?.urr ?? ALL);
  }
}

/** Outstanding points of one issuer, age and tier that share an estimate and a price. */
export interface Outstanding {
  readonly points: bigint;
  readonly urr: Exact;
  /** Rupiah a point, now. */
  readonly pointPrice: Exact;
}

/** What outstanding points are expected to cost, in minor units: points x URR x current point price, rounded once a row, so that every total is the sum of its rows. */
export function liabilityMinor(row: Outstanding): bigint {
  return roundHalfUp(exactMinor(row.points, row.pointPrice).mul(row.urr));
}

/** Points of a row that are expected never to be burned, whole points. */
export function breakagePoints(row: Pick<Outstanding, 'points' | 'urr'>): bigint {
  return BigInt(new Exact(row.points.toString()).mul(new Exact(1).sub(row.urr)).toDecimalPlaces(0, Exact.ROUND_HALF_UP).toFixed(0));
}
