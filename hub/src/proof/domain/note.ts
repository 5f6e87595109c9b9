import { sha256 } from '../../kernel/canonical';

/** What the hub says of its log at one moment. */
export interface Checkpoint {
  /** `kongsi/<coalition>`; also the name of the signing key. */
  readonly origin: string;
  readonly size: bigint;
  readonly root: Buffer;
  /** Wire form. */
  readonly windowId: string;
  readonly businessDate: string;
}

/** An Ed25519 key that signs notes; the private part stays where `sign` is. */
export interface NoteKey {
  readonly name: string;
  /** 32 bytes. */
  readonly publicKey: Buffer;
  readonly sign: (bytes: Buffer) => Buffer;
}

const ED25519 = Uint8Array.of(1);

function keyId({ name, publicKey }: NoteKey): Buffer {
  return sha256(`${name}\n`, ED25519, publicKey).subarray(0, 4);
}

/** The key as those who verify keep it (C2SP signed note): `<name>+<id>+<base64 of 0x01 and the key>`. */
export function verifierKey(key: NoteKey): string {
  return `${key.name}+${keyId(key).toString('hex')}+${Buffer.concat([ED25519, key.publicKey]).toString('base64')}`;
}

/** The signed note of a checkpoint (C2SP signed-note, tlog-checkpoint). */
export function signedNote({ origin, size, root, windowId, businessDate }: Checkpoint, key: NoteKey): string {
  const text = `${origin}\n${size}\n${root.toString('base64')}\nwindow ${windowId} ${businessDate}\n`;
  return `${text}\n\u2014 ${key.name} ${Buffer.concat([keyId(key), key.sign(Buffer.from(text))]).toString('base64')}\n`;
}
