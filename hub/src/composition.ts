import type { RequestListener } from 'node:http';
import { Pool } from 'pg';
import { SessionController } from './access/session.controller';
import { PortalTokens } from './access/portal-token';
import { SeenTokens } from './access/seen-tokens';
import { AccountsService, BankService, CashApi, CashService, CertificatesService, DefaultsService, DunningService, LayoutsService, PayoutsService, RecoveriesService, RefundsService, UnmatchService, VirtualAccountsService } from './cash';
import { BankController } from './cash/bank.controller';
import { DefaultsController } from './cash/defaults.controller';
import { PaymentsController } from './cash/payments.controller';
import { RefundsController } from './cash/refunds.controller';
import { VirtualAccountsController } from './cash/virtual-accounts.controller';
import { createApp } from './http/app';
import { JournalService } from './accounting';
import { JournalController } from './accounting/journal.controller';
import { AccountsApi, AccountStatementsService, DocumentsService, FilesService, InvoicesApi, ReceiptsService, ReturnNotesService, StatementsService } from './invoicing';
import { AccountsController } from './invoicing/accounts.controller';
import { InvoicesController } from './invoicing/invoices.controller';
import { RECONCILIATION_DEFAULTS, type CompositionSettings } from './config/config';
import { BullWake } from './jobs/bull-wake';
import { PostgresWake } from './jobs/postgres-wake';
import type { Wake } from './jobs/wake';
import { OffsetClock } from './kernel/clock';
import { postingPool, SILENCE_MS } from './db/pools';
import type { Tx } from './db/tx';
import { GuardApi, GuardNightService, IssuerGuard } from './guard';
import { GuardController } from './guard/guard.controller';
import { bodyOf, problemOf } from './http/body-models';
import { parseStrictJson } from './http/strict-json';
import { ActsService, BatchService, CareService, EarnGuards, HistoryService, LedgerApi, ListIndexService, OfflineService, PostingService, QuarantineService, QuoteService, UpkeepService } from './ledger';
import { DisputeBook, DisputesApi, DisputesService, RemediesService, RulingsService } from './disputes';
import { DisputesController } from './disputes/disputes.controller';
import { ActsController } from './ledger/acts.controller';
import { CareController } from './ledger/care.controller';
import { HistoryController } from './ledger/history.controller';
import { OfflineController } from './ledger/offline.controller';
import { PostingsController } from './ledger/postings.controller';
import { MembersController } from './members/members.controller';
import { MembersService } from './members/members.service';
import { KeysService } from './partners/keys.service';
import { KeysController, PartnersController } from './partners/partners.controller';
import { PartnersService } from './partners/partners.service';
import { keysByThumbprint, tillsById, tokensWereUsed } from './partners';
import { coalesced, remembered } from './db/coalesce';
import { LogService, ProofService, readLogKey } from './proof';
import { ProofController } from './proof/proof.controller';
import { BreaksService, CoSigningService, DayFilesService, MatchingService, NightMatchingService, RulesService, UploadService } from './reconciliation';
import { BreaksController } from './reconciliation/breaks.controller';
import { CoSigningController } from './reconciliation/cosign.controller';
import { ReconciliationController } from './reconciliation/reconciliation.controller';
import { AccountingService, CsvService, ReportsService } from './reports';
import { ReportsController } from './reports/reports.controller';
import { SandboxController } from './sandbox/sandbox.controller';
import { SandboxService } from './sandbox/sandbox.service';
import { TestClockController } from './sandbox/test-clock.controller';
import { TestClockService } from './sandbox/test-clock.service';
import { HolidaysService, NightService, PositionsApi, RestatementApi, RestatementService, SettlementApi, SettlementGroupsService, SettlementService, WindowService } from './settlement';
import { HolidaysController } from './settlement/holidays.controller';
import { PositionsController } from './settlement/positions.controller';
import { IssuingWatchService, LimitsService } from './issuing';
import { IssuingController } from './issuing/issuing.controller';
import { SettlementGroupsController } from './settlement/settlement-groups.controller';
import { SettlementsController } from './settlement/settlements.controller';
import { RestatementsController } from './settlement/restatements.controller';
import { WindowsController } from './settlement/windows.controller';
import { StampsService, TaxInvoicesService } from './taxation';
import { TaxationController } from './taxation/taxation.controller';
import { PublicationService, TermsBook, TermsService } from './terms';
import { TermsController } from './terms/terms.controller';
import { ScenarioService, SimulationService, TermsDiffService } from './whatif';
import { ScenariosController } from './whatif/scenarios.controller';
import { TermsDiffController } from './whatif/terms-diff.controller';

