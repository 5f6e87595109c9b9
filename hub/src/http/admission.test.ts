import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Admission, type Stay } from './admission';

const LIMITS = { inFlight: 6, inFlightOfOne: 4, besideOthers: 4, besideQuiet: 4, unverifiedOfOne: 5, waiting: 10, waitingOfOne: 5, waitingBesideOthers: 5, longestWait: 1_000 };

/** Requests of named callers, what became of them, and how they end. */
class Door {
  now = 0;
  readonly told: string[] = [];
  private readonly inside: { caller: string; response: EventEmitter; stay: Stay }[] = [];
  private readonly outside: { caller: string; response: EventEmitter }[] = [];
  private readonly admission: Admission;
  constructor(limits: Partial<typeof LIMITS> = {}) {
    this.admission = new Admission({ ...LIMITS, ...limits }, () => this.now);
  }

  /** @param verified false leaves the signature unchecked until `verify` */
  arrive(caller: string, { weight = 1, address = caller, verified = true, left = false } = {}): void {
    const response = Object.assign(new EventEmitter(), { destroyed: left });
    const one = { caller, response };
    this.outside.push(one);
    const stay = this.admission.arrive({ caller, address, weight, verified, response: response as unknown as ServerResponse }, (error) => {
      this.outside.splice(this.outside.indexOf(one), 1);
      this.told.push(error ? `${caller} ${error.code}` : caller);
      if (!error) this.inside.push({ caller, response, stay: { verified: (sender) => stay.verified(sender), leave: () => stay.leave() } });
    });
  }

  isFullFor(caller: string, address = caller): boolean {
    return this.admission.isFullFor(caller, address);
  }

  end(caller: string): void {
    const [one] = this.inside.splice(this.inside.findIndex((each) => each.caller === caller), 1);
    one?.response.emit('close');
  }

  /** The caller's last that waits goes away. */
  hangUp(caller: string): void {
    const one = this.outside.filter((each) => each.caller === caller).at(-1);
    this.outside.splice(this.outside.findIndex((each) => each === one), 1);
    one?.response.emit('close');
  }

  verify(caller: string, as = caller): void {
    this.inside.filter((each) => each.caller === caller).forEach((each) => each.stay.verified(as));
  }
}

