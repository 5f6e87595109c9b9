/** The operator as a counterparty, and the accounts it keeps for the coalition. Their ids never change. */
export const HUB_PARTY = '00000000-0000-7000-8000-000000000001';
export const COALITION_FUND_PARTY = '00000000-0000-7000-8000-000000000002';
export const RATE_DIFFERENCE_PARTY = '00000000-0000-7000-8000-000000000003';
export const RESIDUE_PARTY = '00000000-0000-7000-8000-000000000004';

const NAMES: Readonly<Record<string, string>> = {
  [HUB_PARTY]: 'HUB',
  [COALITION_FUND_PARTY]: 'COALITION_FUND',
  [RATE_DIFFERENCE_PARTY]: 'HUB:rateDifference',
  [RESIDUE_PARTY]: 'HUB:residue',
};

/** The wire form of a party: its name for a hub-held account, `prt_…` for a partner. */
export function partyToWire(partyId: string): string {
  return NAMES[partyId] ?? `prt_${partyId}`;
}

export function isHubHeld(partyId: string): boolean {
  return partyId in NAMES;
}
