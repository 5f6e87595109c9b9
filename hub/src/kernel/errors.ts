/** Every refusal the product knows. Removing or renaming one is a major version of the API. */
export const ERROR_CODES = [
  'json_malformed', 'validation_failed', 'parameter_invalid', 'cursor_invalid', 'expand_unknown', 'version_unknown',
  'idempotency_key_missing', 'idempotency_key_invalid',
  'token_missing', 'access_token_invalid', 'token_malformed', 'algorithm_not_allowed', 'key_unknown', 'key_revoked',
  'key_not_yet_valid', 'key_expired', 'signature_invalid', 'issuer_mismatch', 'audience_mismatch', 'token_lifetime_exceeded',
  'clock_skew', 'token_expired', 'request_mismatch', 'body_digest_mismatch', 'idempotency_key_mismatch', 'token_replayed',
  'insufficient_scope', 'till_disabled', 'ip_not_allowed', 'role_required', 'second_person_required', 'partner_suspended',
  'not_found', 'route_not_found', 'member_not_found', 'original_not_found',
  'method_not_allowed', 'not_acceptable', 'request_timeout', 'export_expired', 'body_too_large', 'media_type_unsupported',
  'insufficient_points', 'member_frozen', 'member_closed', 'spend_locked', 'proof_required', 'code_expired', 'code_used',
  'code_locked', 'otp_wrong', 'approval_pending', 'approval_declined', 'approval_expired', 'limit_exceeded', 'rule_not_met',
  'issuer_earn_stopped', 'price_missing', 'terms_not_countersigned', 'terms_overlap', 'terms_ambiguous', 'hold_not_open',
  'capture_exceeds_hold', 'reversal_exceeds_original', 'receipt_already_used', 'external_id_conflict', 'idempotency_in_progress',
  'offline_window_expired', 'offline_burn_not_allowed', 'transition_not_allowed', 'dispute_window_closed', 'change_pending',
  'key_already_registered', 'identifier_in_use', 'batch_sent', 'proof_not_available', 'withholding_above_expected',
  'idempotency_key_reused', 'occurred_at_in_future', 'currency_not_supported', 'proof_of_possession_invalid',
  'rate_limited_partner', 'rate_limited_till', 'rate_limited_member', 'rate_limited_global',
  'replay_store_unavailable', 'overloaded', 'busy', 'maintenance',
  'internal_error', 'outcome_unknown',
  'invalid_points', 'invalid_weights',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One wrong field: a JSON pointer into the body, a stable code, and what to send instead. */
export interface FieldFault {
  pointer: string;
  code: string;
  detail: string;
}

export interface ErrorFacts {
  /** What is wrong and what to do next, in English; the code's own text is used when absent. */
  detail?: string;
  /** Facts for programs, such as `available` and `requested`; they become members of the problem document. */
  data?: Readonly<Record<string, unknown>>;
  fields?: readonly FieldFault[];
}

/** A refusal in the words of the domain. The HTTP layer alone knows which status it becomes. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: ErrorCode,
    readonly facts: ErrorFacts = {},
  ) {
    super(facts.detail ?? code);
  }
}
