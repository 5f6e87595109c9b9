import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import { AssertionFailed } from '../kernel/assert';
import { addDays, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError, type FieldFault } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { partyToWire } from '../kernel/parties';
import { brandNames } from '../partners';
import { ENGINE_VERSION } from '../settlement/domain/engine';
import { ambiguities, contradictions, partyOf, type TermsBook, type TermsBody } from '../terms';
import type { TermsChangeSet } from './domain/overrides';
import { HELD_CONSTANT, hubOf, notReplayedOf, ownPart, pairRows, partyRows } from './scenario.view';
import * as db from './scenario.store';
import type { Simulated, SimulationService, Span, Overrides } from './simulation.service';
import type { Scenario, ScenarioRequest, ScenarioSummary, TermsOverride } from './whatif.wire';

/** Named scenarios: calculated once, stored, never changed, and shared with partners one by one. */
export class ScenarioService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly book: TermsBook, private readonly simulation: SimulationService) {}

  async list(context: RequestContext | undefined, query: ListQuery): Promise<Page<ScenarioSummary>> {
    const { partnerId } = viewerOf(context);
    const page = pageAsked(query, {}, { madeAt: 's.scenario_id' }, '-madeAt');
    return pageOf(await db.scenariosPage(this.pool, partnerId, page.offset, page.limit + 1), page, ({ scenarioId, madeAt, madeBy, ...row }): ScenarioSummary => ({ object: 'scenarioSummary', id: wireId('scn', scenarioId), ...row, madeBy: partnerId === undefined ? madeBy : 'HUB', madeAt: madeAt.toISOString() }));
  }

  async get(context: RequestContext | undefined, scenarioId: string): Promise<Scenario> {
    const { partnerId } = viewerOf(context);
    const row = await db.scenarioById(this.pool, partnerId, parseIdOrNotFound('scn', scenarioId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no scenario with this id that you may see.' });
    const whole = view(row);
    return partnerId === undefined ? whole : ownPart(whole, partnerId);
  }

  /** @throws DomainError `validation_failed`, `terms_ambiguous`, `price_missing`, `not_found` */
  async make(context: RequestContext | undefined, request: ScenarioRequest): Promise<Scenario> {
    const span = { from: parseBusinessDate(request.from, '/from'), to: parseBusinessDate(request.to, '/to') };
    if (span.to <= span.from) throw new DomainError('validation_failed', { detail: 'The span is empty.', fields: [{ pointer: '/to', code: 'invalid', detail: 'Send the business date after the last one.' }] });
    const simulated = await simulateOrRefuse(this.simulation, span, await this.overridesOf(request, span));
    const names = await brandNames(this.pool);
    const scenarioId = newUuid(this.clock.wall().getTime());
    const result: db.ScenarioResult = { windows: simulated.windows, reproduced: simulated.reproduced, heldConstant: HELD_CONSTANT, parties: partyRows(simulated, names), pairs: pairRows(simulated, names), ...notReplayedOf(simulated), hub: hubOf(simulated) };
    await inTransaction(this.pool, async (tx) => {
      await db.insertScenario(tx, { scenarioId, name: request.name.trim().normalize('NFC'), ...span, overrides: request.overrides, result, engineVersion: ENGINE_VERSION, madeBy: actorOf(context), madeAt: this.clock.now() });
      await audit(tx, context, this.clock.now(), { verb: 'scenario.make', kind: 'SCENARIO', id: scenarioId });
    });
    return this.get(context, wireId('scn', scenarioId));
  }

  /** Shows a partner its own row and column. Doing it again changes nothing. */
  async share(context: RequestContext | undefined, scenarioId: string, partner: string): Promise<Scenario> {
    const partnerId = parseIdField('prt', partner, '/partnerId');
    const scenario = await this.get(context, scenarioId);
    if (!(await brandNames(this.pool)).has(partnerId)) throw new DomainError('not_found', { detail: 'There is no partner with this id.', fields: [{ pointer: '/partnerId', code: 'not_found', detail: 'Send prt_… of a partner.' }] });
    await inTransaction(this.pool, async (tx) => {
      await db.insertShare(tx, parseIdOrNotFound('scn', scenario.id), partnerId, actorOf(context), this.clock.now());
      await audit(tx, context, this.clock.now(), { verb: 'scenario.share', kind: 'SCENARIO', id: parseIdOrNotFound('scn', scenario.id), facts: { partnerId: partyToWire(partnerId) } });
    });
    return this.get(context, scenarioId);
  }

  private async overridesOf({ overrides }: ScenarioRequest, span: Span): Promise<Overrides> {
    this.book.forget();
    const table = await this.book.table();
    const seen = new Set<string>();
    const terms = (overrides.terms ?? []).map(({ party, ...change }: TermsOverride, at): TermsChangeSet => {
      const pointer = `/overrides/terms/${at}`;
      const partyId = partyOf(party, (text) => parseIdField('prt', text, `${pointer}/party`));
      const base = table.at(partyId, addDays(span.to, -1));
      if (!base) throw refusal('not_found', [{ pointer: `${pointer}/party`, code: 'not_found', detail: `This party has no terms on ${addDays(span.to, -1)}.` }]);
      if (seen.has(partyId)) throw refusal('validation_failed', [{ pointer: `${pointer}/party`, code: 'invalid', detail: 'This party is named already; put its changes into one.' }]);
      seen.add(partyId);
      const body: TermsBody = { ...base.body, ...change };
      const within = (fault: FieldFault): FieldFault => ({ ...fault, pointer: fault.pointer.replace('/body', pointer), detail: fault.detail.replace('/body', pointer) });
      const [wrong, ambiguous] = [contradictions(body), ambiguities(body)];
      if (wrong.length > 0) throw refusal('validation_failed', wrong.map(within));
      if (ambiguous.length > 0) throw refusal('terms_ambiguous', ambiguous.map(within));
      return { partyId, body: (before) => ({ ...before, ...change }) };
    });
    const leaving = overrides.leavingPartnerId === undefined ? undefined : parseIdField('prt', overrides.leavingPartnerId, '/overrides/leavingPartnerId');
    if (leaving !== undefined && !table.at(leaving, span.from)) throw refusal('not_found', [{ pointer: '/overrides/leavingPartnerId', code: 'not_found', detail: `There is no such partner with terms on ${span.from}.` }]);
    return { terms, ...(overrides.netting && { netting: overrides.netting }), ...(overrides.order && { order: overrides.order }), ...(leaving !== undefined && { leaving }) };
  }
}

/** What the night would have refused to calculate is refused here, too, with the rule that it breaks. */
export async function simulateOrRefuse(simulation: SimulationService, span: Span, overrides: Overrides): Promise<Simulated> {
  try {
    return await simulation.simulate(span, overrides);
  } catch (error) {
    if (!(error instanceof AssertionFailed)) throw error;
    throw refusal('validation_failed', [{ pointer: '/overrides', code: 'not_calculable', detail: `With these changes a night could not be calculated: ${error.message}` }]);
  }
}

function refusal(code: 'validation_failed' | 'terms_ambiguous' | 'not_found', fields: FieldFault[]): DomainError {
  return new DomainError(code, { detail: fields.map((one) => one.detail).join(' '), fields });
}

function view({ scenarioId, madeAt, sharedWith, result, ...row }: db.ScenarioRow): Scenario {
  return { object: 'scenario', id: wireId('scn', scenarioId), ...row, madeAt: madeAt.toISOString(), ...result, sharedWith: sharedWith.map((one) => wireId('prt', one)) };
}
