import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdOrNotFound, wireId } from '../kernel/ids';
import type { BatchService } from '../ledger';
import { breakView } from './breaks.view';
import { closeBreak, keepNote, openBreaks, recordsOf, type BreakRow } from './breaks.store';
import type { Cause } from './domain/breaks';
import { fits, inOrder, nameOf, type Rule } from './domain/rules';
import type { DryRun, ReconciliationRule, RuleRequest } from './reconciliation.wire';
import { recordOfPosting } from './matches.store';
import * as store from './rules.store';

const CHUNK = 1_000;
const TOKENS = 200;
const SHOWN = 100;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Rules that close breaks by themselves: data in versions, shown dry first, made by one person and checked by another. */
export class RulesService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly batches: BatchService) {}

  /**
   * Asks the active rules of open breaks, in their order; each closing names its rule.
   * @returns whether something was posted, so that its day has to be matched again
   */
  async apply(of: { partnerId?: string; businessDate?: string; source?: string }): Promise<boolean> {
    const rules = inOrder(await store.activeRules(this.pool));
    let posted = false;
    for (let after = FIRST_ID; ;) {
      const open = await openBreaks(this.pool, of, after, CHUNK);
      const late: { one: BreakRow; rule: Rule }[] = [];
      await inTransaction(this.pool, async (tx) => {
        for (const one of open) {
          const rule = rules.find((candidate) => fits(candidate, one, this.clock.now()));
          if (rule?.action === 'POST_LATE') late.push({ one, rule });
          else if (rule) await closeBreak(tx, { breakId: one.breakId, to: 'EXPLAINED', cause: rule.causeCode as Cause, actor: `rule:${nameOf(rule)}`, rule: nameOf(rule), reason: reasonOf(rule) }, this.clock.now());
        }
      });
      for (let at = 0; at < late.length; at += TOKENS) posted = (await this.postLate(late.slice(at, at + TOKENS))) || posted;
      if (open.length < CHUNK) return posted;
      after = open.at(-1)?.breakId ?? after;
    }
  }

  /** The tokens go the way of any offline upload: posted late, held in quarantine, or refused with a reason that the break then shows. */
  private async postLate(list: readonly { one: BreakRow; rule: Rule }[]): Promise<boolean> {
    let posted = false;
    for (const [partnerId, own] of groupBy(list, ({ one }) => one.partnerId)) {
      const signed = await Promise.all(own.map(async (late) => ({ ...late, record: (await recordsOf(this.pool, late.one)).find((record) => record.token !== null) })));
      const ready = signed.flatMap((late) => (late.record?.token ? [{ ...late, record: late.record, token: late.record.token }] : []));
      const stands = new Map<string, string>();
      const answers = await this.batches.postOffline(partnerId, `rec-${newUuid(this.clock.wall().getTime())}`, ready.map((late) => late.token));
      await inTransaction(this.pool, async (tx) => {
        for (const [at, { one, rule, record }] of ready.entries()) {
          const answer = answers[at];
          const holder = answer?.posting && (stands.get(answer.posting.id) ?? (await recordOfPosting(tx, one, answer.posting.id, record.recordId)));
          if (answer?.posting && holder === undefined) stands.set(answer.posting.id, record.recordId);
          if (holder !== undefined) await keepNote(tx, one.breakId, `The token is that of record ${holder}; a sale is posted once.`);
          else if (answer?.posting && (answer.posting.externalId !== (record.externalId ?? answer.posting.externalId) || answer.posting.points !== Number(record.points))) await keepNote(tx, one.breakId, `The token is of another sale than the record: ${answer.posting.externalId ?? ''}, ${answer.posting.points} points.`);
          else if (answer?.posting) await closeBreak(tx, { breakId: one.breakId, to: 'CORRECTED', postingId: answer.posting.id.slice(4), actor: `rule:${nameOf(rule)}`, rule: nameOf(rule), reason: 'The signed sale was posted late.' }, this.clock.now());
          else await keepNote(tx, one.breakId, `${answer?.problem?.code ?? 'internal_error'}: ${answer?.problem?.detail ?? ''}`.slice(0, 500));
          posted ||= answer?.posting !== undefined;
        }
      });
    }
    return posted;
  }

  async list(query: ListQuery, status: string | undefined): Promise<Page<ReconciliationRule>> {
    const page = pageAsked(query, { status }, { place: 'place' }, 'place');
    return pageOf(await store.rulesPage(this.pool, status, page.offset, page.limit + 1), page, ruleView);
  }

  /** Proposes a new rule, or the next version of one. */
  async propose(context: RequestContext | undefined, body: RuleRequest): Promise<ReconciliationRule> {
    checkAction(body);
    const by = actorOf(context);
    const now = this.clock.now();
    return inTransaction(this.pool, async (tx) => {
      const ruleId = body.ruleId === undefined ? newUuid(this.clock.wall().getTime()) : parseIdOrNotFound('rul', body.ruleId);
      const before = body.ruleId === undefined ? undefined : await store.ruleVersion(tx, ruleId, undefined, true);
      if (body.ruleId !== undefined && !before) throw new DomainError('not_found', { detail: 'There is no rule with this id.' });
      if (before?.status === 'PROPOSED') throw new DomainError('change_pending', { detail: `Version ${before.version} waits to be checked. Have it approved or rejected first.` });
      const version = (before?.version ?? 0) + 1;
      await store.insertRule(tx, { ruleId, version, name: body.name, place: body.place, class: body.class, conditions: body.conditions, action: body.action, causeCode: body.causeCode ?? null, retires: body.retires ?? false, madeBy: by, madeAt: now });
      await audit(tx, context, now, { verb: 'reconciliation-rule.propose', kind: 'RECONCILIATION_RULE', id: ruleId, facts: { version } });
      return ruleView((await store.ruleVersion(tx, ruleId, version)) as store.RuleRow);
    });
  }

  /** What the newest version of a rule would close now; nothing is closed. */
  async dryRun(ruleId: string): Promise<DryRun> {
    const rule = await this.found(ruleId);
    const would: BreakRow[] = [];
    for (let after = FIRST_ID; ;) {
      const open = await openBreaks(this.pool, { class: rule.class }, after, CHUNK);
      if (!rule.retires) would.push(...open.filter((one) => fits(rule, one, this.clock.now())));
      if (open.length < CHUNK) break;
      after = open.at(-1)?.breakId ?? after;
    }
    const points = would.reduce((sum, one) => sum + (one.pointsTheirs > one.pointsOurs ? one.pointsTheirs - one.pointsOurs : one.pointsOurs - one.pointsTheirs), 0n);
    return { object: 'dryRun', rule: ruleView(rule), count: would.length, points: Number(points), breaks: would.slice(0, SHOWN).map((one) => breakView(one, this.clock.now())) };
  }

  /** A second person lets the version take effect, or ends it. */
  async decide(context: RequestContext | undefined, ruleId: string, approve: boolean): Promise<ReconciliationRule> {
    const by = actorOf(context);
    const uuid = parseIdOrNotFound('rul', ruleId);
    return inTransaction(this.pool, async (tx) => {
      const rule = await store.ruleVersion(tx, uuid, undefined, true);
      if (!rule) throw new DomainError('not_found', { detail: 'There is no rule with this id.' });
      if (rule.status !== 'PROPOSED') throw new DomainError('transition_not_allowed', { detail: `Version ${rule.version} is ${rule.status}; nothing waits to be checked.` });
      if (rule.madeBy === by) throw new DomainError('second_person_required', { detail: 'You proposed this version. Another person has to check it.' });
      await (approve ? store.activateRule(tx, rule, by, this.clock.now()) : store.rejectRule(tx, rule, by, this.clock.now()));
      await audit(tx, context, this.clock.now(), { verb: `reconciliation-rule.${approve ? 'approve' : 'reject'}`, kind: 'RECONCILIATION_RULE', id: uuid, facts: { version: rule.version } });
      return ruleView((await store.ruleVersion(tx, uuid, rule.version)) as store.RuleRow);
    });
  }

  private async found(ruleId: string): Promise<store.RuleRow> {
    const rule = await store.ruleVersion(this.pool, parseIdOrNotFound('rul', ruleId), undefined);
    if (!rule) throw new DomainError('not_found', { detail: 'There is no rule with this id.' });
    return rule;
  }
}

