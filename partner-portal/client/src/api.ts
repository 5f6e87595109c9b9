import type { HubSchemas } from '@kongsi/partner-sdk';
import { QueryClient, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';

export type Schemas = HubSchemas['schemas'];
export type Money = Schemas['Money'];

export interface Page<T> {
  data: T[];
  hasMore: boolean;
  nextCursor?: string;
  totals?: { count: number; points?: number; amount?: Money };
}

export interface Session {
  subject: string;
  name: string;
  roles: string[];
  partnerId?: string;
}

/** What the hub refused, with its code and the id under which it was logged. */
export class Refused extends Error {
  constructor(readonly code: string, readonly detail: string, readonly status: number, readonly requestId: string | undefined, readonly fields: readonly { pointer: string; code: string; detail: string }[] = []) {
    super(detail);
  }
}

async function read<T>(answer: Response): Promise<T> {
  const body = (await answer.json().catch(() => ({}))) as T & { code?: string; detail?: string; requestId?: string; errors?: { pointer: string; code: string; detail: string }[] };
  if (answer.ok) return body;
  // A session that has ended brings the person to the sign-in, and back to where it was.
  if (body.code === 'signed_out') window.location.assign(`/login?returnTo=${encodeURIComponent(window.location.pathname + window.location.search)}`);
  throw new Refused(body.code ?? 'unknown', body.detail ?? `HTTP ${answer.status}`, answer.status, body.requestId, body.errors);
}

/** Refusals are told in the language of the page. */
const spoken = (): Record<string, string> => ({ 'accept-language': document.documentElement.lang === 'en' ? 'en' : 'id' });

export const hubGet = async <T>(path: string): Promise<T> => read<T>(await fetch(`/api/hub${path}`, { headers: { accept: 'application/json', ...spoken() } }));

/** What the hub tells anybody about a document, by the hash of its twin. */
export const publicDocument = async (sha256: string): Promise<Schemas['VerifiedDocument']> => read<Schemas['VerifiedDocument']>(await fetch(`/api/verify/${encodeURIComponent(sha256)}`, { headers: { accept: 'application/json', ...spoken() } }));

/** A file that the hub makes, with the name it gives it. */
export async function hubFile(path: string): Promise<{ blob: Blob; name: string; headers: Headers }> {
  const answer = await fetch(`/api/hub${path}`, { headers: { accept: '*/*', ...spoken() } });
  if (!answer.ok) await read(answer);
  return { blob: await answer.blob(), name: /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'kongsi', headers: answer.headers };
}

/** @param key names the intent where it posts to the books: sent again with it, it changes nothing */
export const hubPost = async <T>(path: string, body: unknown = {}, key?: string): Promise<T> =>
  read<T>(await fetch(`/api/hub${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-kongsi-portal': '1', ...spoken(), ...(key !== undefined && { 'idempotency-key': key }) }, body: JSON.stringify(body, composed) }));

/** Keyboards and file systems write accents in two ways; the hub takes the composed one (NFC). What a file holds stays as it is. */
function composed(name: string, value: unknown): unknown {
  return typeof value === 'string' && name !== 'content' ? value.normalize('NFC') : value;
}

/** Sends a file as it is; the digest of its bytes names the intent, so the same file again changes nothing. */
export async function hubUpload<T>(path: string, file: File, contentType: string): Promise<T> {
  const bytes = await file.arrayBuffer();
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return read<T>(await fetch(`/api/hub${path}`, { method: 'POST', headers: { 'content-type': contentType, 'x-kongsi-portal': '1', ...spoken(), 'idempotency-key': `day-${digest}` }, body: bytes }));
}

export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: (count, error) => count < 2 && !(error instanceof Refused && error.status < 500), staleTime: 3_000, refetchOnWindowFocus: false } } });

/** Reads from the hub; `every` polls, in milliseconds. */
export function useHub<T>(path: string | undefined, every?: number): UseQueryResult<T> {
  return useQuery({ queryKey: ['hub', path], queryFn: () => hubGet<T>(path ?? ''), enabled: path !== undefined, ...(every !== undefined && { refetchInterval: every }), placeholderData: (before) => before });
}

/** Reads a list to its end: what a person chooses from or what is summed does not end where a page does. @param path of the list, without a limit */
export function useAll<P extends { data: unknown[] }>(path: string | undefined): UseQueryResult<P> {
  return useQuery({ queryKey: ['hub', path, 'all'], queryFn: () => wholeList<P>(path ?? ''), enabled: path !== undefined, placeholderData: (before) => before });
}

async function wholeList<P extends { data: unknown[] }>(path: string): Promise<P> {
  const rows: unknown[] = [];
  for (let cursor = ''; ;) {
    const page = await hubGet<P & Page<unknown>>(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    rows.push(...page.data);
    if (!page.hasMore || page.nextCursor === undefined) return { ...page, data: rows };
    cursor = page.nextCursor;
  }
}

/** Changes something at the hub, then reads everything on the page anew. Nothing is shown before the hub has answered. */
export function useChange<Answer = unknown>() {
  const client = useQueryClient();
  return useMutation<Answer, Error, { path: string; body?: unknown; key?: string }>({ mutationFn: ({ path, body, key }) => hubPost<Answer>(path, body, key), onSuccess: () => client.invalidateQueries() });
}

export function useSession(): UseQueryResult<Session | null> {
  return useQuery({ queryKey: ['session'], queryFn: async () => read<Session | null>(await fetch('/api/session')), staleTime: 60_000 });
}

export async function signOut(): Promise<void> {
  const answer = await fetch('/logout', { method: 'POST', headers: { 'x-kongsi-portal': '1' } });
  const { next } = (await answer.json().catch(() => ({}))) as { next?: string };
  // An issuer with a session of its own is visited, so that it ends as well; it sends the person back here.
  window.location.assign(next ?? '/');
}
