import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import { addDays, businessDate } from '../kernel/business-date';
import { canonicalJson, sha256Hex } from '../kernel/canonical';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { valueToMinor } from '../kernel/money';
import { stopEarns } from '../partners';
import { lockSettlements, type Person } from '../settlement';
import type { TermsBook, TermsTable } from '../terms';
import { notAllowed, type CashService } from './cash.service';
import { obligationFacts, type ObligationFacts } from './cash.transactor';
import * as db from './defaults.transactor';
import { defaultOutcome, openToPartners, type LossRule } from './domain/default';
import { takeInOrder, type OpenItem, type Parts } from './domain/parts';

/** The rulebook's answers about defaults. */
export interface DefaultRules {
  /** Days overdue from which a default may be declared. */
  readonly days: number;
  readonly lossRule: LossRule;
  readonly fundCovers: boolean;
}

/**
 * The default of a partner: simulated at any time, declared by two people once it is long enough overdue. It covers the obligation whole, by
 * collateral, reserve, fund, loss shares of partners and, last, the hub's own loss; the shares enter the next settlement like credit notes.
 */
export class DefaultsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly cash: CashService, readonly rules: DefaultRules) {}

  /** What a default of this obligation would do now, by both rules. @throws DomainError `not_found`, `transition_not_allowed` */
  async simulate(obligationId: string): Promise<{ obligation: ObligationFacts; simulation: db.Simulation; hash: string; from: string }> {
    const terms = await this.terms.table();
    return inTransaction(this.pool, (tx) => this.simulated(tx, terms, obligationId));
  }

  private async simulated(tx: Tx, terms: TermsTable, obligationId: string): Promise<{ obligation: ObligationFacts; simulation: db.Simulation; hash: string; from: string }> {
    const obligation = await obligationFacts(tx, obligationId);
    if (!obligation) throw new DomainError('not_found', { detail: 'There is no obligation of a partner with this id.' });
    if (obligation.direction !== 'IN' || obligation.state !== 'SETTLING' || obligation.openMinor === 0n) throw notAllowed('Only what a partner has to pay, and has not paid, can be in default.', '/obligationId');
    const deposited = valueToMinor(terms.at(obligation.partyId, businessDate(this.clock.now()))?.body.collateral?.value ?? '0');
    const used = await db.collateralUsed(tx, obligation.partyId);
    const all = await db.exposures(tx, obligation);
    // What an issuer reserved for points that were burned was released by the night that calculated the burn, so nothing of it is left here.
    const partnersOpen = openToPartners(obligation.openPrincipalMinor, await db.owedToHubHeld(tx, obligation), all);
    const hubPrincipal = obligation.openPrincipalMinor - partnersOpen;
    const out = defaultOutcome({ partnersOpen, hubOpen: hubPrincipal + obligation.openFeeMinor + obligation.openPpnMinor, collateral: deposited > used ? deposited - used : 0n, reserve: 0n,
      fund: this.rules.fundCovers ? await db.fundBalance(tx) : 0n, exposures: all });
    const simulation: db.Simulation = { partnersOpen: String(partnersOpen), hubPrincipal: String(hubPrincipal), feeOpen: String(obligation.openFeeMinor), ppnOpen: String(obligation.openPpnMinor), collateral: String(out.collateralToPartners), reserve: String(out.reserveToPartners),
      fund: String(out.fundToPartners), collateralToHub: String(out.collateralToHub), shortfall: String(out.shortfall), hubUnpaid: String(out.hubUnpaid),
      losses: all.map((one, at) => ({ partyId: one.partyId, name: one.name, claims: String(one.claims), owes: String(one.owes), netExposure: String(out.losses.NET_EXPOSURE[at]?.amount ?? 0n), grossClaim: String(out.losses.GROSS_CLAIM[at]?.amount ?? 0n) })) };
    return { obligation, simulation, hash: sha256Hex(canonicalJson({ obligationId, rule: this.rules.lossRule, simulation })), from: addDays(obligation.dueDate, this.rules.days) };
  }

  /** The first person's act. @returns the default's id */
  async propose(obligationId: string, person: Person): Promise<string> {
    const terms = await this.terms.table();
    return inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const { obligation, simulation, hash, from } = await this.simulated(tx, terms, obligationId);
      if (businessDate(this.clock.now()) < from) throw notAllowed(`The obligation was due on ${obligation.dueDate}; a default may be declared from ${from}.`);
      const defaultId = this.id();
      if (!(await db.insertDefault(tx, { defaultId, obligationId, partyId: obligation.partyId, rule: this.rules.lossRule, hash, simulation, by: person.actor, at: this.clock.now() }))) throw notAllowed('A default of this obligation was proposed or declared already.');
      return defaultId;
    });
  }

  /** The second person's act on the same figures. @throws DomainError `second_person_required`, `transition_not_allowed` when the figures have moved */
  async declare(defaultId: string, hash: string, person: Person): Promise<void> {
    const terms = await this.terms.table();
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const found = await this.proposed(tx, defaultId);
      if (found.madeBy === person.actor) throw new DomainError('second_person_required', { detail: 'You have proposed this default. Another person has to declare it.' });
      const now = await this.simulated(tx, terms, found.obligationId);
      if (found.hash !== hash || now.hash !== hash) throw notAllowed('The figures of this default have changed. Withdraw it and propose it again.', '/defaultHash');
      await this.cover(tx, found, now.obligation, person.actor);
      const losses = now.simulation.losses.map((one) => ({ partyId: one.partyId, amount: BigInt(found.rule === 'NET_EXPOSURE' ? one.netExposure : one.grossClaim) }));
      await db.insertLossShares(tx, defaultId, losses);
      await db.moveDefault(tx, defaultId, 'DECLARED', person.actor, this.clock.now());
      await stopEarns(tx, { earnStopId: this.id(), partnerId: found.partyId, reason: 'DEFAULT', note: `dfl_${defaultId}`, at: this.clock.now() });
      await this.cash.afterMeeting(tx, found.partyId, person.actor);
    });
  }

  async withdraw(defaultId: string, reason: string, person: Person): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      await this.proposed(tx, defaultId);
      await db.moveDefault(tx, defaultId, 'WITHDRAWN', person.actor, this.clock.now(), reason);
    });
  }

  private async proposed(tx: Tx, defaultId: string): Promise<db.DefaultRow> {
    const found = await db.defaultById(tx, defaultId);
    if (!found) throw new DomainError('not_found', { detail: 'There is no default with this id.' });
    if (found.state !== 'PROPOSED') throw notAllowed(`The default is ${found.state}; only a proposed one can be declared or withdrawn.`);
    return found;
  }

  /** Each source meets its own parts of the obligation, until nothing is open. */
  private async cover(tx: Tx, found: db.DefaultRow, obligation: ObligationFacts, by: string): Promise<void> {
    const s = found.simulation;
    const hubs: Parts = { principal: BigInt(s.hubPrincipal ?? '0'), fee: obligation.openFeeMinor, ppn: obligation.openPpnMinor };
    const byCollateral = takeInOrder(hubs, BigInt(s.collateralToHub));
    const parts: [kind: 'COLLATERAL' | 'RESERVE' | 'FUND' | 'LOSS_SHARES' | 'HUB_LOSS', Parts][] = [
      ['COLLATERAL', { ...byCollateral, principal: BigInt(s.collateral) + byCollateral.principal }],
      ['RESERVE', { principal: BigInt(s.reserve), fee: 0n, ppn: 0n }],
      ['FUND', { principal: BigInt(s.fund), fee: 0n, ppn: 0n }],
      ['LOSS_SHARES', { principal: BigInt(s.shortfall), fee: 0n, ppn: 0n }],
      ['HUB_LOSS', { principal: hubs.principal - byCollateral.principal, fee: hubs.fee - byCollateral.fee, ppn: hubs.ppn - byCollateral.ppn }],
    ];
    for (const [kind, open] of parts) {
      const amountMinor = open.principal + open.fee + open.ppn;
      const item: OpenItem = { kind: 'OBLIGATION', id: found.obligationId, dueDate: obligation.dueDate, open };
      if (amountMinor > 0n) await this.cash.cover(tx, { kind, reference: `dfl_${found.defaultId}`, partyId: found.partyId, amountMinor, paidOn: businessDate(this.clock.now()), by, item });
    }
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}
