import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type JsonWebKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { NoteKey } from './domain/note';

/**
 * The key that signs checkpoints: an Ed25519 key (PKCS#8 PEM) in a file outside the database, so that who can write the one cannot sign for the other.
 * A sandbox makes its own; a live hub is given one.
 * @throws Error when there is no usable key
 */
export function readLogKey(path: string, coalition: string, mayMake: boolean): NoteKey {
  if (!existsSync(path)) {
    if (!mayMake) throw new Error(`There is no log key at ${path}. Make one with: openssl genpkey -algorithm ed25519 -out ${path}`);
    makeKey(path);
  }
  const key = createPrivateKey(readFileSync(path));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`The log key at ${path} is no Ed25519 key.`);
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' }) as JsonWebKey;
  const name = `kongsi/${coalition.toLowerCase().replace(/[^a-z0-9._-]+/g, '-')}`;
  return { name, publicKey: Buffer.from(x, 'base64url'), sign: (bytes) => sign(null, bytes, key) };
}

/** Of two processes that start together one makes the key; the other reads it. */
function makeKey(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  try {
    writeFileSync(path, pem, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
