import type { Pool } from 'pg';
import { viewerOf, type RequestContext } from '../access/request-context';
import { assert } from '../kernel/assert';
import { canonicalJson } from '../kernel/canonical';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound } from '../kernel/ids';
import { minorToValue } from '../kernel/money';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import type { FilesService } from '../invoicing';
import type { TermsBook } from '../terms';
import { lineOnWire, moneyOnWire, shownLines, type ShownLine } from './domain/bundle';
import { lineKeyOnWire } from './domain/leaves';
import { verifierKey } from './domain/note';
import { statedOf, wholesOf, type PrintedInvoice } from './domain/stated';
import { Evidence, wire } from './evidence.service';
import type { LogService } from './log.service';
import { nettedWith } from './netted.service';
import { checkpointOfSize, latestCheckpoint, type CheckpointRow } from './log.store';
import type { ConsistencyProof, HubKeys, LogCheckpoint } from './proof.wire';
import * as read from './proof.reader';
import { creditedCycle } from './second-form.reader';
import { notTold, SecondForm } from './second-form.service';

function wholeOnWire(line: ShownLine | undefined, place: (legId: string) => number): object {
  return line ? { whole: lineOnWire(line, place) } : {};
}

/** What lets anybody with the hub's public key check an invoice offline. */
export class ProofService {
  private readonly evidence: Evidence;
  private readonly second: SecondForm;

  constructor(private readonly pool: Pool, private readonly log: LogService, private readonly files: FilesService, terms: TermsBook) {
    this.evidence = new Evidence(pool, log);
    this.second = new SecondForm(pool, files, this.evidence, terms);
  }

  /**
   * The proof of all invoices of the document cycle that an invoice belongs to: RFC 8785 JSON, as it is to be kept.
   * @param since size of an older checkpoint, which the log is shown to continue
   */
  async ofInvoice(context: RequestContext | undefined, invoiceId: string, since: number | undefined): Promise<string> {
    const cycle = await read.billedCycle(this.pool, viewerOf(context), parseIdOrNotFound('inv', invoiceId));
    if (!cycle) throw new DomainError('not_found', { detail: 'There is no invoice with this id that you may see.' });
    if (cycle.invoices.some((one) => one.number === null)) throw new DomainError('transition_not_allowed', { detail: 'Not all invoices of this cycle are issued yet. Ask again when they are.' });
    const netted = await nettedWith(this.pool, this.files, cycle, new Set());
    const lots = await this.second.lots(cycle, cycle.cycleTo);
    if (lots.length > 0 || netted?.others || (await read.needsSecondForm(this.pool, cycle.partnerId, cycle.cycleId))) return this.inLaterForm(cycle, cycle.cycleTo, since, lots);
    const invoices = await Promise.all(cycle.invoices.map(async ({ invoiceId: documentId }) => ({ documentId, text: (await this.files.file({ kind: 'INVOICE', documentId })).json })));
    const { size, head } = await this.head(cycle, since);
    const documents = [...invoices, ...(netted ? [{ documentId: netted.statement.subjectId, text: netted.statement.text }] : [])];
    return canonicalJson({ format: 'kongsi-proof/1', ...head, ...(await this.parts(cycle, documents, size)) });
  }

  /**
   * The proof of a credit note: of the invoices of the cycle that it reduces, and of all notes on them up to its own cycle; RFC 8785 JSON, as it is to be kept.
   * @param since size of an older checkpoint, which the log is shown to continue
   */
  async ofCreditNote(context: RequestContext | undefined, creditNoteId: string, since: number | undefined): Promise<string> {
    const cycle = await creditedCycle(this.pool, viewerOf(context), parseIdOrNotFound('cdn', creditNoteId));
    if (!cycle) throw new DomainError('not_found', { detail: 'There is no credit note with this id that you may see.' });
    if (cycle.number === null) throw new DomainError('transition_not_allowed', { detail: 'The credit note is not issued yet. Ask again when it is.' });
    return this.inLaterForm(cycle, cycle.until, since, await this.second.lots(cycle, cycle.until));
  }

