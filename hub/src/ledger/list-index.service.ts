import type { Pool } from 'pg';
import { inTransaction } from '../db/tx';
import { BLOCK, GROWTH, lockLists, nextBlock, postingNow, stillPosting, takeIn } from './list-index.transactor';

const LOOK_MS = 10;
/** How long those are waited for that were posting when we looked; the next look comes in a few seconds. */
const WAIT_MS = 2_000;

/** Takes postings into the index of the lists, block by block, after they stand: posting neither waits for it nor writes more for it. */
export class ListIndexService {
  constructor(private readonly pool: Pool, private readonly size = { block: BLOCK, growth: GROWTH }) {}

  /** Takes in what is complete. May run anywhere and any time; one worker does the work. @param most blocks at once @returns blocks taken in */
  async catchUp(most = Infinity): Promise<number> {
    const quiet = await this.quiet();
    let blocks = 0;
    while (quiet !== undefined && blocks < most && (await this.takeNext(quiet))) blocks += 1;
    return blocks;
  }

  private takeNext(quiet: bigint): Promise<boolean> {
    return inTransaction(this.pool, async (tx) => {
      if (!(await lockLists(tx))) return false;
      const block = await nextBlock(tx, quiet, this.size);
      if (block) await takeIn(tx, block);
      return block !== undefined;
    });
  }

  /** The number up to which nobody is posting any more; nobody is held up to learn it. */
  private async quiet(): Promise<bigint | undefined> {
    const { last, by } = await postingNow(this.pool);
    let left = by;
    for (let waited = 0; left.length > 0; waited += LOOK_MS) {
      if (waited >= WAIT_MS) return undefined;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      left = await stillPosting(this.pool, left);
    }
    return last;
  }
}
