// Completes the contract that tsoa writes: examples, codes, scopes; and derives the OpenAPI 3.1 form from the 3.0 form.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

const UUID = '01a1c9e0-1000-7d64-9c51-9e4fa06b7283';
const PREFIX = { memberId: 'mem', partnerId: 'prt', issuerId: 'prt', redeemerId: 'prt', payerId: 'prt', payeeId: 'prt', partyId: 'prt', party: 'prt', counterpartyId: 'prt', postingId: 'pst', reversesPostingId: 'pst', holdId: 'hld', windowId: 'win', openWindowId: 'win', outletId: 'out', tillId: 'trm',
  lotId: 'lot', legId: 'leg', reversesLegId: 'leg', termsId: 'tms', settlementId: 'stl', obligationId: 'obl', invoiceId: 'inv', statementId: 'stm', batchId: 'bat', keyId: 'key', creditNoteId: 'cdn', lineId: 'inl', changeRequestId: 'chg', toMemberId: 'mem', scenarioId: 'scn', leavingPartnerId: 'prt', againstTermsId: 'tms', against: 'tms', survivor: 'mem', quarantineId: 'qrt', mergedInto: 'mem', issuer: 'prt',
  disputeId: 'dsp', splitFrom: 'dsp', part: 'dsp', reversal: 'pst', reversalId: 'pst', openerId: 'prt', fileId: 'fil', restatementId: 'rst', bookedWindowId: 'win' };
const OBJECTS = { posting: 'pst', hold: 'hld', settlementWindow: 'win', settlement: 'stl', obligation: 'obl', payment: 'pay', invoice: 'inv', invoiceLine: 'inl', creditNote: 'cdn', statement: 'stm', partner: 'prt', outlet: 'out', till: 'trm', key: 'key', terms: 'tms', member: 'mem', batch: 'bat', changeRequest: 'chg', receivable: 'pst', scenario: 'scn', scenarioSummary: 'scn', quarantineItem: 'qrt', urr: 'urr', guardAlert: 'alr',
  dispute: 'dsp', restatement: 'rst' };
Object.assign(PREFIX, { paymentId: 'pay', bankFileId: 'bfl', bankEntryId: 'ben', accountId: 'acc', instructionId: 'pin', certificateId: 'whc', defaultId: 'dfl', statementVoidId: 'stv', refundId: 'rfd', paidByPaymentId: 'pay', holidayId: 'hol', groupId: 'sgr', changeId: 'sgc', limitId: 'lim', virtualAccountId: 'vac' });
Object.assign(OBJECTS, { bankAccount: 'acc', paymentInstruction: 'pin', bankFile: 'bfl', bankEntry: 'ben', bankLayout: 'blo', dunningNotice: 'dun', withholdingCertificate: 'whc', default: 'dfl', refund: 'rfd', holiday: 'hol', settlementGroup: 'sgr', settlementGroupChange: 'sgc', issuingLimit: 'lim', virtualAccount: 'vac' });
const MORE_TEXTS = { groupName: 'COALITION', keyName: 'Till server', code: 'SEGAR' };
const TEXTS = { externalId: 'POS-7781-000123', member: '+628123456789', name: 'Siti Rahayu', brandName: 'Pasar Segar', partnerName: 'Pasar Segar', partyName: 'Pasar Segar', issuerName: 'Pasar Segar', redeemerName: 'Kopi Kita', counterpartyName: 'Kopi Kita', tillName: 'Till 3', firstApprovedBy: 'user:sari', decidedBy: 'user:rina', legalName: 'PT Pasar Segar Makmur', npwp: '0013456789011000',
  nitku: '0013456789011000000000', code: 'SEGAR', address: 'Jl. Panglima Polim Raya No. 41, Jakarta Selatan', receiptNo: 'R-1001', reason: 'The customer returned the goods.', number: 'INV/2026/000042', invoiceNumber: 'INV/2026/000042', statementNumber: 'NET/2026/000042', kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k', bankReference: 'BCA-20261014-000042',
  zone: 'Asia/Jakarta', rate: '0.015', pointPrice: '500', settlementValue: '500', exact: '125000', payPrice: '500', receivePrice: '475', difference: '25', payTermsRef: 'SEGAR@v2 clause burn-pay', receiveTermsRef: 'KOPI@v1 clause burn-receive', field: '/clauses/burn-pay/pointPrice', before: '500', after: '450', pointKind: 'REGULAR', category: 'FUEL', weight: '50', termsRef: 'SEGAR@v1 clause burn-pay', clauseId: 'burn-pay', totalInWords: 'seratus dua puluh lima ribu rupiah', alg: 'ES256', kind: 'PHONE', engineVersion: '1.0.0', nextCursor: 'ZjNhOTE6MjU', token: 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln',
  bodyDigest: 'sha-256=:xWq0+x9yU0RSGP4pR7i4RJHmB08516ev7gCCqGGGb7s=:', proof: 'eyJ0eXAiOiJrb25nc2ktcG9wK2p3dCJ9.e30.c2ln', sort: '-createdAt', title: 'Claims add up to nothing', detail: 'Send at least 1 point.', subject: 'rina', madeBy: 'user:rina', createdBy: 'user:rina', recordedBy: 'user:rina', by: 'user:rina', type: 'EARN' };