export interface Settings extends CompositionSettings {
  readonly databaseUrl: string;
  readonly log: (entry: object) => void;
}

export interface Composition {
  /** Made when it is first asked for. */
  readonly app: RequestListener;
  readonly windows: WindowService;
  readonly nights: NightService;
  readonly files: FilesService;
  /** From now on nothing new is begun, and `/readyz` says so. */
  drain(): void;
  /** Works on what waits in the database until it is closed. */
  work(): Promise<void>;
  close(): Promise<void>;
}

/** Transactions that carry postings at once; a member is always in the same one. */
const LANES = 2;

/** The only place that builds services and controllers. */
export function compose(settings: Settings): Composition {
  const pool = new Pool({ connectionString: settings.databaseUrl, options: '-c role=kongsi_app', max: 20, connectionTimeoutMillis: 3_000, statement_timeout: 30_000, query_timeout: 30_000 + SILENCE_MS, application_name: 'kongsi-hub' });
  // One more for the lane of quiet partners, and two for what a lane has done outside its transaction.
  const lanePool = postingPool(settings.databaseUrl, LANES + 3);
  // Without a listener a connection that the server ends would end this process.
  for (const one of [pool, lanePool]) one.on('error', (error) => settings.log({ message: 'A database connection was lost.', error: error.message }));
  const wake: Wake = settings.redisUrl === undefined ? new PostgresWake(pool, settings.databaseUrl, settings.log) : new BullWake(settings.redisUrl, settings.log);
  const clock = new OffsetClock();
  const services = servicesOf(settings, pool, lanePool, wake, clock);
  const portalTokens = settings.identity && new PortalTokens(settings.identity, () => clock.wall());
  const seen = new SeenTokens();
  const state = { draining: false };
  // A process that only works on jobs never asks for it: contract and routes take longer to make than all the rest.
  const makeApp = (): RequestListener => createApp({ clock, draining: () => state.draining, pool, makers: controllersOf(services), portalTokens, sandbox: settings.environment === 'SANDBOX', log: settings.log, tokenFacts: (judgedAgain = false) => ({
    publicOrigin: settings.publicOrigin, nowSeconds: Math.floor(clock.wall().getTime() / 1000), key: judgedAgain ? services.keyLately : services.key, till: services.till,
    replayed: judgedAgain ? async () => false : (partnerId, jti) => services.wasUsed({ partnerId, jti }), ...(!judgedAgain && { firstUse: (partnerId: string, jti: string) => seen.firstUse(partnerId, jti, clock.wall().getTime()) }) }) });
  const work = (): Promise<void> => wake.listen(async (job) => {
    if (job === 'night') await services.nights.runDue();
    else if (job === 'log') await services.log.checkpoint();
    else if (job === 'lists') await services.listIndex.catchUp();
    else {
      await services.papers.receipts.issueDue();
      while ((await services.files.renderDue()) > 0);
    }
  });
  let app: RequestListener | undefined;
  return { get app() {
    app ??= makeApp();
    return app;
  }, windows: services.windows, nights: services.nights, files: services.files, work, drain: () => {
    state.draining = true;
  }, close: async () => {
    await wake.close();
    await Promise.all([pool.end(), lanePool.end()]);
  } };
}

type Services = ReturnType<typeof servicesOf>;

