import type { Settlement } from '../../src/settlement/settlement.wire';
import type { Person } from './stack';

type Operator = Pick<Person, 'get' | 'post'>;

/**
 * A settlement of everything that waits now. Where a week ended among the nights of the test, whatever day it began on, the schedule has proposed one
 * of what stood then; two people take it back, and one of today takes its place.
 */
export async function proposedBy(maker: Operator, checker: Operator): Promise<Settlement> {
  const { data } = await maker.get<{ data: Settlement[] }>('/settlements?status=PROPOSED');
  for (const { id } of data) for (const person of [maker, checker]) await person.post(`/settlements/${id}/abort`, { reason: 'More has come since the week ended.' });
  return maker.post<Settlement>('/settlements', {});
}
