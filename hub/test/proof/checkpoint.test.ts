import { toBase64 } from '../../../partner-sdk/src/proof/bytes';
import { checkpointText, openCheckpoint, parseVerifierKey, signCheckpoint, verifierKey, verifierKeyText, type Checkpoint } from '../../../partner-sdk/src/proof/checkpoint';
import { newSigner } from '../support/proof-bundle';

const CHECKPOINT: Checkpoint = { origin: 'kongsi/w1', size: 42, root: new Uint8Array(32).fill(7), windowId: 'win_1', businessDate: '2026-01-15' };

test('the key of the signed-note specification has its known id', () => {
  const known = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const key = parseVerifierKey(known);
  expect(key && verifierKeyText(key)).toBe(known);
  for (const wrong of [known.replace('c74f', 'c74e'), known.replace('Peter', 'Pete'), known.replace('ARpc', 'AApc'), `${known}=`, known.slice(0, -4), '', 'a+b', known.replace('+c7', ' +c7')]) expect(parseVerifierKey(wrong)).toBeUndefined();
});

test('a signed note known from elsewhere is opened by its key', async () => {
  const key = parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  const text = 'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n';
  const signature = Buffer.from('x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=', 'base64');
  const imported = await crypto.subtle.importKey('raw', (key?.publicKey ?? new Uint8Array()) as BufferSource, 'Ed25519', false, ['verify']);
  expect([...signature.subarray(0, 4)]).toEqual([...(key?.id ?? [])]);
  expect(await crypto.subtle.verify('Ed25519', imported, signature.subarray(4), Buffer.from(text))).toBe(true);
});

describe('a checkpoint', () => {
  test('is a signed note of four lines and is opened by the hub\u2019s key', async () => {
    const signer = await newSigner();
    const note = await signCheckpoint(CHECKPOINT, signer);
    expect(note).toMatch(/^kongsi\/w1\n42\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\nwindow win_1 2026-01-15\n\n\u2014 kongsi\/w1 [A-Za-z0-9+/]{91}=\n$/);
    expect(await openCheckpoint(note, [signer.key])).toEqual(CHECKPOINT);
  });

  test('is refused with any other key, name, text or signature', async () => {
    const [signer, other] = [await newSigner(), await newSigner()];
    const note = await signCheckpoint(CHECKPOINT, signer);
    expect(await openCheckpoint(note, [other.key])).toEqual({ refused: expect.stringContaining('not among') });
    expect(await openCheckpoint(note, [])).toEqual({ refused: expect.stringContaining('not among') });
    const renamed = { ...signer, key: verifierKey('kongsi/other', signer.key.publicKey) };
    expect(await openCheckpoint(await signCheckpoint(CHECKPOINT, renamed), [renamed.key])).toEqual({ refused: expect.any(String) });
    const posed = { ...other, key: { ...signer.key } };
    expect(await openCheckpoint(await signCheckpoint(CHECKPOINT, posed), [signer.key])).toEqual({ refused: expect.stringContaining('does not hold') });
    const stranger = await signCheckpoint(CHECKPOINT, other);
    expect(await openCheckpoint(note + stranger.slice(stranger.indexOf('\u2014')), [signer.key])).toEqual({ refused: expect.stringContaining('not among') });
    for (const bad of ['', 'x', `${note}\n`, note.slice(0, -1), note.replace('\u2014', '-'), note.replace('42', '042'), note.replace('42', '4e1'), note.replace('win_1', 'win_1 ')]) expect(await openCheckpoint(bad, [signer.key])).toEqual({ refused: expect.any(String) });
  });

  test('has no byte to spare', async () => {
    const signer = await newSigner();
    const bytes = Buffer.from(await signCheckpoint(CHECKPOINT, signer));
    for (let at = 0; at < bytes.length * 8; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(await openCheckpoint(flipped.toString('utf8'), [signer.key])).toEqual({ refused: expect.any(String) });
    }
  });

  test('is signed by each key once', async () => {
    const signer = await newSigner();
    const note = await signCheckpoint(CHECKPOINT, signer);
    expect(await openCheckpoint(`${note}${note.split('\n\n')[1] ?? ''}`, [signer.key])).toEqual({ refused: 'a signature line stands twice' });
  });

  test('has its text from its facts alone', () => {
    expect(checkpointText(CHECKPOINT)).toBe(`kongsi/w1\n42\n${toBase64(CHECKPOINT.root)}\nwindow win_1 2026-01-15\n`);
  });
});
