import { businessDate, instantFromWire } from '../../src/kernel/business-date';
import { OffsetClock } from '../../src/kernel/clock';
import { givenCoalition, postingsOn, type Coalition } from '../support/coalition';

/** As a till writes it (WIB +07:00, WITA +08:00, WIT +09:00), and the business date, which is always Jakarta's. */
const DATES = [
  ['2026-01-31T23:59:59+07:00', '2026-01-31', 'last second of a month in WIB'],
  ['2026-02-01T00:00:00+07:00', '2026-02-01', 'first second of a month in WIB'],
  ['2026-02-01T00:59:59+08:00', '2026-01-31', 'already February in WITA'],
  ['2026-02-01T01:00:00+08:00', '2026-02-01', 'midnight in Jakarta, told in WITA'],
  ['2026-02-01T01:59:59+09:00', '2026-01-31', 'already February in WIT'],
  ['2026-02-01T02:00:00+09:00', '2026-02-01', 'midnight in Jakarta, told in WIT'],
  ['2026-01-31T16:59:59.999Z', '2026-01-31', 'last millisecond of a month'],
  ['2026-12-31T17:00:00Z', '2027-01-01', 'a new year begins in Jakarta'],
  ['2027-01-01T01:59:59+09:00', '2026-12-31', 'an old year that has ended in WIT'],
  ['2028-02-29T23:59:59+07:00', '2028-02-29', 'leap day'],
  ['2028-02-28T17:00:00Z', '2028-02-29', 'a leap day begins'],
  ['2028-03-01T01:59:59+09:00', '2028-02-29', 'the leap day has ended in WIT'],
  ['2028-12-31T23:59:59+07:00', '2028-12-31', 'day 366'],
] as const;

describe('the time of a sale on the wire', () => {
  test.each(DATES)('%s belongs to %s: %s', (text, date) => {
    expect(businessDate(instantFromWire(text, '/occurredAt'))).toBe(date);
  });

  test.each(['2027-02-29T10:00:00+07:00', '2026-04-31T10:00:00Z', '2026-13-01T10:00:00Z', '2026-01-00T10:00:00Z', '2026-01-01T24:00:00Z', '2026-01-01T10:60:00Z', '2026-01-01T10:00:00', '2026-01-01', '2026-01-01T10:00Z', '2026-01-01T10:00:00+24:00', 'Jan 1 2026', ''])('%s is refused and the field is named', (text) => {
    expect(() => instantFromWire(text, '/occurredAt')).toThrow(expect.objectContaining({ code: 'validation_failed', facts: expect.objectContaining({ fields: [expect.objectContaining({ pointer: '/occurredAt', code: 'invalid_instant' })] }) }));
  });
});

describe('the time of a sale in the books', () => {
  let c: Coalition;
  beforeAll(async () => {
    c = await givenCoalition(['A']);
  });
  afterAll(async () => {
    await c.db.drop();
  });
  const at = (text: string): void => {
    const now = new Date(text);
    const clock = new OffsetClock({ wall: () => now });
    c.service = postingsOn(c.db, clock);
  };
  const sale = async (text: string): Promise<Parameters<Coalition['post']>[0]> => ({ verb: 'EARN', partner: 'A', memberId: await c.member(), points: 5n, occurredAt: instantFromWire(text, '/occurredAt') });

  test.each(DATES)('a sale at %s, received an hour later, stands under %s: %s', async (text, date) => {
    at(new Date(Date.parse(text) + 3_600_000).toISOString());
    const posting = await c.accepted(await sale(text));
    expect(posting).toMatchObject({ businessDate: date, occurredAt: new Date(text).toISOString() });
  });

  test.each([
    ['2026-02-03T23:50:00+07:00', 'accepted'], ['2026-02-03T16:50:00Z', 'accepted'], ['2026-02-03T23:50:01+07:00', 'offline_window_expired'], ['2026-03-03T23:50:00+07:00', 'offline_window_expired'],
    ['2026-01-31T23:49:00+07:00', 'accepted'], ['2026-01-31T23:48:59+07:00', 'occurred_at_in_future'],
  ])('a sale of 31 January 23:50:00 WIB, received at %s: %s', async (received, expected) => {
    at(received);
    const one = await sale('2026-01-31T23:50:00+07:00');
    if (expected !== 'accepted') expect(await c.refused(one)).toBe(expected);
    else expect(await c.accepted(one)).toMatchObject({ businessDate: '2026-01-31' });
  });

  describe('in the window of 2 March 2028', () => {
    let outer: Coalition;
    beforeAll(async () => {
      outer = c;
      c = await givenCoalition(['A']);
      await c.db.owner.query(`UPDATE settlement_window SET business_date = '2028-03-02', cut_off_at = '2028-03-03T00:00:00+07:00'`);
    });
    afterAll(async () => {
      await c.db.drop();
      c = outer;
    });

    test('a sale of the leap day is late and expires by its own day', async () => {
      at('2028-03-02T20:00:00+07:00');
      const posting = await c.accepted(await sale('2028-02-29T23:59:59+07:00'));
      expect(posting).toMatchObject({ late: true, businessDate: '2028-02-29' });
      // 365 days after 29 February 2028 is 28 February 2029; the lot ends as that day ends in Jakarta.
      expect(posting.legs[0].expiresAt).toBe('2029-02-28T17:00:00.000Z');
    });

    test.each([
      ['2028-03-02T00:00:00+07:00', false, '2028-03-02'], ['2028-03-01T23:59:59+07:00', true, '2028-03-01'],
      ['2028-03-02T23:59:59+07:00', false, '2028-03-02'], ['2028-03-03T00:00:00+07:00', false, '2028-03-03'],
    ])('after the cut-off and before the close a sale at %s enters the open window, late: %s, of %s', async (text, late, date) => {
      at('2028-03-03T00:30:00+07:00');
      const { rows } = await c.db.owner.query<{ window_id: string }>(`SELECT window_id FROM settlement_window`);
      expect(await c.accepted(await sale(text))).toMatchObject({ late, businessDate: date, windowId: `win_${rows[0]?.window_id ?? ''}` });
    });
  });
});
