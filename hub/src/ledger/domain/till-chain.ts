/** One offline token in the chain of its till and key; digests in hex. */
export interface Link {
  readonly tillId: string;
  readonly kid: string;
  readonly seq: bigint;
  readonly digest: string;
  readonly prev: string;
}

export type ChainFlag = 'SEQ_GAP' | 'CHAIN_BROKEN';

const FIRST = '00'.repeat(32);

/**
 * What the chain says of each link: `SEQ_GAP` while the one before it is not here, `CHAIN_BROKEN` when it is here and is another one.
 * @param links all links at the places of those that are asked for, and at the places before them
 */
export function flagsOf<L extends Link>(links: readonly L[]): Map<L, ChainFlag | undefined> {
  const at = new Map<string, string[]>();
  const place = (link: Link, seq: bigint): string => `${link.tillId} ${link.kid} ${seq}`;
  for (const link of links) at.set(place(link, link.seq), [...(at.get(place(link, link.seq)) ?? []), link.digest]);
  return new Map(links.map((link) => {
    if (link.seq === 1n) return [link, link.prev === FIRST ? undefined : 'CHAIN_BROKEN'];
    const before = at.get(place(link, link.seq - 1n));
    return [link, before === undefined ? 'SEQ_GAP' : before.includes(link.prev) ? undefined : 'CHAIN_BROKEN'];
  }));
}