describe('the door', () => {
  test('tells beforehand whom it would turn away, and nobody else', () => {
    const door = new Door({ waiting: 8 });
    for (let n = 0; n < 4 + 4; n += 1) door.arrive('a');
    expect([door.isFullFor('a'), door.isFullFor('b')]).toEqual([false, false]);
    // Of one caller at one address as many wait as may; at another address the same caller has a queue of its own.
    door.arrive('a');
    expect([door.isFullFor('a'), door.isFullFor('a', 'elsewhere'), door.isFullFor('b')]).toEqual([true, false, false]);
    for (const caller of ['b', 'b', 'c', 'c', 'c']) door.arrive(caller);
    // All places are taken: the loudest gives one up for who has fewer, but not for itself.
    expect(door.told.filter((one) => one.includes('overloaded'))).toEqual([]);
    expect([door.isFullFor('a'), door.isFullFor('d')]).toEqual([true, false]);
    door.arrive('a');
    expect(door.told.at(-1)).toBe('a overloaded');
  });

  test('one caller has so many under way, and another is let in beside it at once', () => {
    const door = new Door();
    for (let n = 0; n < 6; n += 1) door.arrive('a');
    expect(door.told).toEqual(['a', 'a', 'a', 'a']);
    door.arrive('b');
    expect(door.told).toEqual(['a', 'a', 'a', 'a', 'b']);
    door.end('a');
    expect(door.told).toEqual(['a', 'a', 'a', 'a', 'b', 'a']);
  });

  test('those who wait take turns, whoever came with more', () => {
    const door = new Door();
    for (let n = 0; n < 8; n += 1) door.arrive('a');
    for (let n = 0; n < 4; n += 1) door.arrive('b');
    expect(door.told).toEqual(['a', 'a', 'a', 'a', 'b', 'b']);
    for (let n = 0; n < 3; n += 1) door.end('a');
    expect(door.told.slice(6)).toEqual(['a', 'b', 'a']);
  });

  test('more than may wait is refused at once, and who waited too long when its turn comes', () => {
    const door = new Door();
    for (let n = 0; n < 10; n += 1) door.arrive('a');
    expect(door.told.slice(4)).toEqual(['a overloaded']);
    door.now = 1_001;
    door.end('a');
    expect(door.told.slice(5)).toEqual(['a overloaded', 'a overloaded', 'a overloaded', 'a overloaded', 'a overloaded']);
  });

  test('a loud one has less under way while others are here, and all of it again when they have gone', () => {
    const door = new Door({ besideOthers: 2, besideQuiet: 2 });
    for (let n = 0; n < 4; n += 1) door.arrive('a');
    expect(door.told).toEqual(['a', 'a', 'a', 'a']);
    door.arrive('b');
    door.arrive('a');
    for (let n = 0; n < 2; n += 1) door.end('a');
    expect(door.told.slice(4)).toEqual(['b']);
    door.end('a');
    expect(door.told.slice(5)).toEqual(['a']);
    door.end('b');
    door.now = 2_100;
    for (let n = 0; n < 2; n += 1) door.arrive('a');
    expect(door.told.slice(6)).toEqual(['a', 'a']);
  });

  test('fewer of a loud one wait while others are here', () => {
    const door = new Door({ waitingBesideOthers: 2 });
    for (let n = 0; n < 4 + 3; n += 1) door.arrive('a');
    expect([door.isFullFor('a'), door.told.length]).toEqual([false, 4]);
    door.arrive('b');
    expect([door.isFullFor('a'), door.isFullFor('b')]).toEqual([true, false]);
    door.arrive('a');
    expect(door.told.slice(4)).toEqual(['b', 'a overloaded']);
  });

  test('while work of a quiet one is under way a loud one begins little, and more again when that is done', () => {
    const door = new Door({ besideOthers: 4, besideQuiet: 2 });
    door.arrive('b');
    door.end('b');
    for (let n = 0; n < 8; n += 1) door.arrive('a');
    expect(door.told).toEqual(['b', 'a', 'a', 'a', 'a']);
    door.arrive('b');
    // Of the four that are under way two end, and no other is begun; then one for each that ends.
    for (let n = 0; n < 2; n += 1) door.end('a');
    expect(door.told.slice(5)).toEqual(['b']);
    door.end('a');
    expect(door.told.slice(6)).toEqual(['a']);
    door.end('b');
    expect(door.told.slice(7)).toEqual(['a', 'a']);
  });

  test('loud ones are not quiet to each other, however little one has under way while a quiet one is there', () => {
    const door = new Door({ inFlight: 12, besideQuiet: 2 });
    for (let n = 0; n < 7; n += 1) for (const caller of ['a', 'c']) door.arrive(caller);
    door.arrive('b');
    for (let n = 0; n < 3; n += 1) for (const caller of ['a', 'c']) door.end(caller);
    expect(door.told.filter((one) => one === 'a' || one === 'c')).toHaveLength(4 + 4 + 2);
    door.end('b');
    for (const caller of ['a', 'c']) expect(door.told.filter((one) => one === caller)).toHaveLength(7);
  });

  test('whose signature was not checked is not quiet for others', () => {
    const door = new Door({ inFlight: 12, besideQuiet: 2 });
    door.arrive('b', { verified: false });
    for (let n = 0; n < 4; n += 1) door.arrive('a');
    expect(door.told).toEqual(['b', 'a', 'a', 'a', 'a']);
    door.verify('b');
    for (let n = 0; n < 2; n += 1) door.end('a');
    door.arrive('a');
    expect(door.told).toHaveLength(5);
  });

  test('whose signature was not checked is not here for others', () => {
    const door = new Door({ besideOthers: 2, besideQuiet: 2 });
    door.arrive('b', { verified: false });
    for (let n = 0; n < 3; n += 1) door.arrive('a');
    expect(door.told).toEqual(['b', 'a', 'a', 'a']);
    door.verify('b');
    door.arrive('a');
    expect(door.told).toHaveLength(4);
  });

  test('a batch counts as several', () => {
    const door = new Door();
    door.arrive('a', { weight: 16 });
    door.arrive('b');
    expect(door.told).toEqual(['a']);
    door.end('a');
    expect(door.told).toEqual(['a', 'b']);
  });

  test('who leaves while waiting is forgotten, and who had left before is never let in', () => {
    const door = new Door();
    for (let n = 0; n < 6; n += 1) door.arrive('a');
    door.hangUp('a');
    door.hangUp('a');
    door.arrive('a', { left: true });
    for (let n = 0; n < 4; n += 1) door.end('a');
    expect(door.told).toEqual(['a', 'a', 'a', 'a']);
    for (let n = 0; n < 4; n += 1) door.arrive('a');
    expect(door.told).toHaveLength(8);
  });

  test('who waits longest is turned away on time though nobody leaves', () => {
    jest.useFakeTimers();
    const door = new Door();
    for (let n = 0; n < 5; n += 1) door.arrive('a');
    jest.advanceTimersByTime(999);
    expect(door.told).toEqual(['a', 'a', 'a', 'a']);
    jest.advanceTimersByTime(1);
    expect(door.told.slice(4)).toEqual(['a overloaded']);
    jest.useRealTimers();
  });

  test('what a stranger does in a partner\'s name counts against the stranger\'s address alone', () => {
    const door = new Door();
    for (let n = 0; n < 9; n += 1) door.arrive('a', { address: 'elsewhere', verified: false });
    expect(door.told).toEqual(['a', 'a', 'a', 'a']);
    door.arrive('a', { address: 'home', verified: false });
    expect(door.told).toHaveLength(5);
  });

  test('an address has so many unverified under way, whomever it names; a signature that holds frees its place', () => {
    const door = new Door();
    for (const caller of ['a', 'b', 'c', 'd', 'e', 'f']) door.arrive(caller, { address: 'one', verified: false });
    expect(door.told).toEqual(['a', 'b', 'c', 'd', 'e']);
    door.verify('a');
    expect(door.told.at(-1)).toBe('f');
  });

  test('work counts against its true sender once the signature is checked', () => {
    const door = new Door();
    for (let n = 0; n < 4; n += 1) door.arrive('named', { address: 'one', verified: false });
    door.verify('named', 'sender');
    door.arrive('named', { address: 'one', verified: false });
    expect(door.told).toHaveLength(5);
    door.arrive('sender', { address: 'two' });
    expect(door.told).toHaveLength(5);
  });

  test('when all places to wait are taken, the address with most of them gives one up for another', () => {
    const door = new Door();
    for (const caller of ['a', 'b']) for (let n = 0; n < 3; n += 1) door.arrive(caller, { address: 'in' });
    for (const caller of ['p', 'q']) for (let n = 0; n < 5; n += 1) door.arrive(caller, { address: 'loud' });
    expect(door.told).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
    door.arrive('quiet', { address: 'calm' });
    expect(door.told.slice(6)).toEqual(['p overloaded']);
    for (let n = 0; n < 3; n += 1) door.end('a');
    expect(door.told.slice(7)).toEqual(['p', 'q', 'quiet']);
  });
});