Object.assign(PREFIX, { accountStatementId: 'ast', receiptId: 'rct', documentId: 'rct', paymentId: 'pay' });
Object.assign(OBJECTS, { accountStatement: 'ast', receipt: 'rct' });
Object.assign(TEXTS, MORE_TEXTS, { nsfp: '04002600012345678', serial: 'GXD5XA8M5Q0A1B2C' });
Object.assign(TEXTS, { recordId: 'R-000123', counter: '42', source: 'PARTNER_FILE', calculationHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', rootHash: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=', jws: 'eyJ0eXAiOiJrb25nc2ktd2luZG93K2p3dCJ9.e30.c2ln', partnerJws: 'eyJ0eXAiOiJrb25nc2ktd2luZG93K2p3dCJ9.e30.c2ln', hubJws: 'eyJ0eXAiOiJrb25nc2ktd2luZG93K2p3dCJ9.e30.c2ln', note: 'Seen by the outlet.', uploadedBy: 'user:hendra', closedBy: 'rule:silence@v1', closedByRule: 'silence@v1' });
Object.assign(PREFIX, { reconciliationId: 'rec', breakId: 'brk', ruleId: 'rul', linkedPostingId: 'pst', linkedDisputeId: 'dsp', disputeId: 'dsp' });
Object.assign(OBJECTS, { reconciliation: 'rec', break: 'brk', reconciliationRule: 'rul' });
const DATES = /^(businessDate|bookedOn|noticedOn|appliedOn|executionDate|from|to|validFrom|validTo|issuedOn|issuedFrom|issuedTo|uploadBy|movedOn|stampedOn|datedOn|dueDate|paidOn|cycleFrom|cycleTo|date|fromBusinessDate|toBusinessDate|upTo|issueMonth|month|raisedOn|day|unmatchedOn|endedOn)$/;
const INSTANTS = /(At|Until|From|now|asOf|serverTime)$/;

Object.assign(TEXTS, { fileName: 'statement-2026-10-01.csv', remark: 'NET2026000042-SEGAR', partnerCode: 'SEGAR', counterpartyAccount: '••••••3210', account: '••••••7890', accountNo: '9876543210', bankName: 'BCA', bankCode: '014', virtualAccount: '7001200000000042', endedBy: 'user:rina', endedReason: 'The bank gave a new prefix.', bic: 'CENAIDJA', holder: 'PT Pasar Segar Makmur', statementRef: 'ST-2026-10-01', reference: 'NET2026000042-SEGAR', content: 'H,KONGSI-BANK,1,ST-1,1234567890,IDR\n…\nT,0,0.00\n' });

