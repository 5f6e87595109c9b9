import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOf, concat, fromBase64, sameBytes, toBase64, toHex } from './bytes';

/** What the hub says of its log at one moment: a signed note (C2SP signed-note and tlog-checkpoint) with Ed25519. */
export interface Checkpoint {
  /** `kongsi/<coalition>`; also the name of the signing key. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly windowId: string;
  readonly businessDate: string;
}

/** A public key in the form of signed notes: `<name>+<8 hex digits of its id>+<base64 of 0x01 and the 32 bytes>`. */
export interface VerifierKey {
  readonly name: string;
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** Signs the bytes of a note with the Ed25519 key that `key` names; the private part may be in an HSM. */
export interface NoteSigner {
  readonly key: VerifierKey;
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
}

const ED25519 = Uint8Array.of(1);
const NAME = /^[^\s+\u0000-\u001f]{1,200}$/;
const ORIGIN = /^kongsi\/[A-Za-z0-9._-]{1,100}$/;
const SIGNATURE_LINE = /^\u2014 (\S+) ([A-Za-z0-9+/=]+)$/;

/** The id of a key: the first four bytes of SHA-256(name, line feed, 0x01, key). */
function keyId(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(concat(bytesOf(`${name}\n`), ED25519, publicKey)).slice(0, 4);
}

/**
 * The verifier key of a name and the 32 bytes of an Ed25519 public key.
 * @throws RangeError when the name or the key has not the form of signed notes
 */
export function verifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  if (!NAME.test(name) || publicKey.length !== 32) throw new RangeError('A verifier key has a name without blanks or plus signs and 32 bytes.');
  return { name, id: keyId(name, publicKey), publicKey };
}

export function verifierKeyText(key: VerifierKey): string {
  return `${key.name}+${toHex(key.id)}+${toBase64(concat(ED25519, key.publicKey))}`;
}

/** Reads a verifier key; undefined when the text is none or its id does not belong to it. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const [name = '', id = ''] = text.split('+', 2);
  const bytes = fromBase64(text.slice(name.length + id.length + 2));
  if (!NAME.test(name) || bytes?.length !== 33 || bytes[0] !== ED25519[0]) return undefined;
  const key = verifierKey(name, bytes.slice(1));
  return verifierKeyText(key) === text ? key : undefined;
}

/** The text of a checkpoint, which is what is signed. */
export function checkpointText({ origin, size, root, windowId, businessDate }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\nwindow ${windowId} ${businessDate}\n`;
}

/** The signed note of a checkpoint. */
export async function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): Promise<string> {
  const text = checkpointText(checkpoint);
  const signature = await signer.sign(bytesOf(text));
  return `${text}\n\u2014 ${signer.key.name} ${toBase64(concat(signer.key.id, signature))}\n`;
}

/** A signer whose private key is a WebCrypto key. */
export function noteSigner(key: VerifierKey, privateKey: CryptoKey): NoteSigner {
  return { key, sign: async (bytes) => new Uint8Array(await globalThis.crypto.subtle.sign('Ed25519', privateKey, bytes as BufferSource)) };
}

/** What a note says, whoever signed it; undefined when it has not the form of a checkpoint. Only {@link openCheckpoint} makes it worth anything. */
function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', size = '', root = '', window = '', ...rest] = text.split('\n');
  const [, windowId, businessDate] = /^window (win_[0-9A-Za-z-]{1,100}) (\d{4}-\d{2}-\d{2})$/.exec(window) ?? [];
  const rootBytes = fromBase64(root);
  if (!ORIGIN.test(origin) || !/^(0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) return undefined;
  if (rootBytes?.length !== 32 || windowId === undefined || businessDate === undefined || rest.join() !== '') return undefined;
  const checkpoint = { origin, size: Number(size), root: rootBytes, windowId, businessDate };
  return checkpointText(checkpoint) === text ? checkpoint : undefined;
}

/**
 * The checkpoint of a signed note. Every signature line must be by a known key of the origin's name and must hold: a line that nobody can check could be changed unseen.
 * @returns the checkpoint, or the reason why the note is refused
 */
export async function openCheckpoint(note: string, keys: readonly VerifierKey[]): Promise<Checkpoint | { readonly refused: string }> {
  const end = note.indexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return { refused: 'it is no signed note' };
  const text = note.slice(0, end + 1);
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint) return { refused: 'its text is no checkpoint of a log' };
  const lines = note.slice(end + 2, -1).split('\n');
  if (new Set(lines).size !== lines.length) return { refused: 'a signature line stands twice' };
  for (const line of lines) {
    const [, name, encoded = ''] = SIGNATURE_LINE.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (name === undefined || bytes?.length !== 68) return { refused: 'a signature line is malformed' };
    const key = keys.find((one) => one.name === name && sameBytes(one.id, bytes.subarray(0, 4)));
    if (!key || name !== checkpoint.origin) return { refused: `it is signed by ${name} with a key that is not among the hub's keys` };
    if (!(await holds(key.publicKey, bytes.slice(4), bytesOf(text)))) return { refused: `the signature of ${name} does not hold` };
  }
  return checkpoint;
}

async function holds(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', publicKey as BufferSource, 'Ed25519', false, ['verify']);
  return subtle.verify('Ed25519', key, signature as BufferSource, message as BufferSource);
}
