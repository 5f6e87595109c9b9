import type { Pool } from 'pg';
import { SILENCE_MS } from '../db/pools';
import type { Connection } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { contains } from '../kernel/interval';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import type { TermsBody } from './terms.wire';

/** A countersigned version of a party's terms. The coalition's own stand under the hub's party id. */
export interface TermsVersion {
  readonly termsId: string;
  readonly partyId: string;
  readonly version: number;
  readonly validFrom: BusinessDate;
  readonly validTo?: BusinessDate;
  readonly termsHash: string;
  /** When its last signature was made. */
  readonly signedAt?: Date;
  /** The version whose prices this one corrects; it prices by restatement only. */
  readonly correctsVersion?: number;
  readonly body: TermsBody;
}

/**
 * All countersigned terms at one moment; dates are business dates. Corrections of past versions are known and price nothing here: a restatement lays
 * those it uses over the table.
 */
export class TermsTable {
  private readonly byParty = new Map<string, TermsVersion[]>();
  /** What was found for a date: a posting asks for the same few versions several times. */
  private readonly found = new Map<BusinessDate, Map<string, TermsVersion | undefined>>();
  constructor(private readonly versions: readonly TermsVersion[], private readonly laidOver: readonly TermsVersion[] = []) {
    for (const one of versions) if (one.correctsVersion === undefined) this.byParty.set(one.partyId, [...(this.byParty.get(one.partyId) ?? []), one]);
  }

  at(partyId: string, date: BusinessDate): TermsVersion | undefined {
    const known = this.found.get(date) ?? new Map<string, TermsVersion | undefined>();
    if (known.has(partyId)) return known.get(partyId);
    const covers = (one: TermsVersion): boolean => one.partyId === partyId && contains({ from: one.validFrom, to: one.validTo }, date);
    const version = this.laidOver.findLast(covers) ?? this.byParty.get(partyId)?.find(covers);
    this.found.set(date, known.set(partyId, version));
    return version;
  }

  /** @throws DomainError `price_missing`: nothing is ever priced 0 for want of terms. */
  require(partyId: string, date: BusinessDate): TermsVersion {
    const found = this.at(partyId, date);
    if (!found) {
      throw new DomainError('price_missing', {
        detail: `${partyToWire(partyId)} has no countersigned terms for ${date}. Publish and countersign a version that covers this date.`,
        data: { partyId: partyToWire(partyId), businessDate: date },
      });
    }
    return found;
  }

  /** The table as it stood at an instant: what was signed later is not in it. */
  asOf(at: Date): TermsTable {
    return new TermsTable(this.versions.filter((one) => one.signedAt === undefined || one.signedAt <= at));
  }

  /** The same table in which some versions rule on their dates before all others, the last of them first. */
  over(versions: readonly TermsVersion[]): TermsTable {
    return new TermsTable(this.versions, [...this.laidOver, ...versions]);
  }

  /** Every countersigned version of a party, corrections too, the oldest first. */
  history(partyId: string): TermsVersion[] {
    return this.versions.filter((one) => one.partyId === partyId);
  }

  /** Versions that correct past ones. */
  corrections(): TermsVersion[] {
    return this.versions.filter((one) => one.correctsVersion !== undefined);
  }

  /** Every version that prices, of every party. */
  all(): TermsVersion[] {
    return [...[...this.byParty.values()].flat(), ...this.laidOver];
  }

  /** All versions in force on a date. */
  current(date: BusinessDate): TermsVersion[] {
    const parties = new Set([...this.byParty.keys(), ...this.laidOver.map((one) => one.partyId)]);
    return [...parties].flatMap((partyId) => this.at(partyId, date) ?? []);
  }

  /** The coalition's own terms. */
  coalition(date: BusinessDate): TermsVersion | undefined {
    return this.at(HUB_PARTY, date);
  }

  /** Face value: what a point is worth to a member, by the coalition's own terms. */
  faceValue(date: BusinessDate): string {
    return this.require(HUB_PARTY, date).body.settlementValue;
  }
}

const FRESH_MS = 1_000;

/** The countersigned terms, read again at most once a second. */
export class TermsBook {
  private held: { table: TermsTable; at: number } | undefined;
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  async table(): Promise<TermsTable> {
    const now = this.clock.wall().getTime();
    if (this.held && now - this.held.at < FRESH_MS) return this.held.table;
    const table = new TermsTable(await readCountersigned(this.pool));
    this.held = { table, at: now };
    return table;
  }

  forget(): void {
    this.held = undefined;
  }
}

/** The terms as they were countersigned at an instant, whatever was published or withdrawn since. */
export async function termsAsOf(connection: Connection, at: Date): Promise<TermsTable> {
  return new TermsTable(await readCountersigned(connection, at));
}

async function readCountersigned(connection: Connection, at?: Date): Promise<TermsVersion[]> {
  // The lanes wait for it.
  const asked = { query_timeout: SILENCE_MS, values: [at ?? null], text:
    `SELECT terms_id, party_id, version, valid_from::text, valid_to::text, terms_hash, coalesce(countersigned_at, checked_at, made_at) AS signed_at, corrects_version, body FROM terms_version
      WHERE status = 'COUNTERSIGNED' AND ($1::timestamptz IS NULL OR coalesce(countersigned_at, made_at) < $1) OR status = 'WITHDRAWN' AND $1::timestamptz IS NOT NULL AND countersigned_at < $1 AND withdrawn_at >= $1 ORDER BY party_id, version` };
  const { rows } = await connection.query<{ terms_id: string; party_id: string; version: number; valid_from: string; valid_to: string | null; terms_hash: string; signed_at: Date; corrects_version: number | null; body: TermsBody }>(asked);
  return rows.map((row) => ({ termsId: row.terms_id, partyId: row.party_id, version: row.version, validFrom: row.valid_from,
    ...(row.valid_to !== null && { validTo: row.valid_to }), ...(row.corrects_version !== null && { correctsVersion: row.corrects_version }), termsHash: row.terms_hash, signedAt: row.signed_at, body: row.body }));
}
