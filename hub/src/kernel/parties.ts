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

/** Partners have ids of version 7; the hub's reserve for a partner has the same id as version 8 (RFC 9562: free for such uses), so either is told from the other. */
const VERSION_AT = 14;

/** The account in which the hub keeps what an issuer reserved for its points. */
export function reserveOf(issuerId: string): string {
  return `${issuerId.slice(0, VERSION_AT)}8${issuerId.slice(VERSION_AT + 1)}`;
}

/** Whose reserve a party is; undefined when it is none. */
export function issuerOfReserve(partyId: string): string | undefined {
  return partyId[VERSION_AT] === '8' ? `${partyId.slice(0, VERSION_AT)}7${partyId.slice(VERSION_AT + 1)}` : undefined;
}

/** The wire form of a party: its name for a hub-held account, `RESERVE:prt_…` for a reserve, `prt_…` for a partner. */
export function partyToWire(partyId: string): string {
  const issuer = issuerOfReserve(partyId);
  return NAMES[partyId] ?? (issuer === undefined ? `prt_${partyId}` : `RESERVE:${partyToWire(issuer)}`);
}

export function isHubHeld(partyId: string): boolean {
  return partyId in NAMES || partyId[VERSION_AT] === '8';
}

/** What a party is called: a partner by its brand, a reserve as `RESERVE:` and the brand whose it is, another account of the hub by its name on the wire. */
export function partyNamed(partyId: string, brandOf: (partnerId: string) => string | undefined): string {
  const issuer = issuerOfReserve(partyId);
  return NAMES[partyId] ?? (issuer === undefined ? (brandOf(partyId) ?? partyToWire(partyId)) : `RESERVE:${brandOf(issuer) ?? partyToWire(issuer)}`);
}
