import { assert, asyncProperty, integer, uint8Array } from 'fast-check';
import { bytesOf, fromBase64, fromBase64Url, toBase64Url, toHex } from '../../../partner-sdk/src/proof/bytes';
import { canonicalJson, parseCanonical } from '../../../partner-sdk/src/proof/canonical';
import { consistencyPath, emptyRoot, inclusionPath, leafHash, MemoryLog, nodeHash, rootOf, verifyConsistency, verifyInclusion } from '../../../partner-sdk/src/proof/merkle';

/** The entries, roots and paths of the reference implementation of RFC 6962. */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const MOST = 130;

function logOf(entries: readonly Uint8Array[]): MemoryLog {
  const log = new MemoryLog();
  for (const entry of entries) log.append(leafHash(entry));
  return log;
}

/** The definition of RFC 6962, word by word, to compare the log with. */
function rootByDefinition(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only === undefined) return emptyRoot();
  if (hashes.length === 1) return only;
  let half = 1;
  while (half * 2 < hashes.length) half *= 2;
  return nodeHash(rootByDefinition(hashes.slice(0, half)), rootByDefinition(hashes.slice(half)));
}

const numbered = Array.from({ length: MOST }, (_, at) => bytesOf(`entry ${at}`));
const log = logOf(numbered);
const leaves = numbered.map(leafHash);
const roots = Array.from({ length: MOST + 1 }, (_, size) => rootByDefinition(leaves.slice(0, size)));
const rootAt = (size: number): Uint8Array => roots[size] as Uint8Array;
const leafAt = (index: number): Uint8Array => leaves[index] as Uint8Array;

