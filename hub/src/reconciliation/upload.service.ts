import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { claimToken, keepEvidence } from '../access/replay.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { inTransaction, type Tx } from '../db/tx';
import { businessDate, daysBetween } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError, type FieldFault } from '../kernel/errors';
import { newUuid, parseId } from '../kernel/ids';
import { findMembers } from '../members';
import { partnerExists } from '../partners';
import { readCsv, readJson, UnreadableDay, type DayFile, type DayRecord } from './domain/day-file';
import * as store from './files.store';
import { dayOf } from './matches.store';
import type { MatchingService } from './matching.service';
import type { RulesService } from './rules.service';

/** A file as it arrived. */
export interface SentFile {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** Reads JSON as the wire demands it; known to the door only. */
export type JsonReader = (text: string) => unknown;

const MEMBERS_AT_ONCE = 5_000;

/** Takes in a partner's day: the file as a whole or not at all, each record with an answer of its own; then it is matched. */
export class UploadService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly matching: MatchingService, private readonly rules: RulesService, private readonly readStrictJson: JsonReader) {}

  /**
   * The same file again is answered as before and adds nothing; another file of the date is merged into what is known, record by record. A file that is
   * sent once more, by a new key, after another one told some of its records anew, counts again: the last word is the partner's.
   * @throws DomainError `validation_failed` naming lines; nothing of such a file is kept
   */
  async upload(context: RequestContext | undefined, sent: SentFile): Promise<{ file: store.FileRow; replayed: boolean }> {
    const { partnerId: own } = viewerOf(context);
    const key = context?.idempotencyKey;
    if (!context || key === undefined) throw new DomainError('idempotency_key_missing', { detail: 'Send an Idempotency-Key, a new one for each upload: a retry with it changes nothing.' });
    const sha256 = createHash('sha256').update(sent.bytes).digest();
    const known = await store.fileByHash(this.pool, own, sha256);
    // Whoever died between keeping and matching is made up for; what was matched since is only told again.
    if (known && (known.key === key || !(await this.retold(context, known, sent)))) return { file: ((await dayOf(this.pool, known))?.matchedAt ?? 0) >= known.uploadedAt ? known : await this.settled(known), replayed: true };
    if (known) return { file: await this.settled(known), replayed: false };
    const day = await this.read(sent);
    const partnerId = await this.partner(day, own);
    this.checkDate(day);
    const other = await store.fileByKey(this.pool, partnerId, key);
    if (other) throw new DomainError('idempotency_key_reused', { detail: 'This key was used for another file. Use a new key for each upload.' });
    const file = await this.keep(context, { day, partnerId, key, sha256, sent });
    return { file: await this.settled(file), replayed: false };
  }

  /** Matched and put through the rules; what a rule posts late is matched once more. */
  private async settled(file: store.FileRow): Promise<store.FileRow> {
    await this.matching.around(file);
    if (await this.rules.apply({ partnerId: file.partnerId, businessDate: file.businessDate, source: file.source })) await this.matching.around(file);
    return file;
  }

  private async read({ bytes, contentType }: SentFile): Promise<DayFile> {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw refusedWhole([{ pointer: '/', code: 'encoding', detail: 'The file is not UTF-8. Save it as UTF-8 and send it again.' }], 1);
    }
    const csv = /^text\/csv\b/i.test(contentType);
    if (!csv && !/^application\/json\b/i.test(contentType)) throw new DomainError('media_type_unsupported', { detail: 'Send the day as text/csv or application/json.' });
    try {
      // A long file is read in steps, so that other requests are not kept waiting.
      const reading = csv ? readCsv(text) : readJson(this.readStrictJson(text));
      for (let step = reading.next(); ; step = reading.next()) {
        if (step.done) return step.value;
        await breathe();
      }
    } catch (error) {
      if (error instanceof UnreadableDay) throw refusedWhole(error.faults, error.count);
      throw error;
    }
  }

  private async partner(day: DayFile, own: string | undefined): Promise<string> {
    const partnerId = parseId('prt', day.partnerId);
    if (partnerId === undefined || (own !== undefined && partnerId !== own) || (own === undefined && !(await partnerExists(this.pool, partnerId)))) throw refusedWhole([{ pointer: '/header', code: 'header_partner', detail: 'The header names another partner than the one that sends the file.' }], 1);
    return partnerId;
  }

  private checkDate(day: DayFile): void {
    const today = businessDate(this.clock.now());
    if (day.businessDate > today) throw refusedWhole([{ pointer: '/header', code: 'header_date', detail: `The business date ${day.businessDate} lies ahead; today is ${today}.` }], 1);
  }

  private async keep(context: RequestContext, { day, partnerId, key, sha256, sent }: { day: DayFile; partnerId: string; key: string; sha256: Buffer; sent: SentFile }): Promise<store.FileRow> {
    const [places, members] = [await store.placesOf(this.pool, partnerId), await this.members(day, partnerId)];
    const fileId = newUuid(this.clock.wall().getTime());
    const now = this.clock.now();
    return inTransaction(this.pool, async (tx) => {
      const of = { partnerId, businessDate: day.businessDate, source: day.source };
      await store.lockDay(tx, of);
      await this.claim(tx, context, partnerId);
      const judged = judge(day, { ...of, fileId, places, members, known: await store.knownRecords(tx, of) });
      const count = (answer: string): number => judged.answers.filter((one) => one.answer === answer).length;
      const file: store.FileRow = { ...of, fileId, format: /^text\/csv\b/i.test(sent.contentType) ? 'CSV' : 'JSON', sha256, size: sent.bytes.length, key, records: day.records.length, points: day.records.reduce((sum, one) => sum + one.points, 0n), amountMinor: day.records.reduce((sum, one) => sum + (one.amountMinor ?? 0n), 0n),
        accepted: count('ACCEPTED'), warned: count('WARNED'), refused: count('REFUSED'), merged: count('MERGED'), uploadedBy: actorOf(context), uploadedAt: now };
      if (!(await store.keepFile(tx, file))) {
        const same = await store.fileByHash(tx, partnerId, sha256);
        if (same) return same;
        throw new DomainError('idempotency_key_reused', { detail: 'This key was used for another file. Use a new key for each upload.' });
      }
      await store.keepRecords(tx, judged.records);
      await store.keepAnswers(tx, judged.answers);
      await audit(tx, context, now, { verb: 'reconciliation.upload', kind: 'RECONCILIATION', id: fileId, facts: { businessDate: day.businessDate, source: day.source, records: day.records.length } });
      return file;
    });
  }

  /** Tells the records of a known file once more, where a later file told them otherwise. @returns whether there was anything to tell */
  private async retold(context: RequestContext, file: store.FileRow, sent: SentFile): Promise<boolean> {
    const day = await this.read(sent);
    const [places, members] = [await store.placesOf(this.pool, file.partnerId), await this.members(day, file.partnerId)];
    return inTransaction(this.pool, async (tx) => {
      await store.lockDay(tx, file);
      const { records } = judge(day, { ...file, places, members, known: await store.knownRecords(tx, file) });
      if (records.length === 0) return false;
      await this.claim(tx, context, file.partnerId);
      await store.keepRecords(tx, records);
      await audit(tx, context, this.clock.now(), { verb: 'reconciliation.upload', kind: 'RECONCILIATION', id: file.fileId, facts: { businessDate: file.businessDate, source: file.source, records: records.length, again: true } });
      return true;
    });
  }

  private async claim(tx: Tx, context: RequestContext, partnerId: string): Promise<void> {
    if (context.caller.kind !== 'PARTNER') return;
    await claimToken(tx, context.caller, context.requestId);
    await keepEvidence(tx, { partnerId, jti: context.caller.jti, kid: context.caller.kid, compact: context.caller.token, bodyDigest: context.bodyDigest });
  }

  /** Members by the references of the file; those are not kept. */
  private async members(day: DayFile, partnerId: string): Promise<Map<string, string>> {
    const references = [...new Set(day.records.flatMap((one) => one.member ?? []))];
    const found = new Map<string, string>();
    for (let at = 0; at < references.length; at += MEMBERS_AT_ONCE) {
      const asked = references.slice(at, at + MEMBERS_AT_ONCE);
      (await findMembers(this.pool, asked.map((reference) => ({ reference, partnerId })))).forEach((memberId, place) => {
        if (memberId !== undefined) found.set(asked[place] as string, memberId);
      });
    }
    return found;
  }
}

