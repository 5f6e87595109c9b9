import type { Pool } from 'pg';
import { viewerOf, type RequestContext } from '../access/request-context';
import { DomainError } from '../kernel/errors';
import { parseId, wireId } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { brandNames } from '../partners';
import { changesBetween, partyName, partyOf, type PublicationService, type Terms, type TermsBody, type TermsBook, type TermsRequest, type TermsService, type TermsVersion } from '../terms';
import { simulateOrRefuse } from './scenario.service';
import { HELD_CONSTANT, pairRows, partyRows } from './scenario.view';
import type { SimulationService } from './simulation.service';
import type { TermsChange, TermsDiff, TermsEffect, TermsPreview } from './whatif.wire';

const NOTHING = {} as TermsBody;

/** Two versions of one party's terms beside each other, also before the newer one is signed. */
export class TermsDiffService {
  constructor(private readonly pool: Pool, private readonly terms: TermsService, private readonly publication: PublicationService, private readonly book: TermsBook, private readonly simulation: SimulationService) {}

  /**
   * @param against the version to compare with; absent: the one that this version follows or corrects
   * @throws DomainError `not_found`, `parameter_invalid` for a version of another party
   */
  async diff(context: RequestContext | undefined, termsId: string, against: string | undefined): Promise<TermsDiff> {
    const newer = await this.terms.get(context, termsId);
    const older = against === undefined ? await this.before(newer) : await this.terms.get(context, against);
    if (older && older.party !== newer.party) throw new DomainError('parameter_invalid', { detail: 'The two versions are of different parties.', fields: [{ pointer: 'against', code: 'invalid', detail: `Send a version of ${newer.party}.` }] });
    return { object: 'termsDiff', termsId: newer.id, version: newer.version, ...(older && { againstTermsId: older.id, againstVersion: older.version }), changes: changes(older?.body, newer.body), effect: await this.effectOf(partyOf(newer.party, (text) => parseId('prt', text) ?? ''), newer, viewerOf(context).partnerId) };
  }

  /** Checks a request as a proposal is checked, and shows what it would do. @throws DomainError as a proposal */
  async preview(context: RequestContext | undefined, request: TermsRequest): Promise<TermsPreview> {
    viewerOf(context);
    const draft = await this.publication.check(request);
    const history = (await this.book.table()).history(draft.partyId);
    const older = predecessor(history, draft);
    const next = Math.max(0, ...history.map((one) => one.version)) + 1;
    const rateDifferences = await this.publication.differences({ ...draft, version: next });
    return { object: 'termsPreview', party: partyName(draft.partyId), ...(older && { againstTermsId: wireId('tms', older.termsId), againstVersion: older.version }), changes: changes(older?.body, draft.body), rateDifferences, effect: await this.effectOf(draft.partyId, { ...draft, version: next }, undefined) };
  }

  /**
   * What the version would have made of the last full month, or of the past dates that it corrects. A partner sees itself; the operator sees the party, or with
   * the coalition's terms all.
   */
  private async effectOf(partyId: string, version: { readonly version: number; readonly body: TermsBody; readonly validFrom: string; readonly validTo?: string; readonly correctsVersion?: number }, viewer: string | undefined): Promise<TermsEffect> {
    const last = await this.simulation.lastMonth();
    const span = last && (version.correctsVersion === undefined ? last : { from: version.validFrom, to: version.validTo !== undefined && version.validTo < last.to ? version.validTo : last.to });
    if (!span || span.to <= span.from) return { from: version.validFrom, to: version.validFrom, windows: 0, reproduced: 0, heldConstant: HELD_CONSTANT, parties: [], pairs: [], unknown: 'No window of these dates is calculated yet.' };
    try {
      const simulated = await simulateOrRefuse(this.simulation, span, { terms: [{ partyId, version: version.version, body: () => version.body }] });
      const names = await brandNames(this.pool);
      const only = viewer ?? (partyId === HUB_PARTY ? undefined : partyId);
      const mine = (one: { readonly partyId: string }): boolean => only === undefined || one.partyId === wireId('prt', only);
      return { from: span.from, to: span.to, windows: simulated.windows, reproduced: simulated.reproduced, heldConstant: HELD_CONSTANT, parties: partyRows(simulated, names).filter(mine), pairs: pairRows(simulated, names).filter(mine) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { from: span.from, to: span.to, windows: 0, reproduced: 0, heldConstant: HELD_CONSTANT, parties: [], pairs: [], unknown: error.facts.detail ?? error.code };
    }
  }

  private async before(newer: Terms): Promise<{ id: string; party: string; version: number; body: TermsBody } | undefined> {
    const partyId = partyOf(newer.party, (text) => parseId('prt', text) ?? '');
    const older = predecessor((await this.book.table()).history(partyId).filter((one) => one.version < newer.version), newer);
    return older && { id: wireId('tms', older.termsId), party: newer.party, version: older.version, body: older.body };
  }
}

/** The version that another one corrects, or the one in force on the day before it begins; of a version with a gap before it the last one. */
function predecessor(history: readonly TermsVersion[], of: { readonly validFrom: string; readonly correctsVersion?: number }): TermsVersion | undefined {
  if (of.correctsVersion !== undefined) return history.find((one) => one.version === of.correctsVersion);
  return history.filter((one) => one.correctsVersion === undefined && one.validFrom < of.validFrom).sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)).at(-1);
}

function changes(before: TermsBody | undefined, after: TermsBody): TermsChange[] {
  return changesBetween(before ?? NOTHING, after).map((one) => ({ ...one }));
}
