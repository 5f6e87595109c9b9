import type { BusinessDate } from '../../kernel/business-date';
import type { TermsBody, TermsTable, TermsVersion } from '../../terms';

/** What one party's terms are instead, for the whole span. */
export interface TermsChangeSet {
  readonly partyId: string;
  readonly body: (before: TermsBody) => TermsBody;
  /** The version that lines of the scenario cite; absent: that of the terms that are changed. */
  readonly version?: number;
}

/** The same terms with changed fields from the first to before the last date. Points issued before it keep the terms under which they were issued. */
export function changedTerms(terms: TermsTable, changes: readonly TermsChangeSet[], from: BusinessDate, to: BusinessDate): TermsTable {
  return changes.reduce((table, { partyId, body, version }) => {
    const over = table.all().filter((one) => one.partyId === partyId && one.validFrom < to && (one.validTo === undefined || one.validTo > from))
      .map((one): TermsVersion => ({ ...one, ...(version !== undefined && { version }), validFrom: one.validFrom > from ? one.validFrom : from, validTo: one.validTo !== undefined && one.validTo < to ? one.validTo : to, body: body(one.body) }));
    return table.over(over);
  }, terms);
}