  /** The third form has the legs of lines on points that were given or expired; without such lines it is the second. */
  private async inLaterForm(cycle: read.BilledCycle, until: string, since: number | undefined, lots: Awaited<ReturnType<SecondForm['lots']>>): Promise<string> {
    // Files are made, and so logged, before the log is signed.
    await this.second.render(cycle, until);
    const { size, head } = await this.head(cycle, since);
    return canonicalJson({ format: lots.length > 0 ? 'kongsi-proof/3' : 'kongsi-proof/2', ...head, ...(await this.second.parts(cycle, until, size, lots)) });
  }

  private async head(cycle: read.BilledCycle, since: number | undefined): Promise<{ size: bigint; head: object }> {
    const checkpoint = await this.log.checkpoint();
    assert(checkpoint, 'An issued invoice is in the log.');
    const history = since === undefined ? [] : [await this.older(BigInt(since), checkpoint.size)];
    return { size: checkpoint.size, head: { checkpoint: checkpoint.note, history, partnerId: partyToWire(cycle.partnerId) } };
  }

  private async parts(cycle: read.BilledCycle, documents: readonly { documentId: string; text: string }[], size: bigint): Promise<object> {
    const lines = shownLines(await read.billedLines(this.pool, cycle.partnerId, cycle.cycleId)).sort((a, b) => (lineKeyOnWire(a.key) < lineKeyOnWire(b.key) ? -1 : 1));
    const logged = await this.evidence.texts('DOCUMENT', documents.map(({ documentId, text }) => ({ subjectId: documentId, text })));
    const own = new Set(cycle.invoices.map((one) => one.invoiceId));
    const stated = statedOf(logged.filter((one) => own.has(one.subjectId)).map(({ leaf, text }) => ({ ...(JSON.parse(text) as Omit<PrintedInvoice, 'lineKeys'>), lineKeys: (JSON.parse(leaf.bytes) as { lineKeys: string[] }).lineKeys })), new Set(lines.map((line) => lineKeyOnWire(line.key))), await read.jointClaims(this.pool, cycle.partnerId, cycle.cycleId));
    if ([...stated.fees.values()].some((fee) => stated.lines.length > 0 && (fee.rate.includes(';') || fee.clause.includes(';')))) throw notTold('a fee at two rates');
    const windows = await read.orderOf(this.pool, lines.flatMap((line) => line.steps.map((step) => step.windowId)));
    const money = moneyOnWire(lines, await read.taxFacts(this.pool), windows, stated, await read.taxOfCycle(this.pool, cycle.partnerId, cycle.cycleId));
    const joint = await read.jointLines(this.pool, cycle.partnerId, cycle.cycleId);
    const wholes = new Map(wholesOf(stated, joint).flatMap(({ name, whole }): [string, ShownLine][] => shownLines([whole]).map((one) => [name, one])));
    const { legs, leaves, place } = await this.evidence.legs([...lines, ...wholes.values()].flatMap((line) => line.steps.flatMap((step) => step.legIds)));
    const terms = await this.evidence.texts('TERMS', (await read.termsTexts(this.pool, [cycle.partnerId, HUB_PARTY], cycle.cycleTo)).map(({ termsId, text }) => ({ subjectId: termsId, text })));
    const taxes = await this.evidence.texts('ADMIN', [...new Set([...money.taxVersions, ...[...wholes.values()].flatMap((line) => line.steps.map((step) => step.own.tax))])].map((name) => ({ subjectId: `tax ${name}`, text: '' })));
    return { leaves: await this.evidence.leaves([...leaves, ...[terms, taxes, logged].flatMap((group) => group.map(({ leaf }) => leaf))], size),
      legs, terms: terms.map(({ leaf, text }) => ({ leaf: Number(leaf.index), text })), taxes: taxes.map(({ leaf }) => Number(leaf.index)), lines: lines.map((line) => lineOnWire(line, place)), ...(stated.lines.length > 0 && { stated: stated.lines.map(({ key, amount }) => ({ key, amount: minorToValue(amount) })) }),
      ...(stated.joint.length > 0 && { joint: stated.joint.map(({ name, facts }) => ({ name, ...facts, ...wholeOnWire(wholes.get(name), place) })) }),
      fees: money.fees, ppn: money.ppn, totals: money.totals, documents: logged.map(({ leaf, text }) => ({ leaf: Number(leaf.index), text })) };
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

function checkpointView({ size, note, madeAt }: CheckpointRow): LogCheckpoint {
  return { size: Number(size), note, madeAt: madeAt.toISOString() };
}
