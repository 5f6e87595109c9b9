import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { fieldInIndonesian, indonesianOf, problemInIndonesian, SENTENCES } from '../../src/http/indonesian';
import { ERROR_CODES } from '../../src/kernel/errors';
import { givenStack, type Stack } from '../support/stack';

const SOURCES = join(__dirname, '../../src');
/** Rooms whose refusals people of the portal meet; what only programs meet (tills, signed requests) is told by its code's own words. */
const ROOMS = ['cash', 'disputes', 'terms', 'settlement/restatement.service.ts', 'settlement/settlement.service.ts', 'settlement/settlement.api.ts', 'settlement/holidays.service.ts', 'settlement/settlement-groups.service.ts', 'issuing/limits.service.ts', 'settlement/positions.api.ts', 'invoicing/invoices.api.ts', 'taxation/tax-invoices.service.ts', 'taxation/stamps.service.ts', 'reconciliation/breaks.service.ts', 'reconciliation/rules.service.ts', 'reconciliation/cosign.service.ts'];
/** Texts of these rooms that no refusal tells: letters, references, notes in the books, faults of the hub itself. */
const NO_REFUSAL = [/^(Mohon|Please|Pemberian|Your earns|Kepada|To \{0\})/, /^\{0\}@v\{1\}/, /^(What covers|An instruction that|The payment out|Split from|The points were given back|Posting \{0\}|The signed sale|Closed by|The token is|The statement is signed|The key lacks|What is signed|This is no part|Here it is|Send an Idempotency|This key was used for another request|Use a new key|What is restated is priced by|No settlement window is open)/];

const files = (path: string): string[] => (path.endsWith('.ts') ? [path] : readdirSync(join(SOURCES, path)).flatMap((name) => (statSync(join(SOURCES, path, name)).isDirectory() || name.endsWith('.ts') ? files(join(path, name)) : []))).filter((one) => !one.endsWith('.test.ts'));

/** Sentences that stand in a file as texts, with `{0}` where something is filled in. */
function sentencesOf(path: string): string[] {
  const found: string[] = [];
  const textOf = (node: ts.Node): string | undefined => (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text : ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map((span, at) => `{${at}}${span.literal.text}`).join('') : undefined);
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && /^(\{\d+\}|[A-Z])/.test(text) && /[a-z]{2,} [a-z{]/.test(text) && /[.!]$|\{\d+\}$/.test(text.trim()) && !/SELECT|INSERT|UPDATE |WHERE|FROM /.test(text)) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(join(SOURCES, path), 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

describe('refusals in Indonesian', () => {
  test('every code has its title and advice', () => {
    for (const code of ERROR_CODES) {
      const { title, detail } = problemInIndonesian(code, undefined);
      expect([code, title.length > 3, detail.startsWith(`${title}. `), detail.length > title.length + 5]).toEqual([code, true, true, true]);
    }
  });

  test.each(ROOMS)('every sentence of %s has its Indonesian one', (room) => {
    const texts = [...new Set(files(room).flatMap(sentencesOf))].filter((text) => !NO_REFUSAL.some((pattern) => pattern.test(text)));
    const filled = (text: string): string => text.replace(/\{\d+\}/g, '42');
    expect(texts.filter((text) => indonesianOf(filled(text)) === undefined)).toEqual([]);
  });

  test('what is filled in stands in both, and no sentence is there twice', () => {
    for (const [en, id] of SENTENCES) expect([en, [...id.matchAll(/\{(\d+)\}/g)].every(([, at]) => en.includes(`{${at}}`))]).toEqual([en, true]);
    expect(new Set(SENTENCES.map(([en]) => en)).size).toBe(SENTENCES.length);
    expect(indonesianOf('The settlement is SETTLED; only a proposed one can be approved.')).toBe('Penyelesaian ini selesai; hanya yang diusulkan dapat disetujui.');
    expect(indonesianOf('The bank file is refused whole; nothing of it was kept. 2 faults; the first is on line 7.')).toBe('Berkas bank ditolak utuh; tidak ada yang disimpan. 2 kesalahan; yang pertama pada baris 7.');
    expect(fieldInIndonesian('Line 3: The direction is neither IN nor OUT.')).toBe('Baris 3: Arahnya bukan IN dan bukan OUT.');
    expect(fieldInIndonesian('Send at least 3 characters.')).toBe('Isi sedikitnya 3 huruf.');
  });
});

describe('a refusal over HTTP', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await givenStack();
  });
  afterAll(() => stack.stop());

  test.each([['id-ID,id;q=0.9,en;q=0.8', 'id', 'Ada isian yang tidak sesuai', 'amount belum diisi. '], ['en-GB,en', 'en', 'A field is not as the contract demands', 'amount is missing. '], [undefined, 'en', 'A field is not as the contract demands', 'amount is missing. '], ['fr', 'en', 'A field is not as the contract demands', 'amount is missing. ']])('Accept-Language %s is answered in %s, with the same code', async (accepts, language, title, detail) => {
    const { token } = await stack.person('rina', ['HUB_FINANCE']);
    const answer = await fetch(`${stack.origin}/v1/payments`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(accepts !== undefined && { 'accept-language': accepts }) }, body: JSON.stringify({ bankReference: 'X', paidOn: stack.today() }) });
    const problem = (await answer.json()) as { code: string; title: string; errors: { code: string; detail: string }[] };
    expect([answer.status, answer.headers.get('content-language'), problem.code, problem.title, problem.errors[0]?.code, `${problem.errors[0]?.detail ?? ''} `.startsWith(detail)]).toEqual([400, language, 'validation_failed', title, 'invalid', true]);
  });
});