/** Every service, upstream before downstream. */
function servicesOf(settings: Settings, pool: Pool, lanePool: Pool, wake: Wake, clock: OffsetClock) {
  const terms = new TermsBook(pool, clock);
  const { issuing, guard, guards } = guardsOf(pool, terms, clock);
  const postings = new PostingService(lanePool, terms, clock, guards, LANES);
  const ledger = new LedgerApi(pool, postings, terms, clock);
  const [history, listIndex] = [new HistoryService(pool, terms, clock), new ListIndexService(pool)] as const;
  const quotes = new QuoteService(pool, terms, clock, guards);
  const { key, keyLately, till, wasUsed } = lookUpsOf(pool, clock);
  const offline = new OfflineService(pool, clock, terms, { publicOrigin: settings.publicOrigin, key, till });
  const batches = new BatchService(pool, clock, ledger, offline, { body: bodyOf, problem: problemOf });
  const acts = new ActsService(pool, postings, clock);
  const quarantine = new QuarantineService(pool, clock, postings);
  const care = new CareService(pool, postings, clock);
  const members = new MembersService(pool, clock);
  const windows = new WindowService(pool, clock);
  const documents = new DocumentsService(pool, clock, terms);
  const cash = new CashService(pool, clock, terms, new RecoveriesService());
  const files = new FilesService(pool, clock, terms, settings.operator, settings.verifyAddress ?? `${settings.publicOrigin}/v1/verify`);
  const papers = papersOf(settings, pool, clock, terms, files);
  const { dunning, ...money } = moneyOf(settings, pool, clock, terms, cash);
  const log = new LogService(pool, clock, readLogKey(settings.logKeyFile, settings.operator.name, settings.environment === 'SANDBOX'));
  const reconciling = reconciliationOf(settings, { pool, clock, terms, batches, log, key });
  const settlements = settlementsOf(pool, clock, terms, cash, (tx, settlementId) => reconciling.signing.demand(tx, settlementId));
  const upkeep = new UpkeepService(pool, clock, terms);
  const book = new DisputeBook(clock);
  const remedies = new RemediesService(pool, clock, postings, book);
  const disputes = new DisputesService(pool, clock, terms, book, remedies);
  const disputesApi = new DisputesApi(pool, clock, disputes, new RulingsService(pool, clock, disputes, book, remedies));
  const reports = new ReportsService(pool, clock, terms);
  const accounting = new AccountingService(pool, clock, terms, reports);
  const guardNights = new GuardNightService(pool, clock, terms, guard, reports);
  const guardApi = new GuardApi(pool, clock, guardNights);
  const nights = new NightService(pool, clock, terms, postings, windows, {
    documents: async (date) => {
      await remedies.credit();
      await documents.night(date);
      await papers.accountStatements.night(date);
      await wake.notify('documents');
    },
    log: async (windowId) => {
      await remedies.beforeCalculation();
      await log.sealWindow(windowId);
    },
    match: (date) => reconciling.night.night(date),
    upkeep: async (until) => {
      await remedies.beforeClose(until);
      await upkeep.night(until);
    },
    settle: async (date) => {
      await settlements.proposeDue(date, settings.settlementCycle);
      await dunning.night(date);
    },
    guard: (date) => guardNights.night(date).then(() => issuing.night(date)),
  });
  const invoices = new InvoicesApi(pool, clock, files);
  const proofs = new ProofService(pool, log, files, terms);
  const settlementApi = new SettlementApi(pool, clock, nights, settlements);
  const positions = new PositionsApi(pool, clock, terms, windows);
  const partners = new PartnersService(pool, clock);
  const keys = new KeysService(pool, clock, settings.publicOrigin, settings.environment === 'LIVE');
  const publication = new PublicationService(pool, clock, terms);
  const termsService = new TermsService(pool, clock, terms, publication);
  const simulation = new SimulationService(pool, terms);
  const scenarios = new ScenarioService(pool, clock, terms, simulation);
  const termsDiffs = new TermsDiffService(pool, termsService, publication, terms, simulation);
  const sandbox = new SandboxService(pool, clock, terms, settings.publicOrigin);
  const testClock = new TestClockService(clock, windows, nights);
  return { clock, environment: settings.environment, key, keyLately, till, wasUsed, terms, postings, ledger, history, listIndex, quotes, offline, batches, acts, quarantine, care, members, windows, documents, settlements, ...money, log, nights, files, invoices, papers, settlementApi, positions, partners, keys, termsService, termsDiffs, scenarios, sandbox, testClock, proofs, reports, accounting, csvs: new CsvService(reports), guardApi,
    disputesApi, reconciling, restatements: new RestatementApi(pool, new RestatementService(pool, clock, terms, (tx, windowId, bookedIn) => book.reprice(tx, windowId, bookedIn))) };
}

