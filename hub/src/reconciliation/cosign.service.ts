import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { checkSignature, parseToken, usableKey, type TokenFacts } from '../access/partner-token';
import { partnerOf, viewerOf, type RequestContext } from '../access/request-context';
import { inTransaction, type Connection } from '../db/tx';
import { canonicalJson } from '../kernel/canonical';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound, wireId } from '../kernel/ids';
import type { LogService } from '../proof';
import * as store from './cosign.store';
import type { WindowSignature, WindowSignatures, WindowStatement } from './reconciliation.wire';

const TYP = 'kongsi-window+jwt';
/** A partner has so long to sign a calculated window. */
const SIGN_DAYS = 3;

/** A partner signs that a calculated window is as it says, and the hub signs the same bytes: such a window is billed without dispute except on newer evidence. */
export class CoSigningService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly log: LogService, private readonly keys: Pick<TokenFacts, 'publicOrigin' | 'key'>, private readonly required: boolean) {}

  /** What may be signed of a window, and the signatures that the caller may see. */
  async get(context: RequestContext | undefined, windowId: string): Promise<WindowSignatures> {
    const { partnerId } = viewerOf(context);
    const window = await this.window(windowId);
    const rows = await store.signaturesOf(this.pool, window.windowId, partnerId);
    return { statement: statementOf(window), required: this.required, data: rows.map(view) };
  }

  /**
   * @param jws the partner's signature over the canonical JSON of the statement
   * @throws DomainError with the code of the step of the signature that failed; `validation_failed` when it signs something else than what stands here
   */
  async sign(context: RequestContext | undefined, windowId: string, jws: string): Promise<WindowSignature> {
    const caller = partnerOf(context);
    const window = await this.window(windowId);
    const statement = statementOf(window);
    const token = parseToken(jws, TYP, (claims) => claims);
    const key = await usableKey({ ...token, claims: { aud: this.keys.publicOrigin } }, { ...this.keys, nowSeconds: Math.floor(this.clock.wall().getTime() / 1000) });
    await checkSignature(token, key);
    if (key.partnerId !== wireId('prt', caller.partnerId)) throw new DomainError('issuer_mismatch', { detail: 'The statement is signed with a key of another partner.' });
    if (!key.scopes.includes('settlement:write')) throw new DomainError('insufficient_scope', { detail: 'The key lacks the scope settlement:write.' });
    const differs = (Object.keys({ ...statement, ...token.claims }) as (keyof WindowStatement)[]).filter((name) => token.claims[name] !== statement[name]);
    if (differs.length > 0) throw new DomainError('validation_failed', { detail: 'What is signed is not what stands here. Read the window again, check it, and sign what you see.', fields: differs.map((name) => ({ pointer: `/jws/${name}`, code: 'differs', detail: statement[name] === undefined ? 'This is no part of the statement.' : `Here it is ${statement[name]}.` })) });
    const row: store.SignatureRow = { windowId: window.windowId, version: window.version, partnerId: caller.partnerId, calculationHash: statement.calculationHash, rootHash: statement.rootHash, partnerJws: jws, kid: key.kid, hubJws: this.hubJws(statement), signedAt: this.clock.now() };
    const signed = await inTransaction(this.pool, async (tx) => {
      // Signing again changes nothing: the first signature counts, and its moment.
      if (await store.keepSignature(tx, row)) await audit(tx, context, this.clock.now(), { verb: 'window.sign', kind: 'WINDOW', id: window.windowId, facts: { ...statement, kid: key.kid } });
      return (await store.signaturesOf(tx, window.windowId, caller.partnerId)).find((one) => one.version === window.version) as store.SignatureRow;
    });
    return view(signed);
  }

  /**
   * Where signatures are required, a settlement waits until every partner with a position in its windows has signed, or has let three days pass.
   * @throws DomainError `transition_not_allowed` naming what is missing
   */
  async demand(connection: Connection, settlementId: string): Promise<void> {
    if (!this.required) return;
    const missing = await store.unsigned(connection, settlementId, new Date(this.clock.now().getTime() - SIGN_DAYS * 86_400_000));
    if (missing.length > 0) throw new DomainError('transition_not_allowed', { detail: `${missing.length} co-signatures are missing. The partners sign their windows first.`, data: { missing: missing.slice(0, 50).map((one) => ({ windowId: wireId('win', one.windowId), partnerId: wireId('prt', one.partnerId) })) } });
  }

  private hubJws(statement: WindowStatement): string {
    const { key } = this.log;
    const part = (value: string): string => Buffer.from(value).toString('base64url');
    const input = `${part(canonicalJson({ alg: 'EdDSA', kid: key.name, typ: TYP }))}.${part(canonicalJson(statement))}`;
    return `${input}.${key.sign(Buffer.from(input)).toString('base64url')}`;
  }

  private async window(windowId: string): Promise<store.CalculatedWindow> {
    const uuid = parseIdOrNotFound('win', windowId);
    const window = await store.calculatedWindow(this.pool, uuid);
    if (window) return window;
    if (!(await store.windowExists(this.pool, uuid))) throw new DomainError('not_found', { detail: 'There is no window with this id.' });
    throw new DomainError('transition_not_allowed', { detail: 'The window is not calculated yet. Sign it when its night is done.' });
  }
}

function statementOf(window: store.CalculatedWindow): WindowStatement {
  return { windowId: wireId('win', window.windowId), calculationHash: window.calculationHash, rootHash: window.root.toString('base64') };
}

function view(row: store.SignatureRow): WindowSignature {
  return { object: 'windowSignature', windowId: wireId('win', row.windowId), partnerId: wireId('prt', row.partnerId), statement: { windowId: wireId('win', row.windowId), calculationHash: row.calculationHash, rootHash: row.rootHash }, partnerJws: row.partnerJws, kid: row.kid, hubJws: row.hubJws, signedAt: row.signedAt.toISOString() };
}