/** Codes by status that an operation of a kind can answer; the page of codes explains each. */
const CODES = {
  400: { GET: ['parameter_invalid', 'cursor_invalid'], POST: ['json_malformed', 'validation_failed'] },
  401: ['token_missing', 'token_malformed', 'algorithm_not_allowed', 'key_unknown', 'key_revoked', 'key_not_yet_valid', 'key_expired', 'signature_invalid', 'issuer_mismatch', 'audience_mismatch', 'token_lifetime_exceeded', 'clock_skew', 'token_expired', 'request_mismatch', 'body_digest_mismatch', 'idempotency_key_mismatch', 'token_replayed', 'access_token_invalid'],
  403: ['insufficient_scope', 'role_required', 'second_person_required'],
  404: ['not_found'],
  409: { Ledger: ['insufficient_points', 'member_frozen', 'rule_not_met', 'price_missing', 'hold_not_open', 'capture_exceeds_hold', 'reversal_exceeds_original', 'receipt_already_used', 'external_id_conflict', 'idempotency_in_progress', 'offline_window_expired', 'offline_burn_not_allowed', 'limit_exceeded', 'issuer_earn_stopped'],
    Disputes: ['transition_not_allowed', 'dispute_window_closed', 'change_pending', 'limit_exceeded'],
    Settlement: ['transition_not_allowed', 'change_pending'], Proof: ['transition_not_allowed'], Guard: ['transition_not_allowed'], Terms: ['transition_not_allowed', 'terms_overlap', 'terms_ambiguous', 'terms_not_countersigned', 'price_missing'],
    Keys: ['transition_not_allowed', 'key_already_registered'], Members: ['identifier_in_use', 'transition_not_allowed'], Scenarios: ['terms_ambiguous', 'price_missing'], Sandbox: ['transition_not_allowed', 'key_already_registered'], Partners: ['transition_not_allowed'] },
  422: { Ledger: ['idempotency_key_reused', 'occurred_at_in_future', 'currency_not_supported'], Disputes: ['idempotency_key_reused'], Keys: ['proof_of_possession_invalid'], Sandbox: ['proof_of_possession_invalid'] },
};

Object.assign(CODES[409], { Taxes: ['transition_not_allowed', 'identifier_in_use'], Documents: ['transition_not_allowed', 'identifier_in_use'] });

Object.assign(CODES[409], { Reconciliation: ['transition_not_allowed', 'limit_exceeded', 'change_pending'] });
Object.assign(CODES[422], { Reconciliation: ['idempotency_key_reused'] });
Object.assign(CODES, { 413: { Reconciliation: ['body_too_large'] }, 415: { Reconciliation: ['media_type_unsupported'] } });

CODES[409].Cash = ['transition_not_allowed', 'withholding_above_expected'];
CODES[422].Cash = ['currency_not_supported'];

function codesOf(status, method, tag) {
  const entry = CODES[status] ?? [];
  return Array.isArray(entry) ? entry : (entry[method.toUpperCase()] ?? entry[tag] ?? []);
}

class Examples {
  constructor(schemas) {
    this.schemas = schemas;
  }

  of(schema, name = '', depth = 0, owner) {
    if (schema.example !== undefined) return schema.example;
    if (schema.$ref) {
      const target = schema.$ref.split('/').at(-1);
      if (target === 'Money') return { currency: 'IDR', value: '125000.00' };
      return this.of(this.schemas[target] ?? {}, name, depth, target);
    }
    if (schema.allOf) return schema.allOf.length === 1 ? this.of(schema.allOf[0], name, depth, owner) : Object.assign({}, ...schema.allOf.map((one) => this.of(one, name, depth, owner)));
    const choice = schema.oneOf ?? schema.anyOf;
    if (choice) return this.of(choice[0], name, depth, owner);
    if (schema.enum) return schema.enum[0];
    if (schema.type === 'array') return depth > 6 ? [] : [this.of(schema.items ?? {}, name.replace(/s$/, ''), depth + 1)];
    if (schema.type === 'object' || schema.properties) return this.object(schema, depth);
    if (schema.type === 'integer' || schema.type === 'number') return name === 'limit' ? 25 : Math.max(Number(schema.minimum ?? 0), 12);
    if (schema.type === 'boolean') return true;
    return this.text(schema, name);
  }

