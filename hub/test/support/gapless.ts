/** Numbers such as `CRN/2026/000001` in the order in which they were given: without a gap in each year, whatever years the test ran through. */
export function expectGapless(numbers: readonly string[], series: string): void {
  expect(numbers.length).toBeGreaterThan(0);
  const given = new Map<string, number>();
  for (const number of numbers) {
    const [, name, year = ''] = /^([A-Z]+)\/(\d{4})\/\d{6}$/.exec(number) ?? [];
    given.set(year, (given.get(year) ?? 0) + 1);
    expect([name, number]).toEqual([series, `${series}/${year}/${String(given.get(year)).padStart(6, '0')}`]);
  }
  expect([...given.keys()]).toEqual([...given.keys()].sort());
}
