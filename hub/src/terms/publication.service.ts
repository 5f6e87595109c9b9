import type { Pool } from 'pg';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError, type ErrorCode, type FieldFault } from '../kernel/errors';
import { parseId, parseIdField, wireId } from '../kernel/ids';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import { ambiguities, contradictions, partiesNamed } from './domain/check';
import { gapsOf } from './domain/coverage';
import { rateDifferences } from './domain/rate-difference';
import type { TermsBook, TermsTable, TermsVersion } from './terms.store';
import * as db from './terms.transactor';
import type { RateDifferenceView, TermsBody, TermsRequest } from './terms.wire';

/** What was asked, found to be publishable. */
export interface Draft {
  readonly partyId: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly correctsVersion?: number;
  readonly body: TermsBody;
  /** The coalition's version in force on the first day, which a partner accepts with its own. */
  readonly accepts?: TermsVersion;
}

/** Decides whether a version may be published: every refusal names the fields, and all faults of a kind are told at once. */
export class PublicationService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly book: TermsBook) {}

  /** @throws DomainError `validation_failed`, `terms_ambiguous`, `terms_not_countersigned`, `price_missing`, `not_found` */
  async check(request: TermsRequest): Promise<Draft> {
    const partyId = partyOf(request.party, (text) => parseIdField('prt', text, '/party'));
    if (partyId !== HUB_PARTY && (await db.unknownPartners(this.pool, [partyId])).size > 0) throw refusal('not_found', 'There is no partner with this id.', [{ pointer: '/party', code: 'not_found', detail: 'Send prt_… of a partner, or COALITION.' }]);
    this.book.forget();
    const table = await this.book.table();
    const span = this.span(request, partyId, table);
    await this.checkBody(request.body, span.validFrom);
    const accepts = partyId === HUB_PARTY ? undefined : table.at(HUB_PARTY, span.validFrom);
    if (partyId !== HUB_PARTY && !accepts) throw refusal('terms_not_countersigned', `The coalition has no countersigned terms for ${span.validFrom}, and a partner's terms name those that it accepts. Publish the coalition's first.`, [{ pointer: '/validFrom', code: 'no_coalition_terms', detail: 'Choose a date on which the coalition has terms.' }]);
    const draft: Draft = { partyId, ...span, body: request.body, ...(accepts && { accepts }) };
    this.checkCoverage(draft, table);
    return draft;
  }

  /** Pairs whose two prices differ on the first day of a version, were it in force. */
  async differences(draft: Pick<Draft, 'partyId' | 'validFrom' | 'body'> & { readonly version: number }): Promise<RateDifferenceView[]> {
    const [table, brands] = [await this.book.table(), await db.brands(this.pool)];
    const others = table.current(draft.validFrom).filter((one) => one.partyId !== draft.partyId);
    const name = (partyId: string): string => brands.get(partyId)?.name ?? partyToWire(partyId);
    const ref = (one: { partyId: string; version: number }, clauseId: string): string => `${one.partyId === HUB_PARTY ? 'COALITION' : (brands.get(one.partyId)?.code ?? partyToWire(one.partyId))}@v${one.version} clause ${clauseId}`;
    return rateDifferences([...others, draft], draft.partyId).map((one) => ({ issuerId: partyToWire(one.issuerId), issuerName: name(one.issuerId), redeemerId: partyToWire(one.redeemerId), redeemerName: name(one.redeemerId), pointKind: one.pointKind,
      fromPoints: one.fromPoints, payPrice: one.payPrice, receivePrice: one.receivePrice, difference: one.difference, payTermsRef: ref(one.payVersion, one.payClauseId), receiveTermsRef: ref(one.receiveVersion, one.receiveClauseId) }))
      .sort((a, b) => `${a.issuerName} ${a.redeemerName}`.localeCompare(`${b.issuerName} ${b.redeemerName}`, 'en'));
  }

  /** Dates: later than today, or those of the version that is corrected. */
  private span(request: TermsRequest, partyId: string, table: TermsTable): Pick<Draft, 'validFrom' | 'validTo' | 'correctsVersion'> {
    const validFrom = parseBusinessDate(request.validFrom, '/validFrom');
    const validTo = request.validTo === undefined ? undefined : parseBusinessDate(request.validTo, '/validTo');
    const today = businessDate(this.clock.now());
    if (validTo !== undefined && validTo <= validFrom) throw invalid('/validTo', 'Send a date after validFrom, or leave it out.');
    if (request.correctsVersion === undefined) {
      if (validFrom <= today) throw invalid('/validFrom', 'Terms begin on a later business date than today; what has been priced is priced anew only by a restatement, with a version that names the one it corrects in correctsVersion.');
      return { validFrom, ...(validTo !== undefined && { validTo }) };
    }
    const corrected = table.history(partyId).find((one) => one.version === request.correctsVersion && one.correctsVersion === undefined);
    if (!corrected) throw invalid('/correctsVersion', `This party has no countersigned version ${request.correctsVersion} that prices. Name the version that priced these dates.`);
    if (validFrom > today) throw invalid('/validFrom', 'A correction begins on a past date or today. For later dates propose a version without correctsVersion.');
    if (validFrom < corrected.validFrom) throw invalid('/validFrom', `Version ${corrected.version} begins on ${corrected.validFrom}; a correction begins no earlier.`);
    if (corrected.validTo !== undefined && validTo !== undefined && validTo > corrected.validTo) throw invalid('/validTo', `Version ${corrected.version} ends on ${corrected.validTo}; a correction ends no later.`);
    if (corrected.validTo !== undefined && validFrom >= corrected.validTo) throw invalid('/validFrom', `Version ${corrected.version} ended on ${corrected.validTo}.`);
    const end = validTo ?? corrected.validTo;
    return { validFrom, ...(end !== undefined && { validTo: end }), correctsVersion: corrected.version };
  }

  private async checkBody(body: TermsBody, date: string): Promise<void> {
    const wrong = [...contradictions(body), ...(await this.strangers(body)), ...(await this.untaxed(body, date))];
    if (wrong.length > 0) throw refusal('validation_failed', several('A field contradicts the rules of terms', wrong), wrong);
    const ambiguous = ambiguities(body);
    if (ambiguous.length > 0) throw refusal('terms_ambiguous', 'Two rules of these terms claim the same: of everything that is priced exactly one clause has to be the most specific. See the two fields.', ambiguous);
  }

  /** Parties that the rules name and that are not there. */
  private async strangers(body: TermsBody): Promise<FieldFault[]> {
    const named = partiesNamed(body.earnRule).filter((one) => one.party !== 'HUB' || one.pointer.includes('usableAt'));
    const unknown = await db.unknownPartners(this.pool, named.flatMap((one) => parseId('prt', one.party) ?? []));
    return named.flatMap(({ party, pointer }) => {
      const id = parseId('prt', party);
      return id !== undefined && !unknown.has(id) ? [] : [{ pointer, code: 'not_found', detail: `There is no partner ${party}. Send prt_… of a partner${pointer.includes('usableAt') ? '' : ', or HUB'}.` }];
    });
  }

  private async untaxed(body: TermsBody, date: string): Promise<FieldFault[]> {
    const missing = await db.taxProfilesMissing(this.pool, Object.values(body.taxProfiles), date);
    return Object.entries(body.taxProfiles).filter(([, profile]) => missing.has(profile)).map(([lineType, profile]) => ({ pointer: `/body/taxProfiles/${lineType}`, code: 'not_found', detail: `There is no tax profile ${profile} in force on ${date}.` }));
  }

  /** Everything that the version's preset needs is priced, and nobody else loses a price by it. */
  private checkCoverage(draft: Draft, table: TermsTable): void {
    const before = table.current(draft.validFrom);
    // Points issued under an earlier preset are still burned.
    const past = before.flatMap((one) => table.history(one.partyId)).filter((one) => one.validFrom < draft.validFrom);
    const known = new Set(gapsOf(before, past).map((gap) => `${gap.partyId} ${gap.what}`));
    const gaps = gapsOf([...before.filter((one) => one.partyId !== draft.partyId), draft], past);
    const own = gaps.filter((gap) => gap.partyId === draft.partyId);
    if (own.length > 0) throw refusal('price_missing', `Neither these terms nor the coalition's have ${own.map((gap) => gap.what).join(', or ')}.`, own.map((gap) => ({ pointer: gap.pointer, code: 'price_missing', detail: `Add ${gap.what}.` })));
    const others = gaps.filter((gap) => !known.has(`${gap.partyId} ${gap.what}`));
    if (others.length > 0) throw refusal('price_missing', `With these terms ${[...new Set(others.map((gap) => partyToWire(gap.partyId)))].join(', ')} would be without a price. Publish their terms first, or keep the clause.`, others.map((gap) => ({ pointer: gap.pointer, code: 'price_missing', detail: `${partyToWire(gap.partyId)} needs ${gap.what}.` })));
  }
}

/** The party of terms: the coalition's stand under the hub. */
export function partyOf(text: string, parse: (text: string) => string): string {
  return text === 'COALITION' ? HUB_PARTY : parse(text);
}

/** The wire form of the party of terms. */
export function partyName(partyId: string): string {
  return partyId === HUB_PARTY ? 'COALITION' : wireId('prt', partyId);
}

export function invalid(pointer: string, detail: string): DomainError {
  return refusal('validation_failed', detail, [{ pointer, code: 'invalid', detail }]);
}

function refusal(code: ErrorCode, detail: string, fields: FieldFault[]): DomainError {
  return new DomainError(code, { detail, fields });
}

function several(what: string, faults: readonly FieldFault[]): string {
  return faults.length === 1 ? (faults[0]?.detail ?? what) : `${what}, in ${faults.length} places: ${faults.map((one) => one.pointer).join(', ')}.`;
}
