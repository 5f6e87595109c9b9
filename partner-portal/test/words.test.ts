import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../client/src/text/en';
import { id, partsId } from '../client/src/text/id';

interface Schema {
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** Values whose text has another key than the value, by where they stand in the contract. */
const KEYS: readonly (readonly [RegExp, (value: string) => readonly string[]])[] = [
  [/^FeeClause\.base$/, (value) => [`base_${value}`]],
  [/^ExpiryRule\.mode$/, (value) => [`expiry_${value}`]],
  [/\.rateBasis$/, (value) => [`rateBasis_${value}`]],
  [/\.netting$/, (value) => [`netting_${value}`]],
  [/^(Obligation|NettingStatement)\.side$/, (value) => [`SIDE_${value}`]],
  [/^IssuingLimit\w*\.scope$/, (value) => [`SCOPE_${value}`]],
  [/^NotReplayedBurn\.reason$/, (value) => [`lost_${value}`]],
  [/^TaxInvoiceStepRequest\.step$/, (value) => [`${value}_STEP`, `${value}_TEXT`]],
  [/^KpiRatio\.kpi$/, (value) => [`KPI_${value}`, `FORMULA_${value}`]],
  [/^(DayHeader|ReconciliationDay|Break)\.source$|^Wire(MatchClass|BreakClass|Cause)$|^ReconciledRecord\.matchKey$|^PendingBreakClosing\.kind$|^Break\.proposal$|^BreakCount\.age$|^ExplainRequest\.causeCode$|^(ReconciliationRule|RuleRequest)\.action$/, (value) => [`rec_${value}`]],
  [/^ReconciledRecord\.answer$/, (value) => [`rec_ANSWER_${value}`]],
  [/^Break\.owner$/, (value) => [`rec_OWNER_${value}`]],
  [/^(FraudBearers\.|(Dispute|DisputeDetail|PendingRuling)\.bearer$)/, (value) => [`BEARER_${value}`]],
  [/^DisputeEntry\.kind$/, (value) => [`ENTRY_${value}`]],
  [/^EarnStop\.reason$/, (value) => [`STOP_${value}`]],
  [/^Payable\.held$/, (value) => [`HELD_${value}`]],
  [/^JournalAccountKey$/, (value) => [`${value}_ACCOUNT`]],
  [/^AdjustmentRequest\.reasonCode$/, (value) => [`REASON_${value}`]],
  [/^GuardAlert\.kind$/, (value) => [value, `ADVICE_${value}`]],
  [/\.preset$/, (value) => [value, `text_${value}`]],
  [/^BankLayoutDefinition\.sign\.kind$/, (value) => [`sign_${value}`]],
];

/** Values that no page shows as words, and why. */
const NOT_SHOWN: readonly (readonly [RegExp, string])[] = [
  [/\.object$/, 'names the shape of an answer'],
  [/\.format$|\.kty$|\.alg$|\.mediaType$/, 'names of file formats and algorithms are the same in every language'],
  [/\.documentLanguage$|\.zone$/, 'a code that the page explains in a sentence, or a name of the zone database'],
  [/\.direction$/, 'is told as who pays'],
  [/^(Dispute|DisputeDetail)\.awaiting$|^DisputeEffect\.role$|^DisputeAnswerRequest\.decision$/, 'is told as a name or a button'],
  [/^OurSide\.kind$|^Batch\.status$|^Hold\.releaseReason$|^SessionView\.environment$/, 'stands on no page'],
  [/^BankLayoutDefinition\.(delimiter|dateFormat|decimalMark)$/, 'is shown as it stands in the file, by an example'],
];

/** What accounts are moved by; the contract leaves it open, documents and pages know these. */
const MOVEMENTS = ['CLAIM_PAYABLE', 'CLAIM_RECEIVABLE', 'ISSUE', 'EXPIRE', 'RESERVE_FUNDING', 'RESERVE_RELEASE', 'BREAKAGE_SHARE', 'ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN', 'PAYMENT_RECEIVED', 'PAYMENT_MADE', 'WITHHOLDING', 'COLLATERAL', 'RESERVE', 'FUND', 'LOSS_SHARES', 'HUB_LOSS', 'RECOVERY', 'ADJUSTMENT'];

function enumsOf(schema: Schema, path: string, into: Map<string, string[]>): void {
  if (schema.enum) into.set(path, schema.enum.filter((one): one is string => typeof one === 'string'));
  for (const [name, one] of Object.entries(schema.properties ?? {})) enumsOf(one, `${path}.${name}`, into);
  for (const one of [schema.items, typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined, ...(schema.allOf ?? []), ...(schema.anyOf ?? [])]) if (one) enumsOf(one, path, into);
}

describe('words of the portal', () => {
  const texts: Readonly<Record<'id' | 'en', Readonly<Record<string, string>>>> = { id, en };
  const enums = new Map<string, string[]>();
  for (const [name, schema] of Object.entries((JSON.parse(readFileSync(join(__dirname, '../../openapi/hub.json'), 'utf8')) as { components: { schemas: Record<string, Schema> } }).components.schemas)) enumsOf(schema, name, enums);

  test('every value of the contract that a page can show has a text in both languages', () => {
    expect(enums.size).toBeGreaterThan(100);
    const missing: string[] = [];
    for (const [path, values] of enums) {
      if (NOT_SHOWN.some(([where]) => where.test(path))) continue;
      const keysOf = KEYS.find(([where]) => where.test(path))?.[1] ?? ((value: string): readonly string[] => [value]);
      for (const key of values.flatMap(keysOf)) for (const language of ['id', 'en'] as const) if (!texts[language][key]) missing.push(`${path}: ${key} (${language})`);
    }
    for (const type of MOVEMENTS) for (const language of ['id', 'en'] as const) if (!texts[language][`MOVED_${type}`]) missing.push(`account movement ${type} (${language})`);
    expect(missing).toEqual([]);
  });

  test('each exception and each other key is still of use', () => {
    for (const [where] of [...NOT_SHOWN, ...KEYS]) expect([where.source, [...enums.keys()].some((path) => where.test(path))]).toEqual([where.source, true]);
  });

  test('no key stands in two parts of the texts, and both languages have the same', () => {
    const keys = partsId.flatMap((part) => Object.keys(part));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort());
    // English parts come together as Indonesian ones do: were a key in two of them, one of the two would be lost.
    const files = ['en', 'papers-en', 'terms-en', 'money-en', 'days-en', 'values-en', 'finance-en', 'groups-en'].map((name) => readFileSync(join(__dirname, `../client/src/text/${name}.ts`), 'utf8'));
    const english = files.flatMap((text) => [...text.matchAll(/(?:^|[{,])\s*([A-Za-z_]\w*): (?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/gm)].map((one) => one[1] ?? ''));
    expect(english.filter((key, at) => english.indexOf(key) !== at)).toEqual([]);
    expect(english.length).toBe(keys.length);
  });
});
