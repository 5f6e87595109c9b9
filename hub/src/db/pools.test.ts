import { types } from 'pg';
import { instantOf } from './pools';

test('instants are read as the driver reads them, whatever their zone and their digits', () => {
  const read = types.getTypeParser(1184) as (text: string) => Date;
  for (const text of ['2026-11-25 18:00:01.123456+00', '2026-11-25 18:00:01+00', '2026-11-25 18:00:01.1+00', '2026-11-25 18:00:01.9999+00', '2028-02-29 23:59:59.000001+00', '9999-12-31 00:00:00+00', '1970-01-01 00:00:00+00',
    '2026-11-25 18:00:01.123456+07', '2026-11-25 18:00:01+05:30', '10000-01-01 00:00:00+00', '0044-03-15 12:00:00+00', '0044-03-15 12:00:00+00 BC', 'infinity', '-infinity']) {
    expect([text, String(Number(instantOf(text)))]).toEqual([text, String(Number(read(text)))]);
  }
});
