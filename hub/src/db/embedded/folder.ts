import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const OUTSIDE = '/var/lib/kongsi';

/**
 * The folder that holds the server's data. A checkout in a home that is closed to others, such as root's, cannot be entered by the
 * service user; the data then lies outside, and a link stands where it would have been.
 */
export function dataFolder(wanted: string, forServiceUser: boolean): string {
  const at = resolve(wanted);
  if (existsSync(at)) return realpathSync(at);
  mkdirSync(dirname(at), { recursive: true, mode: 0o755 });
  if (!forServiceUser || openToOthers(dirname(at))) {
    mkdirSync(at, { mode: 0o755 });
    return at;
  }
  // The link alone knows the folder: a checkout that is made again at the same place must not find the data of the one before.
  const outside = `${OUTSIDE}/${randomBytes(8).toString('hex')}`;
  mkdirSync(outside, { recursive: true });
  // A strict umask would close the way to the data again.
  chmodSync(OUTSIDE, 0o755);
  // A link whose target is gone is no data folder any more.
  rmSync(at, { force: true });
  symlinkSync(outside, at);
  return outside;
}

/** Whether everybody may pass through a folder and all that hold it. */
function openToOthers(folder: string): boolean {
  const passable = (statSync(folder).mode & 0o001) !== 0;
  return passable && (folder === dirname(folder) || openToOthers(dirname(folder)));
}