  object(schema, depth) {
    const result = {};
    const required = new Set(schema.required ?? []);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      // Only what must be there, and enough of the rest to show the shape; a request with amount leaves points out.
      if (!required.has(name) && (depth > 1 || ['points', 'otp', 'pointsTender', 'lines', 'partnerId', 'bySeconds', 'kid', 'n', 'e', 'use', 'parkedReason'].includes(name))) continue;
      result[name] = this.of(property, name, depth + 1);
    }
    const kind = result.object;
    if (typeof result.id === 'string' && OBJECTS[kind]) result.id = `${OBJECTS[kind]}_${UUID}`;
    return result;
  }

  text(schema, name) {
    if (PREFIX[name]) return `${PREFIX[name]}_${UUID}`;
    if (/[Hh]ash$|[Ss]ha256$/.test(name)) return '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
    if (DATES.test(name)) return '2026-10-01';
    if (INSTANTS.test(name) || schema.format === 'date-time') return '2026-10-01T03:15:00Z';
    if (TEXTS[name] !== undefined) return TEXTS[name];
    return name === 'id' || /Ids?$/.test(name) ? `pst_${UUID}` : 'text';
  }
}

function problem(status, code, path) {
  return { type: `/docs/errors#${code}`, title: 'See the page of codes', status: Number(status), detail: 'What happened and what to do next.', instance: path, code, requestId: `req_${UUID}`, retryable: false, serverTime: '2026-10-01T03:15:00Z', ...(code === 'validation_failed' && { errors: [{ pointer: '/points', code: 'invalid', detail: 'Send at least 1 point.' }] }) };
}

/** Examples, codes and who may call, for each operation. */
function complete(contract) {
  const examples = new Examples(contract.components.schemas);
  const batch = contract.components.schemas.BatchItemRequest;
  if (batch) batch.properties.body = { description: batch.properties.body.description, anyOf: ['EarnRequest', 'BurnRequest', 'ReversalRequest'].map((name) => ({ $ref: `#/components/schemas/${name}` })) };
  const items = contract.components.schemas.BatchRequest?.properties.items;
  // The hub judges each item on its own; the contract says what an item looks like.
  if (items) items.items = { anyOf: ['BatchItemRequest', 'OfflineTokenText'].map((name) => ({ $ref: `#/components/schemas/${name}` })) };
  describeDay(contract);
  for (const [path, operations] of Object.entries(contract.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0];
      operation.summary ??= operation.description?.split('. ')[0].replace(/\.$/, '');
      const names = operation.security?.flatMap((one) => Object.values(one)[0]) ?? [];
      if (names.length > 0) operation['x-kongsi-callers'] = names.map((name) => (name.includes(':') ? `key with the scope ${name}` : name === 'any-key' ? 'any key; each item needs its own scope' : `person with the permission ${name}`));
      else operation.security = [];
      for (const one of operation.security) for (const scheme of Object.keys(one)) one[scheme] = [];
      const body = operation.requestBody?.content?.['application/json'];
      if (body?.schema) body.example = examples.of(body.schema);
      if (!Object.keys(operation.responses).some((status) => status.startsWith('4'))) operation.responses['400'] = { description: 'A parameter is not as the contract demands' };
      const all = new Set();
      for (const [status, response] of Object.entries(operation.responses)) {
        const content = response.content?.['application/json'];
        if (Number(status) < 400) {
          if (content?.schema) content.example = examples.of(content.schema);
          continue;
        }
        const codes = codesOf(status, method, tag);
        codes.forEach((code) => all.add(code));
        response.content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example: problem(status, codes[0] ?? 'not_found', `/v1${path}`) } };
        if (codes.length > 0) response.description = `${response.description.replace(/ \(`.*$/, '')} (\`${codes.join('`, `')}\`)`;
      }
      if (all.size > 0) operation['x-kongsi-codes'] = [...all];
      if (method === 'post' && tag === 'Ledger' && path !== '/quotes') operation.parameters = [...(operation.parameters ?? []).filter((one) => one.name !== 'Idempotency-Key'), { name: 'Idempotency-Key', in: 'header', required: true, description: 'Names this intent: a retry with it changes nothing and gets the same answer.', schema: { type: 'string', minLength: 1, maxLength: 255 }, example: 'POS-7781-000123' }];
      for (const parameter of operation.parameters ?? []) parameter.example ??= examples.of(parameter.schema ?? {}, parameter.name);
    }
  }
  for (const schema of Object.values(contract.components.schemas)) tidy(schema);
  contract.info.license = { name: 'MIT', url: 'https://opensource.org/license/mit' };
  contract.servers = [{ url: '/v1', description: 'This hub' }];
  contract.tags = Object.entries({ Ledger: 'Points given, set aside, taken and given back.', Members: 'The people who hold points.', Partners: 'Brands, outlets and tills.', Keys: 'Public keys that sign requests.', Terms: 'Prices, fees and rules as dated, countersigned versions.', Scenarios: 'What other terms would have made of past windows.', Settlement: 'Windows, positions, settlements and payments.', Cash: 'Payments, bank files, payouts, certificates, reminders and defaults.', Documents: 'Invoices, credit notes, statements, receipts and the journal.', Taxes: 'Tax invoices told to the tax office, and electronic stamps.', Disputes: 'Formal objections to what was billed, and how they end.', Portal: 'Who is signed in.', Sandbox: 'What only a sandbox has.' }).map(([name, description]) => ({ name, description }));
  contract.tags.push({ name: 'Reconciliation', description: 'Partners\u2019 days beside the hub\u2019s postings, the differences, and windows that both have signed.' });
}

