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
  /** What is left of campaigns' budgets for an earn that is only asked about; nothing when it meets none. */
  budgets?(intent: Intent, scene: GuardScene): Promise<((code: string) => bigint) | undefined>;
  /** Takes up the figures of issuers, in a transaction of its own. */
  takeUp(issuerIds: readonly string[]): Promise<void>;
}

/** The guard during one transaction. */
export interface EarnWatch {
  /** Says whether it would admit an intent, and notes nothing; for guards that stand beside others. */
  judge?(intent: Intent, effects: Effects): void;
  /** What is left of a campaign's budget, what this transaction has given counted. */
  budgetLeft?(intent: Intent, code: string): bigint;
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

/** Several guards as one. Each takes its locks after those of the one before it, so all transactions take them in one order. */
export class EarnGuards implements EarnGuard {
  constructor(private readonly guards: readonly EarnGuard[]) {}

  async watch(tx: Tx, intents: readonly Intent[], scene: GuardScene): Promise<EarnWatch | undefined> {
    const watches: EarnWatch[] = [];
    for (const guard of this.guards) {
      const watch = await guard.watch(tx, intents, scene);
      if (watch) watches.push(watch);
    }
    return watches.length > 1 ? together(watches) : watches[0];
  }

  async ask(intent: Intent, effects: Effects, scene: GuardScene): Promise<void> {
    for (const guard of this.guards) await guard.ask(intent, effects, scene);
  }

  async budgets(intent: Intent, scene: GuardScene): Promise<((code: string) => bigint) | undefined> {
    for (const guard of this.guards) {
      const left = await guard.budgets?.(intent, scene);
      if (left) return left;
    }
    return undefined;
  }

  async takeUp(issuerIds: readonly string[]): Promise<void> {
    for (const guard of this.guards) await guard.takeUp(issuerIds);
  }
}

/** What one of them refuses, none has noted: the guards that judge against sums of the transaction come last to note it. */
function together(watches: readonly EarnWatch[]): EarnWatch {
  const budgets = watches.find((one) => one.budgetLeft);
  return {
    ...(budgets && { budgetLeft: (intent, code) => budgets.budgetLeft?.(intent, code) ?? 0n }),
    admit: (intent, effects) => {
      for (const one of watches) one.judge?.(intent, effects);
      for (const one of watches) one.admit(intent, effects);
    },
    write: async (tx) => void (await Promise.all(watches.map((one) => one.write(tx)))),
  };
}
