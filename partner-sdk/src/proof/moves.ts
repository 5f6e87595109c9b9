import type { AnyBundle } from './bundle';
import { holds } from './failure';
import type { Lines } from './lines';
import type { ProvedLeg } from './log-steps';

/** How points came into a lot out of another one. */
interface Came {
  readonly from: string;
  readonly sequence: number;
  left: bigint;
  used: boolean;
}

/** Whether two legs are those of a transfer, with which points left one lot and came into a new one. */
export function isMove(from: ProvedLeg | undefined, to: ProvedLeg): from is ProvedLeg {
  const [a, b] = [from?.facts, to.facts];
  return a !== undefined && to.posting.type === 'TRANSFER' && a.postingId === b.postingId && a.lineNo + 1 === b.lineNo && a.debitAccount === 'MEMBER' && a.creditAccount === 'CLEARING' && b.debitAccount === 'CLEARING' && b.creditAccount === 'MEMBER'
    && a.points === b.points && a.issuerId === b.issuerId && a.pointKind === b.pointKind && a.lotEarnedOn === b.lotEarnedOn && a.lotId !== b.lotId;
}

/** Step 5: points that changed hands after they vested are taken back where they were given; how they came from one lot to the other is shown transfer by transfer. */
export class Moves {
  readonly #came = new Map<string, Came>();

  constructor(bundle: AnyBundle, all: Lines) {
    let last = -1;
    const moves = 'moves' in bundle ? bundle.moves : undefined;
    holds(moves?.length !== 0, 5, 'moves', 'They are left out where there are none.');
    for (const { from, to } of moves ?? []) {
      const [left, came] = [all.legs[from], all.legs[to]];
      const name = `move of leg ${left?.facts.legId ?? from}`;
      holds(left !== undefined && came !== undefined && from > last, 5, name, 'Moves stand by rising position, and their legs are shown.');
      last = from;
      for (const at of [from, to]) all.useLeg(at, name);
      holds(isMove(left, came) && came.facts.issuerId === bundle.partnerId && !this.#came.has(came.facts.lotId), 5, name, 'Its legs are not those with which points of the partner left one lot and came into a new one.');
      this.#came.set(came.facts.lotId, { from: left.facts.lotId, sequence: came.posting.sequence, left: BigInt(came.facts.points), used: false });
    }
  }

  /** The lot that points which a leg takes back had come from, as long as none on the way is known. */
  origin({ facts, posting }: ProvedLeg, isKnown: (lotId: string) => boolean, name: string): string {
    let [lotId, before] = [facts.lotId, posting.sequence];
    while (!isKnown(lotId)) {
      const came = this.#came.get(lotId);
      if (!came) return lotId;
      holds(came.sequence < before, 5, name, `Leg ${facts.legId} takes back points of lot ${lotId} that came into it later.`);
      came.left -= BigInt(facts.points);
      came.used = true;
      holds(came.left >= 0n, 5, name, `Leg ${facts.legId} takes back more of lot ${lotId} than came into it.`);
      [lotId, before] = [came.from, came.sequence];
    }
    return lotId;
  }

  nothingIdle(): void {
    const idle = [...this.#came].find(([, one]) => !one.used);
    holds(idle === undefined, 5, `lot ${idle?.[0] ?? ''}`, 'Nothing that was taken back had come into it.');
  }
}