/** A partner's day is read as a file, line by line; the contract says how it looks in both forms. */
function describeDay(contract) {
  const upload = contract.paths['/reconciliations']?.post;
  if (!upload) return;
  const schema = { type: 'object', required: ['header', 'records', 'trailer'], additionalProperties: false, properties: { header: { $ref: '#/components/schemas/DayHeader' }, records: { type: 'array', maxItems: 200000, items: { $ref: '#/components/schemas/DayRecord' } }, trailer: { $ref: '#/components/schemas/DayTrailer' } } };
  contract.components.schemas.DayFile = { description: 'A partner\u2019s whole day.', ...schema };
  upload.requestBody = { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/DayFile' } }, 'text/csv': { schema: { type: 'string', description: 'A header line, the names of the columns, the records and a trailer line.' },
    example: `H,kongsi-day/1,prt_${UUID},2026-10-01,PARTNER_FILE\nrecordId,type,externalId,outletId,points,amount,occurredAt,status\nR-1,EARN,POS-1,out_${UUID},12,125000.00,2026-10-01T10:15:00+07:00,POSTED\nT,1,12,125000.00\n` } } };
  upload.parameters = [...(upload.parameters ?? []), { name: 'Idempotency-Key', in: 'header', required: true, description: 'Names this upload; the digest of the file is a good one.', schema: { type: 'string', minLength: 1, maxLength: 255 }, example: 'day-9f86d081884c7d65' }];
}

/** What tsoa writes beyond the rules of OpenAPI 3.0: a false nullable says nothing, and words beside a reference are not read. */
function tidy(node) {
  if (node === null || typeof node !== 'object') return;
  if (node.nullable === false) delete node.nullable;
  for (const value of Object.values(node)) tidy(value);
  if (node.$ref && Object.keys(node).length > 1) {
    node.allOf = [{ $ref: node.$ref }];
    delete node.$ref;
  }
}

/** OpenAPI 3.0 as 3.1: JSON Schema 2020-12 has lists of examples and numeric exclusive limits. */
function upgrade(contract) {
  const visit = (node) => {
    if (Array.isArray(node)) return node.map(visit);
    if (node === null || typeof node !== 'object') return node;
    const next = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, name === 'example' || name === 'examples' ? value : visit(value)]));
    return next;
  };
  const next = visit(contract);
  for (const schema of Object.values(next.components.schemas)) {
    if (schema.example !== undefined) {
      schema.examples = [schema.example];
      delete schema.example;
    }
  }
  return { ...next, openapi: '3.1.0' };
}

/** Writes both forms as YAML, to be read, and as JSON, which a hub reads at its start in a hundredth of the time. */
export function writeContract(root) {
  const file = join(root, 'openapi/hub-3.0.yaml');
  const contract = parse(readFileSync(file, 'utf8'));
  complete(contract);
  const text = (value) => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
  for (const [name, form] of [['hub-3.0', contract], ['hub', upgrade(contract)]]) {
    writeFileSync(join(root, `openapi/${name}.yaml`), text(form));
    writeFileSync(join(root, `openapi/${name}.json`), JSON.stringify(form));
  }
}