/** What judges earns on the posting path, in the order in which it takes its locks. */
function guardsOf(pool: Pool, terms: TermsBook, clock: OffsetClock) {
  const [issuing, guard] = [new IssuingWatchService(pool, clock), new IssuerGuard(pool, terms, clock)] as const;
  return { issuing, guard, guards: new EarnGuards([issuing, guard]) };
}

/** Partners' days beside the postings. */
function reconciliationOf(settings: Settings, { pool, clock, terms, batches, log, key }: { pool: Pool; clock: OffsetClock; terms: TermsBook; batches: BatchService; log: LogService; key: ReturnType<typeof lookUpsOf>['key'] }) {
  const of = settings.reconciliation ?? RECONCILIATION_DEFAULTS;
  const matching = new MatchingService(pool, clock, of);
  const rules = new RulesService(pool, clock, batches);
  return { uploads: new UploadService(pool, clock, matching, rules, parseStrictJson), files: new DayFilesService(pool), rules, night: new NightMatchingService(pool, matching, rules, of.blockOnBreaks, settings.log),
    breaks: new BreaksService(pool, clock, terms, of.writeOffLimitMinor), signing: new CoSigningService(pool, clock, log, { publicOrigin: settings.publicOrigin, key }, of.coSignatureRequired) };
}

/** What is written beside invoices: statements of account, receipts, the journal, and what the tax office is told. */
function papersOf(settings: Settings, pool: Pool, clock: OffsetClock, terms: TermsBook, files: FilesService) {
  const receipts = new ReceiptsService(pool, clock);
  return { receipts, accountStatements: new AccountStatementsService(pool, clock, terms), accounts: new AccountsApi(pool, files, receipts), returnNotes: new ReturnNotesService(pool, clock), journal: new JournalService(pool, clock),
    taxInvoices: new TaxInvoicesService(pool, clock, settings.operator), stamps: new StampsService(pool, clock) };
}

/** Statements are written when a settlement is fixed, once its windows are signed where they have to be. */
function settlementsOf(pool: Pool, clock: OffsetClock, terms: TermsBook, cash: CashService, signed: (tx: Tx, settlementId: string) => Promise<void>): SettlementService {
  const statements = new StatementsService(clock);
  return new SettlementService(pool, clock, terms, { write: async (tx, settlementId, date) => {
    await signed(tx, settlementId);
    await statements.write(tx, settlementId, date);
  }, void: (...one) => statements.void(...one) }, cash);
}

/** Money in and out, on what settlements made of the claims. */
function moneyOf(settings: Settings, pool: Pool, clock: OffsetClock, terms: TermsBook, cash: CashService) {
  const { payOut, dunningDays, defaultDays, lossRule, fundCoversDefaults } = settings.cash;
  const payouts = new PayoutsService(pool, clock, payOut, settings.operator.legalName);
  const refunds = new RefundsService(pool, clock, payouts);
  const layouts = new LayoutsService(pool, clock);
  const bank = new BankService(pool, clock, terms, cash, refunds, layouts);
  const defaults = new DefaultsService(pool, clock, terms, cash, { days: defaultDays, lossRule, fundCovers: fundCoversDefaults });
  const cashApi = new CashApi(pool, cash, bank, payouts, defaults, refunds);
  return { dunning: new DunningService(pool, clock, terms, cash, dunningDays), certificates: new CertificatesService(pool, clock, terms, cash), accounts: new AccountsService(pool, clock), virtualAccounts: new VirtualAccountsService(pool, clock), layouts, cashApi, refunds, settlementGroups: new SettlementGroupsService(pool, clock, settings.settlementCycle), limits: new LimitsService(pool, clock, terms), unmatching: new UnmatchService(pool, clock, cashApi), holidays: new HolidaysService(pool, clock) };
}

