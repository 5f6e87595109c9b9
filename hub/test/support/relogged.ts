import type { AnyBundle, LegFacts } from '../../../partner-sdk/src/proof/bundle';
import { bytesOf, fromBase64Url, textOf, toBase64Url } from '../../../partner-sdk/src/proof/bytes';
import { canonicalJson, sha256Hex } from '../../../partner-sdk/src/proof/canonical';
import { noteSigner, signCheckpoint, verifierKey, verifierKeyText, type NoteSigner } from '../../../partner-sdk/src/proof/checkpoint';
import { legCommitment } from '../../../partner-sdk/src/proof/commitment';
import { inclusionPath, leafHash, MemoryLog, rootOf } from '../../../partner-sdk/src/proof/merkle';

type Leaf = Record<string, unknown> & { readonly kind: string };

/** What a hub would log otherwise: a changed text keeps its hash true, so that only what is said can be refused. */
export interface Lies {
  readonly leaf?: (leaf: Leaf) => Leaf;
  readonly leg?: (facts: LegFacts) => LegFacts;
  readonly terms?: (text: string) => string;
  readonly document?: (text: string) => string;
  readonly bundle?: (bundle: AnyBundle) => AnyBundle;
}

/** The bundle that a hub with a log of its own would sign: the same entries in the same places with these lies among them, under its key. */
export async function relogged(bundle: AnyBundle, signer: NoteSigner, lies: Lies = {}): Promise<{ text: string; bundle: AnyBundle; hubKeys: string[] }> {
  const leaves = new Map(bundle.leaves.map(({ index, bytes }) => [index, JSON.parse(textOf(fromBase64Url(bytes) ?? new Uint8Array()) ?? '') as Leaf]));
  const change = (index: number, fields: object): void => void leaves.set(index, { ...(leaves.get(index) as Leaf), ...fields });
  const texts = (all: readonly { leaf: number; text: string }[], lie: ((text: string) => string) | undefined, hashed: (hash: string, leaf: Leaf) => object): { leaf: number; text: string }[] => all.map(({ leaf, text }) => {
    const said = lie?.(text) ?? text;
    if (said !== text) change(leaf, hashed(sha256Hex(said), leaves.get(leaf) as Leaf));
    return { leaf, text: said };
  });
  const terms = texts(bundle.terms, lies.terms, (termsHash, leaf) => ({ termsHash, signatures: (leaf['signatures'] as object[]).map((one) => ({ ...one, termsHash })) }));
  const documents = texts(bundle.documents, lies.document, (documentHash) => ({ documentHash }));
  const legs = bundle.legs.map((leg) => {
    const facts = lies.leg?.(leg.facts) ?? leg.facts;
    const commitments = [...(leaves.get(leg.leaf)?.['legCommitments'] as string[])];
    commitments[leg.position] = toBase64Url(legCommitment(fromBase64Url(leg.salt) ?? new Uint8Array(), facts));
    change(leg.leaf, { legCommitments: commitments });
    return { ...leg, facts };
  });
  if (lies.leaf) for (const [index, leaf] of leaves) leaves.set(index, lies.leaf(leaf));
  const [origin = '', size = '', , window = ''] = bundle.checkpoint.split('\n');
  const log = new MemoryLog();
  const bytes = new Map([...leaves].map(([index, leaf]) => [index, bytesOf(canonicalJson(leaf))]));
  for (let at = 0; at < Number(size); at += 1) log.append(leafHash(bytes.get(at) ?? bytesOf(`entry ${at}`)));
  const [, windowId = '', businessDate = ''] = window.split(' ');
  const checkpoint = await signCheckpoint({ origin, size: Number(size), root: await rootOf(log.read, Number(size)), windowId, businessDate }, signer);
  const said: AnyBundle = { ...bundle, checkpoint, history: [], terms, documents, legs, leaves: await Promise.all(bundle.leaves.map(async ({ index }) => ({ index, bytes: toBase64Url(bytes.get(index) as Uint8Array), path: (await inclusionPath(log.read, index, Number(size))).map(toBase64Url) }))) };
  const final = lies.bundle?.(said) ?? said;
  return { text: canonicalJson(final), bundle: final, hubKeys: [verifierKeyText(signer.key)] };
}

/** A key with which a log of this name may be signed. */
export async function signerOfLog(bundle: AnyBundle): Promise<NoteSigner> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  return noteSigner(verifierKey(bundle.checkpoint.split('\n')[0] ?? '', new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))), pair.privateKey);
}