interface Judging {
  readonly partnerId: string;
  readonly businessDate: string;
  readonly source: string;
  readonly fileId: string;
  readonly places: ReadonlySet<string>;
  readonly members: ReadonlyMap<string, string>;
  readonly known: ReadonlyMap<string, { version: number; hash: string }>;
}

/** An answer to each record, and the rows of those that are new or are told anew. */
function judge(day: DayFile, of: Judging): { answers: store.AnswerRow[]; records: store.RecordRow[] } {
  const [answers, records]: [store.AnswerRow[], store.RecordRow[]] = [[], []];
  const seen = new Map<string, string>();
  const answer = (one: DayRecord, given: string, reason: string | null): void => void answers.push({ file_id: of.fileId, line_no: one.line, record_id: one.recordId, answer: given, reason });
  for (const one of day.records) {
    const refusal = refusalOf(one, day.businessDate, of.places);
    if (refusal !== undefined) {
      answer(one, 'REFUSED', refusal);
      continue;
    }
    const memberId = one.member === undefined ? undefined : of.members.get(one.member);
    const digest = contentOf(one, memberId);
    const hash = digest.toString('hex');
    const [before, twice] = [of.known.get(one.recordId), seen.get(one.recordId)];
    seen.set(one.recordId, hash);
    if (twice !== undefined) answer(one, twice === hash ? 'MERGED' : 'REFUSED', twice === hash ? 'repeated' : 'record_id_repeated');
    else if (before?.hash === hash) answer(one, 'MERGED', 'known');
    else {
      const warning = before ? 'replaces' : warningOf(one, day.businessDate, memberId);
      answer(one, before ? 'MERGED' : warning === undefined ? 'ACCEPTED' : 'WARNED', warning ?? null);
      records.push({ partner_id: of.partnerId, business_date: of.businessDate, source: of.source, record_id: one.recordId, version: (before?.version ?? 0) + 1, file_id: of.fileId, type: one.type, status: one.status, external_id: one.externalId, outlet_id: one.outletId.slice(4), till_id: one.tillId?.slice(4), counter: one.counter,
        receipt_no: one.receiptNo, member_id: memberId, points: one.points, amount_minor: one.amountMinor, occurred_at: new Date(one.at), occurred_on: one.date, token: one.token, content_hash: `\\x${hash}` });
    }
  }
  return { answers, records };
}