describe('RFC 6962', () => {
  const reference = logOf(ENTRIES.map((hex) => Uint8Array.from(Buffer.from(hex, 'hex'))));

  test('the empty log has the hash of nothing', async () => {
    expect(toHex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(toHex(await rootOf(reference.read, 0))).toBe(toHex(emptyRoot()));
  });

  test.each(ROOTS.map((root, at) => [at + 1, root] as const))('the reference log of %i entries has its root', async (size, root) => {
    expect(toHex(await rootOf(reference.read, size))).toBe(root);
  });

  test('reference inclusion paths', async () => {
    const path = async (index: number, size: number): Promise<string[]> => (await inclusionPath(reference.read, index, size)).map(toHex);
    const [r1 = '', r2 = '', , r4 = ''] = ROOTS;
    expect(await path(0, 1)).toEqual([]);
    expect(await path(0, 8)).toEqual(['96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4']);
    expect(await path(5, 8)).toEqual(['bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b', 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0', r4]);
    expect(await path(2, 3)).toEqual([r2]);
    expect(await path(1, 5)).toEqual([r1, '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b']);
  });

  test('reference consistency paths', async () => {
    const path = async (older: number, size: number): Promise<string[]> => (await consistencyPath(reference.read, older, size)).map(toHex);
    expect(await path(1, 1)).toEqual([]);
    expect(await path(1, 8)).toEqual(['96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4']);
    expect(await path(6, 8)).toEqual(['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0', ROOTS[3]]);
    expect(await path(2, 5)).toEqual(['5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b']);
  });
});

describe('logs of every size', () => {
  test('roots are those of the definition', async () => {
    for (let size = 0; size <= MOST; size += 1) expect(toHex(await rootOf(log.read, size))).toBe(toHex(rootAt(size)));
  });

  test('every leaf of every size has a path that holds, and holds nowhere else', async () => {
    for (let size = 1; size <= MOST; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const path = await inclusionPath(log.read, index, size);
        const at = (i: number, s: number, leaf = leafAt(index), root = rootAt(size)): boolean => verifyInclusion(i, s, leaf, path, root);
        if (!at(index, size)) throw new Error(`leaf ${index} of ${size} has no path that holds`);
        const wrong = [index > 0 && at(index - 1, size), index + 1 < size && at(index + 1, size), at(index, size, leafHash(bytesOf('forged'))), at(index, size, leafAt(index), rootAt(size - 1)), path.length > 0 && verifyInclusion(index, size, leafAt(index), path.slice(1), rootAt(size)),
          verifyInclusion(index, size, leafAt(index), [...path, leafAt(0)], rootAt(size)), at(size, size), at(-1, size), at(0.5, size)];
        if (wrong.includes(true)) throw new Error(`a false path of leaf ${index} of ${size} holds: ${wrong.join()}`);
      }
    }
  });

  test('every size is consistent with every later one, and with no other log', async () => {
    for (let size = 1; size <= MOST; size += 1) {
      for (let older = 1; older <= size; older += 1) {
        const path = await consistencyPath(log.read, older, size);
        if (!verifyConsistency(older, size, path, rootAt(older), rootAt(size))) throw new Error(`${older} is not consistent with ${size}`);
        const forged = leafHash(bytesOf('forged'));
        const wrong = [verifyConsistency(older, size, path, forged, rootAt(size)), verifyConsistency(older, size, path, rootAt(older), forged), verifyConsistency(older, size, [...path, forged], rootAt(older), rootAt(size)),
          path.length > 0 && verifyConsistency(older, size, path.slice(0, -1), rootAt(older), rootAt(size)), path.length > 1 && verifyConsistency(older, size, [...path].reverse(), rootAt(older), rootAt(size)), verifyConsistency(0, size, path, emptyRoot(), rootAt(size)), verifyConsistency(size + 1, size, path, rootAt(older), rootAt(size))];
        if (wrong.includes(true)) throw new Error(`a false proof from ${older} to ${size} holds: ${wrong.join()}`);
      }
    }
  });

  test('one changed entry breaks the consistency with every later size', async () => {
    await assert(asyncProperty(integer({ min: 1, max: MOST - 1 }), integer({ min: 1, max: MOST }), integer({ min: 0, max: MOST }), async (older, more, changed) => {
      const size = Math.min(older + more, MOST);
      const at = changed % older;
      const forked = logOf(numbered.slice(0, size).map((entry, index) => (index === at ? bytesOf('changed') : entry)));
      expect(verifyConsistency(older, size, await consistencyPath(forked.read, older, size), rootAt(older), await rootOf(forked.read, size))).toBe(false);
      expect(verifyConsistency(older, size, await consistencyPath(log.read, older, size), await rootOf(forked.read, older), rootAt(size))).toBe(false);
    }));
  });

  test('no bytes of a path are spare', async () => {
    await assert(asyncProperty(integer({ min: 2, max: MOST }), integer({ min: 0, max: MOST }), integer({ min: 0 }), async (size, pick, bit) => {
      const index = pick % size;
      const path = (await inclusionPath(log.read, index, size)).map((node) => node.slice());
      const node = path[bit % path.length] as Uint8Array;
      const at = (bit >> 3) % 32;
      node[at] = (node[at] ?? 0) ^ (1 << (bit & 7));
      expect(verifyInclusion(index, size, leafAt(index), path, rootAt(size))).toBe(false);
    }));
  });

  test('a log refuses what it has no proof of', async () => {
    await expect(inclusionPath(log.read, 3, 3)).rejects.toThrow('no leaf 3');
    await expect(consistencyPath(log.read, 0, 3)).rejects.toThrow('no proof of consistency');
    await expect(rootOf(log.read, MOST + 1)).rejects.toThrow('no complete node');
  });
});

describe('texts of bytes and values', () => {
  test('base64 has one text for the same bytes', async () => {
    await assert(asyncProperty(uint8Array({ maxLength: 80 }), async (bytes) => expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)));
    expect([fromBase64('AB=='), fromBase64('AA'), fromBase64('AA==\n'), fromBase64Url('AB'), fromBase64Url('A A'), fromBase64Url('AA=='), fromBase64Url('+A')]).toEqual(Array(7).fill(undefined));
  });

  test('RFC 8785 examples', () => {
    expect(canonicalJson(JSON.parse('{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}')))
      .toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
    const sorted = canonicalJson({ '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' });
    expect(Object.values(JSON.parse(`[${sorted.slice(1, -1).replace(/"((?:[^"\\]|\\.)*)":("(?:[^"\\]|\\.)*")/g, '$2')}]`) as string[])).toEqual(['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh']);
  });

  test('what has no canonical form is refused', () => {
    for (const value of [Number.NaN, Infinity, 1n, undefined, '\ud800', { '\udc00': 1 }]) expect(() => canonicalJson(value)).toThrow(TypeError);
    for (const text of ['{"b":1,"a":2}', '{"a":1 }', '{"a":1,"a":1}', '[1.0]', '"\\u0041"', '[-0]', '{', '"\\ud800"']) expect(parseCanonical(text)).toBeUndefined();
  });
});
