import { businessDate, type BusinessDate } from '../../kernel/business-date';
import type { Effects, Lot } from '../../ledger';
import { issueDueOn, type TermsTable } from '../../terms';
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
      const lot = pricedLot(effects.lot(leg.lotId));
      exposuresOf({ event, lot, pricedOn, points: leg.points * (event === 'GIVEN' ? given : -given), dueOn: event === 'GIVEN' ? issueDueOn(lot, windowDate, terms) : windowDate, ...(leg.redeemerId !== undefined && { redeemerId: leg.redeemerId }) }, terms, into);
    }
  }
  for (const lotId of effects.vested) {
    const lot = effects.lot(lotId);
    for (const [priced, points] of [[pricedLot({ ...lot, vestsAt: effects.vestedBefore.get(lotId) }), -lot.remaining], [pricedLot(lot), lot.remaining]] as const) {
      exposuresOf({ event: 'GIVEN', lot: priced, points, pricedOn: windowDate, dueOn: issueDueOn(priced, windowDate, terms) }, terms, into);
    }
  }
  const { hold, holdIsNew, endedHold } = effects;
  for (const [one, sign] of [[holdIsNew ? hold : undefined, 1n], [endedHold, -1n]] as const) {
    for (const { lotId, points } of one?.lots ?? []) holdExposure(pricedLot(effects.lot(lotId)), points * sign, one?.partnerId ?? '', businessDate(one?.occurredAt ?? effects.now), heldOn, terms, into);
  }
  return into;
}

function pricedLot(lot: Pick<Lot, 'issuerId' | 'pointKind' | 'earnedOn' | 'fundingShares'> & { readonly vestsAt?: Date | undefined }): PointMove['lot'] {
  return { issuerId: lot.issuerId, pointKind: lot.pointKind, earnedOn: lot.earnedOn, fundingShares: lot.fundingShares, ...(lot.vestsAt && { vestsOn: businessDate(lot.vestsAt) }) };
}
