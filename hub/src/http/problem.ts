import type { ErrorCode } from '../kernel/errors';
import type { BilingualText } from './wire';

interface Row {
  readonly status: number;
  readonly title: string;
  /** What to do next, whatever the detail of one refusal adds to it. */
  readonly then: string;
  /** The same request may be sent again unchanged, with a fresh token and the same key. */
  readonly retryable?: true;
}
const at = (status: number, title: string, then: string): Row => ({ status, title, then });
const again = (status: number, title: string, then: string): Row => ({ status, title, then, retryable: true });

/** Every code and what it becomes on the wire; a code that is missing here does not compile. */
export const PROBLEMS: Readonly<Record<ErrorCode, Row>> = {
  json_malformed: at(400, 'The body is not acceptable JSON', 'Send UTF-8 JSON without names that stand twice, nested at most 20 levels.'),
  validation_failed: at(400, 'A field is not as the contract demands', 'Mend the fields that errors names; each says what to send. Use a new key if the first request was answered under the old one.'),
  parameter_invalid: at(400, 'A parameter is not as the contract demands', 'Mend the parameters that errors names, or leave them out.'),
  cursor_invalid: at(400, 'The cursor belongs to another filter', 'Ask for the first page again, without a cursor, and keep filter and order while you page.'),
  expand_unknown: at(400, 'Unknown expand path', 'Leave expand out, or use a path that the contract names.'),
  version_unknown: at(400, 'Unknown API version', 'Send the version that the answer\'s Kongsi-Version names, or leave the header out.'),
  idempotency_key_missing: at(400, 'Idempotency-Key is missing', 'Send an Idempotency-Key that names this intent, and the same one in the token as idk.'),
  idempotency_key_invalid: at(400, 'Idempotency-Key is not 1 to 255 printable characters', 'Send 1 to 255 printable ASCII characters.'),
  token_missing: at(401, 'No Authorization', 'Send Authorization: Bearer with a token signed for this request, or an access token of the portal.'),
  access_token_invalid: at(401, 'The access token is refused', 'Sign in again and send the new access token.'),
  token_malformed: at(401, 'The token is malformed', 'Build the token as the contract says: header alg, kid, typ; claims iss, aud, iat, exp, jti, htm, htu, and cdg and idk where they apply.'),
  algorithm_not_allowed: at(401, 'The algorithm is not allowed', 'Sign with the algorithm of your key: ES256, EdDSA (Ed25519) or PS256.'),
  key_unknown: at(401, 'Unknown key', 'Check that the key was registered at this hub, and that kid is its RFC 7638 thumbprint.'),
  key_revoked: at(401, 'The key was revoked', 'Register a new key and sign with it. A revoked key never works again.'),
  key_not_yet_valid: at(401, 'The key is not valid yet', 'Wait until validFrom, or let a second person approve the key.'),
  key_expired: at(401, 'The key has expired', 'Register a new key and sign with it.'),
  signature_invalid: at(401, 'The signature is wrong', 'Sign header and claims as they are sent, with the private key that kid names.'),
  issuer_mismatch: at(401, 'iss does not own the key', 'Send the partner in iss to whom the key belongs.'),
  audience_mismatch: at(401, 'aud is another hub', 'Send this hub\'s public origin in aud; sandbox and live are different hubs.'),
  token_lifetime_exceeded: at(401, 'The token lives too long', 'Let exp be at most 120 seconds after iat.'),
  clock_skew: again(401, 'The clock is ahead', 'Correct the clock by serverTime, then sign again.'),
  token_expired: again(401, 'The token has expired', 'Sign a new token for this attempt; correct the clock by serverTime if it goes on.'),
  request_mismatch: at(401, 'The token is for another request', 'Sign method and address as they are sent, and let no proxy rewrite the path.'),
  body_digest_mismatch: at(401, 'The body is not the signed one', 'Take cdg over the very bytes that are sent, uncompressed; leave it out without a body.'),
  idempotency_key_mismatch: at(401, 'The key is not the signed one', 'Send the same text as Idempotency-Key and as idk, or neither.'),
  token_replayed: again(401, 'The token was used before', 'Sign a new token with a new jti for every attempt; keep the Idempotency-Key.'),
  insufficient_scope: at(403, 'The key lacks the scope', 'Use a key with the scope that detail names, or register one.'),
  till_disabled: at(403, 'The till is not active', 'Name an active till of yours in sub, or have the till registered anew.'),
  ip_not_allowed: at(403, 'The address is not allowed', 'Call from an address of the key\'s list, or have the list changed.'),
  role_required: at(403, 'The role does not allow this', 'Ask somebody with one of the roles that detail names.'),
  second_person_required: at(403, 'Another person has to do this', 'Ask a colleague: who made something may not check it.'),
  partner_suspended: at(403, 'The partner is suspended', 'Ask the operator. Captures and reversals stay allowed.'),
  not_found: at(404, 'Not found', 'Check the id; what belongs to others is not found either.'),
  route_not_found: at(404, 'No such route', 'Look up the address at /docs.'),
  member_not_found: at(404, 'No such member', 'Check the reference, or enrol the member first.'),
  original_not_found: again(404, 'The original is not here yet', 'Send the original first, then this again with the same key.'),
  method_not_allowed: at(405, 'Method not allowed', 'Use a method that the header Allow names.'),
  not_acceptable: at(406, 'Not acceptable', 'Send Accept with a media type that the contract names, or leave Accept out.'),
  request_timeout: again(408, 'The request came too slowly', 'Send the whole request within 10 seconds, with the same key and a new token.'),
  export_expired: at(410, 'The export has expired', 'Ask for a new export.'),
  body_too_large: at(413, 'The body is too large', 'Send less at once: 64 KiB, a batch or a dispute with files 2 MiB, a bank file 5 MiB, a day 64 MiB.'),
  media_type_unsupported: at(415, 'The media type or coding is not supported', 'Send application/json in UTF-8, without Content-Encoding; a day also as text/csv.'),
  insufficient_points: at(409, 'Not enough points', 'Offer the member what available says, with the same externalId and a new key, or take another payment.'),
  member_frozen: at(409, 'The member is frozen', 'Ask the member to turn to the hub\'s support.'),
  member_closed: at(409, 'The member has left', 'Enrol the person anew if it wishes so.'),
  spend_locked: at(409, 'The member has locked spending', 'Let the member unlock in the wallet, then send the same request again.'),
  proof_required: at(409, 'A code is required', 'Scan the member\'s code, then send the same externalId.'),
  code_expired: at(409, 'The code has expired', 'Scan the code that the member\'s device shows now.'),
  code_used: at(409, 'The code was used', 'Wait for the next code and scan it.'),
  code_locked: at(409, 'The code is locked', 'Wait five minutes, or let the member use another device.'),
  otp_wrong: at(409, 'The digits are wrong', 'Let the member read the digits again.'),
  approval_pending: again(409, 'The member has not decided yet', 'Wait for the member, then send the same request again.'),
  approval_declined: at(409, 'The member declined', 'Take another payment.'),
  approval_expired: at(409, 'The member did not answer', 'Ask again with a new externalId.'),
  limit_exceeded: at(409, 'A limit is reached', 'Stay within the limit that limit names, or ask the operator.'),
  rule_not_met: at(409, 'A rule is not met', 'Change what the rule in rule looks at, with a new key.'),
  issuer_earn_stopped: at(409, 'Earning is stopped', 'Sell without points; the issuer has to provide headroom. Burns go on.'),
  price_missing: at(409, 'No price is agreed', 'Have terms with a price for this partner, event and day countersigned first.'),
  terms_not_countersigned: at(409, 'The terms are not countersigned', 'Let maker, checker and partner sign the version first.'),
  terms_overlap: at(409, 'The terms overlap', 'Choose days on which no other version is in force.'),
  terms_ambiguous: at(409, 'The terms are ambiguous', 'Mend the clauses that errors names, so that one of them fits.'),
  hold_not_open: at(409, 'The hold is not open', 'Look at holdStatus: a hold is captured or released once. Place a new one.'),
  capture_exceeds_hold: at(409, 'More than is held', 'Capture no more than is held, with a new key; burn the rest separately.'),
  reversal_exceeds_original: at(409, 'More than is left of the original', 'Reverse no more than remaining (points) or remainingAmount (money) says, with a new key.'),
  receipt_already_used: at(409, 'The receipt has earned already', 'Look at postingId. A receipt may earn again only after a whole reversal.'),
  external_id_conflict: at(409, 'The externalId names another operation', 'Look at postingId, and use an externalId of its own for every operation.'),
  idempotency_in_progress: again(409, 'The first request is still running', 'Wait as Retry-After says and send the same request again.'),
  offline_window_expired: at(409, 'Too old', 'Tell the operator: what is older than 72 hours waits for two people.'),
  offline_burn_not_allowed: at(409, 'No offline burns', 'Take another payment; burn when the till is online.'),
  transition_not_allowed: at(409, 'Not allowed in this state', 'Read the object again: its state decides what may follow.'),
  dispute_window_closed: at(409, 'Too late to dispute', 'Turn to the operator; the days to object are over.'),
  change_pending: at(409, 'A change is pending', 'Let the pending change be decided or withdrawn first.'),
  key_already_registered: at(409, 'The key is registered already', 'Make a new key pair; a public key belongs to one partner once.'),
  identifier_in_use: at(409, 'The identifier is in use', 'Look the member up by it, or use another identifier.'),
  batch_sent: at(409, 'The donation was sent', 'Nothing can be changed any more; make a new donation.'),
  withholding_above_expected: at(409, 'More than may be withheld from the fee', 'Correct the amount, or say in excessReason why more was withheld.'),
  proof_not_available: at(409, 'A line of the cycle cannot be proved offline yet', 'Ask again when the document is issued and its checkpoint is signed.'),
  idempotency_key_reused: at(422, 'The key was used for another request', 'Use a new key for a new intent; send the first body again to get its answer.'),
  occurred_at_in_future: at(422, 'The sale lies in the future', 'Correct the till\'s clock by serverTime and send the true time.'),
  currency_not_supported: at(422, 'The currency is not supported', 'Send the amount in IDR.'),
  proof_of_possession_invalid: at(422, 'The proof of possession is wrong', 'Sign a fresh kongsi-pop+jwt (aud, iat, exp, jti) with the new key.'),
  rate_limited_partner: again(429, 'Too many requests of the partner', 'Wait as Retry-After says.'),
  rate_limited_till: again(429, 'Too many requests of the till', 'Wait as Retry-After says.'),
  rate_limited_member: again(429, 'Too many requests for the member', 'Wait as Retry-After says.'),
  rate_limited_global: again(429, 'Too many requests', 'Wait as Retry-After says.'),
  replay_store_unavailable: again(503, 'Cannot tell whether the token is new', 'Nothing happened. Send it again with the same key and a new token.'),
  overloaded: again(503, 'The hub is overloaded', 'Nothing happened. Wait as Retry-After says, then send it again with the same key and a new token.'),
  busy: again(503, 'The hub is busy', 'Nothing happened. Wait as Retry-After says, then send it again with the same key and a new token.'),
  maintenance: again(503, 'Maintenance', 'Nothing happened. Wait as Retry-After says, then send it again with the same key and a new token.'),
  internal_error: again(500, 'Something failed here', 'It may have happened. Send it again with the same key and a new token, or ask GET /v1/postings/by-key/{key}.'),
  outcome_unknown: again(504, 'The outcome is unknown', 'It may have happened. Send it again with the same key and a new token until you get a clear answer.'),
  invalid_points: at(400, 'Not a number of points', 'Send whole points from 1 to 9007199254740991.'),
  invalid_weights: at(400, 'Not weights', 'Send at least one weight above 0, and none below.'),
};

