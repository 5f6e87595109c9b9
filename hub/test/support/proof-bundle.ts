import { PROOF_FORMAT, type ClaimLine, type DisclosedLeg, type FeeLine, type LegFacts, type LineStep, type ProofBundle } from '../../../partner-sdk/src/proof/bundle';
import type { DocumentLeaf, PostingLeaf, TaxLeaf, TermsLeaf } from '../../../partner-sdk/src/proof/leaves';
import { claimLineKey, feeLineKey, RATE_DIFFERENCE } from '../../../partner-sdk/src/proof/keys';
import { bytesOf, toBase64Url } from '../../../partner-sdk/src/proof/bytes';
import { canonicalJson } from '../../../partner-sdk/src/proof/canonical';
import { noteSigner, signCheckpoint, verifierKey, verifierKeyText, type NoteSigner } from '../../../partner-sdk/src/proof/checkpoint';
import { legCommitment, memberCommitment } from '../../../partner-sdk/src/proof/commitment';
import { consistencyPath, inclusionPath, leafHash, MemoryLog, rootOf } from '../../../partner-sdk/src/proof/merkle';
import type { DocumentFacts, DocumentLine, DocumentParty, InvoiceFacts, NettingStatementFacts } from '../../src/invoicing/domain/document';
import { documentJson } from '../../src/invoicing/domain/document-json';
import { nettingFigures } from '../../src/invoicing/domain/netting-figures';
import { allocate } from '../../src/kernel/allocate';
import { sha256Hex } from '../../src/kernel/canonical';
import { minorToValue } from '../../src/kernel/money';
import { HUB_PARTY, partyToWire } from '../../src/kernel/parties';
import { Exact } from '../../src/kernel/rate';
import { roundHalfUp } from '../../src/kernel/rounding';
import { calculate, lineKey } from '../../src/settlement/domain/engine';
import type { Calculation, LineState } from '../../src/settlement/domain/facts';
import { priceGroup } from '../../src/settlement/domain/pricing';
import { TermsTable, type TermsBody, type TermsVersion } from '../../src/terms';
import { LegBook, type TestLeg } from './leg-groups';

export type Code = 'A' | 'B' | 'C';

/** Legs of one posting: whose points, how many, and for a reversal the name of the leg that it takes back. */
export interface TestPosting {
  readonly at: string;
  readonly redeemer: Code;
  readonly type: 'BURN' | 'REVERSAL';
  readonly legs: readonly { readonly name: string; readonly issuer: Code; readonly points: number; readonly reverses?: string }[];
}

export interface TestNight {
  readonly businessDate: string;
  readonly postings: readonly TestPosting[];
}

/** Where a dishonest hub would cheat before it logs and signs. */
export interface Cheats {
  readonly pointPrice?: Partial<Record<Code, string>>;
  readonly chargedPrice?: string;
  readonly termsLast?: boolean;
  readonly termsText?: (text: string) => string;
  readonly showTermsOf?: Code;
  readonly taxLeaf?: (leaf: TaxLeaf) => TaxLeaf;
  readonly legFacts?: (facts: LegFacts) => LegFacts;
  readonly postingLeaf?: (leaf: PostingLeaf) => PostingLeaf;
  readonly documentLeaf?: (leaf: DocumentLeaf) => DocumentLeaf;
  readonly statement?: (facts: NettingStatementFacts) => NettingStatementFacts;
  /** The bytes that are logged, where they are not canonical. */
  readonly leafText?: (text: string) => string;
  readonly keepEmptyLines?: boolean;
  readonly termsLeaf?: (leaf: TermsLeaf) => TermsLeaf;
  readonly invoice?: (facts: InvoiceFacts) => InvoiceFacts;
  readonly bundle?: (bundle: ProofBundle) => ProofBundle;
}

export interface MadeBundle {
  readonly bundle: ProofBundle;
  readonly text: string;
  readonly hubKeys: string[];
  /** Signed notes of the log after each night, oldest first. */
  readonly notes: readonly string[];
  readonly signer: NoteSigner;
}

