import type { Pool } from 'pg';
import { viewerOf, type RequestContext } from '../access/request-context';
import { assert } from '../kernel/assert';
import { canonicalJson } from '../kernel/canonical';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound } from '../kernel/ids';
import { minorToValue } from '../kernel/money';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import type { FilesService } from '../invoicing';
import { lineOnWire, moneyOnWire, shownLines, type ShownLine } from './domain/bundle';
import { legFacts, lineKeyOnWire, postingLeaf, saltOf } from './domain/leaves';
import { verifierKey } from './domain/note';
import { statedOf, type PrintedInvoice } from './domain/stated';
import { askInclusion, leafHash } from './domain/tree';
import type { LogService } from './log.service';
import { checkpointOfSize, latestCheckpoint, postingsById, type CheckpointRow } from './log.store';
import type { ConsistencyProof, HubKeys, LogCheckpoint } from './proof.wire';
import * as read from './proof.reader';

/** A leaf on its way into a bundle. */
interface Shown {
  readonly index: bigint;
  readonly bytes: string;
}

function wholeOnWire(line: ShownLine | undefined, place: (legId: string) => number): object {
  return line ? { whole: lineOnWire(line, place) } : {};
}

function notTold(line: string): DomainError {
  return new DomainError('proof_not_available', { detail: `The cycle has a line (${line}) that the form kongsi-proof/1 cannot tell. The documents and their hashes are in the log; GET /v1/verify/{hash} confirms them.`, data: { line } });
}

/** What lets anybody with the hub's public key check an invoice offline. */
export class ProofService {
  constructor(private readonly pool: Pool, private readonly log: LogService, private readonly files: FilesService) {}

  /**
   * The proof of all invoices of the document cycle that an invoice belongs to: RFC 8785 JSON, as it is to be kept.
   * @param since size of an older checkpoint, which the log is shown to continue
   */
  async ofInvoice(context: RequestContext | undefined, invoiceId: string, since: number | undefined): Promise<string> {
    const cycle = await read.billedCycle(this.pool, viewerOf(context), parseIdOrNotFound('inv', invoiceId));
    if (!cycle) throw new DomainError('not_found', { detail: 'There is no invoice with this id that you may see.' });
    if (cycle.invoices.some((one) => one.number === null)) throw new DomainError('transition_not_allowed', { detail: 'Not all invoices of this cycle are issued yet. Ask again when they are.' });
    const untold = await read.unprovableLine(this.pool, cycle.partnerId, cycle.cycleId);
    if (untold !== undefined) throw notTold(untold);
    const documents = await Promise.all(cycle.invoices.map(async ({ invoiceId: documentId }) => ({ documentId, text: (await this.files.file({ kind: 'INVOICE', documentId })).json })));
    const checkpoint = await this.log.checkpoint();
    assert(checkpoint, 'An issued invoice is in the log.');
    const history = since === undefined ? [] : [await this.older(BigInt(since), checkpoint.size)];
    return canonicalJson({ format: 'kongsi-proof/1', checkpoint: checkpoint.note, history, partnerId: partyToWire(cycle.partnerId), ...(await this.parts(cycle, documents, checkpoint.size)) });
  }

  private async parts(cycle: read.BilledCycle, documents: readonly { documentId: string; text: string }[], size: bigint): Promise<object> {
    const lines = shownLines(await read.billedLines(this.pool, cycle.partnerId, cycle.cycleId)).sort((a, b) => (lineKeyOnWire(a.key) < lineKeyOnWire(b.key) ? -1 : 1));
    const logged = await this.texts('DOCUMENT', documents.map(({ documentId, text }) => ({ subjectId: documentId, text })));
    const stated = statedOf(logged.map(({ leaf, text }) => ({ ...(JSON.parse(text) as Omit<PrintedInvoice, 'lineKeys'>), lineKeys: (JSON.parse(leaf.bytes) as { lineKeys: string[] }).lineKeys })), new Set(lines.map((line) => lineKeyOnWire(line.key))), await read.jointClaims(this.pool, cycle.partnerId, cycle.cycleId));
    if ([...stated.fees.values()].some((fee) => stated.lines.length > 0 && (fee.rate.includes(';') || fee.clause.includes(';')))) throw notTold('a fee at two rates');
    const windows = await read.orderOf(this.pool, lines.flatMap((line) => line.steps.map((step) => step.windowId)));
    const money = moneyOnWire(lines, await read.taxFacts(this.pool), windows, stated, await read.taxOfCycle(this.pool, cycle.partnerId, cycle.cycleId));
    const joint = await read.jointLines(this.pool, cycle.partnerId, cycle.cycleId);
    const wholes = new Map(stated.joint.flatMap(({ name }): [string, ShownLine][] => shownLines([joint.get(name)].filter((one) => one !== undefined)).map((one) => [name, one])));
    const { legs, leaves, place } = await this.legs([...lines, ...wholes.values()]);
    const terms = await this.texts('TERMS', (await read.termsTexts(this.pool, [cycle.partnerId, HUB_PARTY], cycle.cycleTo)).map(({ termsId, text }) => ({ subjectId: termsId, text })));
    const taxes = await this.texts('ADMIN', [...new Set([...money.taxVersions, ...[...wholes.values()].flatMap((line) => line.steps.map((step) => step.own.tax))])].map((name) => ({ subjectId: `tax ${name}`, text: '' })));
    const cited = [...leaves, ...[terms, taxes, logged].flatMap((group) => group.map(({ leaf }) => leaf))].sort((a, b) => (a.index < b.index ? -1 : 1));
    return { leaves: await Promise.all(cited.map(async ({ index, bytes }) => ({ index: Number(index), bytes: Buffer.from(bytes).toString('base64url'), path: wire(await this.log.ask(this.pool, askInclusion(index, size))) }))),
      legs, terms: terms.map(({ leaf, text }) => ({ leaf: Number(leaf.index), text })), taxes: taxes.map(({ leaf }) => Number(leaf.index)), lines: lines.map((line) => lineOnWire(line, place)), ...(stated.lines.length > 0 && { stated: stated.lines.map(({ key, amount }) => ({ key, amount: minorToValue(amount) })) }),
      ...(stated.joint.length > 0 && { joint: stated.joint.map(({ name, facts }) => ({ name, ...facts, ...wholeOnWire(wholes.get(name), place) })) }),
      fees: money.fees, ppn: money.ppn, totals: money.totals, documents: logged.map(({ leaf, text }) => ({ leaf: Number(leaf.index), text })) };
  }

