import { KongsiApiError, KongsiConnectionError, type Problem } from './errors';
import { entryOf, type Journal } from './journal/journal';
import { List, type Page } from './pages';
import { remoteSignerOf, signOffline, signRequest, signWindow, signerOf, type OfflineRequest, type PrivateJwk, type RemoteSigner, type Signer } from './token';
import type { components } from './generated/hub';

type Schemas = components['schemas'];
export type Posting = Schemas['Posting'];
export type Hold = Schemas['Hold'];
export type Balance = Schemas['Balance'];
export type Member = Schemas['Member'];
export type Batch = Schemas['Batch'];
export type Quote = Schemas['Quote'];

/** An operation of a batch, with the body that it would have alone. */
/** A string is an offline token, as it was stored. */
export type BatchItem = string | { op: 'EARN'; body: Schemas['EarnRequest'] } | { op: 'BURN'; body: Schemas['BurnRequest'] } | { op: 'REVERSAL'; body: Schemas['ReversalRequest'] };

type Filter = Record<string, string | number | boolean | undefined>;

export interface KongsiOptions {
  readonly partnerId: string;
  /** Private key, which stays in this process. Give either this or `sign`. */
  readonly key?: PrivateJwk;
  /** Signs with a key that lies elsewhere, such as in a KMS or an HSM. */
  readonly sign?: RemoteSigner;
  readonly baseUrl: string;
  readonly tillId?: string;
  /** Time of one attempt, in milliseconds. */
  readonly timeoutMs?: number;
  /** Time of all attempts together, in milliseconds. */
  readonly totalTimeoutMs?: number;
  readonly maxRetries?: number;
  readonly fetch?: typeof fetch;
  /** Keeps what was sent and answered, as a witness for reconciliation; see `./journal`. */
  readonly journal?: Journal;
  /** The journal could not be written. The sale itself is posted all the same. */
  readonly onJournalFault?: (fault: Error) => void;
}

interface CallOptions {
  readonly idempotencyKey?: string;
  /** A new attempt after a stored refusal, with the same externalId and a changed body: 2, 3, … */
  readonly attempt?: number;
  readonly signal?: AbortSignal;
}

/** What is sent, as it is signed. */
interface Body {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

const BYTES_A_MS = 200;
const SKEW_CODES = new Set(['clock_skew', 'token_expired']);

/** The hub, as a brand's till or shop sees it. Keys and tokens never stand in messages or in `inspect`. */
export class KongsiClient {
  readonly #options: Required<Omit<KongsiOptions, 'tillId' | 'key' | 'sign' | 'journal' | 'onJournalFault'>> & Pick<KongsiOptions, 'tillId' | 'journal' | 'onJournalFault'>;
  readonly #signer: Promise<Signer>;
  #clockOffsetMs = 0;

  constructor(options: KongsiOptions) {
    const { key, sign, ...rest } = options;
    if ((key === undefined) === (sign === undefined)) throw new TypeError('Give either key or sign to KongsiClient.');
    if (key !== undefined && (typeof key !== 'object' || key === null)) throw new TypeError('key is a private JWK as an object. Parse the text of its file first.');
    if (typeof options.partnerId !== 'string' || options.partnerId === '') throw new TypeError('partnerId is missing: it is the prt_… that the hub gave you.');
    if (typeof options.baseUrl !== 'string' || !/^https?:$/.test(protocolOf(options.baseUrl))) throw new TypeError('baseUrl is the address of the hub, such as https://hub.example.');
    this.#options = { timeoutMs: 10_000, totalTimeoutMs: 20_000, maxRetries: 2, fetch: globalThis.fetch, ...rest, baseUrl: options.baseUrl.replace(/\/$/, '') };
    this.#signer = key ? signerOf(key) : remoteSignerOf(sign as RemoteSigner);
    // A key that cannot be read is reported by the first call, not as an unhandled rejection.
    this.#signer.catch(() => undefined);
  }

  /** Where this client keeps what it sent, if it does. */
  get journal(): Journal | undefined {
    return this.#options.journal;
  }

  /** Milliseconds by which the hub's clock is ahead of this machine's. */
  get clockOffsetMs(): number {
    return this.#clockOffsetMs;
  }