function refusalOf(one: DayRecord, date: string, places: ReadonlySet<string>): string | undefined {
  if (!places.has(one.outletId)) return 'outlet_unknown';
  if (one.tillId !== undefined && !places.has(one.tillId)) return 'till_unknown';
  return Math.abs(daysBetween(date, one.date)) > 1 ? 'wrong_date' : undefined;
}

function warningOf(one: DayRecord, date: string, memberId: string | undefined): string | undefined {
  if (one.member !== undefined && memberId === undefined) return 'member_unknown';
  if (one.date !== date) return 'near_midnight';
  return one.externalId === undefined && one.receiptNo === undefined && one.counter === undefined && memberId === undefined ? 'no_key' : undefined;
}

function contentOf(one: DayRecord, memberId: string | undefined): Buffer {
  return createHash('sha256').update([one.type, one.status, one.externalId, one.outletId, one.tillId, one.counter, one.receiptNo, memberId, one.points, one.amountMinor, one.at, one.token].join('\n')).digest();
}

function refusedWhole(faults: readonly FieldFault[], count: number): DomainError {
  return new DomainError('validation_failed', { detail: `The file is refused as a whole and nothing of it was kept. ${count === 1 ? 'One thing is wrong' : `${count} things are wrong`}; see errors.`, data: { faults: count }, fields: faults });
}