/** Which controller stands on which service. */
function controllersOf(s: Services): Map<unknown, () => unknown> {
  return new Map<unknown, () => unknown>([
    [HistoryController, () => new HistoryController(s.history, s.quotes, s.batches)],
    [ActsController, () => new ActsController(s.acts)],
    [OfflineController, () => new OfflineController(s.offline, s.quarantine)],
    [CareController, () => new CareController(s.care)],
    [PostingsController, () => new PostingsController(s.ledger)],
    [MembersController, () => new MembersController(s.members)],
    [SessionController, () => new SessionController(s.clock, s.environment)],
    [PartnersController, () => new PartnersController(s.partners)],
    [KeysController, () => new KeysController(s.keys)],
    [TermsController, () => new TermsController(s.termsService)],
    [RestatementsController, () => new RestatementsController(s.restatements)],
    [DisputesController, () => new DisputesController(s.disputesApi)],
    [ScenariosController, () => new ScenariosController(s.scenarios)],
    [TermsDiffController, () => new TermsDiffController(s.termsDiffs)],
    [ReconciliationController, () => new ReconciliationController(s.reconciling.uploads, s.reconciling.files)],
    [BreaksController, () => new BreaksController(s.reconciling.breaks, s.reconciling.rules)],
    [CoSigningController, () => new CoSigningController(s.reconciling.signing)],
    [ProofController, () => new ProofController(s.proofs)],
    [AccountsController, () => new AccountsController(s.papers.accounts)],
    [JournalController, () => new JournalController(s.papers.journal)],
    [TaxationController, () => new TaxationController(s.papers.taxInvoices, s.papers.stamps)],
    [InvoicesController, () => new InvoicesController(s.invoices, s.papers.returnNotes)],
    [WindowsController, () => new WindowsController(s.settlementApi)],
    [SettlementGroupsController, () => new SettlementGroupsController(s.settlementGroups)],
    [SettlementsController, () => new SettlementsController(s.settlementApi)],
    [PaymentsController, () => new PaymentsController(s.cashApi, s.certificates)],
    [RefundsController, () => new RefundsController(s.refunds, s.unmatching)],
    [HolidaysController, () => new HolidaysController(s.holidays)],
    [VirtualAccountsController, () => new VirtualAccountsController(s.virtualAccounts)],
    [BankController, () => new BankController(s.cashApi, s.accounts, s.layouts)],
    [DefaultsController, () => new DefaultsController(s.cashApi)],
    [PositionsController, () => new PositionsController(s.positions)],
    [SandboxController, () => new SandboxController(s.sandbox)],
    [IssuingController, () => new IssuingController(s.limits)],
    [GuardController, () => new GuardController(s.guardApi)],
    [ReportsController, () => new ReportsController(s.reports, s.accounting, s.csvs)],
    [TestClockController, () => new TestClockController(s.testClock)],
  ]);
}

/** What tokens are verified by; requests that arrive together are looked up by one statement. */
function lookUpsOf(pool: Pool, clock: OffsetClock) {
  const key = coalesced((kids: readonly string[]) => keysByThumbprint(pool, kids));
  return {
    key, keyLately: remembered(key, { nameOf: (kid) => kid, worth: (found) => found?.status === 'ACTIVE', lasts: 1_000, now: () => clock.wall().getTime() }), till: coalesced((ids: readonly string[]) => tillsById(pool, ids)),
    wasUsed: coalesced((tokens: readonly { partnerId: string; jti: string }[]) => tokensWereUsed(pool, tokens)),
  };
}