  /** Signs a transaction that cannot be sent now; `OfflineQueue` does this, keeps it and sends it later. */
  async signOffline(request: Omit<OfflineRequest, 'partnerId' | 'origin' | 'capturedAt'> & { readonly capturedAt?: Date }): Promise<{ token: string; kid: string }> {
    const { capturedAt = new Date(Date.now() + this.#clockOffsetMs), ...rest } = request;
    const signer = await this.#signer;
    return { token: await signOffline(signer, { ...rest, partnerId: this.#options.partnerId, origin: this.#options.baseUrl, capturedAt: Math.floor(capturedAt.getTime() / 1000) }), kid: signer.kid };
  }

  readonly members = {
    enrol: (body: Schemas['EnrolRequest']): Promise<Member> => this.request<Member>('POST', '/v1/members', body),
    lookup: (member: string): Promise<Schemas['LookupResult']> => this.request('POST', '/v1/members/lookup', { member }),
    balance: (memberId: string): Promise<Balance> => this.request<Balance>('GET', `/v1/members/${memberId}/balance`),
    get: (memberId: string): Promise<Member> => this.request<Member>('GET', `/v1/members/${memberId}`),
    statement: (memberId: string, span: { from?: string; to?: string } = {}): Promise<Schemas['MemberStatement']> => this.request('GET', `/v1/members/${memberId}/statement${queryOf(span)}`),
    lots: (memberId: string): Promise<Schemas['LotList']> => this.request('GET', `/v1/members/${memberId}/lots`),
  };
  readonly earns = { create: (body: Schemas['EarnRequest'], options?: CallOptions): Promise<Posting> => this.#create<Posting>('/v1/earns', body, options) };
  readonly burns = { create: (body: Schemas['BurnRequest'], options?: CallOptions): Promise<Posting> => this.#create<Posting>('/v1/burns', body, options) };
  readonly reversals = { create: (body: Schemas['ReversalRequest'], options?: CallOptions): Promise<Posting> => this.#create<Posting>('/v1/reversals', body, options) };
  readonly holds = {
    get: (holdId: string): Promise<Hold> => this.request<Hold>('GET', `/v1/holds/${holdId}`),
    list: (filter: Filter = {}): List<Hold> => this.#list('/v1/holds', filter),
    create: (body: Schemas['HoldRequest'], options?: CallOptions): Promise<Hold> => this.#create<Hold>('/v1/holds', body, options),
    capture: async (holdId: string, body: Schemas['CaptureRequest'] = {}, options?: CallOptions): Promise<Posting> =>
      this.#kept(await this.request<Posting>('POST', `/v1/holds/${holdId}/capture`, body, { ...options, idempotencyKey: options?.idempotencyKey ?? `${holdId}:capture${options?.attempt === undefined ? '' : `~${options.attempt}`}` })),
    release: (holdId: string, options?: CallOptions): Promise<Hold> => this.request<Hold>('POST', `/v1/holds/${holdId}/release`, undefined, { ...options, idempotencyKey: options?.idempotencyKey ?? `${holdId}:release` }),
  };
  readonly quotes = { create: (body: Schemas['QuoteRequest']): Promise<Quote> => this.request<Quote>('POST', '/v1/quotes', body) };
  readonly batches = {
    /** Posts up to 500 operations; each is answered on its own in `items`. The key of the batch is the digest of its items unless given. */
    create: async (body: { items: readonly BatchItem[] }, options?: CallOptions): Promise<Batch> => {
      const batch = await this.request<Batch>('POST', '/v1/batches', body, { ...options, idempotencyKey: options?.idempotencyKey ?? `batch-${await digestOf(new TextEncoder().encode(JSON.stringify(body)))}` });
      for (const item of batch.items ?? []) if (item.posting) await this.#keep(item.posting);
      return batch;
    },
    get: (batchId: string): Promise<Batch> => this.request<Batch>('GET', `/v1/batches/${batchId}`),
    items: (batchId: string): List<Schemas['BatchItem']> => this.#list(`/v1/batches/${batchId}/items`, { limit: 100 }),
  };
  readonly postings = {
    get: (postingId: string): Promise<Posting> => this.request<Posting>('GET', `/v1/postings/${postingId}`),
    list: (filter: Filter = {}): List<Posting> => this.#list('/v1/postings', filter),
    evidence: (postingId: string): Promise<Schemas['Evidence']> => this.request('GET', `/v1/postings/${postingId}/evidence`),
    /** What became of a request whose answer was lost. */
    byKey: (key: string): Promise<Posting> => this.request<Posting>('GET', `/v1/postings/by-key/${encodeURIComponent(key)}`),
    byExternalId: async (externalId: string): Promise<Posting | undefined> => (await this.#list<Posting>('/v1/postings', { externalId }).page()).data[0],
  };
  readonly positions = {
    get: (): Promise<Schemas['PositionList']> => this.request('GET', '/v1/positions'),
    /** What the position is made of, by counterparty, and the windows behind it. */
    matrix: (): Promise<Schemas['PositionMatrix']> => this.request('GET', '/v1/positions/matrix'),
    flows: (from: string, to: string): Promise<Schemas['FlowMatrix']> => this.request('GET', `/v1/positions/flows${queryOf({ from, to })}`),
  };
  readonly tillCounters = { list: (filter: Filter = {}): List<Schemas['TillCounter']> => this.#list('/v1/till-counters', filter) };
  readonly quarantine = { list: (filter: Filter = {}): List<Schemas['QuarantineItem']> => this.#list('/v1/quarantine', filter) };
  readonly settlementWindows = {
    list: (filter: Filter = {}): List<Schemas['Window']> => this.#list('/v1/settlement-windows', filter),
    signatures: (windowId: string): Promise<Schemas['WindowSignatures']> => this.request('GET', `/v1/settlement-windows/${windowId}/signatures`),
    /**
     * Signs a calculated window with this client's key; the hub signs the same. Pass what you have checked yourself: what differs from it is not signed.
     * @throws Error when the hub's statement differs from `checked`
     */
    sign: async (windowId: string, checked: Partial<Schemas['WindowStatement']> = {}): Promise<Schemas['WindowSignature']> => {
      const { statement } = await this.settlementWindows.signatures(windowId);
      for (const [name, value] of Object.entries({ windowId, ...checked })) if (statement[name as keyof typeof statement] !== value) throw new Error(`The hub says another ${name} than you checked: nothing was signed.`);
      return this.request('POST', `/v1/settlement-windows/${windowId}/signatures`, { jws: await signWindow(await this.#signer, statement) });
    },
  };
  readonly reconciliations = {
    /**
     * Uploads a whole day and answers how it matches. The same file may be sent again at any time: it adds nothing, unless another file told some of its records otherwise since; then it has the last word.
     * @param file bytes or text of a CSV or JSON file, or the day as an object
     * @throws KongsiApiError `validation_failed` naming lines; nothing of such a file is kept
     */
    upload: async (file: Uint8Array | string | Schemas['DayFile'], options: { readonly contentType?: 'text/csv' | 'application/json'; readonly signal?: AbortSignal } = {}): Promise<Schemas['Reconciliation']> => {
      const bytes = file instanceof Uint8Array ? file : new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));
      // A header line begins with H; JSON with a brace, both perhaps after a byte order mark.
      const contentType = options.contentType ?? (/^\ufeff?\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 64))) ? 'application/json' : 'text/csv');
      const answer = await this.#send('POST', '/v1/reconciliations', { bytes, contentType }, { idempotencyKey: `day-${globalThis.crypto.randomUUID()}`, ...(options.signal && { signal: options.signal }) });
      return jsonOf<Schemas['Reconciliation']>(answer);
    },
    get: (reconciliationId: string): Promise<Schemas['Reconciliation']> => this.request('GET', `/v1/reconciliations/${reconciliationId}`),
    list: (filter: Filter = {}): List<Schemas['Reconciliation']> => this.#list('/v1/reconciliations', filter),
    days: (filter: Filter = {}): List<Schemas['ReconciliationDay']> => this.#list('/v1/reconciliation-days', filter),
    records: (reconciliationId: string, filter: Filter = {}): List<Schemas['ReconciledRecord']> => this.#list(`/v1/reconciliations/${reconciliationId}/records`, { limit: 100, ...filter }),
    /** The file that answers each record. */
    handBack: (reconciliationId: string, format: 'csv' | 'json' = 'csv'): Promise<Uint8Array> => this.#bytes(`/v1/reconciliations/${reconciliationId}/hand-back?format=${format}`),
  };
  readonly breaks = {
    get: (breakId: string): Promise<Schemas['BreakDetail']> => this.request('GET', `/v1/breaks/${breakId}`),
    list: (filter: Filter = {}): List<Schemas['Break']> => this.#list('/v1/breaks', filter),
    explain: (breakId: string, body: Schemas['ExplainRequest']): Promise<Schemas['Break']> => this.request('POST', `/v1/breaks/${breakId}/explain`, body),
    correct: (breakId: string, body: Schemas['CorrectRequest']): Promise<Schemas['Break']> => this.request('POST', `/v1/breaks/${breakId}/correct`, body),
    reopen: (breakId: string, body: Schemas['ReopenRequest']): Promise<Schemas['Break']> => this.request('POST', `/v1/breaks/${breakId}/reopen`, body),
  };
  readonly settlements = {
    get: (settlementId: string): Promise<Schemas['Settlement']> => this.request('GET', `/v1/settlements/${settlementId}`),
    list: (filter: Filter = {}): List<Schemas['Settlement']> => this.#list('/v1/settlements', filter),
    /** What a settlement rests on: calculations, engine, log and terms. */
    facts: (settlementId: string): Promise<Schemas['SettlementFacts']> => this.request('GET', `/v1/settlements/${settlementId}/facts`),
  };
  readonly invoices = {
    get: (invoiceId: string): Promise<Schemas['Invoice']> => this.request('GET', `/v1/invoices/${invoiceId}`),
    list: (filter: Filter = {}): List<Schemas['Invoice']> => this.#list('/v1/invoices', filter),
    lines: (invoiceId: string): Promise<Schemas['InvoiceLineList']> => this.request('GET', `/v1/invoices/${invoiceId}/lines`),
    /** Every leg behind a line, with the posting that it belongs to. */
    legs: (invoiceId: string, lineId: string): List<Schemas['InvoiceLeg']> => this.#list(`/v1/invoices/${invoiceId}/lines/${lineId}/legs`, { limit: 100 }),
    /** What met an invoice: set-off and each payment, adding up to its total with what is open. */
    applications: (invoiceId: string): Promise<Schemas['InvoiceApplications']> => this.request('GET', `/v1/invoices/${invoiceId}/applications`),
    /** `proof.json` of an issued invoice and its cycle: keep the bytes as they are, and check them with `verifyProof` or `kongsi verify`. */
    proof: (invoiceId: string, options: { since?: number } = {}): Promise<Uint8Array> => this.#bytes(`/v1/invoices/${invoiceId}/proof${queryOf(options)}`),
    /** The PDF of an issued invoice. */
    pdf: (invoiceId: string): Promise<Uint8Array> => this.#bytes(`/v1/invoices/${invoiceId}/pdf`),
  };
  readonly creditNotes = {
    get: (creditNoteId: string): Promise<Schemas['CreditNote']> => this.request('GET', `/v1/credit-notes/${creditNoteId}`),
    list: (filter: Filter = {}): List<Schemas['CreditNote']> => this.#list('/v1/credit-notes', filter),
    /** `proof.json` of an issued credit note, with the invoice that it reduces: keep the bytes as they are, and check them with `verifyProof` or `kongsi verify`. */
    proof: (creditNoteId: string, options: { since?: number } = {}): Promise<Uint8Array> => this.#bytes(`/v1/credit-notes/${creditNoteId}/proof${queryOf(options)}`),
  };
  readonly statements = { list: (filter: Filter = {}): List<Schemas['NettingStatement']> => this.#list('/v1/statements', filter), pdf: (statementId: string): Promise<Uint8Array> => this.#bytes(`/v1/statements/${statementId}/pdf`) };
  readonly disputes = {
    get: (disputeId: string): Promise<Schemas['DisputeDetail']> => this.request('GET', `/v1/disputes/${disputeId}`),
    list: (filter: Filter = {}): List<Schemas['Dispute']> => this.#list('/v1/disputes', filter),
    /** Objects to an invoice line, a posting or legs of it. A key makes a retry find the dispute that was opened. */
    open: (body: Schemas['DisputeRequest'], options?: CallOptions): Promise<Schemas['DisputeDetail']> => this.request('POST', '/v1/disputes', body, options),
    legs: (disputeId: string): List<Schemas['DisputedLeg']> => this.#list(`/v1/disputes/${disputeId}/legs`, { limit: 100 }),
    /** Accepts, wholly or in part, or contests, within the time that `respondBy` says. */
    answer: (disputeId: string, body: Schemas['DisputeAnswerRequest']): Promise<Schemas['DisputeDetail']> => this.request('POST', `/v1/disputes/${disputeId}/answer`, body),
    message: (disputeId: string, text: string): Promise<Schemas['DisputeDetail']> => this.request('POST', `/v1/disputes/${disputeId}/messages`, { text }),
    addFile: (disputeId: string, file: Schemas['DisputeFileRequest']): Promise<Schemas['DisputeDetail']> => this.request('POST', `/v1/disputes/${disputeId}/files`, file),
    /** A file of the evidence, as it was sent. */
    file: (disputeId: string, fileId: string): Promise<Uint8Array> => this.#bytes(`/v1/disputes/${disputeId}/files/${fileId}`),
    withdraw: (disputeId: string, note?: string): Promise<Schemas['DisputeDetail']> => this.request('POST', `/v1/disputes/${disputeId}/withdraw`, note === undefined ? {} : { note }),
  };
  readonly keys = { list: (filter: Filter = {}): List<Schemas['Key']> => this.#list('/v1/keys', filter) };
  readonly partners = {
    me: (): Promise<Schemas['Partner']> => this.request('GET', '/v1/partners/me'),
    list: (filter: Filter = {}): List<Schemas['PartnerSummary']> => this.#list('/v1/partners', filter),
  };

  #list<T>(path: string, filter: Filter): List<T> {
    return new List<T>((cursor) => this.request<Page<T>>('GET', `${path}${queryOf({ ...filter, cursor })}`));
  }

  async #create<T>(path: string, body: { externalId: string }, options?: CallOptions): Promise<T> {
    const key = options?.idempotencyKey ?? (options?.attempt === undefined ? body.externalId : `${body.externalId}~${options.attempt}`);
    return this.#kept(await this.request<T>('POST', path, body, { ...options, idempotencyKey: key }));
  }

  async #kept<T>(answer: T): Promise<T> {
    const { object } = answer as { object?: string };
    if (object === 'posting') await this.#keep(answer as Posting);
    return answer;
  }

  /** What was posted stays posted, whether or not it can be written down here. */
  async #keep(posting: Posting): Promise<void> {
    const entry = this.#options.journal && entryOf(posting);
    if (entry) await this.#options.journal?.keep(entry).catch((fault: unknown) => this.#options.onJournalFault?.(fault as Error));
  }

  /**
   * Sends one request; retries what may be retried, each attempt with a new token, the same key and the same bytes.
   * @throws KongsiApiError for a refusal; KongsiConnectionError when there was no answer of the hub's in time; the signal's reason when it was aborted before anything was sent
   */
  async request<T>(method: 'GET' | 'POST', path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
    return jsonOf<T>(await this.#send(method, path, body === undefined ? undefined : { bytes: new TextEncoder().encode(JSON.stringify(body)), contentType: 'application/json' }, options));
  }

  async #bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#send('GET', path, undefined, {})).arrayBuffer());
  }

  async #send(method: 'GET' | 'POST', path: string, body: Body | undefined, options: CallOptions): Promise<Response> {
    options.signal?.throwIfAborted();
    // A key that cannot sign is the caller's fault, and no retry mends it.
    const signer = await this.#signer;
    // A long file takes its time on the way and at the hub.
    const ownTime = Math.ceil((body?.bytes.length ?? 0) / BYTES_A_MS);
    const deadline = Date.now() + Math.max(this.#options.totalTimeoutMs, ownTime);
    let learned = false;
    for (let attempt = 0; ; attempt += 1) {
      const timeoutMs = Math.max(1, Math.min(Math.max(this.#options.timeoutMs, ownTime), deadline - Date.now()));
      const answer = await this.#attempt(signer, { method, path, body, options, timeoutMs }).catch((fault: unknown) => fault as Error);
      if (answer instanceof Response && answer.ok) return answer;
      const problem = answer instanceof Response ? await problemOf(answer) : undefined;
      if (problem && SKEW_CODES.has(problem.code) && !learned) {
        learned = true;
        this.#clockOffsetMs = Date.parse(problem.serverTime) - Date.now();
        continue;
      }
      const error = problem ? new KongsiApiError(problem) : unanswered(answer, options.signal);
      const wait = waitOf(attempt, answer instanceof Response ? answer.headers.get('retry-after') : null);
      const again = options.signal?.aborted !== true && (answer instanceof Response ? answer.headers.get('kongsi-should-retry') !== 'false' && (problem?.retryable ?? answer.status >= 500) : true);
      if (!again || attempt >= this.#options.maxRetries || Date.now() + wait > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  async #attempt(signer: Signer, { method, path, body: sent, options: { idempotencyKey, signal }, timeoutMs }: { method: string; path: string; body: Body | undefined; options: CallOptions; timeoutMs: number }): Promise<Response> {
    const { baseUrl, partnerId, tillId } = this.#options;
    const body = sent?.bytes ?? new Uint8Array();
    const token = await signRequest(signer, { partnerId, origin: baseUrl, method, path: path.split('?')[0] ?? path, body, now: Math.floor((Date.now() + this.#clockOffsetMs) / 1000),
      ...(tillId && { tillId }), ...(idempotencyKey !== undefined && { idempotencyKey }) });
    return this.#options.fetch(baseUrl + path, { method, signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) : AbortSignal.timeout(timeoutMs), redirect: 'error', ...(body.length > 0 && { body: body as BodyInit }),
      headers: { authorization: `Bearer ${token}`, ...(sent && body.length > 0 && { 'content-type': sent.contentType }), ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }) } });
  }
}

/** The problem that the hub answered; undefined where something else answered in its place, such as a proxy. */
async function problemOf(answer: Response): Promise<Problem | undefined> {
  const body = (await answer.json().catch(() => undefined)) as Partial<Problem> | null | undefined;
  return typeof body?.code === 'string' && typeof body.detail === 'string' ? (body as Problem) : undefined;
}

/** @throws KongsiConnectionError when the answer is not the hub's, such as the page of a captive portal */
async function jsonOf<T>(answer: Response): Promise<T> {
  const text = await answer.text().catch((cause: unknown) => {
    throw new KongsiConnectionError('The answer broke off. What was asked may have happened: send the same externalId again.', { cause });
  });
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw notTheHub(answer, cause);
  }
}

function notTheHub({ status }: Response, cause: unknown): KongsiConnectionError {
  return new KongsiConnectionError(`What answered with ${status} is not the hub: look at baseUrl and at what lies between. Then send the same externalId again.`, { cause });
}

function unanswered(answer: Response | Error, signal: AbortSignal | undefined): KongsiConnectionError {
  if (answer instanceof Response) return notTheHub(answer, answer);
  const said = signal?.aborted ? 'The call was aborted before the hub answered; what was asked may have happened.' : 'The hub did not answer.';
  return new KongsiConnectionError(`${said} Send the same externalId again.`, { cause: answer });
}

function protocolOf(url: string): string {
  try {
    return new URL(url).protocol;
  } catch {
    return '';
  }
}

function queryOf(filter: Filter): string {
  const pairs = Object.entries(filter).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes as BufferSource));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Full jitter between half a second and eight seconds; what the hub says wins. */
function waitOf(attempt: number, retryAfter: string | null): number {
  const asked = Number(retryAfter);
  if (retryAfter !== null && Number.isFinite(asked)) return asked * 1000;
  return 500 + Math.random() * Math.min(8_000, 500 * 2 ** (attempt + 1));
}
