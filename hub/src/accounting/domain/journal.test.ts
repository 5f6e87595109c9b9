import { RATE_DIFFERENCE_PARTY } from '../../kernel/parties';
import { journalOf, sumsOf, type BookedClaim } from './journal';

const [ISSUER, OTHER, REDEEMER] = ['01a1c9e0-1000-7d64-9c51-9e4fa06b7281', '01a1c9e0-1000-7d64-9c51-9e4fa06b7282', '01a1c9e0-1000-7d64-9c51-9e4fa06b7283'] as const;
let serial = 0;
const claim = (payerId: string, payeeId: string, amountMinor: bigint, behind?: string): BookedClaim => ({ claimId: `c${(serial += 1)}`, calculationId: 'w-1', date: '2026-09-01', windowId: 'win_w', lineType: 'CLAIM', payerId, payeeId, amountMinor, behind, payerDocument: payerId === RATE_DIFFERENCE_PARTY ? undefined : 'INP/2026/000001', payeeDocument: payeeId === RATE_DIFFERENCE_PARTY ? undefined : 'INR/2026/000002' });

describe('a claim with two prices', () => {
  test('is booked from its payers to its redeemer; only what lies between the prices is the rate difference', () => {
    const lines = journalOf([claim(ISSUER, RATE_DIFFERENCE_PARTY, 50_000n, REDEEMER), claim(OTHER, RATE_DIFFERENCE_PARTY, 10_000n, REDEEMER), claim(RATE_DIFFERENCE_PARTY, REDEEMER, 57_000n, ISSUER)], [], []);
    expect(lines.map((line) => [line.key, line.partyId, line.debitMinor, line.creditMinor, line.reference])).toEqual([
      ['RECEIVABLE', ISSUER, 50_000n, 0n, 'INP/2026/000001'], ['RECEIVABLE', OTHER, 10_000n, 0n, 'INP/2026/000001'], ['PAYABLE', REDEEMER, 0n, 57_000n, 'INR/2026/000002'], ['RATE_DIFFERENCE', undefined, 0n, 3_000n, 'CLAIM']]);
    expect(new Set(lines.map((line) => line.entry)).size).toBe(1);
  });

  test('taken back is booked the other way, and a redeemer that receives more is paid by the rate difference', () => {
    const back = journalOf([claim(ISSUER, RATE_DIFFERENCE_PARTY, -50_000n, REDEEMER), claim(RATE_DIFFERENCE_PARTY, REDEEMER, -47_500n, ISSUER)], [], []);
    expect(back.map((line) => [line.key, line.debitMinor, line.creditMinor])).toEqual([['RECEIVABLE', 0n, 50_000n], ['PAYABLE', 47_500n, 0n], ['RATE_DIFFERENCE', 2_500n, 0n]]);
    expect(sumsOf(journalOf([claim(ISSUER, RATE_DIFFERENCE_PARTY, 100n, REDEEMER), claim(RATE_DIFFERENCE_PARTY, REDEEMER, 150n, ISSUER)], [], []))).toEqual({ debitMinor: 150n, creditMinor: 150n });
  });
});

test('with one price a claim stands between its two parties, each with its own document', () => {
  expect(journalOf([claim(ISSUER, REDEEMER, -500n)], [], []).map((line) => [line.key, line.debitMinor, line.creditMinor, line.reference])).toEqual([['PAYABLE', 500n, 0n, 'INR/2026/000002'], ['RECEIVABLE', 0n, 500n, 'INP/2026/000001']]);
});
