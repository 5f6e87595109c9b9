import { KongsiApiError, KongsiConnectionError, type Problem } from './errors';
import { signRequest, signerOf, type PrivateJwk, type Signer } from './token';
import type { components } from './generated/hub';

type Schemas = components['schemas'];
export type Posting = Schemas['Posting'];
export type Hold = Schemas['Hold'];
export type Balance = Schemas['Balance'];
export type Member = Schemas['Member'];

export interface KongsiOptions {
  readonly partnerId: string;
  /** Private key; it stays in this process. */
  readonly key: PrivateJwk;
  readonly baseUrl: string;
  readonly tillId?: string;
  /** Time of one attempt, in milliseconds. */
  readonly timeoutMs?: number;
  /** Time of all attempts together, in milliseconds. */
  readonly totalTimeoutMs?: number;
  readonly maxRetries?: number;
  readonly fetch?: typeof fetch;
}

interface CallOptions {
  readonly idempotencyKey?: string;
}

const SKEW_CODES = new Set(['clock_skew', 'token_expired']);

/** The hub, as a brand's till or shop sees it. Keys and tokens never stand in messages or in `inspect`. */
export class KongsiClient {
  readonly #options: Required<Omit<KongsiOptions, 'tillId' | 'key'>> & { tillId?: string };
  readonly #signer: Promise<Signer>;
  #clockOffsetMs = 0;

  constructor(options: KongsiOptions) {
    this.#options = { timeoutMs: 10_000, totalTimeoutMs: 20_000, maxRetries: 2, fetch: globalThis.fetch, ...options, baseUrl: options.baseUrl.replace(/\/$/, '') };
    this.#signer = signerOf(options.key);
  }

  /** Milliseconds by which the hub's clock is ahead of this machine's. */
  get clockOffsetMs(): number {
    return this.#clockOffsetMs;
  }

  readonly members = {
    enrol: (body: Schemas['EnrolRequest']): Promise<Member> => this.request<Member>('POST', '/v1/members', body),
    lookup: (member: string): Promise<Schemas['LookupResult']> => this.request('POST', '/v1/members/lookup', { member }),
    balance: (memberId: string): Promise<Balance> => this.request<Balance>('GET', `/v1/members/${memberId}/balance`),
    lots: (memberId: string): Promise<Schemas['LotList']> => this.request('GET', `/v1/members/${memberId}/lots`),
  };
  readonly earns = { create: (body: Schemas['EarnRequest'], options?: CallOptions): Promise<Posting> => this.#create<Posting>('/v1/earns', body, options) };
  readonly burns = { create: (body: Schemas['BurnRequest'], options?: CallOptions): Promise<Posting> => this.#create<Posting>('/v1/burns', body, options) };
  readonly reversals = { create: (body: Schemas['ReversalRequest'], options?: CallOptions): Promise<Posting> => this.#create<Posting>('/v1/reversals', body, options) };
  readonly holds = {
    create: (body: Schemas['HoldRequest'], options?: CallOptions): Promise<Hold> => this.#create<Hold>('/v1/holds', body, options),
    capture: (holdId: string, body: Schemas['CaptureRequest'] = {}, options?: CallOptions): Promise<Posting> =>
      this.request<Posting>('POST', `/v1/holds/${holdId}/capture`, body, { idempotencyKey: options?.idempotencyKey ?? `${holdId}:capture` }),
    release: (holdId: string, options?: CallOptions): Promise<Hold> => this.request<Hold>('POST', `/v1/holds/${holdId}/release`, undefined, { idempotencyKey: options?.idempotencyKey ?? `${holdId}:release` }),
  };
  readonly postings = { byKey: (key: string): Promise<Posting> => this.request<Posting>('GET', `/v1/postings/by-key/${encodeURIComponent(key)}`) };

  #create<T>(path: string, body: { externalId: string }, options?: CallOptions): Promise<T> {
    return this.request<T>('POST', path, body, { idempotencyKey: options?.idempotencyKey ?? body.externalId });
  }

  /**
   * Sends one request; retries what may be retried, each attempt with a new token, the same key and the same bytes.
   * @throws KongsiApiError for a refusal; KongsiConnectionError when there was no answer in time
   */
  async request<T>(method: 'GET' | 'POST', path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
    const bytes = body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body));
    const deadline = Date.now() + this.#options.totalTimeoutMs;
    let learned = false;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#attempt(method, path, bytes, options.idempotencyKey).catch((fault: unknown) => fault as Error);
      if (answer instanceof Response && answer.ok) return (await answer.json()) as T;
      const problem = answer instanceof Response ? ((await answer.json().catch(() => undefined)) as Problem | undefined) : undefined;
      if (problem && SKEW_CODES.has(problem.code) && !learned) {
        learned = true;
        this.#clockOffsetMs = Date.parse(problem.serverTime) - Date.now();
        continue;
      }
      const error = problem ? new KongsiApiError(problem) : new KongsiConnectionError('The hub did not answer. Send the same externalId again.');
      const wait = waitOf(attempt, answer instanceof Response ? answer.headers.get('retry-after') : null);
      const again = answer instanceof Response ? answer.headers.get('kongsi-should-retry') !== 'false' && (problem?.retryable ?? answer.status >= 500) : true;
      if (!again || attempt >= this.#options.maxRetries || Date.now() + wait > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  async #attempt(method: string, path: string, body: Uint8Array, idempotencyKey?: string): Promise<Response> {
    const { baseUrl, partnerId, tillId, timeoutMs } = this.#options;
    const token = await signRequest(await this.#signer, { partnerId, origin: baseUrl, method, path: path.split('?')[0] ?? path, body, now: Math.floor((Date.now() + this.#clockOffsetMs) / 1000),
      ...(tillId && { tillId }), ...(idempotencyKey !== undefined && { idempotencyKey }) });
    return this.#options.fetch(baseUrl + path, { method, signal: AbortSignal.timeout(timeoutMs), redirect: 'error', ...(body.length > 0 && { body: body as BodyInit }),
      headers: { authorization: `Bearer ${token}`, ...(body.length > 0 && { 'content-type': 'application/json' }), ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }) } });
  }
}

/** Full jitter between half a second and eight seconds; what the hub says wins. */
function waitOf(attempt: number, retryAfter: string | null): number {
  const asked = Number(retryAfter);
  if (retryAfter !== null && Number.isFinite(asked)) return asked * 1000;
  return 500 + Math.random() * Math.min(8_000, 500 * 2 ** (attempt + 1));
}