const CASHIER: Readonly<Partial<Record<ErrorCode, (data: Readonly<Record<string, unknown>>) => BilingualText>>> = {
  // What a member has is told only where the partner may see the member.
  insufficient_points: ({ available, requested }) => available === undefined ? { id: `Poin tidak cukup: diminta ${count(requested)}.`, en: `Not enough points: ${count(requested)} asked for.` }
    : { id: `Poin tidak cukup: tersedia ${count(available)}, diminta ${count(requested)}.`, en: `Not enough points: ${count(available)} available, ${count(requested)} asked for.` },
  member_not_found: () => ({ id: 'Anggota tidak ditemukan. Periksa nomor atau kartunya.', en: 'Member not found. Check the number or card.' }),
  member_frozen: () => ({ id: 'Akun anggota dibekukan. Minta anggota menghubungi layanan pelanggan.', en: 'The member is frozen. Ask the member to contact support.' }),
  member_closed: () => ({ id: 'Anggota sudah keluar dari program.', en: 'The member has left the programme.' }),
  spend_locked: () => ({ id: 'Anggota mengunci penukaran poin. Buka kuncinya di dompet, lalu coba lagi.', en: 'The member has locked spending. Unlock it in the wallet, then try again.' }),
  proof_required: () => ({ id: 'Pindai kode anggota dahulu.', en: 'Scan the member\'s code first.' }),
  code_expired: () => ({ id: 'Kode sudah kedaluwarsa. Pindai kode yang baru.', en: 'The code has expired. Scan the new one.' }),
  code_used: () => ({ id: 'Kode sudah dipakai. Tunggu kode berikutnya.', en: 'The code was used. Wait for the next one.' }),
  code_locked: () => ({ id: 'Kode terkunci. Coba lagi dalam lima menit.', en: 'The code is locked. Try again in five minutes.' }),
  otp_wrong: () => ({ id: 'Angkanya salah. Minta anggota membacanya lagi.', en: 'The digits are wrong. Ask the member to read them again.' }),
  approval_pending: () => ({ id: 'Menunggu persetujuan anggota.', en: 'Waiting for the member\'s approval.' }),
  approval_declined: () => ({ id: 'Anggota menolak. Gunakan pembayaran lain.', en: 'The member declined. Take another payment.' }),
  approval_expired: () => ({ id: 'Anggota tidak menjawab. Ulangi atau gunakan pembayaran lain.', en: 'The member did not answer. Ask again or take another payment.' }),
  limit_exceeded: () => ({ id: 'Batas tercapai. Gunakan pembayaran lain.', en: 'A limit is reached. Take another payment.' }),
  rule_not_met: () => ({ id: 'Ketentuan mitra tidak terpenuhi.', en: 'A rule of the partner is not met.' }),
};

/** What a till shows to the person at it, in both languages; absent for what a cashier can do nothing about. */
export function cashierMessageOf(code: ErrorCode, data: Readonly<Record<string, unknown>> = {}): BilingualText | undefined {
  return CASHIER[code]?.(data);
}

function count(points: unknown): string {
  return typeof points === 'number' ? String(points) : '–';
}
