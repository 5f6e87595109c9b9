import { PROOF_FORMAT, PROOF_FORMAT_2, PROOF_FORMAT_3, type AnyBundle, type LotKind, type Totals } from './bundle';
import { textOf } from './bytes';
import { parseCanonical } from './canonical';
import { parseVerifierKey, verifierKeyText, type Checkpoint, type VerifierKey } from './checkpoint';
import { proveDocuments, proveTerms } from './document-steps';
import { moneyText } from './exact';
import { ProofFailure, type Step } from './failure';
import { proveCheckpoint, proveHistory, proveLeaves, proveLegs } from './log-steps';
import { proveLines, type ProvedLines } from './lines';
import { proveMoney } from './money-steps';
import { Agreements } from './pricing';
import { readBundle } from './read';
import { ShapeError } from './shape';
import { proveStated, type StatedClaim } from './stated';

export interface VerifyOptions {
  /** The hub's public keys as texts of signed notes, `<name>+<id>+<base64>`, from a source other than the bundle. */
  readonly hubKeys: readonly string[];
  /** The note of a checkpoint that the partner kept: the log may only have been appended to since. */
  readonly since?: string;
}

export interface ProofSummary {
  readonly origin: string;
  readonly treeSize: number;
  readonly windowId: string;
  readonly businessDate: string;
  /** The keys that were trusted. */
  readonly hubKeys: readonly string[];
  /** Size of the kept checkpoint that the log was shown to continue. */
  readonly sinceSize?: number;
  readonly partnerId: string;
  readonly postings: number;
  readonly legs: number;
  readonly terms: readonly string[];
  readonly documents: readonly { readonly kind: string; readonly number: string; readonly total: string }[];
  /** Lines that were computed again from their legs; `kind` of those on points that were given or expired, `onWord` how many lots vested in the cycle by the hub's word alone. */
  readonly lines: readonly { readonly document: string; readonly lineNo: number; readonly kind?: LotKind; readonly payer: string; readonly payee: string; readonly counterpartyName?: string; readonly points: number; readonly prices: readonly string[]; readonly clauses: readonly string[]; readonly legs: number; readonly exact: string; readonly amount: string; readonly onWord?: number }[];
  /** Lines that stand as the logged documents print them and were not computed again; `whole`: of a shared claim, whose parts were computed; `fromLegs`: and the whole as well. */
  readonly stated: readonly { readonly document: string; readonly lineNo: number; readonly lineType: string; readonly counterpartyName?: string; readonly amount: string; readonly whole?: string; readonly fromLegs?: boolean }[];
  readonly fees: readonly { readonly lineType: string; readonly base: string; readonly rates: readonly string[]; readonly exact: string; readonly amount: string; readonly ppn: string }[];
  /** PPN on the fees by version of the tax profile: the fees, the base as it is printed, and what it is computed by; `part` of DPP nilai lain: how much of what is billed counts. */
  readonly taxes: readonly { readonly tax: string; readonly base: string; readonly part?: string; readonly dpp: string; readonly fraction: string; readonly rate: string; readonly amount: string }[];
  /** What these invoices add to lines of earlier cycles: points of their windows, taken out at the price that they had and put in at the corrected one. */
  readonly restated: readonly { readonly document: string; readonly lineNo: number; readonly lineType: string; readonly counterpartyName?: string; readonly exact: string; readonly amount: string; readonly ppn?: string }[];
  /** What later cycles took off the lines of these invoices, as the credit notes print it; `computed` where it follows from the legs shown. */
  readonly credits: readonly { readonly document: string; readonly lineNo: number; readonly invoice: string; readonly invoiceLineNo: number; readonly lineType: string; readonly counterpartyName?: string; readonly points?: number; readonly amount: string; readonly ppn?: string; readonly legs: number; readonly computed: boolean }[];
  /** Points that were taken back in money and stay burned; `onRuling` of them by a logged ruling, the others by the hub's word. */
  readonly corrections: { readonly count: number; readonly points: number; readonly onRuling: number };
  /** Parts of fees' bases that no line of the bundle shows; they stand as the logged documents charge them. */
  readonly charges: number;
  readonly totals: Totals;
  /** Documents of other cycles that the netting statement sums up; they stand as they were logged. */
  readonly netted: readonly { readonly kind: string; readonly number: string }[];
  /** Kinds of invoices of which the bundle has none and no netting statement says that there is none; what stands on them is not in the totals. */
  readonly missing: readonly string[];
}

