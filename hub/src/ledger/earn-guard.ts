import type { Tx } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import type { TermsTable } from '../terms';
import type { Effects } from './domain/effects';
import type { Intent } from './domain/intent';

/** What all intents of a transaction share. */
export interface GuardScene {
  readonly now: Date;
  readonly windowDate: BusinessDate;
  readonly terms: TermsTable;
}

/** Judges whether issuers may still give points. It stands further down the house; the ledger knows only this much of it. */
export interface EarnGuard {
  /**
   * Reads what it needs, and locks issuers with a cap whose earns make claims at once, after all other locks and in one order; partners without a cap are never locked.
   * @returns nothing when no issuer is guarded
   * @throws NotGuardedYet when an issuer's figure was never taken up; nothing has happened then
   */
  watch(tx: Tx, intents: readonly Intent[], scene: GuardScene): Promise<EarnWatch | undefined>;
  /** Whether an earn would be accepted now, without posting or locking. @throws DomainError `issuer_earn_stopped` */
  ask(intent: Intent, effects: Effects, scene: GuardScene): Promise<void>;
  /** Takes up the figures of issuers, in a transaction of its own. */
  takeUp(issuerIds: readonly string[]): Promise<void>;
}

/** The guard during one transaction. */
export interface EarnWatch {
  /** Notes what an intent is about to do. @throws DomainError `issuer_earn_stopped` for an earn that does not fit; never for anything else */
  admit(intent: Intent, effects: Effects): void;
  /** Writes the figures of what was admitted; waits for nobody. */
  write(tx: Tx): Promise<void>;
}

export class NotGuardedYet extends Error {
  override readonly name = 'NotGuardedYet';
  constructor(readonly issuerIds: readonly string[]) {
    super('An issuer with a cap has no figure yet.');
  }
}
