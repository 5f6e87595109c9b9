/** Credentials of a machine client at the identity provider. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The hub refused what a person or a machine client asked. */
export class RefusedByHub extends Error {
  constructor(readonly code: string, readonly status: number, detail: string) {
    super(`${code}: ${detail}`);
  }
}

const BUSY = 503;
const PATIENCE = 30;

/** A hub that is busy says that nothing happened; it is asked again, a little later each time. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    if (answer.status !== BUSY || tries === PATIENCE) return answer;
    await new Promise((resolve) => setTimeout(resolve, tries * 100));
  }
}

/** Calls the hub's API as a machine client of the operator or of a partner, with access tokens of the identity provider. */
export class Operator {
  private token: { value: string; until: number } | undefined;
  constructor(private readonly hub: string, private readonly issuer: string, private readonly credentials: ClientCredentials) {}

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  /** Every row of a list. */
  async all<T>(path: string): Promise<T[]> {
    const rows: T[] = [];
    for (let cursor = ''; ; ) {
      const page = await this.get<{ data: T[]; hasMore: boolean; nextCursor?: string }>(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`);
      rows.push(...page.data);
      if (!page.hasMore || page.nextCursor === undefined) return rows;
      cursor = `&cursor=${page.nextCursor}`;
    }
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const token = await this.accessToken();
    const answer = await patiently(() => fetch(`${this.hub}/v1${path}`, { method, headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }) }));
    const read = (await answer.json()) as T & { code?: string; detail?: string };
    if (!answer.ok) throw new RefusedByHub(read.code ?? '', answer.status, `${method} ${path}: ${read.detail ?? ''}`);
    return read;
  }

  private async accessToken(): Promise<string> {
    if (this.token && this.token.until > Date.now()) return this.token.value;
    const { clientId, clientSecret } = this.credentials;
    const answer = await fetch(`${this.issuer}/token`, { method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: this.hub }).toString() });
    if (!answer.ok) throw new Error(`The identity provider gives no token to ${clientId}: ${await answer.text()}`);
    const { access_token: value, expires_in: seconds } = (await answer.json()) as { access_token: string; expires_in: number };
    this.token = { value, until: Date.now() + (seconds - 60) * 1000 };
    return value;
  }
}

const LONGEST_STEP_MS = 399 * 86_400_000;

/** The sandbox's business clock. */
export class SandboxClock {
  constructor(private readonly hub: string, private readonly operator: Operator) {}

  async now(): Promise<Date> {
    return new Date(((await (await fetch(`${this.hub}/v1/test/clocks/default`)).json()) as { now: string }).now);
  }

  /** Moves business time forward; what is due on the way is done when it answers. */
  async advance(to: Date): Promise<void> {
    // The hub moves by 400 days at most, so a longer way takes several steps.
    for (let now = await this.now(); now < to;) {
      now = new Date(Math.min(to.getTime(), now.getTime() + LONGEST_STEP_MS));
      await this.operator.post('/test/clocks/default/advance', { to: now.toISOString() });
    }
  }
}

/** The business date on which a settlement was approved: its money moves on that day. */
export async function approvedOn(person: Pick<Operator, 'get'>, settlementId: string): Promise<string> {
  return (await person.get<{ data: { issuedOn: string }[] }>(`/statements?settlementId=${settlementId}&limit=1`)).data[0]?.issuedOn ?? '';
}
