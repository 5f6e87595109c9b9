import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Admission } from './admission';

const LIMITS = { inFlight: 6, inFlightOfOne: 4, besideOthers: 4, waiting: 10, waitingOfOne: 5, longestWait: 1_000 };
const partner = (digit: string): string => `prt_${digit.repeat(8)}-${digit.repeat(4)}-7${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;

/** Requests of named callers, what became of them, and how those under way end. */
class Door {
  now = 0;
  readonly told: string[] = [];
  private readonly responses: { caller: string; response: EventEmitter }[] = [];
  private readonly admission: Admission;
  constructor(limits: Partial<typeof LIMITS> = {}) {
    this.admission = new Admission({ ...LIMITS, ...limits }, () => this.now);
  }

  arrive(caller: string, path = '/earns'): void {
    const response = new EventEmitter();
    const claims = Buffer.from(JSON.stringify({ iss: partner(caller) })).toString('base64url');
    const request = { socket: {}, headers: { authorization: `Bearer e30.${claims}.c2ln` } };
    this.admission.arrive(request as unknown as IncomingMessage, path, response as unknown as ServerResponse, (error) => {
      this.told.push(error ? `${caller} ${error.code}` : caller);
      if (!error) this.responses.push({ caller, response });
    });
  }

  sweep(): boolean {
    return this.admission.sweep();
  }

  end(caller: string): void {
    const at = this.responses.findIndex((one) => one.caller === caller);
    const [one] = this.responses.splice(at, 1);
    one?.response.emit('close');
  }
}

describe('the door', () => {
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

  test('who has waited too long is told so although nothing ends, and the others wait on', () => {
    const door = new Door();
    for (let n = 0; n < 6; n += 1) door.arrive('a');
    door.now = 600;
    door.arrive('a');
    door.now = 1_001;
    expect(door.sweep()).toBe(true);
    expect(door.told.slice(4)).toEqual(['a overloaded', 'a overloaded']);
    door.end('a');
    expect(door.told.slice(6)).toEqual(['a']);
    expect(door.sweep()).toBe(false);
  });

  test('a loud one has less under way while others are here, and all of it again when they have gone', () => {
    const door = new Door({ besideOthers: 2 });
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

  test('a batch counts as several', () => {
    const door = new Door();
    door.arrive('a', '/batches');
    door.arrive('b');
    expect(door.told).toEqual(['a']);
    door.end('a');
    expect(door.told).toEqual(['a', 'b']);
  });
});
