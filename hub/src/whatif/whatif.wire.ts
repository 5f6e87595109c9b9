import type { RateDifferenceView } from '../terms/terms.wire';

/** One field of terms that is another in the other version; money is told as `IDR 125000.00`. */
export interface TermsChange {
  /** Where: names and, in lists, the id of the entry, such as `/clauses/burn-pay/pointPrice`. */
  field: string;
  change: 'ADDED' | 'REMOVED' | 'CHANGED';
  before?: string;
  after?: string;
}

/** What one version of terms changes against another one of the same party. */
export interface TermsDiff {
  object: 'termsDiff';
  termsId: string;
  version: number;
  /** The version compared with: the one that was asked for, or the one that this version follows or corrects; absent for a first version, which only adds. */
  againstTermsId?: string;
  againstVersion?: number;
  changes: TermsChange[];
}

/** A version as it would be published: nothing is stored. */
export interface TermsPreview {
  object: 'termsPreview';
  party: string;
  againstTermsId?: string;
  againstVersion?: number;
  changes: TermsChange[];
  /** Pairs whose pay and receive prices differ with it. */
  rateDifferences: RateDifferenceView[];
}
