import type { ErrorCode } from '../kernel/errors';

interface Row {
  readonly status: number;
  readonly title: string;
  /** The same request may be sent again unchanged, with a fresh token and the same key. */
  readonly retryable?: true;
}
const at = (status: number, title: string): Row => ({ status, title });
const again = (status: number, title: string): Row => ({ status, title, retryable: true });

/** Every code and what it becomes on the wire; a code that is missing here does not compile. */
export const PROBLEMS: Readonly<Record<ErrorCode, Row>> = {
  json_malformed: at(400, 'The body is not acceptable JSON'), validation_failed: at(400, 'A field is not as the contract demands'), parameter_invalid: at(400, 'A parameter is not as the contract demands'),
  cursor_invalid: at(400, 'The cursor belongs to another filter'), expand_unknown: at(400, 'Unknown expand path'), version_unknown: at(400, 'Unknown API version'),
  idempotency_key_missing: at(400, 'Idempotency-Key is missing'), idempotency_key_invalid: at(400, 'Idempotency-Key is not 1 to 255 printable characters'),
  token_missing: at(401, 'No Authorization'), access_token_invalid: at(401, 'The access token is refused'), token_malformed: at(401, 'The token is malformed'), algorithm_not_allowed: at(401, 'The algorithm is not allowed'),
  key_unknown: at(401, 'Unknown key'), key_revoked: at(401, 'The key was revoked'), key_not_yet_valid: at(401, 'The key is not valid yet'), key_expired: at(401, 'The key has expired'), signature_invalid: at(401, 'The signature is wrong'),
  issuer_mismatch: at(401, 'iss does not own the key'), audience_mismatch: at(401, 'aud is another hub'), token_lifetime_exceeded: at(401, 'The token lives too long'), clock_skew: again(401, 'The clock is ahead'),
  token_expired: again(401, 'The token has expired'), request_mismatch: at(401, 'The token is for another request'), body_digest_mismatch: at(401, 'The body is not the signed one'),
  idempotency_key_mismatch: at(401, 'The key is not the signed one'), token_replayed: again(401, 'The token was used before'),
  insufficient_scope: at(403, 'The key lacks the scope'), till_disabled: at(403, 'The till is not active'), ip_not_allowed: at(403, 'The address is not allowed'), role_required: at(403, 'The role does not allow this'),
  second_person_required: at(403, 'Another person has to do this'), partner_suspended: at(403, 'The partner is suspended'),
  not_found: at(404, 'Not found'), route_not_found: at(404, 'No such route'), member_not_found: at(404, 'No such member'), original_not_found: again(404, 'The original is not here yet'),
  method_not_allowed: at(405, 'Method not allowed'), not_acceptable: at(406, 'Not acceptable'), request_timeout: again(408, 'The request came too slowly'), export_expired: at(410, 'The export has expired'),
  body_too_large: at(413, 'The body is too large'), media_type_unsupported: at(415, 'Send application/json'),
  insufficient_points: at(409, 'Not enough points'), member_frozen: at(409, 'The member is frozen'), member_closed: at(409, 'The member has left'), spend_locked: at(409, 'The member has locked spending'),
  proof_required: at(409, 'A code is required'), code_expired: at(409, 'The code has expired'), code_used: at(409, 'The code was used'), code_locked: at(409, 'The code is locked'), otp_wrong: at(409, 'The digits are wrong'),
  approval_pending: again(409, 'The member has not decided yet'), approval_declined: at(409, 'The member declined'), approval_expired: at(409, 'The member did not answer'), limit_exceeded: at(409, 'A limit is reached'),
  rule_not_met: at(409, 'A rule is not met'), issuer_earn_stopped: at(409, 'Earning is stopped'), price_missing: at(409, 'No price is agreed'), terms_not_countersigned: at(409, 'The terms are not countersigned'),
  terms_overlap: at(409, 'The terms overlap'), terms_ambiguous: at(409, 'The terms are ambiguous'), hold_not_open: at(409, 'The hold is not open'), capture_exceeds_hold: at(409, 'More than is held'),
  withholding_above_expected: at(409, 'More than may be withheld from the fee'),
  reversal_exceeds_original: at(409, 'More than is left of the original'), receipt_already_used: at(409, 'The receipt has earned already'), external_id_conflict: at(409, 'The externalId names another operation'),
  idempotency_in_progress: again(409, 'The first request is still running'), offline_window_expired: at(409, 'Too old'), offline_burn_not_allowed: at(409, 'No offline burns'), transition_not_allowed: at(409, 'Not allowed in this state'),
  dispute_window_closed: at(409, 'Too late to dispute'), change_pending: at(409, 'A change is pending'), key_already_registered: at(409, 'The key is registered already'), identifier_in_use: at(409, 'The identifier is in use'),
  batch_sent: at(409, 'The donation was sent'),
  proof_not_available: at(409, 'A line of the cycle cannot be proved offline yet'),
  idempotency_key_reused: at(422, 'The key was used for another request'), occurred_at_in_future: at(422, 'The sale lies in the future'), currency_not_supported: at(422, 'The currency is not supported'), proof_of_possession_invalid: at(422, 'The proof of possession is wrong'),
  rate_limited_partner: again(429, 'Too many requests of the partner'), rate_limited_till: again(429, 'Too many requests of the till'), rate_limited_member: again(429, 'Too many requests for the member'), rate_limited_global: again(429, 'Too many requests'),
  replay_store_unavailable: again(503, 'Cannot tell whether the token is new'), overloaded: again(503, 'The hub is overloaded'), busy: again(503, 'The hub is busy'), maintenance: again(503, 'Maintenance'),
  internal_error: again(500, 'Something failed here'), outcome_unknown: again(504, 'The outcome is unknown'),
  invalid_points: at(400, 'Not a number of points'), invalid_weights: at(400, 'Not weights'),
};