export interface ProofResult {
  /** `UNREADABLE`: what was given is no proof bundle at all, or no usable key or kept checkpoint. Everything else that does not hold is `FAILED`. */
  readonly status: 'VERIFIED' | 'FAILED' | 'UNREADABLE';
  /** The step that did not hold; absent when the file itself is at fault. */
  readonly step?: Step;
  /** The first bad leaf or line. */
  readonly failed?: string;
  readonly detail: string;
  /** Only of what was verified. */
  readonly summary?: ProofSummary;
}

/**
 * Checks a proof bundle offline: the bundle, the hub's public keys and nothing else. It never throws.
 * @param bundle the very bytes or text of `proof.json`; a text that is not canonical fails, so that no byte can be changed unseen
 */
export async function verifyProof(bundle: string | Uint8Array, options: VerifyOptions): Promise<ProofResult> {
  const keys = options.hubKeys.map(parseVerifierKey);
  if (keys.length === 0 || keys.includes(undefined)) return { status: 'UNREADABLE', failed: 'hub keys', detail: 'There is no key of the hub, or one that is malformed. Each is a text such as kongsi/<coalition>+<8 hex digits>+<base64>.' };
  const text = typeof bundle === 'string' ? bundle : textOf(bundle);
  if (!isProof(text ?? latin1(bundle as Uint8Array))) return { status: 'UNREADABLE', failed: 'file', detail: 'This is no proof bundle. Download proof.json of the invoice again.' };
  try {
    const summary = await prove(text, keys as VerifierKey[], options.since);
    return { status: 'VERIFIED', detail: 'Every step holds.', summary };
  } catch (error) {
    if (error instanceof ProofFailure) return { status: 'FAILED', ...(error.step && { step: error.step }), failed: error.failed, detail: error.message };
    return { status: 'FAILED', failed: 'file', detail: `The bundle could not be followed to its end: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function prove(text: string | undefined, keys: readonly VerifierKey[], since: string | undefined): Promise<ProofSummary> {
  const bundle = read(text);
  const checkpoint = await proveCheckpoint(bundle, keys);
  const kept = await proveHistory(bundle, checkpoint, keys, since);
  const logged = proveLeaves(bundle, checkpoint);
  const legs = proveLegs(bundle, logged);
  const agreed = new Agreements(bundle, logged, bundle.partnerId);
  const proved = proveLines(bundle, legs, agreed, logged);
  const { wholes, timeline } = proved;
  const lines = [...proved.lines, ...proved.lots];
  const stated = proveStated(bundle, new Set(lines.map((line) => line.key)), wholes, timeline);
  const money = proveMoney(bundle, proved, stated, agreed);
  proveTerms(bundle, logged);
  const documents = proveDocuments(bundle, logged, lines, stated, money, agreed);
  return summarise({ bundle, checkpoint, keys, kept, logged, lines, stated, money, agreed, documents });
}

interface Proved {
  readonly bundle: AnyBundle;
  readonly checkpoint: Checkpoint;
  readonly keys: readonly VerifierKey[];
  readonly kept: Checkpoint | undefined;
  readonly logged: ReturnType<typeof proveLeaves>;
  readonly lines: ProvedLines['lines'];
  readonly stated: readonly StatedClaim[];
  readonly money: ReturnType<typeof proveMoney>;
  readonly agreed: Agreements;
  readonly documents: ReturnType<typeof proveDocuments>;
}

function summarise({ bundle, checkpoint, keys, kept, logged, lines, stated, money, agreed, documents }: Proved): ProofSummary {
  const statedByKey = new Map(stated.map((line) => [line.key, line]));
  const byKey = new Map(lines.map((line) => [line.key, line]));
  return {
    origin: checkpoint.origin, treeSize: checkpoint.size, windowId: checkpoint.windowId, businessDate: checkpoint.businessDate, hubKeys: keys.map(verifierKeyText), ...(kept && { sinceSize: kept.size }),
    partnerId: bundle.partnerId, postings: logged.postings.size, legs: bundle.legs.length, terms: [...logged.terms.values()].map((one) => `${one.partyCode}@v${one.version}`),
    documents: documents.map(({ kind, number, total }) => ({ kind, number, total })),
    lines: documents.flatMap((document) => document.lines.flatMap(({ lineNo, key, counterpartyName, onWord }) => {
      const proved = byKey.get(key);
      if (!proved || ('earlier' in bundle && bundle.earlier?.includes(proved.ownCycle))) return [];
      const { payer, payee, points, exact, amount } = proved.line;
      const standing = standingOf(proved);
      return [{ document: document.number, lineNo, ...(proved.kind && { kind: proved.kind }), payer, payee, ...(counterpartyName !== undefined && { counterpartyName }), points, prices: distinct(standing.map(({ step }) => step.pointPrice)), clauses: distinct(standing.map(({ step }) => step.clause)), legs: proved.legCount, exact, amount, ...(onWord !== undefined && { onWord }) }];
    })),
    stated: documents.flatMap((document) => document.lines.flatMap(({ lineNo, key, lineType, counterpartyName }) => {
      const line = statedByKey.get(key);
      return line ? [{ document: document.number, lineNo, lineType, ...(counterpartyName !== undefined && { counterpartyName }), amount: moneyText(line.amount), ...(line.joint && { whole: line.joint.amount, fromLegs: line.whole === true }) }] : [];
    })),
    fees: money.fees.map((fee) => ({ lineType: fee.lineType, base: moneyText(fee.base), rates: distinct(fee.rates), exact: fee.exact, amount: moneyText(fee.amount), ppn: moneyText(fee.ppn) })),
    taxes: money.ppn.flatMap(({ tax, base, dpp, amount }) => {
      const profile = agreed.tax(tax);
      return profile && profile.treatment !== 'NOT_SUBJECT' ? [{ tax, base: moneyText(base), ...(profile.dppRate !== undefined && { part: profile.dppRate }), dpp, fraction: `${profile.dppNumerator}/${profile.dppDenominator}`, rate: profile.rate, amount: moneyText(amount) }] : [];
    }),
    restated: documents.flatMap((document) => (document.restated ?? []).map((one) => ({ document: document.number, ...one }))),
    credits: documents.flatMap((document) => (document.credits ?? []).map((credit) => ({ document: document.number, invoice: document.of ?? '', ...credit }))),
    corrections: correctedOf(bundle), charges: 'charges' in bundle ? (bundle.charges?.length ?? 0) : 0,
    totals: bundle.totals, netted: [...logged.netted.values()].map((one) => ({ kind: one.documentKind, number: one.number })), missing: documents.some((one) => one.kind === 'NETTING_STATEMENT') ? [] : ['POINTS_INVOICE', 'REDEMPTION_INVOICE', 'FEE_INVOICE'].filter((kind) => documents.every((one) => one.kind !== kind)),
  };
}

/** The steps at whose prices points stand on a line when its cycle ends: what came back, and what a restatement took out, stands there no more. */
function standingOf({ steps, ownCycle }: ProvedLines['lines'][number]): ProvedLines['lines'][number]['steps'] {
  const own = steps.filter((one) => one.cycleId === ownCycle);
  const left = new Map<string, bigint>();
  const nameOf = ({ step }: (typeof own)[number]): string => `${step.pointPrice} ${step.clause}`;
  for (const one of own) left.set(nameOf(one), (left.get(nameOf(one)) ?? 0n) + one.points);
  const standing = own.filter((one) => left.get(nameOf(one)) !== 0n);
  return standing.length === 0 ? own : standing;
}

function correctedOf(bundle: AnyBundle): ProofSummary['corrections'] {
  const all = 'corrections' in bundle ? (bundle.corrections ?? []) : [];
  return { count: all.length, points: all.reduce((sum, one) => sum + one.points, 0), onRuling: all.filter((one) => one.ruling !== undefined).length };
}

/** The bundle of a text: canonical, so that it has one form only, and without a field that nothing binds. */
function read(text: string | undefined): AnyBundle {
  const value = text === undefined ? undefined : parseCanonical(text);
  if (value === undefined) throw new ProofFailure(undefined, 'file', 'It is not in canonical form: its bytes were changed, or a program wrote it anew. Download it again and do not open and save it.');
  try {
    return readBundle(value, 'proof');
  } catch (error) {
    if (error instanceof ShapeError) throw new ProofFailure(undefined, 'file', `It is damaged: ${error.message}.`);
    throw error;
  }
}

/** Whether a text is or was a proof bundle: one damaged byte can hide one of these marks, never all. */
function isProof(text: string): boolean {
  return text.includes('"checkpoint":"kongsi/') || [PROOF_FORMAT, PROOF_FORMAT_2, PROOF_FORMAT_3].some((format) => text.includes(format));
}

/** Bytes that are no UTF-8 any more, as a text to look for marks in. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
