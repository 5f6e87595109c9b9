import { inflateSync } from 'node:zlib';

/** The objects of a PDF by number: their dictionary, and their stream where they have one. */
export function objectsOf(pdf: Buffer): Map<number, { readonly text: string; readonly stream: Buffer | undefined }> {
  const objects = new Map<number, { text: string; stream: Buffer | undefined }>();
  const raw = pdf.toString('latin1');
  for (const found of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = (found.index ?? 0) + found[0].length;
    const [end, stream] = [raw.indexOf('\nendobj', from), raw.indexOf('stream\n', from)];
    const inside = stream !== -1 && stream < end;
    const text = raw.slice(from, inside ? stream : end);
    const bytes = inside ? pdf.subarray(stream + 7, raw.indexOf('\nendstream', stream)) : undefined;
    objects.set(Number(found[1]), { text, stream: bytes && /\/FlateDecode/.test(text) ? inflateSync(bytes) : bytes });
  }
  return objects;
}

/** Glyphs to characters, from the map that a font carries for copying text. */
function characterMap(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  const decode = (hex: string): string => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');
  for (const [, block = ''] of cmap.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', , list = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*\[([^\]]*)\]/gi)) {
      [...list.matchAll(/<([0-9a-f\s]*)>/gi)].forEach(([, hex = ''], at) => map.set((parseInt(from, 16) + at).toString(16).padStart(4, '0'), decode(hex)));
    }
  }
  return map;
}

/** The text of a PDF as it was drawn, a line for each piece; read from the file's own bytes, not from what it was made of. */
export function pdfText(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const at = (reference: string | undefined): { text: string; stream: Buffer | undefined } | undefined => objects.get(Number(/^(\d+) 0 R$/.exec(reference ?? '')?.[1]));
  const fonts = new Map<string, Map<string, string>>();
  for (const { text } of objects.values()) {
    for (const [, block = ''] of text.matchAll(/\/Font <<([\s\S]*?)>>/g)) {
      for (const [, name = '', reference] of block.matchAll(/\/(F\d+) (\d+ 0 R)/g)) {
        const cmap = at(/\/ToUnicode (\d+ 0 R)/.exec(at(reference)?.text ?? '')?.[1])?.stream;
        if (cmap) fonts.set(name, characterMap(cmap.toString('latin1')));
      }
    }
  }
  const pages = [...objects.values()].filter(({ text }) => /\/Type \/Page\n/.test(text)).map(({ text }) => at(/\/Contents (\d+ 0 R)/.exec(text)?.[1])?.stream?.toString('latin1') ?? '');
  return pages.flatMap((page) => {
    let font = new Map<string, string>();
    const pieces: string[] = [];
    for (const [, name, shown] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name !== undefined) font = fonts.get(name) ?? font;
      else pieces.push([...(shown ?? '').matchAll(/<([0-9a-f]*)>/gi)].map(([, hex = '']) => (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph.toLowerCase()) ?? '').join('')).join(''));
    }
    return pieces;
  });
}
