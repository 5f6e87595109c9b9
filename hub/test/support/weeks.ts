import { writeFileSync } from 'node:fs';
import { canonicalJson, sha256Hex } from '../../../partner-sdk/src/proof/canonical';
import { verifyProof, type ProofResult, type ProofSummary } from '../../../partner-sdk/src/proof/verify';
import type { CreditNote, Invoice } from '../../src/invoicing/invoicing.wire';
import type { HubKeys } from '../../src/proof/proof.wire';
import { logTermsAsTheyAre } from './logged-terms';
import { givenNights, type Nights } from './nights';

/** Terms that pay and receive one price for burned points. */
export const clauses = (price: string, ...more: object[]): object => ({ clauses: [...(['PAY', 'RECEIVE'] as const).map((side) => ({ clauseId: `burn-${side.toLowerCase()}`, event: 'BURN', side, pointPrice: price })), ...more] });
const issue = (pointPrice: string, more: object = {}): object => ({ clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice, ...more });
export const earnRule = (changes: object = {}): object => ({ earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 365, pointsAllowed: true, ...changes } });
/** Terms of an issuer that pays for its points when it gives them. */
export const prepaid = (price: string, more: object = {}): object => ({ ...clauses('48.37', issue(price, more)), preset: 'PAY_AT_ISSUE', documentCycle: 'WEEKLY' });

/** Weeks of points that are paid for when they are given, proved by whoever is billed for them. */
export class Weeks {
  readonly keys: string[] = [];
  private readonly texts = new Map<string, string>();
  private constructor(readonly nights: Nights) {}

  static async of(codes: readonly string[], terms: (nights: Nights) => Readonly<Record<string, object>>): Promise<Weeks> {
    const nights = await givenNights(codes);
    for (const [code, changes] of Object.entries(terms(nights))) await nights.agree(code, changes);
    await logTermsAsTheyAre(nights);
    const weeks = new Weeks(nights);
    await nights.awayFromMonthEnd();
    for (let day = 0; day < 7 && new Date(`${await weeks.today()}T00:00:00Z`).getUTCDay() !== 1; day += 1) await nights.advanceDays(1);
    weeks.keys.push(...((await (await fetch(`${nights.stack.origin}/v1/log/keys`)).json()) as HubKeys).keys);
    return weeks;
  }

  async today(): Promise<string> {
    return (await this.nights.stack.db.owner.query<{ date: string }>(`SELECT business_date::text AS date FROM settlement_window WHERE state = 'OPEN'`)).rows[0]?.date ?? '';
  }

  /** Until the documents of the week are there. */
  async endOfWeek(): Promise<void> {
    do await this.nights.advanceDays(1); while (new Date(`${await this.today()}T00:00:00Z`).getUTCDay() !== 1);
  }

  async act(path: string, body: object = {}): Promise<void> {
    const care = await this.nights.stack.person('siti', ['HUB_OPERATIONS', 'HUB_CARE', 'HUB_ADMIN', 'HUB_SUPPORT']);
    const answer = await fetch(`${this.nights.stack.origin}/v1${path}`, { method: 'POST', headers: { authorization: `Bearer ${care.token}`, 'content-type': 'application/json', 'idempotency-key': `${path} ${JSON.stringify(body)}` }, body: JSON.stringify(body) });
    const said = (await answer.json()) as { id: string; status?: string };
    expect([path, answer.status, answer.status < 300 ? '' : said]).toEqual([path, answer.status < 300 ? answer.status : 200, '']);
    if (answer.status === 202) await (await this.nights.stack.person('budi-care', ['HUB_APPROVER'])).post(`/change-requests/${said.id}/approve`);
  }

  /** The same terms with these changes from tomorrow on, in the log like all others. */
  async agreedAndSigned(code: string, changes: object): Promise<void> {
    const { nights: { stack: { db }, agreeFrom, brand } } = this;
    await agreeFrom(code, 1, changes);
    const { rows } = await db.owner.query<{ terms_id: string; version: number; from: string; body: object; canonical: string }>('SELECT terms_id, version, valid_from::text AS from, body, canonical FROM terms_version WHERE party_id = $1 ORDER BY version', [brand(code).partnerId.slice(4)]);
    const [first, last] = [rows[0], rows.at(-1)];
    const text = canonicalJson({ ...(JSON.parse(first?.canonical ?? '{}') as object), version: last?.version, validFrom: last?.from, body: last?.body });
    await db.owner.query('UPDATE terms_version n SET canonical = $3, terms_hash = $4, checked_by = o.checked_by, checked_at = o.checked_at, countersigned_by = o.countersigned_by, countersigned_at = o.countersigned_at FROM terms_version o WHERE n.terms_id = $1 AND o.terms_id = $2', [last?.terms_id, first?.terms_id, text, sha256Hex(text)]);
  }

  async lotOf(memberId: string): Promise<string> {
    return (await this.nights.stack.db.owner.query<{ lot_id: string }>('SELECT lot_id FROM lot WHERE member_id = $1 ORDER BY lot_id DESC LIMIT 1', [memberId.slice(4)])).rows[0]?.lot_id ?? '';
  }

  private async asked(code: string, path: string): Promise<string> {
    const owner = await this.nights.stack.person(`owner-${code.toLowerCase()}`, ['PARTNER_OWNER'], this.nights.brand(code).partnerId);
    const answer = await fetch(`${this.nights.stack.origin}/v1${path}`, { headers: { authorization: `Bearer ${owner.token}` } });
    const text = await answer.text();
    expect([code, path, answer.status, answer.ok ? '' : text]).toEqual([code, path, 200, '']);
    return text;
  }

  /** The bundle of one of the issued invoices of a brand, the oldest first. */
  async ofInvoice(code: string, at: number, kind: Invoice['kind'] = 'POINTS_INVOICE'): Promise<string> {
    const { data } = JSON.parse(await this.asked(code, `/invoices?limit=100&kind=${kind}&sort=cycleFrom`)) as { data: Invoice[] };
    return this.proof(code, `/invoices/${data.filter((one) => one.number !== undefined).at(at)?.id ?? ''}/proof`);
  }

  async ofNotes(code: string): Promise<string[]> {
    const { data } = JSON.parse(await this.asked(code, '/credit-notes?limit=100')) as { data: CreditNote[] };
    const texts: string[] = [];
    for (const one of data.filter((each) => each.number !== undefined)) texts.push(await this.proof(code, `/credit-notes/${one.id}/proof`));
    return texts;
  }

  private async proof(code: string, path: string): Promise<string> {
    const text = this.texts.get(path) ?? (await this.asked(code, path));
    this.texts.set(path, text);
    if (process.env['KEEP_PROOFS']) writeFileSync(`${process.env['KEEP_PROOFS']}/${code}-${path.split('/').slice(1, 3).join('-')}.json`, text);
    return text;
  }

  verify(text: string): Promise<ProofResult> {
    return verifyProof(text, { hubKeys: this.keys });
  }

  async verified(text: string): Promise<ProofSummary> {
    const result = await this.verify(text);
    if (!result.summary) throw new Error(`${result.status} at ${String(result.step)}, ${String(result.failed)}: ${result.detail}`);
    return result.summary;
  }
}