function reasonOf(rule: Rule): string {
  return `Closed by the rule ${nameOf(rule)}.`;
}

/** Amounts that differ are never closed by a rule, and only what a till signed is posted. */
function checkAction(body: RuleRequest): void {
  const wrong = (pointer: string, detail: string): never => {
    throw new DomainError('validation_failed', { detail, fields: [{ pointer, code: 'invalid', detail }] });
  };
  if (body.class === 'AMOUNT_DIFFERS' || body.class === 'STATUS_DIFFERS') wrong('/class', 'Where amounts or states differ, a person decides; no rule may.');
  if (body.action === 'EXPLAIN' && (body.causeCode === undefined || body.causeCode === 'WRITTEN_OFF')) wrong('/causeCode', 'A rule that explains names its cause, and a write-off needs two people.');
  if (body.action === 'POST_LATE' && (body.class !== 'MISSING_HERE' || body.conditions.token !== true)) wrong('/conditions/token', 'Only what is missing here and was signed by the till can be posted.');
  if (body.action === 'EXPLAIN' && Object.values(body.conditions).every((one) => one === undefined)) wrong('/conditions', 'A rule without a condition would close everything. Name at least one.');
}

export function ruleView(row: store.RuleRow): ReconciliationRule {
  return { object: 'reconciliationRule', id: wireId('rul', row.ruleId), version: row.version, name: row.name, place: row.place, class: row.class, conditions: row.conditions, action: row.action, ...(row.causeCode !== null && { causeCode: row.causeCode }), status: row.status, retires: row.retires, madeBy: row.madeBy, madeAt: row.madeAt.toISOString(),
    ...(row.checkedBy !== null && { checkedBy: row.checkedBy }), ...(row.checkedAt && { checkedAt: row.checkedAt.toISOString() }) };
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
