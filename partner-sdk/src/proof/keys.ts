import type { ClaimLine, FeeLine, LotLine } from './bundle';

/** The key of a claim line: who pays whom, in which document cycle of each. */
export function claimLineKey(line: Pick<ClaimLine, 'payer' | 'payerCycleId' | 'payee' | 'payeeCycleId' | 'qualifier' | 'section'>): string {
  return ['CLAIM', line.payer, line.payerCycleId, line.payee, line.payeeCycleId, line.qualifier, ...(line.section ? ['', line.section, ''] : [])].join('|');
}

/** The key of a line on points that were given or expired. */
export function lotLineKey(line: Pick<LotLine, 'kind' | 'payer' | 'payerCycleId' | 'payee' | 'payeeCycleId' | 'section'>): string {
  return ['CLAIM', line.payer, line.payerCycleId, line.payee, line.payeeCycleId, '', line.kind, line.section ?? '', ''].join('|');
}

/**
 * The key of a line that is no plain burn: {@link claimLineKey}, then for what (`ISSUE`, `RESERVE_FUNDING`, `RESERVE_RELEASE`, `EXPIRE`, `BREAKAGE_SHARE`; empty for a burn), the section
 * (`LATE`, or empty), and of lines that share a claim or relieve another line the name that tells them apart.
 */
export interface StatedKey {
  readonly payer: string;
  readonly payerCycleId: string;
  readonly payee: string;
  readonly payeeCycleId: string;
  readonly kind: string;
  readonly section: string;
  readonly funding: string;
}

/** Reads the key of a stated line; undefined when it is none of a claim. */
export function statedKey(key: string): StatedKey | undefined {
  const [lineType, payer = '', payerCycleId = '', payee = '', payeeCycleId = '', , kind = '', section = '', funding = '', ...more] = key.split('|');
  return lineType === 'CLAIM' && more.length === 0 ? { payer, payerCycleId, payee, payeeCycleId, kind, section, funding } : undefined;
}

/** The key of a fee line of a partner's cycle. */
export function feeLineKey(lineType: FeeLine['lineType'], partnerId: string, cycleId: string): string {
  return [lineType, partnerId, cycleId, HUB, '', ''].join('|');
}

export const HUB = 'HUB';
export const COALITION_FUND = 'COALITION_FUND';
export const RATE_DIFFERENCE = 'HUB:rateDifference';
