import { Client } from 'pg';
import { replay } from './settlement';

const [, , url = '', asked = 'all'] = process.argv;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/**
 * Replays stored calculations of the database that the first argument names: one window by its id or business date, or `all`.
 * Exit 0: every one is the same bytes. Exit 1: at least one differs, and its first differing line is printed. Exit 2: nothing could be replayed.
 */
async function main(): Promise<number> {
  const client = new Client({ connectionString: url, application_name: 'kongsi-settle' });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    let [count, different] = [0, 0];
    for await (const one of replay(client, asked === 'all' ? undefined : asked.replace(/^win_/, ''))) {
      count += 1;
      if (one.otherEngine !== undefined) say(`win_${one.windowId} ${one.businessDate} was calculated by engine ${one.otherEngine}, which is not this one`);
      if (!one.difference) {
        say(`equal ${one.replayedHash}  win_${one.windowId} ${one.businessDate}`);
        continue;
      }
      different += 1;
      say(`different win_${one.windowId} ${one.businessDate}\n  at       ${one.difference.at}\n  stored   ${one.difference.stored ?? '(no such line)'}\n  replayed ${one.difference.replayed ?? '(no such line)'}\n  stored   ${one.storedHash}\n  replayed ${one.replayedHash}`);
    }
    if (count > 0) return different === 0 ? 0 : 1;
    process.stderr.write(asked === 'all' ? 'No window is calculated yet.\n' : `There is no calculated window ${asked}. Name one by its id (win_…) or business date, or say all.\n`);
    return 2;
  } finally {
    await client.end();
  }
}

main().then((code) => process.exit(code), (error: unknown) => {
  process.stderr.write(`Nothing could be replayed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
});
