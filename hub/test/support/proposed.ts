import type { Settlement } from '../../src/settlement/settlement.wire';
import type { Person } from './stack';

/** The settlement that waits for approval: the schedule has proposed one already when a week ended among the nights of the test, whatever day it began on. */
export async function proposedBy(person: Pick<Person, 'get' | 'post'>): Promise<Settlement> {
  return (await person.get<{ data: Settlement[] }>('/settlements?status=PROPOSED')).data[0] ?? (await person.post<Settlement>('/settlements', {}));
}