const COALITION = 'kongsi/w1';
const CODES: readonly Code[] = ['A', 'B', 'C'];
const uuidOf = (tail: string): string => `00000000-0000-7000-8000-${tail.padStart(12, '0')}`;
export const partyOf = (code: Code): string => uuidOf(`a${code.charCodeAt(0)}`);
const wireOf = (code: Code): string => partyToWire(partyOf(code));
const cycleOf = (code: Code): string => `cyc_${code}`;
const codeOf = (partyId: string): string => CODES.find((code) => partyOf(code) === partyId) ?? 'HUB';
/** Salts and ids of a test repeat, so that a failure can be run again. */
const saltOf = (name: string): Uint8Array => Uint8Array.from(Buffer.from(sha256Hex(`salt ${name}`), 'hex').subarray(0, 16));

/** The night of W1 in the specification. */
export const W1: readonly TestNight[] = [{
  businessDate: '2026-01-15',
  postings: [
    { at: '2026-01-15T03:10:00Z', redeemer: 'C', type: 'BURN', legs: [{ name: 'P1-A', issuer: 'A', points: 120 }, { name: 'P1-B', issuer: 'B', points: 80 }, { name: 'P1-C', issuer: 'C', points: 50 }] },
    { at: '2026-01-15T04:05:00Z', redeemer: 'C', type: 'REVERSAL', legs: [{ name: 'P2-C', issuer: 'C', points: 50, reverses: 'P1-C' }] },
    { at: '2026-01-15T05:20:00Z', redeemer: 'A', type: 'BURN', legs: [{ name: 'P3-B', issuer: 'B', points: 100 }] },
    { at: '2026-01-15T06:30:00Z', redeemer: 'B', type: 'BURN', legs: [{ name: 'P4-A', issuer: 'A', points: 33 }, { name: 'P4-C', issuer: 'C', points: 67 }] },
  ],
}];

export async function newSigner(): Promise<NoteSigner> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  return noteSigner(verifierKey(COALITION, new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))), pair.privateKey);
}

function bodyOf(price: string, own: boolean): TermsBody {
  return { preset: 'PAY_AT_BURN', settlementValue: price, clauses: own ? [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: price }] : [{ clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: price }],
    fees: own ? [{ clauseId: 'issuer-fee', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.015' }] : [{ clauseId: 'acceptance-fee', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0.035' }],
    taxProfiles: own ? { ISSUER_FEE: 'ppn-service' } : { ISSUER_FEE: 'ppn-service', ACCEPTANCE_FEE: 'ppn-service' }, rateBasis: 'BURN', documentCycle: 'MONTHLY', netFees: true, reviewDays: 0, paymentDays: 14,
    earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, pointsAllowed: true }, burnRule: { holdsAllowed: true } };
}

function version(partyId: string, tail: string, body: TermsBody, { termsText }: Cheats): TermsVersion & { text: string } {
  const honest = canonicalJson({ party: partyId === HUB_PARTY ? 'COALITION' : partyToWire(partyId), version: 1, validFrom: '2025-01-01', body });
  const text = termsText?.(honest) ?? honest;
  return { termsId: uuidOf(tail), partyId, version: 1, validFrom: '2025-01-01', termsHash: sha256Hex(text), body, text };
}

const TAX: TaxLeaf = { v: 1, kind: 'ADMIN', subject: 'TAX_PROFILE', taxProfileId: 'ppn-service', version: 3, validFrom: '2025-01-01', validTo: null, treatment: 'SERVICE', rate: '0.12', dppNumerator: 11, dppDenominator: 12, citation: 'PMK 131/2024' };

class TestLog {
  readonly #tree = new MemoryLog();
  readonly #leaves: string[] = [];
  constructor(private readonly signer: NoteSigner, private readonly cheats: Cheats) {}

  get size(): number {
    return this.#leaves.length;
  }

  add(leaf: unknown): number {
    const honest = canonicalJson(leaf);
    const text = this.cheats.leafText?.(honest) ?? honest;
    this.#tree.append(leafHash(bytesOf(text)));
    return this.#leaves.push(text) - 1;
  }

