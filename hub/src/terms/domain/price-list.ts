import { rate } from '../../kernel/rate';
import type { Clause } from '../prices.wire';

export interface PriceFrom {
  readonly fromPoints: number;
  readonly pointPrice: string;
}

/** A clause as steps: one step from 0 where it has a single price. */
export function stepsOf(clause: Clause): readonly PriceFrom[] {
  return clause.steps ?? [{ fromPoints: 0, pointPrice: clause.pointPrice }];
}

/** The price of the next point of a line that holds so many. */
export function priceAt(clause: Clause, points: number): string {
  return stepsOf(clause).findLast((step) => step.fromPoints <= points)?.pointPrice ?? clause.pointPrice;
}

/** From which points on two clauses have different prices, and both prices there. */
export function differences(pay: Clause, receive: Clause): { fromPoints: number; payPrice: string; receivePrice: string }[] {
  const edges = [...new Set([...stepsOf(pay), ...stepsOf(receive)].map((step) => step.fromPoints))].sort((a, b) => a - b);
  return edges.map((fromPoints) => ({ fromPoints, payPrice: priceAt(pay, fromPoints), receivePrice: priceAt(receive, fromPoints) })).filter((one) => !rate(one.payPrice).eq(rate(one.receivePrice)));
}
