import { objectsOf } from '../../../test/support/pdf-text';
import type { DocumentFacts } from '../domain/document';
import { documentJson, pageModel } from '../domain/document-model';
import { accountStatement, creditNote, feeInvoice, nettingStatement, pointsInvoice, receipt, redemptionInvoice } from '../domain/document-samples';
import { renderPdf } from './render';

const ALL: readonly (readonly [string, DocumentFacts])[] = [
  ['a points invoice', pointsInvoice(60)], ['a redemption invoice', redemptionInvoice()], ['a fee invoice', feeInvoice()], ['a credit note', creditNote()], ['a netting statement', nettingStatement()], ['a statement of account', accountStatement()], ['a receipt', receipt()],
];

/** What ISO 19005-3 (PDF/A-3, conformance B) asks of a file's objects, each as a question with the clause it comes from. */
describe.each(ALL)('%s as an archive file', (_name, facts) => {
  let pdf: Buffer;
  let raw: string;
  let objects: ReturnType<typeof objectsOf>;
  const of = (pattern: RegExp): { text: string; stream: Buffer | undefined }[] => [...objects.values()].filter(({ text }) => pattern.test(text));
  const at = (reference: string | undefined): { text: string; stream: Buffer | undefined } => objects.get(Number(/^(\d+) 0 R$/.exec(reference ?? '')?.[1])) as { text: string; stream: Buffer | undefined };
  const catalog = (): string => of(/\/Type \/Catalog/)[0]?.text ?? '';
  beforeAll(async () => {
    pdf = await renderPdf(pageModel(facts), { createdAt: new Date('2026-12-01T03:00:00Z'), jsonTwin: documentJson(facts), qr: 'https://hub.example/verify/1' });
    raw = pdf.toString('latin1');
    objects = objectsOf(pdf);
  });

  it('begins with its version and four bytes above 127, and ends with EOF (6.1.2, 6.1.3)', () => {
    expect(raw.startsWith('%PDF-1.7\n%')).toBe(true);
    expect([...pdf.subarray(10, 14)].every((byte) => byte > 127)).toBe(true);
    expect(raw.trimEnd().endsWith('%%EOF')).toBe(true);
  });

  it('has a file identifier and no encryption (6.1.3)', () => {
    const trailer = raw.slice(raw.lastIndexOf('trailer'));
    expect(trailer).toMatch(/\/ID \[<([0-9a-f]{32})> <[0-9a-f]{32}>\]/);
    expect(trailer).not.toContain('/Encrypt');
  });

  it('has no compressed object the standard forbids (6.1.7)', () => expect(raw).not.toMatch(/\/LZWDecode|\/Crypt/));

  it('carries XMP metadata, unfiltered, that name part 3, conformance B and say what the information dictionary says (6.6.2)', () => {
    const meta = at(/\/Metadata (\d+ 0 R)/.exec(catalog())?.[1]);
    expect(meta.text).not.toContain('/Filter');
    const xmp = meta.stream?.toString('utf8') ?? '';
    expect(xmp).toMatch(/<\?xpacket begin="\ufeff?.*" id="W5M0MpCehiHzreSzNTczkc9d"\?>/);
    expect(xmp).toMatch(/<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>B<\/pdfaid:conformance>/);
    const info = at(/\/Info (\d+ 0 R)/.exec(raw.slice(raw.lastIndexOf('trailer')))?.[1]).text;
    const said = (name: string): string => /^\(([\s\S]*)\)$/.exec(at(new RegExp(`/${name} (\\d+ 0 R)`).exec(info)?.[1]).text)?.[1]?.replaceAll('\\', '') ?? '';
    const xml = (pattern: RegExp): string | undefined => pattern.exec(xmp)?.[1];
    expect(said('Title')).toContain(facts.number);
    expect(xml(/<dc:title>[\s\S]*?<rdf:li[^>]*>([^<]*)</)).toBe(said('Title'));
    expect(xml(/<dc:creator>[\s\S]*?<rdf:li[^>]*>([^<]*)</)).toBe(said('Author'));
    expect(xml(/<dc:description>[\s\S]*?<rdf:li[^>]*>([^<]*)</)).toBe(said('Subject'));
    expect(xml(/<xmp:CreatorTool>([^<]*)</)).toBe(said('Creator'));
    expect(xml(/<pdf:Producer>([^<]*)</)).toBe(said('Producer'));
    for (const [name, tag] of [['CreationDate', 'xmp:CreateDate'], ['ModDate', 'xmp:ModifyDate']] as const) expect([said(name), xml(new RegExp(`<${tag}>([^<]*)<`))]).toEqual(['D:20261201030000Z', expect.stringMatching(/^2026-12-01T03:00:00(\.000)?Z$/)]);
  });

  it('has one output intent with an embedded ICC profile of three components (6.2.3)', () => {
    const intents = of(/\/S \/GTS_PDFA1/);
    expect(intents).toHaveLength(1);
    const profile = at(/\/DestOutputProfile (\d+ 0 R)/.exec(intents[0]?.text ?? '')?.[1]);
    expect(profile.text).toContain('/N 3');
    const icc = profile.stream as Buffer;
    expect([icc.readUInt32BE(0), icc.toString('latin1', 12, 16), icc.toString('latin1', 16, 20), icc.toString('latin1', 36, 40)]).toEqual([icc.length, 'mntr', 'RGB ', 'acsp']);
  });

  it('embeds the program of every font, with widths and a map to characters (6.2.11)', () => {
    const descendants = of(/\/Subtype \/CIDFontType2/);
    expect(descendants.length).toBeGreaterThan(0);
    for (const { text } of descendants) {
      const descriptor = at(/\/FontDescriptor (\d+ 0 R)/.exec(text)?.[1]).text;
      expect(at(/\/FontFile2 (\d+ 0 R)/.exec(descriptor)?.[1]).stream?.length).toBeGreaterThan(500);
      expect(text).toMatch(/\/CIDToGIDMap \/Identity/);
      expect(text).toMatch(/\/W \[/);
    }
    for (const { text } of of(/\/Subtype \/Type0/)) expect(at(/\/ToUnicode (\d+ 0 R)/.exec(text)?.[1]).stream).toBeDefined();
    expect(of(/\/Subtype \/Type[13]\b/)).toEqual([]);
  });

  it('uses no colour but those that its output intent knows, no transparency, no images from outside (6.2.4, 6.2.10)', () => {
    const pages = of(/\/Type \/Page\n/).map(({ text }) => at(/\/Contents (\d+ 0 R)/.exec(text)?.[1]).stream?.toString('latin1') ?? '');
    expect(pages.join('\n')).not.toMatch(/\/DeviceCMYK|\bk\n|\bK\n/);
    expect(raw).not.toMatch(/\/SMask (?!\/None)\d|\/ca 0\.|\/CA 0\./);
  });

  it('attaches its JSON as an associated file of the document (6.8, annex E)', () => {
    const specification = of(/\/Type \/Filespec/);
    expect(specification).toHaveLength(1);
    const { text } = specification[0] as { text: string };
    expect(text).toContain('/AFRelationship /Data');
    for (const name of ['F', 'UF', 'Desc']) expect(text).toMatch(new RegExp(`/${name} (\\(|\\d+ 0 R)`));
    const file = at(/\/EF <<\s*\/F (\d+ 0 R)/.exec(text)?.[1]);
    expect(file.text).toContain('/Type /EmbeddedFile');
    expect(file.text).toMatch(/\/Subtype \/application#2Fjson/);
    expect(file.text).toMatch(/\/ModDate \(D:20261201030000Z\)/);
    expect(file.stream?.toString('utf8')).toBe(documentJson(facts));
    const [number] = [...objects.entries()].find(([, one]) => /\/Type \/Filespec/.test(one.text)) ?? [];
    expect(catalog()).toMatch(new RegExp(`/AF \\[${number ?? ''} 0 R\\]`));
    expect(raw).toMatch(/\/EmbeddedFiles/);
  });

  it('has no script, form, action or annotation (6.3, 6.4, 6.5)', () => expect(raw).not.toMatch(/\/JavaScript|\/JS\b|\/AcroForm|\/Launch|\/URI|\/OpenAction|\/Annots|\/AA\b|\/XFA/));

  it('is marked up with a structure tree in a named language', () => {
    expect(at(/\/MarkInfo (\d+ 0 R)/.exec(catalog())?.[1]).text).toContain('/Marked true');
    expect(catalog()).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(catalog()).toContain('/Lang (id-ID)');
    expect(of(/\/S \/Table\n/).length).toBeGreaterThan(0);
  });
});