  async checkpoint(windowId: string, businessDate: string): Promise<string> {
    return signCheckpoint({ origin: COALITION, size: this.size, root: await rootOf(this.#tree.read, this.size), windowId, businessDate }, this.signer);
  }

  async leaf(index: number): Promise<ProofBundle['leaves'][number]> {
    return { index, bytes: toBase64Url(bytesOf(this.#leaves[index] ?? '')), path: (await inclusionPath(this.#tree.read, index, this.size)).map(toBase64Url) };
  }

  async since(size: number): Promise<string[]> {
    return (await consistencyPath(this.#tree.read, size, this.size)).map(toBase64Url);
  }
}

interface LoggedLegs {
  readonly disclosed: (DisclosedLeg & { readonly windowId: string; readonly legId: string })[];
  readonly nights: { readonly windowId: string; readonly businessDate: string; readonly legs: TestLeg[] }[];
  readonly notes: string[];
  readonly sizes: number[];
}

async function logNights(log: TestLog, nights: readonly TestNight[], termsIdOf: (code: Code) => string, cheats: Cheats): Promise<LoggedLegs> {
  const made: LoggedLegs = { disclosed: [], nights: [], notes: [], sizes: [] };
  const legs = new Map<string, { legId: string; lotId: string }>();
  let sequence = 0;
  for (const [at, night] of nights.entries()) {
    const windowId = `win_${at + 1}`;
    const burns: TestLeg[] = [];
    for (const posting of night.postings) {
      sequence += 1;
      const postingId = `pst_${sequence}`;
      const facts = posting.legs.map((leg, no): LegFacts => {
        const original = leg.reverses === undefined ? undefined : legs.get(leg.reverses);
        const ids = { legId: `leg_${sequence}-${no + 1}`, lotId: original?.lotId ?? `lot_${leg.name}` };
        legs.set(leg.name, ids);
        burns.push({ legId: ids.legId, issuerId: partyOf(leg.issuer), redeemerId: partyOf(posting.redeemer), points: BigInt(original ? -leg.points : leg.points), businessDate: night.businessDate, ...(original && { reversesLegId: original.legId }) });
        const honest: LegFacts = { ...ids, postingId, seq: sequence, lineNo: no + 1, debitAccount: original ? 'REDEEMER' : 'MEMBER', creditAccount: original ? 'MEMBER' : 'REDEEMER', points: leg.points, issuerId: wireOf(leg.issuer), redeemerId: wireOf(posting.redeemer), pointKind: 'REGULAR', lotEarnedOn: '2025-07-01',
          termsId: termsIdOf(leg.issuer), ...(original && { reversesLegId: original.legId }) };
        return cheats.legFacts?.(honest) ?? honest;
      });
      const honest: PostingLeaf = { v: 1, kind: 'POSTING', postingId, sequence, type: posting.type, windowId, partnerId: wireOf(posting.redeemer), outletId: null, actorId: null, occurredAt: posting.at, postedAt: posting.at, requestDigest: toBase64Url(Buffer.from(sha256Hex(postingId), 'hex')),
        memberCommitment: toBase64Url(memberCommitment(saltOf(`m${sequence}`), `mem_${sequence}`)), legCommitments: facts.map((one) => toBase64Url(legCommitment(saltOf(one.legId), one))) };
      const leaf = log.add(cheats.postingLeaf?.(honest) ?? honest);
      made.disclosed.push(...facts.map((one, position) => ({ leaf, position, salt: toBase64Url(saltOf(one.legId)), facts: one, windowId, legId: `leg_${sequence}-${position + 1}` })));
    }
    made.nights.push({ windowId, businessDate: night.businessDate, legs: burns });
    made.notes.push(await log.checkpoint(windowId, night.businessDate));
    made.sizes.push(log.size);
  }
  return made;
}

interface Settled {
  readonly results: { readonly windowId: string; readonly result: Calculation }[];
  readonly lines: ReadonlyMap<string, LineState>;
  readonly book: LegBook;
  /** The claim line on which a leg stands for its issuer, and for its redeemer; none for an own burn. */
  readonly lineOf: ReadonlyMap<string, string>;
}

/** The hub's own calculation of every night, so that the verifier's arithmetic is compared with the engine that bills. */
function settle(nights: LoggedLegs['nights'], terms: TermsTable): Settled {
  const lines = new Map<string, LineState>();
  const book = new LegBook();
  const lineOf = new Map<string, string>();
  const facts = { terms, codes: new Map(CODES.map((code) => [partyOf(code), code])), cycles: new Map(CODES.map((code) => [partyOf(code), cycleOf(code)])), taxVersion: () => 'ppn-service@v3' };
  const results = nights.map(({ windowId, businessDate, legs }) => {
    const result = calculate({ windowId, version: 1, currency: 'IDR', cashUnitMinor: 100n, businessDate, groups: book.groups(legs, businessDate), price: (key) => priceGroup(key, facts), lines: new Map(lines),
      taxes: new Map([['ppn-service@v3', { rate: '0.12', dppNumerator: 11, dppDenominator: 12 }]]), positionsBefore: new Map() });
    book.remember(legs, businessDate, result);
    for (const leg of legs) {
      const [pay, receive = pay] = result.groups.find((one) => one.group.issuerId === leg.issuerId && one.group.redeemerId === leg.redeemerId)?.lines.filter((line) => line.lineKey.startsWith('CLAIM|')) ?? [];
      if (pay && receive) [['PAY', pay], ['RECEIVE', receive]].forEach(([side, line]) => lineOf.set(`${leg.legId} ${side as string}`, (line as { lineKey: string }).lineKey));
    }
    for (const line of result.lines) lines.set(line.lineKey, { exact: line.exactAfter, amountMinor: line.amountBefore + line.delta, points: (lines.get(line.lineKey)?.points ?? 0n) + line.points, parts: line.parts });
    return { windowId, result };
  });
  return { results, lines, book, lineOf };
}

const rupiah = (exactMinor: string): string => new Exact(exactMinor).div(100).toFixed();

function claimLines(partner: Code, settled: Settled, disclosed: LoggedLegs['disclosed'], legsByLine: ReadonlyMap<string, string>, cheats: Cheats): ClaimLine[] {
  const own = partyOf(partner);
  const keys = [...new Set(settled.results.flatMap(({ result }) => result.lines.filter((line) => line.lineType === 'CLAIM' && (line.payer === own || line.payee === own)).map((line) => line.lineKey)))].sort();
  return keys.map((key) => {
    const touched = settled.results.flatMap(({ windowId, result }) => result.lines.filter((line) => line.lineKey === key).map((line) => ({ windowId, line })));
    const first = touched[0]?.line as Calculation['lines'][number];
    const side = first.payer === own ? 'pay' : 'receive';
    const steps = touched.map(({ windowId, line }): LineStep => {
      const legs = disclosed.flatMap((leg, at) => (leg.windowId === windowId && legsByLine.get(leg.legId) === key ? [at] : []));
      const pricing = settled.book.pricingOf(disclosed[legs[0] ?? -1]?.legId ?? '');
      const price = side === 'pay' ? pricing.pay : (pricing.receive ?? pricing.pay);
      return { windowId, legs, pointPrice: price.pointPrice, clause: price.termsRef, feeRate: price.feeRate, feeClause: price.feeRef, tax: 'ppn-service@v3', exactBefore: rupiah(line.exactBefore), exactAfter: rupiah(line.exactAfter), delta: minorToValue(line.delta) };
    });
    const state = settled.lines.get(key) as LineState;
    return { payer: partyToWire(first.payer), payerCycleId: first.payerCycleId, payee: partyToWire(first.payee), payeeCycleId: first.payeeCycleId, qualifier: first.qualifier && partyToWire(first.qualifier), steps,
      points: Number(state.points), exact: rupiah(state.exact), amount: minorToValue(state.amountMinor) };
  }).filter((line) => cheats.keepEmptyLines || line.points !== 0 || line.amount !== '0.00');
}

const PARTY: DocumentParty = { name: 'Kongsi', legalName: 'PT Kongsi', npwp: '0912345678012000', nitku: '0912345678012000000000', address: 'Jakarta' };

function invoiceFacts(kind: InvoiceFacts['kind'], number: string, partner: Code, nights: readonly TestNight[], lines: readonly DocumentLine[], ppnMinor: bigint): InvoiceFacts {
  const subtotalMinor = lines.reduce((total, line) => total + line.amountMinor, 0n);
  const dpp = kind === 'FEE_INVOICE' ? minorToValue(roundHalfUp(new Exact(subtotalMinor.toString()).mul(11).div(12), 1n)) : undefined;
  return { kind, number, seller: PARTY, buyer: { ...PARTY, name: partner }, issuedOn: '2026-02-01', dueDate: '2026-02-15', cycleFrom: '2026-01-01', cycleTo: '2026-02-01', currency: 'IDR', windowCount: nights.length, termsHash: sha256Hex('terms'), engineVersion: '1.0.0',
    lines, tax: { text: { id: 'PPN', en: 'VAT' }, citation: 'PMK 131/2024' }, totals: { subtotalMinor, ppnMinor, totalMinor: subtotalMinor + ppnMinor, ...(dpp && { dpp }) } };
}

function claimDocumentLines(lines: readonly ClaimLine[], side: 'PAY' | 'RECEIVE'): DocumentLine[] {
  return lines.map((line, at) => {
    const other = side === 'PAY' ? line.payee : line.payer;
    const counterparty = other === RATE_DIFFERENCE ? line.qualifier : other;
    return { lineNo: at + 1, lineType: side === 'PAY' ? 'CLAIM_PAYABLE' : 'CLAIM_RECEIVABLE', section: 'NORMAL', counterpartyName: codeOf(counterparty.slice(4)), points: BigInt(line.points), pointPrice: [...new Set(line.steps.map((step) => step.pointPrice))].join('; '),
      amountMinor: BigInt(line.amount.replace('.', '')), exact: line.exact, termsRef: [...new Set(line.steps.map((step) => step.clause))].join('; '), legCount: line.steps.reduce((all, step) => all + step.legs.length, 0) };
  });
}

/** Makes, logs and signs everything that a hub would for one partner's cycle, from the hub's own engine and document texts. */
export async function makeBundle(partner: Code, nights: readonly TestNight[], signer: NoteSigner, cheats: Cheats = {}): Promise<MadeBundle> {
  const log = new TestLog(signer, cheats);
  log.add({ v: 1, kind: 'ADMIN', subject: 'GENESIS' });
  const versions = [version(HUB_PARTY, 'f0', bodyOf('500', false), cheats), ...CODES.map((code) => version(partyOf(code), `f${code.charCodeAt(0)}`, bodyOf(cheats.pointPrice?.[code] ?? '500', true), cheats))];
  const logTerms = (): number[] => versions.map((one) => {
    const leaf: TermsLeaf = { v: 1, kind: 'TERMS', termsId: `tms_${one.termsId}`, partyId: one.partyId === HUB_PARTY ? 'COALITION' : partyToWire(one.partyId), partyCode: one.partyId === HUB_PARTY ? 'COALITION' : codeOf(one.partyId), version: 1, termsHash: one.termsHash,
      signatures: (['MAKER', 'CHECKER', ...(one.partyId === HUB_PARTY ? [] : ['PARTNER' as const])] as const).map((role) => ({ role, actorId: `usr_${role}`, termsHash: one.termsHash, signedAt: '2024-12-01T02:00:00Z' })) };
    return log.add(cheats.termsLeaf?.(leaf) ?? leaf);
  });
  const taxLeaf = log.add(cheats.taxLeaf?.(TAX) ?? TAX);
  const early = cheats.termsLast ? undefined : logTerms();
  const logged = await logNights(log, nights, (code) => `tms_${uuidOf(`f${code.charCodeAt(0)}`)}`, cheats);
  const termsLeaves = early ?? logTerms();
  const billed = cheats.chargedPrice === undefined ? versions : versions.map((one) => ({ ...one, body: { ...one.body, clauses: one.body.clauses.map((clause) => ({ ...clause, pointPrice: cheats.chargedPrice as string })) } }));
  const settled = settle(logged.nights, new TermsTable(billed));
  const own = partyOf(partner);
  const legsByLine = new Map(logged.nights.flatMap(({ legs }) => legs.flatMap((leg) => {
    const line = leg.issuerId === own ? settled.lineOf.get(`${leg.legId} PAY`) : leg.redeemerId === own ? settled.lineOf.get(`${leg.legId} RECEIVE`) : undefined;
    return line === undefined ? [] : [[leg.legId, line] as const];
  })));
  const disclosed = logged.disclosed.filter((leg) => legsByLine.has(leg.legId));
  const lines = claimLines(partner, settled, disclosed, legsByLine, cheats);
  const shown = new Set(lines.flatMap((line) => line.steps.flatMap((step) => step.legs)));
  const legs = disclosed.filter((_, at) => shown.has(at));
  const compact = new Map([...shown].sort((a, b) => a - b).map((at, now) => [at, now]));
  const renumbered = [...lines].sort((a, b) => (claimLineKey(a) < claimLineKey(b) ? -1 : 1)).map((line) => ({ ...line, steps: line.steps.map((step) => ({ ...step, legs: step.legs.map((at) => compact.get(at) ?? -1) })) }));
  const money = moneyOf(partner, settled, renumbered);
  const documents = documentsOf(partner, nights, renumbered, money, cheats).map(({ text, ...leaf }) => ({ leaf: log.add(cheats.documentLeaf?.(leaf) ?? leaf), text }));
  const note = await log.checkpoint(`win_${nights.length + 1}`, '2026-02-01');
  const shownTerms = [0, ...[partner, ...(cheats.showTermsOf ? [cheats.showTermsOf] : [])].map((code) => CODES.indexOf(code) + 1)];
  const cited = [...new Set([...legs.map((leg) => leg.leaf), ...shownTerms.map((at) => termsLeaves[at] ?? -1), ...(money.ppn.length > 0 ? [taxLeaf] : []), ...documents.map((one) => one.leaf)])].sort((a, b) => a - b);
  const bundle: ProofBundle = { format: PROOF_FORMAT, checkpoint: note, history: await Promise.all(logged.notes.map(async (checkpoint, at) => ({ checkpoint, path: await log.since(logged.sizes[at] ?? 0) }))), partnerId: wireOf(partner),
    leaves: await Promise.all(cited.map((index) => log.leaf(index))), legs: legs.map(({ leaf, position, salt, facts }) => ({ leaf, position, salt, facts })),
    terms: shownTerms.map((at) => ({ leaf: termsLeaves[at] ?? -1, text: versions[at]?.text ?? '' })).sort((a, b) => a.leaf - b.leaf), taxes: money.ppn.length > 0 ? [taxLeaf] : [], lines: renumbered, ...money, documents };
  const final = cheats.bundle?.(bundle) ?? bundle;
  return { bundle: final, text: canonicalJson(final), hubKeys: [verifierKeyText(signer.key)], notes: [...logged.notes, note], signer };
}

type Money = Pick<ProofBundle, 'fees' | 'ppn' | 'totals'>;

function moneyOf(partner: Code, settled: Settled, lines: readonly ClaimLine[]): Money {
  const own = partyOf(partner);
  const minor = (text: string): bigint => BigInt(text.replace('.', ''));
  const total = (side: 'payer' | 'payee'): bigint => lines.filter((line) => line[side] === wireOf(partner)).reduce((all, line) => all + minor(line.amount), 0n);
  const state = (type: 'ISSUER_FEE' | 'ACCEPTANCE_FEE' | 'PPN'): LineState | undefined => settled.lines.get(lineKey(type, own, cycleOf(partner), HUB_PARTY, '', type === 'PPN' ? 'ppn-service@v3' : ''));
  const types = (['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const).filter((type) => state(type));
  const amounts = types.map((type) => state(type)?.amountMinor ?? 0n);
  const ppnMinor = state('PPN')?.amountMinor ?? 0n;
  const feeMinor = amounts.reduce((a, b) => a + b, 0n);
  const shares = feeMinor === 0n ? [] : allocate(ppnMinor / 100n, amounts);
  const fees = types.map((type, at): FeeLine => ({ lineType: type, base: minorToValue(total(type === 'ISSUER_FEE' ? 'payer' : 'payee')), exact: rupiah(state(type)?.exact ?? '0'), amount: minorToValue(amounts[at] ?? 0n), ppn: minorToValue((shares[at] ?? 0n) * 100n) }));
  const dpp = minorToValue(roundHalfUp(new Exact(feeMinor.toString()).mul(11).div(12), 1n));
  return { fees, ppn: types.length === 0 ? [] : [{ tax: 'ppn-service@v3', base: minorToValue(feeMinor), dpp, amount: minorToValue(ppnMinor) }],
    totals: { payable: minorToValue(total('payer')), receivable: minorToValue(total('payee')), fees: minorToValue(feeMinor), ppn: minorToValue(ppnMinor), netCash: minorToValue(total('payee') - total('payer') - feeMinor - ppnMinor) } };
}

function documentsOf(partner: Code, nights: readonly TestNight[], lines: readonly ClaimLine[], { fees, ppn, totals }: Money, cheats: Cheats): (DocumentLeaf & { text: string })[] {
  const minor = (text: string): bigint => BigInt(text.replace('.', ''));
  const [paid, received] = [lines.filter((line) => line.payer === wireOf(partner)), lines.filter((line) => line.payee === wireOf(partner))];
  const steps = { ISSUER_FEE: paid.flatMap((line) => line.steps), ACCEPTANCE_FEE: received.flatMap((line) => line.steps) };
  const feeLines = fees.map((fee, at): DocumentLine => ({ lineNo: at + 1, lineType: fee.lineType, section: 'NORMAL', baseMinor: minor(fee.base), rate: [...new Set(steps[fee.lineType].map((step) => step.feeRate))].join('; '), amountMinor: minor(fee.amount), ppnMinor: minor(fee.ppn), exact: fee.exact,
    termsRef: [...new Set(steps[fee.lineType].map((step) => step.feeClause))].join('; '), legCount: steps[fee.lineType].reduce((all, step) => all + step.legs.length, 0) }));
  const invoices = [
    ...(paid.length > 0 ? [{ facts: invoiceFacts('POINTS_INVOICE', 'INP/2026/000001', partner, nights, claimDocumentLines(paid, 'PAY'), 0n), keys: paid.map(claimLineKey) }] : []),
    ...(received.length > 0 ? [{ facts: invoiceFacts('REDEMPTION_INVOICE', 'INR/2026/000001', partner, nights, claimDocumentLines(received, 'RECEIVE'), 0n), keys: received.map(claimLineKey) }] : []),
    ...(fees.length > 0 ? [{ facts: invoiceFacts('FEE_INVOICE', 'INV/2026/000001', partner, nights, feeLines, minor(ppn[0]?.amount ?? '0.00')), keys: fees.map((fee) => feeLineKey(fee.lineType, wireOf(partner), cycleOf(partner))) }] : []),
  ].map(({ facts, keys }) => ({ facts: cheats.invoice?.(facts) ?? facts, keys }));
  const [head] = invoices;
  const statement: NettingStatementFacts | undefined = head && { kind: 'NETTING_STATEMENT', number: 'NET/2026/000001', seller: PARTY, buyer: head.facts.buyer, issuedOn: '2026-02-01', dueDate: '2026-02-15', cycleFrom: '2026-01-01', cycleTo: '2026-02-01', currency: 'IDR', windowCount: nights.length,
    termsHash: head.facts.termsHash, engineVersion: '1.0.0', netting: nettingFigures({ receivableMinor: minor(totals.receivable), payableMinor: minor(totals.payable), feesMinor: minor(totals.fees), ppnMinor: minor(totals.ppn), creditNotesMinor: 0n, withheldMinor: 0n, unappliedMinor: 0n, recoveriesMinor: 0n, lossSharesMinor: 0n, disputedMinor: 0n }),
    bankReference: 'NET2026000001-A', settlementId: 'stl_1', matrix: [],
    documents: invoices.map(({ facts }) => ({ kind: facts.kind, number: facts.number, issuedOn: facts.issuedOn, totalMinor: facts.totals.totalMinor, direction: facts.kind === 'REDEMPTION_INVOICE' ? 'HUB_PAYS' : 'PARTNER_PAYS' })) };
  return [...invoices.map(({ facts, keys }) => ({ facts: facts as DocumentFacts, keys, cycleId: cycleOf(partner) as string | null })), ...(statement ? [{ facts: cheats.statement?.(statement) ?? statement, keys: [], cycleId: null }] : [])].map(({ facts, keys, cycleId }) => {
    const text = documentJson(facts);
    return { v: 1, kind: 'DOCUMENT', documentId: `inv_${facts.number}`, documentKind: facts.kind, number: facts.number, partnerId: wireOf(partner), cycleId, documentHash: sha256Hex(text), lineKeys: keys, text };
  });
}
