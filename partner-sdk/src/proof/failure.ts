/** The eight steps of a verification, in their order. */
export type Step = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What did not hold: the step, the first bad leaf or line, and what is wrong with it. Without a step the file itself is at fault. */
export class ProofFailure extends Error {
  override readonly name = 'ProofFailure';
  constructor(readonly step: Step | undefined, readonly failed: string, detail: string) {
    super(detail);
  }
}

/** @throws ProofFailure unless the condition holds */
export function holds(condition: boolean, step: Step | undefined, failed: string, detail: string): asserts condition {
  if (!condition) throw new ProofFailure(step, failed, detail);
}