  /** Opens the commitments to the legs of some lines, and to no other. */
  private async legs(lines: readonly ShownLine[]): Promise<{ legs: object[]; leaves: Shown[]; place: (legId: string) => number }> {
    const wanted = new Set(lines.flatMap((line) => line.steps.flatMap((step) => step.legIds)));
    const postings = await postingsById(this.pool, await read.postingsOfLegs(this.pool, [...wanted]));
    const kept = await read.leavesOf(this.pool, 'POSTING', postings.map((one) => one.postingId));
    const shown = postings.map((posting) => {
      const leaf = kept.get(posting.postingId);
      assert(leaf?.salt, `Posting ${posting.postingId} has no leaf.`);
      const bytes = postingLeaf(posting, leaf.salt);
      assert(leafHash(bytes).equals(leaf.hash), `Posting ${posting.postingId} is not what was logged at ${leaf.index}: the books were changed.`);
      return { posting, index: leaf.index, salt: leaf.salt, bytes };
    }).sort((a, b) => (a.index < b.index ? -1 : 1));
    const places = new Map<string, number>();
    const legs = shown.flatMap(({ posting, index, salt }) => posting.legs.flatMap((leg, position) => {
      if (!wanted.has(leg.legId)) return [];
      places.set(leg.legId, places.size);
      return [{ leaf: Number(index), position, salt: saltOf(salt, `leg ${position}`).toString('base64url'), facts: legFacts(posting, leg) }];
    }));
    return { legs, leaves: shown, place: (legId) => places.get(legId) as number };
  }

  private async texts(kind: string, all: readonly { subjectId: string; text: string }[]): Promise<{ leaf: Shown; text: string }[]> {
    const kept = await read.leavesOf(this.pool, kind, all.map((one) => one.subjectId));
    return all.map(({ subjectId, text }) => {
      const leaf = kept.get(subjectId);
      assert(leaf?.bytes, `${kind} ${subjectId} has no leaf.`);
      return { leaf: { index: leaf.index, bytes: leaf.bytes }, text };
    }).sort((a, b) => (a.leaf.index < b.leaf.index ? -1 : 1));
  }

  /** The newest signed checkpoint; partners keep it and compare. */
  async latest(): Promise<LogCheckpoint> {
    const latest = await latestCheckpoint(this.pool);
    if (!latest) throw new DomainError('not_found', { detail: 'Nothing has been logged yet.' });
    return checkpointView(latest);
  }

  async consistency(from: number, to: number): Promise<ConsistencyProof> {
    const [older, newer] = [await this.ofSize(from, 'from'), await this.ofSize(to, 'to')];
    if (older.size > newer.size || older.size < 1n) throw new DomainError('parameter_invalid', { detail: 'from is the size of an older checkpoint than to.', fields: [{ pointer: 'from', code: 'not_older', detail: 'Send a smaller size than to.' }] });
    return { from: checkpointView(older), to: checkpointView(newer), path: wire(await this.log.consistency(older.size, newer.size)) };
  }

  keys(): HubKeys {
    return { format: 'kongsi-hub-keys/1', keys: [verifierKey(this.log.key)] };
  }

  private async older(size: bigint, newer: bigint): Promise<{ checkpoint: string; path: string[] }> {
    const { note } = await this.ofSize(Number(size), 'since');
    if (size >= newer) throw new DomainError('parameter_invalid', { detail: 'since is the size of an older checkpoint.', fields: [{ pointer: 'since', code: 'not_older', detail: `The log has ${newer} entries now.` }] });
    return { checkpoint: note, path: wire(await this.log.consistency(size, newer)) };
  }

  private async ofSize(size: number, pointer: string): Promise<CheckpointRow> {
    const found = Number.isSafeInteger(size) && size > 0 ? await checkpointOfSize(this.pool, BigInt(size)) : undefined;
    if (!found) throw new DomainError('parameter_invalid', { detail: 'No checkpoint of this size was signed.', fields: [{ pointer, code: 'unknown', detail: 'Send the size that stands on the second line of a checkpoint.' }] });
    return found;
  }
}

function wire(path: readonly Buffer[]): string[] {
  return path.map((hash) => hash.toString('base64url'));
}

function checkpointView({ size, note, madeAt }: CheckpointRow): LogCheckpoint {
  return { size: Number(size), note, madeAt: madeAt.toISOString() };
}
