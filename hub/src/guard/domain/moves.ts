import { businessDate, type BusinessDate } from '../../kernel/business-date';
import type { Effects } from '../../ledger';
import type { TermsTable } from '../../terms';
import { Exposures, exposuresOf, holdExposure, type PointMove } from './exposure';

/** What an intent does to the money of the parties behind its lots. @param heldOn the due date of held points */
export function exposuresOfEffects(effects: Effects, windowDate: BusinessDate, heldOn: BusinessDate, terms: TermsTable): Exposures {
  const into = new Exposures();
  for (const posting of effects.postings) {
    const pricedOn = posting.reverses?.occurredOn ?? posting.businessDate;
    for (const leg of posting.legs) {
      const given = leg.credit === 'MEMBER' ? 1n : -1n;
      const burned = leg.credit === 'REDEEMER' || leg.debit === 'REDEEMER';
      const expired = leg.credit === 'EXPIRED' || leg.debit === 'EXPIRED';
      const event = burned ? 'BURNED' : expired ? 'EXPIRED' : 'GIVEN';
      const vestsAt = effects.lot(leg.lotId).vestsAt;
      const lot = { issuerId: leg.issuerId, pointKind: leg.pointKind, earnedOn: leg.lotEarnedOn, fundingShares: effects.lot(leg.lotId).fundingShares };
      exposuresOf({ event, lot, pricedOn, points: leg.points * (event === 'GIVEN' ? given : -given), dueOn: event === 'GIVEN' ? dueOn(vestsAt, windowDate) : windowDate, ...(leg.redeemerId !== undefined && { redeemerId: leg.redeemerId }) }, terms, into);
    }
  }
  for (const lotId of effects.vested) {
    const lot = effects.lot(lotId);
    const move = { event: 'GIVEN', lot, pricedOn: windowDate } as const satisfies Partial<PointMove>;
    exposuresOf({ ...move, points: -lot.remaining, dueOn: dueOn(effects.vestedBefore.get(lotId), windowDate) }, terms, into);
    exposuresOf({ ...move, points: lot.remaining, dueOn: windowDate }, terms, into);
  }
  const { hold, holdIsNew, endedHold } = effects;
  for (const [one, sign] of [[holdIsNew ? hold : undefined, 1n], [endedHold, -1n]] as const) {
    for (const { lotId, points } of one?.lots ?? []) holdExposure(effects.lot(lotId), points * sign, one?.partnerId ?? '', businessDate(one?.occurredAt ?? effects.now), heldOn, terms, into);
  }
  return into;
}

/** Claims for points that are pending come with the night of their vesting. */
function dueOn(vestsAt: Date | undefined, windowDate: BusinessDate): BusinessDate {
  const vests = vestsAt && businessDate(vestsAt);
  return vests !== undefined && vests > windowDate ? vests : windowDate;
}
