/* tslint:disable */
/* eslint-disable */
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import type { TsoaRoute } from '@tsoa/runtime';
import {  fetchMiddlewares, ExpressTemplateService } from '@tsoa/runtime';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { TermsDiffController } from './../../whatif/terms-diff.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { ScenariosController } from './../../whatif/scenarios.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { TermsController } from './../../terms/terms.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { TaxationController } from './../../taxation/taxation.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { WindowsController } from './../../settlement/windows.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { SettlementsController } from './../../settlement/settlements.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { SettlementGroupsController } from './../../settlement/settlement-groups.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { RestatementsController } from './../../settlement/restatements.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { PositionsController } from './../../settlement/positions.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { HolidaysController } from './../../settlement/holidays.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { TestClockController } from './../../sandbox/test-clock.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { SandboxController } from './../../sandbox/sandbox.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { ReportsController } from './../../reports/reports.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { ReconciliationController } from './../../reconciliation/reconciliation.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { CoSigningController } from './../../reconciliation/cosign.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { BreaksController } from './../../reconciliation/breaks.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { ProofController } from './../../proof/proof.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { PartnersController } from './../../partners/partners.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { KeysController } from './../../partners/partners.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { MembersController } from './../../members/members.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { PostingsController } from './../../ledger/postings.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { OfflineController } from './../../ledger/offline.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { HistoryController } from './../../ledger/history.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { CareController } from './../../ledger/care.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { ActsController } from './../../ledger/acts.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { IssuingController } from './../../issuing/issuing.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { InvoicesController } from './../../invoicing/invoices.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { AccountsController } from './../../invoicing/accounts.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { GuardController } from './../../guard/guard.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { DisputesController } from './../../disputes/disputes.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { VirtualAccountsController } from './../../cash/virtual-accounts.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { RefundsController } from './../../cash/refunds.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { PaymentsController } from './../../cash/payments.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { DefaultsController } from './../../cash/defaults.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { BankController } from './../../cash/bank.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { JournalController } from './../../accounting/journal.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { SessionController } from './../../access/session.controller';
import { expressAuthentication } from './../authentication';
// @ts-ignore - no great way to install types from subpackage
import { iocContainer } from './../ioc';
import type { IocContainer, IocContainerFactory } from '@tsoa/runtime';
import type { Request as ExRequest, Response as ExResponse, RequestHandler, Router } from 'express';

const expressAuthenticationRecasted = expressAuthentication as (req: ExRequest, securityName: string, scopes?: string[], res?: ExResponse) => Promise<any>;


// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

const models: TsoaRoute.Models = {
    "FieldError": {
        "dataType": "refObject",
        "properties": {
            "pointer": {"dataType":"string","required":true},
            "code": {"dataType":"string","required":true},
            "detail": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BilingualText": {
        "dataType": "refObject",
        "properties": {
            "id": {"dataType":"string","required":true},
            "en": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Money": {
        "dataType": "refObject",
        "properties": {
            "currency": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send a three-letter currency code such as IDR.\"","value":"^[A-Z]{3}$"}}},
            "value": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send a string with exactly two decimals, such as 125000.00.\"","value":"^-?(0|[1-9][0-9]{0,15})\\.[0-9]{2}$"}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Problem": {
        "dataType": "refObject",
        "properties": {
            "type": {"dataType":"string","required":true},
            "title": {"dataType":"string","required":true},
            "status": {"dataType":"integer","required":true},
            "detail": {"dataType":"string","required":true},
            "instance": {"dataType":"string","required":true},
            "code": {"dataType":"string","required":true},
            "requestId": {"dataType":"string","required":true},
            "retryable": {"dataType":"boolean","required":true},
            "serverTime": {"dataType":"string","required":true},
            "errors": {"dataType":"array","array":{"dataType":"refObject","ref":"FieldError"}},
            "cashierMessage": {"ref":"BilingualText"},
            "remaining": {"dataType":"integer"},
            "remainingAmount": {"ref":"Money"},
        },
        "additionalProperties": {"dataType":"any"},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TermsChange": {
        "dataType": "refObject",
        "properties": {
            "field": {"dataType":"string","required":true},
            "change": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ADDED"]},{"dataType":"enum","enums":["REMOVED"]},{"dataType":"enum","enums":["CHANGED"]}],"required":true},
            "before": {"dataType":"string"},
            "after": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Compared": {
        "dataType": "refObject",
        "properties": {
            "actual": {"ref":"Money","required":true},
            "scenario": {"ref":"Money","required":true},
            "difference": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "HeadroomBreach": {
        "dataType": "refObject",
        "properties": {
            "businessDate": {"dataType":"string","required":true},
            "headroom": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ScenarioParty": {
        "dataType": "refObject",
        "properties": {
            "partyId": {"dataType":"string","required":true},
            "partyName": {"dataType":"string","required":true},
            "payable": {"ref":"Compared","required":true},
            "receivable": {"ref":"Compared","required":true},
            "position": {"ref":"Compared","required":true},
            "issuerFees": {"ref":"Compared","required":true},
            "acceptanceFees": {"ref":"Compared","required":true},
            "ppn": {"ref":"Compared","required":true},
            "netCash": {"ref":"Compared","required":true},
            "pays": {"ref":"Compared","required":true},
            "receives": {"ref":"Compared","required":true},
            "coverage": {"dataType":"nestedObjectLiteral","nestedProperties":{"scenario":{"dataType":"string"},"actual":{"dataType":"string"}}},
            "breaches": {"dataType":"nestedObjectLiteral","nestedProperties":{"scenario":{"dataType":"array","array":{"dataType":"refObject","ref":"HeadroomBreach"},"required":true},"actual":{"dataType":"array","array":{"dataType":"refObject","ref":"HeadroomBreach"},"required":true}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ScenarioPair": {
        "dataType": "refObject",
        "properties": {
            "partyId": {"dataType":"string","required":true},
            "counterpartyId": {"dataType":"string","required":true},
            "counterpartyName": {"dataType":"string","required":true},
            "pays": {"ref":"Compared","required":true},
            "receives": {"ref":"Compared","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TermsEffect": {
        "dataType": "refObject",
        "properties": {
            "from": {"dataType":"string","required":true},
            "to": {"dataType":"string","required":true},
            "windows": {"dataType":"integer","required":true},
            "reproduced": {"dataType":"integer","required":true},
            "heldConstant": {"ref":"BilingualText","required":true},
            "parties": {"dataType":"array","array":{"dataType":"refObject","ref":"ScenarioParty"},"required":true},
            "pairs": {"dataType":"array","array":{"dataType":"refObject","ref":"ScenarioPair"},"required":true},
            "unknown": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TermsDiff": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["termsDiff"],"required":true},
            "termsId": {"dataType":"string","required":true},
            "version": {"dataType":"double","required":true},
            "againstTermsId": {"dataType":"string"},
            "againstVersion": {"dataType":"double"},
            "changes": {"dataType":"array","array":{"dataType":"refObject","ref":"TermsChange"},"required":true},
            "effect": {"ref":"TermsEffect","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RateText": {
        "dataType": "refAlias",
        "type": {"dataType":"string","validators":{"pattern":{"errorMsg":"\"Send a decimal string such as 0.015.\"","value":"^(0|[1-9][0-9]{0,15})(\\.[0-9]{1,10})?$"}}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RateDifferenceView": {
        "dataType": "refObject",
        "properties": {
            "issuerId": {"dataType":"string","required":true},
            "issuerName": {"dataType":"string","required":true},
            "redeemerId": {"dataType":"string","required":true},
            "redeemerName": {"dataType":"string","required":true},
            "pointKind": {"dataType":"string","required":true},
            "fromPoints": {"dataType":"double","required":true},
            "payPrice": {"ref":"RateText","required":true},
            "receivePrice": {"ref":"RateText","required":true},
            "difference": {"dataType":"string","required":true},
            "payTermsRef": {"dataType":"string","required":true},
            "receiveTermsRef": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TermsPreview": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["termsPreview"],"required":true},
            "party": {"dataType":"string","required":true},
            "againstTermsId": {"dataType":"string"},
            "againstVersion": {"dataType":"double"},
            "changes": {"dataType":"array","array":{"dataType":"refObject","ref":"TermsChange"},"required":true},
            "rateDifferences": {"dataType":"array","array":{"dataType":"refObject","ref":"RateDifferenceView"},"required":true},
            "effect": {"ref":"TermsEffect","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WireDate": {
        "dataType": "refAlias",
        "type": {"dataType":"string","validators":{"pattern":{"errorMsg":"\"Send a date such as 2026-11-22.\"","value":"^\\d{4}-\\d{2}-\\d{2}$"}}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Preset": {
        "dataType": "refAlias",
        "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PAY_AT_BURN"]},{"dataType":"enum","enums":["PAY_AT_ISSUE"]},{"dataType":"enum","enums":["HYBRID_RESERVE"]}],"validators":{}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PriceStep": {
        "dataType": "refObject",
        "properties": {
            "fromPoints": {"dataType":"integer","required":true,"validators":{"minimum":{"value":0},"maximum":{"value":9007199254740991}}},
            "pointPrice": {"ref":"RateText","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Clause": {
        "dataType": "refObject",
        "properties": {
            "clauseId": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^[a-z0-9-]{1,40}$"}}},
            "event": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ISSUE"]},{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["EXPIRE"]}],"required":true},
            "side": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PAY"]},{"dataType":"enum","enums":["RECEIVE"]}],"required":true},
            "pointPrice": {"ref":"RateText","required":true},
            "pointKind": {"dataType":"string","validators":{"pattern":{"value":"^[A-Z0-9_]{1,20}$"}}},
            "category": {"dataType":"string","validators":{"minLength":{"value":1},"maxLength":{"value":64}}},
            "issuerPreset": {"ref":"Preset"},
            "steps": {"dataType":"array","array":{"dataType":"refObject","ref":"PriceStep"},"validators":{"minItems":{"value":1},"maxItems":{"value":20}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "FeeStep": {
        "dataType": "refObject",
        "properties": {
            "fromAmount": {"ref":"Money","required":true},
            "rate": {"ref":"RateText","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "FeeClause": {
        "dataType": "refObject",
        "properties": {
            "clauseId": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^[a-z0-9-]{1,40}$"}}},
            "lineType": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ISSUER_FEE"]},{"dataType":"enum","enums":["ACCEPTANCE_FEE"]}],"required":true},
            "base": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PAID"]},{"dataType":"enum","enums":["RECEIVED"]}],"required":true},
            "rate": {"ref":"RateText","required":true},
            "flatPerBurn": {"ref":"Money"},
            "minPerCycle": {"ref":"Money"},
            "maxPerCycle": {"ref":"Money"},
            "steps": {"dataType":"array","array":{"dataType":"refObject","ref":"FeeStep"},"validators":{"minItems":{"value":1},"maxItems":{"value":20}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReleaseShares": {
        "dataType": "refObject",
        "properties": {
            "issuer": {"ref":"RateText","required":true},
            "fund": {"ref":"RateText","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ExpiryRule": {
        "dataType": "refObject",
        "properties": {
            "mode": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["NEVER"]},{"dataType":"enum","enums":["DAYS"]},{"dataType":"enum","enums":["MONTH_END"]},{"dataType":"enum","enums":["FIXED_DATE"]},{"dataType":"enum","enums":["ROLLING"]}],"required":true},
            "days": {"dataType":"integer","validators":{"minimum":{"value":1},"maximum":{"value":3660}}},
            "months": {"dataType":"integer","validators":{"minimum":{"value":0},"maximum":{"value":120}}},
            "date": {"ref":"WireDate"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "VestingRule": {
        "dataType": "refObject",
        "properties": {
            "afterDays": {"dataType":"integer","validators":{"minimum":{"value":1},"maximum":{"value":366}}},
            "untilEvent": {"dataType":"string","validators":{"pattern":{"value":"^[A-Z0-9_]{1,40}$"}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "FundingShare": {
        "dataType": "refObject",
        "properties": {
            "party": {"dataType":"string","required":true},
            "weight": {"ref":"RateText","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "CampaignBudget": {
        "dataType": "refObject",
        "properties": {
            "code": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^[a-z0-9-]{1,40}$"}}},
            "points": {"dataType":"integer","required":true,"validators":{"minimum":{"value":1},"maximum":{"value":9007199254740991}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BonusRule": {
        "dataType": "refObject",
        "properties": {
            "bonusId": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^[a-z0-9-]{1,40}$"}}},
            "issuer": {"dataType":"string","required":true},
            "pointKind": {"dataType":"string","validators":{"pattern":{"value":"^[A-Z0-9_]{1,20}$"}}},
            "multiplier": {"ref":"RateText","required":true},
            "categories": {"dataType":"array","array":{"dataType":"string"},"validators":{"minItems":{"value":1},"maxItems":{"value":50}}},
            "validFrom": {"ref":"WireDate"},
            "validTo": {"ref":"WireDate"},
            "expiry": {"ref":"ExpiryRule"},
            "vesting": {"ref":"VestingRule"},
            "usableAt": {"dataType":"array","array":{"dataType":"string"}},
            "fundingShares": {"dataType":"array","array":{"dataType":"refObject","ref":"FundingShare"}},
            "budget": {"ref":"CampaignBudget"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "EarnRule": {
        "dataType": "refObject",
        "properties": {
            "amountPerPoint": {"ref":"Money","required":true},
            "expiresAfterDays": {"dataType":"integer","validators":{"minimum":{"value":1},"maximum":{"value":3660}}},
            "expiry": {"ref":"ExpiryRule"},
            "vesting": {"ref":"VestingRule"},
            "usableAt": {"dataType":"array","array":{"dataType":"string"}},
            "fundingShares": {"dataType":"array","array":{"dataType":"refObject","ref":"FundingShare"}},
            "bonuses": {"dataType":"array","array":{"dataType":"refObject","ref":"BonusRule"},"validators":{"maxItems":{"value":8}}},
            "receivableDays": {"dataType":"integer","validators":{"minimum":{"value":1},"maximum":{"value":3660}}},
            "refundPolicy": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["RECEIVABLE"]},{"dataType":"enum","enums":["WITHIN_BALANCE"]},{"dataType":"enum","enums":["PENDING_ONLY"]}]},
            "pointsAllowed": {"dataType":"boolean","required":true},
            "maxPointsPerEarn": {"dataType":"integer","validators":{"minimum":{"value":1}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BurnRule": {
        "dataType": "refObject",
        "properties": {
            "minPoints": {"dataType":"integer","validators":{"minimum":{"value":1}}},
            "multipleOf": {"dataType":"integer","validators":{"minimum":{"value":1}}},
            "holdsAllowed": {"dataType":"boolean","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "OfflineLimits": {
        "dataType": "refObject",
        "properties": {
            "earnsPerDay": {"dataType":"integer","validators":{"minimum":{"value":0}}},
            "valuePerDay": {"ref":"Money"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TransferRule": {
        "dataType": "refObject",
        "properties": {
            "minPoints": {"dataType":"integer","required":true,"validators":{"minimum":{"value":1}}},
            "maxPoints": {"dataType":"integer","required":true,"validators":{"minimum":{"value":1}}},
            "maxPerDay": {"dataType":"integer","validators":{"minimum":{"value":1}}},
            "maxTransfersPerDay": {"dataType":"integer","validators":{"minimum":{"value":1}}},
            "minDaysLeft": {"dataType":"integer","validators":{"minimum":{"value":0}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "FraudBearers": {
        "dataType": "refObject",
        "properties": {
            "TILL_FRAUD": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REDEEMER"]},{"dataType":"enum","enums":["HUB"]}]},
            "STAFF_FRAUD": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REDEEMER"]},{"dataType":"enum","enums":["HUB"]}]},
            "ACCOUNT_TAKE_OVER": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REDEEMER"]},{"dataType":"enum","enums":["HUB"]}]},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeRule": {
        "dataType": "refObject",
        "properties": {
            "openDays": {"dataType":"integer","validators":{"minimum":{"value":1},"maximum":{"value":3650}}},
            "answerDays": {"dataType":"integer","validators":{"minimum":{"value":1},"maximum":{"value":365}}},
            "rulingDays": {"dataType":"integer","validators":{"minimum":{"value":1},"maximum":{"value":365}}},
            "twoPeopleAbove": {"ref":"Money"},
            "fraudBearers": {"ref":"FraudBearers"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TermsBody": {
        "dataType": "refObject",
        "properties": {
            "preset": {"ref":"Preset","required":true},
            "settlementValue": {"ref":"RateText","required":true},
            "clauses": {"dataType":"array","array":{"dataType":"refObject","ref":"Clause"},"required":true,"validators":{"maxItems":{"value":100}}},
            "fees": {"dataType":"array","array":{"dataType":"refObject","ref":"FeeClause"},"required":true,"validators":{"maxItems":{"value":10}}},
            "taxProfiles": {"dataType":"nestedObjectLiteral","nestedProperties":{},"additionalProperties":{"dataType":"string"},"required":true},
            "rateBasis": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["LOT_ISSUE"]}],"required":true},
            "documentCycle": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DAILY"]},{"dataType":"enum","enums":["WEEKLY"]},{"dataType":"enum","enums":["MONTHLY"]}],"required":true},
            "netFees": {"dataType":"boolean","required":true},
            "reviewDays": {"dataType":"integer","required":true,"validators":{"minimum":{"value":0},"maximum":{"value":30}}},
            "paymentDays": {"dataType":"integer","required":true,"validators":{"minimum":{"value":1},"maximum":{"value":90}}},
            "netDebitCap": {"ref":"Money"},
            "collateral": {"ref":"Money"},
            "reserveRate": {"ref":"RateText"},
            "releaseShares": {"ref":"ReleaseShares"},
            "expireRate": {"ref":"RateText"},
            "breakageShare": {"ref":"RateText"},
            "issueTrigger": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["VESTED"]},{"dataType":"enum","enums":["EARNED"]}]},
            "ownBurnFee": {"dataType":"boolean"},
            "ppnRounding": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["CUMULATIVE"]},{"dataType":"enum","enums":["PER_NOTE"]},{"dataType":"enum","enums":["FLOOR"]}]},
            "minCoverageWarn": {"ref":"RateText"},
            "minCoverageStop": {"ref":"RateText"},
            "capWarnAt": {"ref":"RateText"},
            "capAlertAt": {"ref":"RateText"},
            "statisticsMinimum": {"dataType":"integer","validators":{"minimum":{"value":10}}},
            "earnRule": {"ref":"EarnRule","required":true},
            "burnRule": {"ref":"BurnRule","required":true},
            "offlineLimits": {"ref":"OfflineLimits"},
            "transferRule": {"ref":"TransferRule"},
            "adjustmentLimit": {"dataType":"integer","validators":{"minimum":{"value":0}}},
            "disputeRule": {"ref":"DisputeRule"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TermsRequest": {
        "dataType": "refObject",
        "properties": {
            "party": {"dataType":"string","required":true},
            "validFrom": {"ref":"WireDate","required":true},
            "validTo": {"ref":"WireDate"},
            "correctsVersion": {"dataType":"integer","validators":{"minimum":{"value":1}}},
            "body": {"ref":"TermsBody","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ScenarioSummary": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["scenarioSummary"],"required":true},
            "id": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "from": {"dataType":"string","required":true},
            "to": {"dataType":"string","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Totals": {
        "dataType": "refObject",
        "properties": {
            "count": {"dataType":"integer","required":true},
            "points": {"dataType":"integer"},
            "amount": {"ref":"Money"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_ScenarioSummary_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"ScenarioSummary"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TermsOverride": {
        "dataType": "refObject",
        "properties": {
            "party": {"dataType":"string","required":true},
            "preset": {"ref":"Preset"},
            "settlementValue": {"ref":"RateText"},
            "clauses": {"dataType":"array","array":{"dataType":"refObject","ref":"Clause"},"validators":{"maxItems":{"value":100}}},
            "fees": {"dataType":"array","array":{"dataType":"refObject","ref":"FeeClause"},"validators":{"maxItems":{"value":10}}},
            "rateBasis": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["LOT_ISSUE"]}]},
            "documentCycle": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DAILY"]},{"dataType":"enum","enums":["WEEKLY"]},{"dataType":"enum","enums":["MONTHLY"]}]},
            "netFees": {"dataType":"boolean"},
            "netDebitCap": {"ref":"Money"},
            "collateral": {"ref":"Money"},
            "reserveRate": {"ref":"RateText"},
            "releaseShares": {"ref":"ReleaseShares"},
            "expireRate": {"ref":"RateText"},
            "breakageShare": {"ref":"RateText"},
            "issueTrigger": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["VESTED"]},{"dataType":"enum","enums":["EARNED"]}]},
            "ownBurnFee": {"dataType":"boolean"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ScenarioOverrides": {
        "dataType": "refObject",
        "properties": {
            "terms": {"dataType":"array","array":{"dataType":"refObject","ref":"TermsOverride"},"validators":{"maxItems":{"value":100}}},
            "order": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EXPIRY_FIRST"]},{"dataType":"enum","enums":["EARNED_FIRST"]},{"dataType":"enum","enums":["OWN_FIRST"]},{"dataType":"enum","enums":["OTHERS_FIRST"]}]},
            "netting": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["GROSS"]},{"dataType":"enum","enums":["BILATERAL"]},{"dataType":"enum","enums":["MULTILATERAL"]}]},
            "leavingPartnerId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "NotReplayedBurn": {
        "dataType": "refObject",
        "properties": {
            "postingId": {"dataType":"string","required":true},
            "businessDate": {"dataType":"string","required":true},
            "redeemerId": {"dataType":"string","required":true},
            "reason": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["LACKS_POINTS"]},{"dataType":"enum","enums":["PARTNER_LEFT"]},{"dataType":"enum","enums":["BURN_NOT_REPLAYED"]}],"required":true},
            "asked": {"dataType":"integer","required":true},
            "found": {"dataType":"integer","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ScenarioHub": {
        "dataType": "refObject",
        "properties": {
            "fees": {"ref":"Compared","required":true},
            "ppn": {"ref":"Compared","required":true},
            "rateDifference": {"ref":"Compared","required":true},
            "gross": {"ref":"Compared","required":true},
            "bilateral": {"ref":"Compared","required":true},
            "multilateral": {"ref":"Compared","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Scenario": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["scenario"],"required":true},
            "id": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "from": {"dataType":"string","required":true},
            "to": {"dataType":"string","required":true},
            "overrides": {"ref":"ScenarioOverrides","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "engineVersion": {"dataType":"string","required":true},
            "windows": {"dataType":"integer","required":true},
            "reproduced": {"dataType":"integer","required":true},
            "heldConstant": {"ref":"BilingualText","required":true},
            "parties": {"dataType":"array","array":{"dataType":"refObject","ref":"ScenarioParty"},"required":true},
            "pairs": {"dataType":"array","array":{"dataType":"refObject","ref":"ScenarioPair"},"required":true},
            "notReplayed": {"dataType":"array","array":{"dataType":"refObject","ref":"NotReplayedBurn"}},
            "notReplayedCount": {"dataType":"integer"},
            "hub": {"ref":"ScenarioHub"},
            "sharedWith": {"dataType":"array","array":{"dataType":"string"}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ScenarioRequest": {
        "dataType": "refObject",
        "properties": {
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":80}}},
            "from": {"ref":"WireDate","required":true},
            "to": {"ref":"WireDate","required":true},
            "overrides": {"ref":"ScenarioOverrides","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ShareScenarioRequest": {
        "dataType": "refObject",
        "properties": {
            "partnerId": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AcceptedTerms": {
        "dataType": "refObject",
        "properties": {
            "termsId": {"dataType":"string","required":true},
            "version": {"dataType":"double","required":true},
            "termsHash": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Terms": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["terms"],"required":true},
            "id": {"dataType":"string","required":true},
            "party": {"dataType":"string","required":true},
            "version": {"dataType":"double","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["COUNTERSIGNED"]},{"dataType":"enum","enums":["WITHDRAWN"]}],"required":true},
            "validFrom": {"dataType":"string","required":true},
            "validTo": {"dataType":"string"},
            "body": {"ref":"TermsBody","required":true},
            "termsHash": {"dataType":"string","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "checkedBy": {"dataType":"string"},
            "checkedAt": {"dataType":"string"},
            "countersignedBy": {"dataType":"string"},
            "countersignedAt": {"dataType":"string"},
            "withdrawnBy": {"dataType":"string"},
            "withdrawnReason": {"dataType":"string"},
            "correctsVersion": {"dataType":"double"},
            "acceptsTerms": {"ref":"AcceptedTerms"},
            "rateDifferences": {"dataType":"array","array":{"dataType":"refObject","ref":"RateDifferenceView"}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Terms_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Terms"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "CountersignRequest": {
        "dataType": "refObject",
        "properties": {
            "termsHash": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^[0-9a-f]{64}$"}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WithdrawTermsRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TaxInvoiceState": {
        "dataType": "refAlias",
        "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["NOT_REQUIRED"]},{"dataType":"enum","enums":["TO_UPLOAD"]},{"dataType":"enum","enums":["UPLOADED"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["REPLACED"]},{"dataType":"enum","enums":["CANCELLED"]}],"validators":{}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TaxInvoiceFault": {
        "dataType": "refObject",
        "properties": {
            "field": {"dataType":"string","required":true},
            "code": {"dataType":"string","required":true},
            "detail": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TaxInvoice": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["taxInvoice"],"required":true},
            "invoiceId": {"dataType":"string","required":true},
            "number": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string","required":true},
            "status": {"ref":"TaxInvoiceState","required":true},
            "nsfp": {"dataType":"string"},
            "uploadBy": {"dataType":"string"},
            "overdue": {"dataType":"boolean"},
            "feeBase": {"ref":"Money","required":true},
            "taxBase": {"ref":"Money"},
            "ppn": {"ref":"Money","required":true},
            "total": {"ref":"Money","required":true},
            "faults": {"dataType":"array","array":{"dataType":"refObject","ref":"TaxInvoiceFault"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_TaxInvoice_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"TaxInvoice"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TaxInvoiceChange": {
        "dataType": "refObject",
        "properties": {
            "from": {"ref":"TaxInvoiceState","required":true},
            "to": {"ref":"TaxInvoiceState","required":true},
            "at": {"dataType":"string","required":true},
            "by": {"dataType":"string","required":true},
            "reason": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TaxInvoiceDetail": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["taxInvoice"],"required":true},
            "invoiceId": {"dataType":"string","required":true},
            "number": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string","required":true},
            "status": {"ref":"TaxInvoiceState","required":true},
            "nsfp": {"dataType":"string"},
            "uploadBy": {"dataType":"string"},
            "overdue": {"dataType":"boolean"},
            "feeBase": {"ref":"Money","required":true},
            "taxBase": {"ref":"Money"},
            "ppn": {"ref":"Money","required":true},
            "total": {"ref":"Money","required":true},
            "faults": {"dataType":"array","array":{"dataType":"refObject","ref":"TaxInvoiceFault"},"required":true},
            "numbers": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "changes": {"dataType":"array","array":{"dataType":"refObject","ref":"TaxInvoiceChange"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TaxInvoiceStepRequest": {
        "dataType": "refObject",
        "properties": {
            "step": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["UPLOAD"]},{"dataType":"enum","enums":["APPROVE"]},{"dataType":"enum","enums":["REJECT"]},{"dataType":"enum","enums":["REPLACE"]},{"dataType":"enum","enums":["CANCEL"]}],"required":true},
            "nsfp": {"dataType":"string","validators":{"minLength":{"value":1},"maxLength":{"value":32}}},
            "reason": {"dataType":"string","validators":{"minLength":{"value":1},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "StampDuty": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["stampDuty"],"required":true},
            "documentId": {"dataType":"string","required":true},
            "documentKind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["RECEIPT"]},{"dataType":"enum","enums":["NETTING_STATEMENT"]}],"required":true},
            "number": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string","required":true},
            "stated": {"ref":"Money","required":true},
            "duty": {"ref":"Money","required":true},
            "serial": {"dataType":"string"},
            "stampedOn": {"dataType":"string"},
            "recordedBy": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_StampDuty_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"StampDuty"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "StampRequest": {
        "dataType": "refObject",
        "properties": {
            "serial": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send the 10 to 32 capital letters and digits of the stamp's serial number.\"","value":"^[A-Z0-9]{10,32}$"}}},
            "stampedOn": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^\\d{4}-\\d{2}-\\d{2}$"}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RunStep": {
        "dataType": "refObject",
        "properties": {
            "step": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EXPIRE"]},{"dataType":"enum","enums":["CLOSE"]},{"dataType":"enum","enums":["LOG"]},{"dataType":"enum","enums":["CHECK"]},{"dataType":"enum","enums":["MATCH"]},{"dataType":"enum","enums":["CALCULATE"]},{"dataType":"enum","enums":["COMMIT"]},{"dataType":"enum","enums":["DOCUMENTS"]},{"dataType":"enum","enums":["SETTLE"]},{"dataType":"enum","enums":["GUARD"]}],"required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DONE"]},{"dataType":"enum","enums":["RUNNING"]},{"dataType":"enum","enums":["PENDING"]},{"dataType":"enum","enums":["PARKED"]}],"required":true},
            "finishedAt": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RunCheck": {
        "dataType": "refObject",
        "properties": {
            "id": {"dataType":"string","required":true},
            "title": {"dataType":"string","required":true},
            "ok": {"dataType":"boolean","required":true},
            "detail": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "NightlyRun": {
        "dataType": "refObject",
        "properties": {
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PENDING"]},{"dataType":"enum","enums":["RUNNING"]},{"dataType":"enum","enums":["PARKED"]},{"dataType":"enum","enums":["DONE"]}],"required":true},
            "parkedReason": {"dataType":"string"},
            "startedAt": {"dataType":"string"},
            "finishedAt": {"dataType":"string"},
            "steps": {"dataType":"array","array":{"dataType":"refObject","ref":"RunStep"},"required":true},
            "checks": {"dataType":"array","array":{"dataType":"refObject","ref":"RunCheck"},"required":true},
            "calculationHash": {"dataType":"string"},
            "engineVersion": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Window": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["settlementWindow"],"required":true},
            "id": {"dataType":"string","required":true},
            "number": {"dataType":"double","required":true},
            "businessDate": {"dataType":"string","required":true},
            "cutOffAt": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPEN"]},{"dataType":"enum","enums":["CLOSED"]}],"required":true},
            "openedAt": {"dataType":"string","required":true},
            "closedAt": {"dataType":"string"},
            "lastSequence": {"dataType":"double"},
            "postings": {"dataType":"double","required":true},
            "pointsBurned": {"dataType":"double"},
            "grossClaims": {"ref":"Money"},
            "settlementId": {"dataType":"string"},
            "run": {"ref":"NightlyRun","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Window_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Window"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Settlement": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["settlement"],"required":true},
            "id": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["SETTLING"]},{"dataType":"enum","enums":["SETTLED"]},{"dataType":"enum","enums":["ABORTED"]}],"required":true},
            "settlementHash": {"dataType":"string","required":true},
            "groupId": {"dataType":"string","required":true},
            "groupName": {"dataType":"string","required":true},
            "netting": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["MULTILATERAL"]},{"dataType":"enum","enums":["BILATERAL"]},{"dataType":"enum","enums":["GROSS"]}],"required":true},
            "windowIds": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "fromBusinessDate": {"dataType":"string","required":true},
            "toBusinessDate": {"dataType":"string","required":true},
            "gross": {"ref":"Money"},
            "bilateral": {"ref":"Money"},
            "multilateral": {"ref":"Money"},
            "madeBy": {"dataType":"string","required":true},
            "approvals": {"dataType":"array","array":{"dataType":"nestedObjectLiteral","nestedProperties":{"at":{"dataType":"string","required":true},"by":{"dataType":"string","required":true}}},"required":true},
            "abort": {"dataType":"nestedObjectLiteral","nestedProperties":{"reason":{"dataType":"string","required":true},"at":{"dataType":"string","required":true},"by":{"dataType":"string","required":true}}},
            "parked": {"dataType":"boolean","required":true},
            "parkedReason": {"dataType":"string"},
            "createdAt": {"dataType":"string","required":true},
            "settledAt": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Settlement_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Settlement"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SettlementLine": {
        "dataType": "refObject",
        "properties": {
            "payerId": {"dataType":"string","required":true},
            "payeeId": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "amount": {"ref":"Money","required":true},
            "disputed": {"ref":"Money"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SettlementFacts": {
        "dataType": "refObject",
        "properties": {
            "settlementId": {"dataType":"string","required":true},
            "settlementHash": {"dataType":"string","required":true},
            "windows": {"dataType":"array","array":{"dataType":"nestedObjectLiteral","nestedProperties":{"calculationHash":{"dataType":"string","required":true},"engineVersion":{"dataType":"string","required":true},"businessDate":{"dataType":"string","required":true},"windowId":{"dataType":"string","required":true}}},"required":true},
            "log": {"dataType":"nestedObjectLiteral","nestedProperties":{"rootHash":{"dataType":"string","required":true},"size":{"dataType":"double","required":true}}},
            "terms": {"dataType":"array","array":{"dataType":"nestedObjectLiteral","nestedProperties":{"termsHash":{"dataType":"string","required":true},"ref":{"dataType":"string","required":true},"termsId":{"dataType":"string","required":true}}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ObligationParts": {
        "dataType": "refObject",
        "properties": {
            "principal": {"ref":"Money","required":true},
            "fee": {"ref":"Money","required":true},
            "ppn": {"ref":"Money","required":true},
            "total": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Obligation": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["obligation"],"required":true},
            "id": {"dataType":"string","required":true},
            "settlementId": {"dataType":"string","required":true},
            "partyId": {"dataType":"string","required":true},
            "partyName": {"dataType":"string","required":true},
            "counterpartyId": {"dataType":"string","required":true},
            "counterpartyName": {"dataType":"string","required":true},
            "side": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["NET"]},{"dataType":"enum","enums":["PAYS"]},{"dataType":"enum","enums":["RECEIVES"]}],"required":true},
            "direction": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PAYS_HUB"]},{"dataType":"enum","enums":["HUB_PAYS"]},{"dataType":"enum","enums":["NONE"]}],"required":true},
            "netCash": {"ref":"Money","required":true},
            "position": {"ref":"Money","required":true},
            "disputed": {"ref":"Money","required":true},
            "fees": {"ref":"Money","required":true},
            "ppn": {"ref":"Money","required":true},
            "credits": {"ref":"Money","required":true},
            "paid": {"ref":"Money","required":true},
            "due": {"ref":"ObligationParts","required":true},
            "open": {"ref":"ObligationParts","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPEN"]},{"dataType":"enum","enums":["SETTLED"]}],"required":true},
            "overdue": {"dataType":"boolean","required":true},
            "dueDate": {"dataType":"string","required":true},
            "statementId": {"dataType":"string"},
            "bankReference": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SettlementRequest": {
        "dataType": "refObject",
        "properties": {
            "upTo": {"dataType":"string"},
            "groupId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ApproveRequest": {
        "dataType": "refObject",
        "properties": {
            "settlementHash": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^[0-9a-f]{64}$"}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AbortRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Obligation_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Obligation"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SettlementGroup": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["settlementGroup"],"required":true},
            "id": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "own": {"dataType":"boolean","required":true},
            "businessDate": {"dataType":"string","required":true},
            "netting": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["MULTILATERAL"]},{"dataType":"enum","enums":["BILATERAL"]},{"dataType":"enum","enums":["GROSS"]}],"required":true},
            "cycle": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DAILY"]},{"dataType":"enum","enums":["WEEKLY"]},{"dataType":"enum","enums":["MONTHLY"]}],"required":true},
            "members": {"dataType":"array","array":{"dataType":"nestedObjectLiteral","nestedProperties":{"partnerName":{"dataType":"string","required":true},"partnerId":{"dataType":"string","required":true}}},"required":true},
            "pendingChanges": {"dataType":"double","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SettlementGroupRequest": {
        "dataType": "refObject",
        "properties": {
            "netting": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["MULTILATERAL"]},{"dataType":"enum","enums":["BILATERAL"]},{"dataType":"enum","enums":["GROSS"]}],"required":true},
            "cycle": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DAILY"]},{"dataType":"enum","enums":["WEEKLY"]},{"dataType":"enum","enums":["MONTHLY"]}]},
            "validFrom": {"ref":"WireDate","required":true},
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":2},"maxLength":{"value":60}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SettlementGroupChange": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["settlementGroupChange"],"required":true},
            "id": {"dataType":"string","required":true},
            "groupId": {"dataType":"string","required":true},
            "groupName": {"dataType":"string","required":true},
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["RULES"]},{"dataType":"enum","enums":["MEMBER"]}],"required":true},
            "partnerId": {"dataType":"string"},
            "partnerName": {"dataType":"string"},
            "netting": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["MULTILATERAL"]},{"dataType":"enum","enums":["BILATERAL"]},{"dataType":"enum","enums":["GROSS"]}]},
            "cycle": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DAILY"]},{"dataType":"enum","enums":["WEEKLY"]},{"dataType":"enum","enums":["MONTHLY"]}]},
            "validFrom": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["WITHDRAWN"]}],"required":true},
            "reason": {"dataType":"string","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "decided": {"dataType":"nestedObjectLiteral","nestedProperties":{"reason":{"dataType":"string"},"at":{"dataType":"string","required":true},"by":{"dataType":"string","required":true}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SettlementGroupRulesRequest": {
        "dataType": "refObject",
        "properties": {
            "netting": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["MULTILATERAL"]},{"dataType":"enum","enums":["BILATERAL"]},{"dataType":"enum","enums":["GROSS"]}],"required":true},
            "cycle": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DAILY"]},{"dataType":"enum","enums":["WEEKLY"]},{"dataType":"enum","enums":["MONTHLY"]}]},
            "validFrom": {"ref":"WireDate","required":true},
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SettlementGroupMemberRequest": {
        "dataType": "refObject",
        "properties": {
            "partnerId": {"dataType":"string","required":true},
            "validFrom": {"ref":"WireDate","required":true},
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_SettlementGroupChange_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"SettlementGroupChange"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Restatement": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["restatement"],"required":true},
            "id": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PENDING"]},{"dataType":"enum","enums":["IN_FORCE"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["WITHDRAWN"]}],"required":true},
            "windowId": {"dataType":"string","required":true},
            "businessDate": {"dataType":"string","required":true},
            "version": {"dataType":"double","required":true},
            "reason": {"dataType":"string","required":true},
            "termsIds": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "taxes": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "differenceHash": {"dataType":"string","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "decidedBy": {"dataType":"string"},
            "decidedAt": {"dataType":"string"},
            "decisionNote": {"dataType":"string"},
            "bookedWindowId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Restatement_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Restatement"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RestatedPrice": {
        "dataType": "refObject",
        "properties": {
            "points": {"dataType":"double","required":true},
            "payPrice": {"dataType":"string","required":true},
            "receivePrice": {"dataType":"string"},
            "issuerFee": {"dataType":"string"},
            "acceptanceFee": {"dataType":"string"},
            "taxes": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "clauses": {"dataType":"array","array":{"dataType":"string"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RestatedMove": {
        "dataType": "refObject",
        "properties": {
            "event": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ISSUE"]},{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["EXPIRE"]}],"required":true},
            "issuerId": {"dataType":"string","required":true},
            "issuerName": {"dataType":"string","required":true},
            "redeemerId": {"dataType":"string"},
            "redeemerName": {"dataType":"string"},
            "from": {"dataType":"array","array":{"dataType":"refObject","ref":"RestatedPrice"},"required":true},
            "to": {"dataType":"array","array":{"dataType":"refObject","ref":"RestatedPrice"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RestatedLineView": {
        "dataType": "refObject",
        "properties": {
            "lineId": {"dataType":"string","required":true},
            "lineType": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["CLAIM"]},{"dataType":"enum","enums":["ISSUER_FEE"]},{"dataType":"enum","enums":["ACCEPTANCE_FEE"]},{"dataType":"enum","enums":["PPN"]},{"dataType":"enum","enums":["RATE_DIFFERENCE"]},{"dataType":"enum","enums":["RESIDUE"]}],"required":true},
            "payerId": {"dataType":"string","required":true},
            "payerName": {"dataType":"string","required":true},
            "payeeId": {"dataType":"string","required":true},
            "payeeName": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "exact": {"dataType":"string","required":true},
            "amount": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RestatedParty": {
        "dataType": "refObject",
        "properties": {
            "partyId": {"dataType":"string","required":true},
            "partyName": {"dataType":"string","required":true},
            "principal": {"ref":"Money","required":true},
            "fee": {"ref":"Money","required":true},
            "ppn": {"ref":"Money","required":true},
            "net": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RestatementDetail": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["restatement"],"required":true},
            "id": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PENDING"]},{"dataType":"enum","enums":["IN_FORCE"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["WITHDRAWN"]}],"required":true},
            "windowId": {"dataType":"string","required":true},
            "businessDate": {"dataType":"string","required":true},
            "version": {"dataType":"double","required":true},
            "reason": {"dataType":"string","required":true},
            "termsIds": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "taxes": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "differenceHash": {"dataType":"string","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "decidedBy": {"dataType":"string"},
            "decidedAt": {"dataType":"string"},
            "decisionNote": {"dataType":"string"},
            "bookedWindowId": {"dataType":"string"},
            "moves": {"dataType":"array","array":{"dataType":"refObject","ref":"RestatedMove"},"required":true},
            "lines": {"dataType":"array","array":{"dataType":"refObject","ref":"RestatedLineView"},"required":true},
            "parties": {"dataType":"array","array":{"dataType":"refObject","ref":"RestatedParty"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RestatementRequest": {
        "dataType": "refObject",
        "properties": {
            "windowId": {"dataType":"string","required":true},
            "termsIds": {"dataType":"array","array":{"dataType":"string"},"validators":{"maxItems":{"value":50}}},
            "taxes": {"dataType":"array","array":{"dataType":"string"},"validators":{"maxItems":{"value":10}}},
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":10},"maxLength":{"value":1000}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RestatementApproval": {
        "dataType": "refObject",
        "properties": {
            "differenceHash": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^[0-9a-f]{64}$"}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RestatementRejection": {
        "dataType": "refObject",
        "properties": {
            "note": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":1000}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Position": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["position"],"required":true},
            "partyId": {"dataType":"string","required":true},
            "partyName": {"dataType":"string","required":true},
            "position": {"ref":"Money","required":true},
            "disputed": {"ref":"Money","required":true},
            "livePosition": {"ref":"Money","required":true},
            "met": {"ref":"Money","required":true},
            "openPosition": {"ref":"Money","required":true},
            "openLivePosition": {"ref":"Money","required":true},
            "payable": {"ref":"Money","required":true},
            "receivable": {"ref":"Money","required":true},
            "openFees": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PositionList": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Position"},"required":true},
            "asOfSequence": {"dataType":"double","required":true},
            "asOf": {"dataType":"string","required":true},
            "sum": {"ref":"Money"},
            "openWindowId": {"dataType":"string","required":true},
            "nextCutOffAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PositionCell": {
        "dataType": "refObject",
        "properties": {
            "payerId": {"dataType":"string","required":true},
            "payeeId": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "amount": {"ref":"Money","required":true},
            "disputed": {"ref":"Money"},
            "payerName": {"dataType":"string","required":true},
            "payeeName": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PositionMatrix": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"PositionCell"},"required":true},
            "windows": {"dataType":"array","array":{"dataType":"nestedObjectLiteral","nestedProperties":{"settlementStatus":{"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["SETTLING"]}]},"settlementId":{"dataType":"string"},"businessDate":{"dataType":"string","required":true},"windowId":{"dataType":"string","required":true}}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Flow": {
        "dataType": "refObject",
        "properties": {
            "issuerId": {"dataType":"string","required":true},
            "issuerName": {"dataType":"string","required":true},
            "redeemerId": {"dataType":"string","required":true},
            "redeemerName": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "amount": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "FlowMatrix": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Flow"},"required":true},
            "totals": {"dataType":"nestedObjectLiteral","nestedProperties":{"amount":{"ref":"Money","required":true},"ownPoints":{"dataType":"double","required":true},"points":{"dataType":"double","required":true}},"required":true},
            "from": {"dataType":"string","required":true},
            "to": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ActivityDay": {
        "dataType": "refObject",
        "properties": {
            "businessDate": {"dataType":"string","required":true},
            "earned": {"dataType":"double","required":true},
            "burnedOfOurs": {"dataType":"double","required":true},
            "burnedHere": {"dataType":"double","required":true},
            "expired": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Activity": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"ActivityDay"},"required":true},
            "from": {"dataType":"string","required":true},
            "to": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PositionPoint": {
        "dataType": "refObject",
        "properties": {
            "businessDate": {"dataType":"string","required":true},
            "windowId": {"dataType":"string","required":true},
            "change": {"ref":"Money","required":true},
            "after": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PositionHistory": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"PositionPoint"},"required":true},
            "from": {"dataType":"string","required":true},
            "to": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Holiday": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["holiday"],"required":true},
            "id": {"dataType":"string","required":true},
            "day": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "source": {"dataType":"string","required":true},
            "addedBy": {"dataType":"string","required":true},
            "addedAt": {"dataType":"string","required":true},
            "removed": {"dataType":"nestedObjectLiteral","nestedProperties":{"reason":{"dataType":"string","required":true},"at":{"dataType":"string","required":true},"by":{"dataType":"string","required":true}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Holiday_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Holiday"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "HolidayRequest": {
        "dataType": "refObject",
        "properties": {
            "day": {"ref":"WireDate","required":true},
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":120}}},
            "source": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TestClock": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["testClock"],"required":true},
            "id": {"dataType":"string","required":true},
            "now": {"dataType":"string","required":true},
            "offsetMs": {"dataType":"integer","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Instant": {
        "dataType": "refAlias",
        "type": {"dataType":"string","validators":{"pattern":{"errorMsg":"\"Send an RFC 3339 instant such as 2026-11-22T10:15:00+07:00.\"","value":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$"}}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AdvanceRequest": {
        "dataType": "refObject",
        "properties": {
            "to": {"ref":"Instant"},
            "bySeconds": {"dataType":"integer","validators":{"minimum":{"value":1},"maximum":{"value":34560000}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SandboxPartner": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["sandboxPartner"],"required":true},
            "partnerId": {"dataType":"string","required":true},
            "brandName": {"dataType":"string","required":true},
            "outletId": {"dataType":"string","required":true},
            "tillId": {"dataType":"string","required":true},
            "kid": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PublicJwk": {
        "dataType": "refObject",
        "properties": {
            "kty": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EC"]},{"dataType":"enum","enums":["OKP"]},{"dataType":"enum","enums":["RSA"]}],"required":true},
            "crv": {"dataType":"string"},
            "x": {"dataType":"string"},
            "y": {"dataType":"string"},
            "n": {"dataType":"string"},
            "e": {"dataType":"string"},
            "kid": {"dataType":"string"},
            "alg": {"dataType":"string"},
            "use": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SandboxPartnerRequest": {
        "dataType": "refObject",
        "properties": {
            "brandName": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":80}}},
            "jwk": {"ref":"PublicJwk","required":true},
            "proof": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "MeasuredPoints": {
        "dataType": "refObject",
        "properties": {
            "points": {"dataType":"double","required":true},
            "restated": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PointFlows": {
        "dataType": "refObject",
        "properties": {
            "issued": {"ref":"MeasuredPoints","required":true},
            "burned": {"ref":"MeasuredPoints","required":true},
            "burnedElsewhere": {"ref":"MeasuredPoints","required":true},
            "expired": {"ref":"MeasuredPoints","required":true},
            "takenBack": {"ref":"MeasuredPoints","required":true},
            "burnedHere": {"ref":"MeasuredPoints","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "KpiRatio": {
        "dataType": "refObject",
        "properties": {
            "kpi": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["burnEarnRatio"]},{"dataType":"enum","enums":["pointsRedemptionRate"]},{"dataType":"enum","enums":["memberRedemptionRate"]},{"dataType":"enum","enums":["breakageRate"]},{"dataType":"enum","enums":["expiryRate"]},{"dataType":"enum","enums":["urr"]},{"dataType":"enum","enums":["firstRedemptionRate"]},{"dataType":"enum","enums":["activeRate"]},{"dataType":"enum","enums":["churnRate"]},{"dataType":"enum","enums":["crossPartnerBurnShare"]},{"dataType":"enum","enums":["netIssuerIndex"]},{"dataType":"enum","enums":["coverageRatio"]},{"dataType":"enum","enums":["latePostingRate"]},{"dataType":"enum","enums":["costPerPointIssued"]},{"dataType":"enum","enums":["costPerPointBurned"]},{"dataType":"enum","enums":["autoMatchRate"]},{"dataType":"enum","enums":["breakAge"]},{"dataType":"enum","enums":["disputeRateByValue"]},{"dataType":"enum","enums":["daysToIssued"]},{"dataType":"enum","enums":["restatementCount"]}],"required":true},
            "numerator": {"dataType":"string","required":true},
            "denominator": {"dataType":"string","required":true},
            "value": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "KpiDay": {
        "dataType": "refObject",
        "properties": {
            "businessDate": {"dataType":"string","required":true},
            "issued": {"dataType":"double","required":true},
            "burned": {"dataType":"double","required":true},
            "expired": {"dataType":"double","required":true},
            "takenBack": {"dataType":"double","required":true},
            "outstanding": {"dataType":"double","required":true},
            "restated": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "KpiReport": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["kpiReport"],"required":true},
            "from": {"dataType":"string","required":true},
            "to": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string"},
            "partnerName": {"dataType":"string"},
            "outletId": {"dataType":"string"},
            "asOfSequence": {"dataType":"double","required":true},
            "asOf": {"dataType":"string","required":true},
            "openingOutstanding": {"dataType":"double","required":true},
            "flows": {"ref":"PointFlows","required":true},
            "closingOutstanding": {"dataType":"double","required":true},
            "breakageEstimate": {"dataType":"double","required":true},
            "pointsLiability": {"ref":"Money","required":true},
            "members": {"dataType":"nestedObjectLiteral","nestedProperties":{"withBurn":{"dataType":"double","required":true},"active":{"dataType":"double","required":true},"enrolled":{"dataType":"double","required":true}},"required":true},
            "ratios": {"dataType":"array","array":{"dataType":"refObject","ref":"KpiRatio"},"required":true},
            "days": {"dataType":"array","array":{"dataType":"refObject","ref":"KpiDay"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "LiabilityRow": {
        "dataType": "refObject",
        "properties": {
            "issuerId": {"dataType":"string","required":true},
            "issuerName": {"dataType":"string","required":true},
            "issueMonth": {"dataType":"string","required":true},
            "age": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["M0_3"]},{"dataType":"enum","enums":["M3_6"]},{"dataType":"enum","enums":["M6_12"]},{"dataType":"enum","enums":["M12_24"]},{"dataType":"enum","enums":["M24"]}],"required":true},
            "tier": {"dataType":"string","required":true},
            "pointKind": {"dataType":"string","required":true},
            "outstanding": {"dataType":"double","required":true},
            "restated": {"dataType":"double","required":true},
            "urr": {"dataType":"string","required":true},
            "pointPrice": {"dataType":"string","required":true},
            "breakageEstimate": {"dataType":"double","required":true},
            "liability": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "LiabilityTotal": {
        "dataType": "refObject",
        "properties": {
            "key": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "outstanding": {"dataType":"double","required":true},
            "breakageEstimate": {"dataType":"double","required":true},
            "liability": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "LiabilityReport": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["liabilityReport"],"required":true},
            "date": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string"},
            "asOfSequence": {"dataType":"double","required":true},
            "asOf": {"dataType":"string","required":true},
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"LiabilityRow"},"required":true},
            "byIssuer": {"dataType":"array","array":{"dataType":"refObject","ref":"LiabilityTotal"},"required":true},
            "byAge": {"dataType":"array","array":{"dataType":"refObject","ref":"LiabilityTotal"},"required":true},
            "byTier": {"dataType":"array","array":{"dataType":"refObject","ref":"LiabilityTotal"},"required":true},
            "totals": {"dataType":"nestedObjectLiteral","nestedProperties":{"liability":{"ref":"Money","required":true},"breakageEstimate":{"dataType":"double","required":true},"restated":{"dataType":"double","required":true},"outstanding":{"dataType":"double","required":true}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "HubBooks": {
        "dataType": "refObject",
        "properties": {
            "issueClaims": {"ref":"Money","required":true},
            "redemptionClaims": {"ref":"Money","required":true},
            "fundBalance": {"ref":"Money","required":true},
            "expectedFutureCost": {"ref":"Money","required":true},
            "principal": {"dataType":"nestedObjectLiteral","nestedProperties":{"grossProfit":{"ref":"Money","required":true},"contractLiability":{"ref":"Money","required":true},"revenue":{"ref":"Money","required":true}},"required":true},
            "agent": {"dataType":"nestedObjectLiteral","nestedProperties":{"marginAtIssue":{"ref":"Money","required":true}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "IssuerBooks": {
        "dataType": "refObject",
        "properties": {
            "standAlonePriceOfPoints": {"ref":"Money","required":true},
            "deferred": {"ref":"Money","required":true},
            "revenueNow": {"ref":"Money","required":true},
            "released": {"ref":"Money","required":true},
            "stillDeferred": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AccountingMonth": {
        "dataType": "refObject",
        "properties": {
            "issueMonth": {"dataType":"string","required":true},
            "preset": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PAY_AT_BURN"]},{"dataType":"enum","enums":["PAY_AT_ISSUE"]},{"dataType":"enum","enums":["HYBRID_RESERVE"]}],"required":true},
            "issued": {"dataType":"double","required":true},
            "burned": {"dataType":"double","required":true},
            "outstanding": {"dataType":"double","required":true},
            "urr": {"dataType":"string","required":true},
            "hub": {"ref":"HubBooks"},
            "issuer": {"ref":"IssuerBooks","required":true},
            "trueUp": {"ref":"Money"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AccountingReport": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["accountingReport"],"required":true},
            "issuerId": {"dataType":"string","required":true},
            "issuerName": {"dataType":"string","required":true},
            "date": {"dataType":"string","required":true},
            "asOfSequence": {"dataType":"double","required":true},
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"AccountingMonth"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "InsightCell": {
        "dataType": "refObject",
        "properties": {
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "members": {"dataType":"double"},
            "pointsBurnedThere": {"dataType":"double"},
            "suppressed": {"dataType":"boolean","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Insights": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["insights"],"required":true},
            "partnerId": {"dataType":"string","required":true},
            "month": {"dataType":"string","required":true},
            "minimumMembers": {"dataType":"double","required":true},
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"InsightCell"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "UrrEstimate": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["urr"],"required":true},
            "id": {"dataType":"string","required":true},
            "issuerId": {"dataType":"string","required":true},
            "issuerName": {"dataType":"string","required":true},
            "issueMonth": {"dataType":"string","required":true},
            "version": {"dataType":"double","required":true},
            "urr": {"dataType":"string","required":true},
            "reason": {"dataType":"string","required":true},
            "author": {"dataType":"string","required":true},
            "at": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "UrrList": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"UrrEstimate"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "UrrRequest": {
        "dataType": "refObject",
        "properties": {
            "issuerId": {"dataType":"string","required":true},
            "issueMonth": {"ref":"WireDate","required":true},
            "urr": {"ref":"RateText","required":true},
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":10},"maxLength":{"value":500}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DayHeader": {
        "dataType": "refObject",
        "properties": {
            "format": {"dataType":"enum","enums":["kongsi-day/1"],"required":true},
            "partnerId": {"dataType":"string","required":true},
            "businessDate": {"ref":"WireDate","required":true},
            "source": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PARTNER_FILE"]},{"dataType":"enum","enums":["SDK_JOURNAL"]}],"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DayTrailer": {
        "dataType": "refObject",
        "properties": {
            "records": {"dataType":"integer","required":true},
            "points": {"dataType":"integer","required":true},
            "amount": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WireMatchClass": {
        "dataType": "refAlias",
        "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["MATCHED"]},{"dataType":"enum","enums":["MATCHED_SPLIT"]},{"dataType":"enum","enums":["MATCHED_TOLERANCE"]},{"dataType":"enum","enums":["MISSING_HERE"]},{"dataType":"enum","enums":["MISSING_THERE"]},{"dataType":"enum","enums":["AMOUNT_DIFFERS"]},{"dataType":"enum","enums":["DUPLICATE"]},{"dataType":"enum","enums":["TIMING"]},{"dataType":"enum","enums":["STATUS_DIFFERS"]}],"validators":{}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ClassCount": {
        "dataType": "refObject",
        "properties": {
            "class": {"ref":"WireMatchClass","required":true},
            "records": {"dataType":"integer","required":true},
            "postings": {"dataType":"integer","required":true},
            "pointsTheirs": {"dataType":"integer","required":true},
            "pointsOurs": {"dataType":"integer","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Reconciliation": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["reconciliation"],"required":true},
            "id": {"dataType":"string","required":true},
            "header": {"ref":"DayHeader","required":true},
            "trailer": {"ref":"DayTrailer","required":true},
            "format": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["CSV"]},{"dataType":"enum","enums":["JSON"]}],"required":true},
            "fileHash": {"dataType":"string","required":true},
            "size": {"dataType":"integer","required":true},
            "answers": {"dataType":"nestedObjectLiteral","nestedProperties":{"merged":{"dataType":"double","required":true},"refused":{"dataType":"double","required":true},"warned":{"dataType":"double","required":true},"accepted":{"dataType":"double","required":true}},"required":true},
            "classes": {"dataType":"array","array":{"dataType":"refObject","ref":"ClassCount"},"required":true},
            "openBreaks": {"dataType":"integer","required":true},
            "uploadedBy": {"dataType":"string","required":true},
            "uploadedAt": {"dataType":"string","required":true},
            "matchedAt": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Reconciliation_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Reconciliation"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReconciliationDay": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["reconciliationDay"],"required":true},
            "partnerId": {"dataType":"string","required":true},
            "businessDate": {"dataType":"string","required":true},
            "source": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PARTNER_FILE"]},{"dataType":"enum","enums":["SDK_JOURNAL"]}],"required":true},
            "reconciliationId": {"dataType":"string","required":true},
            "classes": {"dataType":"array","array":{"dataType":"refObject","ref":"ClassCount"},"required":true},
            "openBreaks": {"dataType":"integer","required":true},
            "matchedAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_ReconciliationDay_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"ReconciliationDay"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReconciledRecord": {
        "dataType": "refObject",
        "properties": {
            "line": {"dataType":"double","required":true},
            "recordId": {"dataType":"string","required":true},
            "answer": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["WARNED"]},{"dataType":"enum","enums":["REFUSED"]},{"dataType":"enum","enums":["MERGED"]}],"required":true},
            "reason": {"dataType":"string"},
            "class": {"ref":"WireMatchClass"},
            "matchKey": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EXTERNAL_ID"]},{"dataType":"enum","enums":["RECEIPT"]},{"dataType":"enum","enums":["COUNTER"]},{"dataType":"enum","enums":["MEMBER_TIME"]},{"dataType":"enum","enums":["REVERSES"]}]},
            "postingIds": {"dataType":"array","array":{"dataType":"string"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReconciledRecordPage": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"ReconciledRecord"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WindowStatement": {
        "dataType": "refObject",
        "properties": {
            "windowId": {"dataType":"string","required":true},
            "calculationHash": {"dataType":"string","required":true},
            "rootHash": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WindowSignature": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["windowSignature"],"required":true},
            "windowId": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "statement": {"ref":"WindowStatement","required":true},
            "partnerJws": {"dataType":"string","required":true},
            "kid": {"dataType":"string","required":true},
            "hubJws": {"dataType":"string","required":true},
            "signedAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WindowSignatures": {
        "dataType": "refObject",
        "properties": {
            "statement": {"ref":"WindowStatement","required":true},
            "required": {"dataType":"boolean","required":true},
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"WindowSignature"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SignWindowRequest": {
        "dataType": "refObject",
        "properties": {
            "jws": {"dataType":"string","required":true,"validators":{"minLength":{"value":20},"maxLength":{"value":4096}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WireBreakClass": {
        "dataType": "refAlias",
        "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["MISSING_HERE"]},{"dataType":"enum","enums":["MISSING_THERE"]},{"dataType":"enum","enums":["AMOUNT_DIFFERS"]},{"dataType":"enum","enums":["DUPLICATE"]},{"dataType":"enum","enums":["TIMING"]},{"dataType":"enum","enums":["STATUS_DIFFERS"]}],"validators":{}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WireCause": {
        "dataType": "refAlias",
        "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["TIMING"]},{"dataType":"enum","enums":["SAID_TWICE"]},{"dataType":"enum","enums":["SILENCE"]},{"dataType":"enum","enums":["LATER_FILE"]},{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["RECORD_WRONG"]},{"dataType":"enum","enums":["TEST_SALE"]},{"dataType":"enum","enums":["WRITTEN_OFF"]},{"dataType":"enum","enums":["OTHER"]}],"validators":{}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PendingBreakClosing": {
        "dataType": "refObject",
        "properties": {
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["WRITE_OFF"]},{"dataType":"enum","enums":["CORRECT"]}],"required":true},
            "by": {"dataType":"string","required":true},
            "at": {"dataType":"string","required":true},
            "reason": {"dataType":"string","required":true},
            "postingId": {"dataType":"string"},
            "disputeId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Break": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["break"],"required":true},
            "id": {"dataType":"string","required":true},
            "class": {"ref":"WireBreakClass","required":true},
            "state": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPEN"]},{"dataType":"enum","enums":["EXPLAINED"]},{"dataType":"enum","enums":["CORRECTED"]}],"required":true},
            "owner": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["HUB"]},{"dataType":"enum","enums":["PARTNER"]}],"required":true},
            "partnerId": {"dataType":"string","required":true},
            "businessDate": {"dataType":"string","required":true},
            "source": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PARTNER_FILE"]},{"dataType":"enum","enums":["SDK_JOURNAL"]}],"required":true},
            "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EARN"]},{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["REVERSAL"]}],"required":true},
            "proposal": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["POST_LATE"]},{"dataType":"enum","enums":["PROVE"]},{"dataType":"enum","enums":["CONFIRM"]},{"dataType":"enum","enums":["REVERSE"]},{"dataType":"enum","enums":["REVERSE_DIFFERENCE"]},{"dataType":"enum","enums":["POST_DIFFERENCE"]},{"dataType":"enum","enums":["CAPTURE"]},{"dataType":"enum","enums":["CORRECT_RECORD"]},{"dataType":"enum","enums":["DROP_DUPLICATE"]},{"dataType":"enum","enums":["NOTHING"]}],"required":true},
            "recordIds": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "postingIds": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "pointsTheirs": {"dataType":"integer","required":true},
            "pointsOurs": {"dataType":"integer","required":true},
            "amountTheirs": {"ref":"Money"},
            "amountOurs": {"ref":"Money"},
            "ageDays": {"dataType":"double","required":true},
            "openedAt": {"dataType":"string","required":true},
            "answerBy": {"dataType":"string"},
            "causeCode": {"ref":"WireCause"},
            "note": {"dataType":"string"},
            "closedByRule": {"dataType":"string"},
            "closedBy": {"dataType":"string"},
            "closedAt": {"dataType":"string"},
            "linkedPostingId": {"dataType":"string"},
            "linkedDisputeId": {"dataType":"string"},
            "pending": {"ref":"PendingBreakClosing"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Break_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Break"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BreakCount": {
        "dataType": "refObject",
        "properties": {
            "partnerId": {"dataType":"string","required":true},
            "class": {"ref":"WireBreakClass","required":true},
            "state": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPEN"]},{"dataType":"enum","enums":["EXPLAINED"]},{"dataType":"enum","enums":["CORRECTED"]}],"required":true},
            "causeCode": {"ref":"WireCause"},
            "age": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["UP_TO_1"]},{"dataType":"enum","enums":["UP_TO_3"]},{"dataType":"enum","enums":["UP_TO_7"]},{"dataType":"enum","enums":["OLDER"]}]},
            "count": {"dataType":"integer","required":true},
            "points": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BreakCountList": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"BreakCount"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "OurSide": {
        "dataType": "refObject",
        "properties": {
            "postingId": {"dataType":"string","required":true},
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["POSTING"]},{"dataType":"enum","enums":["HOLD"]}],"required":true},
            "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EARN"]},{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["REVERSAL"]}],"required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["POSTED"]},{"dataType":"enum","enums":["REVERSED"]},{"dataType":"enum","enums":["HELD"]},{"dataType":"enum","enums":["RELEASED"]},{"dataType":"enum","enums":["TIMED_OUT"]}],"required":true},
            "externalId": {"dataType":"string"},
            "outletId": {"dataType":"string"},
            "tillId": {"dataType":"string"},
            "counter": {"dataType":"string"},
            "receiptNo": {"dataType":"string"},
            "memberId": {"dataType":"string"},
            "points": {"dataType":"integer","required":true},
            "amount": {"ref":"Money"},
            "occurredAt": {"dataType":"string","required":true},
            "businessDate": {"dataType":"string","required":true},
            "evidence": {"dataType":"nestedObjectLiteral","nestedProperties":{"bodyDigest":{"dataType":"string","required":true},"token":{"dataType":"string","required":true},"kid":{"dataType":"string","required":true}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ExternalId": {
        "dataType": "refAlias",
        "type": {"dataType":"string","validators":{"pattern":{"errorMsg":"\"Send 1 to 64 of the characters A-Z a-z 0-9 . _ : / -\"","value":"^[A-Za-z0-9._:/-]{1,64}$"}}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DayRecord": {
        "dataType": "refObject",
        "properties": {
            "recordId": {"dataType":"string","required":true},
            "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EARN"]},{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["REVERSAL"]}],"required":true},
            "externalId": {"ref":"ExternalId"},
            "outletId": {"dataType":"string","required":true},
            "tillId": {"dataType":"string"},
            "counter": {"dataType":"string","validators":{"pattern":{"errorMsg":"\"Send a whole number from 1.\"","value":"^[1-9][0-9]{0,15}$"}}},
            "receiptNo": {"dataType":"string"},
            "member": {"dataType":"string"},
            "points": {"dataType":"integer","required":true},
            "amount": {"ref":"Money"},
            "occurredAt": {"ref":"Instant","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["POSTED"]},{"dataType":"enum","enums":["REVERSED"]},{"dataType":"enum","enums":["HELD"]},{"dataType":"enum","enums":["RELEASED"]},{"dataType":"enum","enums":["TIMED_OUT"]}],"required":true},
            "token": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TheirSide": {
        "dataType": "refObject",
        "properties": {
            "record": {"ref":"DayRecord","required":true},
            "version": {"dataType":"double","required":true},
            "businessDate": {"dataType":"string","required":true},
            "signed": {"dataType":"boolean","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BreakStepView": {
        "dataType": "refObject",
        "properties": {
            "from": {"dataType":"string"},
            "to": {"dataType":"string","required":true},
            "at": {"dataType":"string","required":true},
            "by": {"dataType":"string","required":true},
            "reason": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BreakDetail": {
        "dataType": "refObject",
        "properties": {
            "break": {"ref":"Break","required":true},
            "ours": {"dataType":"array","array":{"dataType":"refObject","ref":"OurSide"},"required":true},
            "theirs": {"dataType":"array","array":{"dataType":"refObject","ref":"TheirSide"},"required":true},
            "steps": {"dataType":"array","array":{"dataType":"refObject","ref":"BreakStepView"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ExplainRequest": {
        "dataType": "refObject",
        "properties": {
            "causeCode": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["RECORD_WRONG"]},{"dataType":"enum","enums":["TEST_SALE"]},{"dataType":"enum","enums":["WRITTEN_OFF"]},{"dataType":"enum","enums":["OTHER"]}],"required":true},
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":500}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "CorrectRequest": {
        "dataType": "refObject",
        "properties": {
            "postingId": {"dataType":"string"},
            "disputeId": {"dataType":"string"},
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":500}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReopenRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":500}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RuleConditions": {
        "dataType": "refObject",
        "properties": {
            "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EARN"]},{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["REVERSAL"]}]},
            "identical": {"dataType":"boolean"},
            "adjacent": {"dataType":"boolean"},
            "token": {"dataType":"boolean"},
            "evidence": {"dataType":"boolean"},
            "answerOver": {"dataType":"boolean"},
            "olderThanDays": {"dataType":"integer","validators":{"minimum":{"value":0},"maximum":{"value":365}}},
            "pointsAtMost": {"dataType":"integer","validators":{"minimum":{"value":0}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReconciliationRule": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["reconciliationRule"],"required":true},
            "id": {"dataType":"string","required":true},
            "version": {"dataType":"double","required":true},
            "name": {"dataType":"string","required":true},
            "place": {"dataType":"double","required":true},
            "class": {"ref":"WireBreakClass","required":true},
            "conditions": {"ref":"RuleConditions","required":true},
            "action": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EXPLAIN"]},{"dataType":"enum","enums":["POST_LATE"]}],"required":true},
            "causeCode": {"ref":"WireCause"},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["ACTIVE"]},{"dataType":"enum","enums":["REPLACED"]},{"dataType":"enum","enums":["RETIRED"]},{"dataType":"enum","enums":["REJECTED"]}],"required":true},
            "retires": {"dataType":"boolean","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "checkedBy": {"dataType":"string"},
            "checkedAt": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_ReconciliationRule_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"ReconciliationRule"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RuleRequest": {
        "dataType": "refObject",
        "properties": {
            "ruleId": {"dataType":"string"},
            "name": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send 3 to 40 of a-z 0-9 -\"","value":"^[a-z0-9-]{3,40}$"}}},
            "place": {"dataType":"integer","required":true,"validators":{"minimum":{"value":1},"maximum":{"value":9999}}},
            "class": {"ref":"WireBreakClass","required":true},
            "conditions": {"ref":"RuleConditions","required":true},
            "action": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EXPLAIN"]},{"dataType":"enum","enums":["POST_LATE"]}],"required":true},
            "causeCode": {"ref":"WireCause"},
            "retires": {"dataType":"boolean"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DryRun": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["dryRun"],"required":true},
            "rule": {"ref":"ReconciliationRule","required":true},
            "count": {"dataType":"integer","required":true},
            "points": {"dataType":"integer","required":true},
            "breaks": {"dataType":"array","array":{"dataType":"refObject","ref":"Break"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "LogCheckpoint": {
        "dataType": "refObject",
        "properties": {
            "size": {"dataType":"double","required":true},
            "note": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ConsistencyProof": {
        "dataType": "refObject",
        "properties": {
            "from": {"ref":"LogCheckpoint","required":true},
            "to": {"ref":"LogCheckpoint","required":true},
            "path": {"dataType":"array","array":{"dataType":"string"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "HubKeys": {
        "dataType": "refObject",
        "properties": {
            "format": {"dataType":"enum","enums":["kongsi-hub-keys/1"],"required":true},
            "keys": {"dataType":"array","array":{"dataType":"string"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PartnerSummary": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["partner"],"required":true},
            "id": {"dataType":"string","required":true},
            "code": {"dataType":"string","required":true},
            "brandName": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Partner": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["partner"],"required":true},
            "id": {"dataType":"string","required":true},
            "code": {"dataType":"string","required":true},
            "brandName": {"dataType":"string","required":true},
            "legalName": {"dataType":"string","required":true},
            "npwp": {"dataType":"string","required":true},
            "nitku": {"dataType":"string","required":true},
            "address": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ACTIVE"]},{"dataType":"enum","enums":["SUSPENDED"]}],"required":true},
            "documentLanguage": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["id"]},{"dataType":"enum","enums":["en"]}],"required":true},
            "createdAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_PartnerSummary-or-Partner_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"union","subSchemas":[{"ref":"PartnerSummary"},{"ref":"Partner"}]},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PartnerRequest": {
        "dataType": "refObject",
        "properties": {
            "code": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^[A-Z0-9]{2,12}$"}}},
            "brandName": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":80}}},
            "legalName": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":120}}},
            "npwp": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send the 16 digits of the NPWP.\"","value":"^[0-9]{16}$"}}},
            "nitku": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send the 22 digits of the NITKU.\"","value":"^[0-9]{22}$"}}},
            "address": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":300}}},
            "documentLanguage": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["id"]},{"dataType":"enum","enums":["en"]}]},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RevokeRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Outlet": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["outlet"],"required":true},
            "id": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "zone": {"dataType":"string","required":true},
            "channel": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["STORE"]},{"dataType":"enum","enums":["ONLINE"]}],"required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ACTIVE"]},{"dataType":"enum","enums":["DISABLED"]}],"required":true},
            "createdAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Outlet_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Outlet"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "OutletRequest": {
        "dataType": "refObject",
        "properties": {
            "partnerId": {"dataType":"string"},
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":80}}},
            "zone": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["Asia/Jakarta"]},{"dataType":"enum","enums":["Asia/Makassar"]},{"dataType":"enum","enums":["Asia/Jayapura"]}]},
            "channel": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["STORE"]},{"dataType":"enum","enums":["ONLINE"]}]},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Till": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["till"],"required":true},
            "id": {"dataType":"string","required":true},
            "outletId": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ACTIVE"]},{"dataType":"enum","enums":["DISABLED"]}],"required":true},
            "createdAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Till_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Till"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TillRequest": {
        "dataType": "refObject",
        "properties": {
            "outletId": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":40}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Key": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["key"],"required":true},
            "id": {"dataType":"string","required":true},
            "kid": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "alg": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ES256"]},{"dataType":"enum","enums":["EdDSA"]},{"dataType":"enum","enums":["PS256"]}],"required":true},
            "scopes": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "tillIds": {"dataType":"array","array":{"dataType":"string"}},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PENDING_APPROVAL"]},{"dataType":"enum","enums":["ACTIVE"]},{"dataType":"enum","enums":["REVOKED"]}],"required":true},
            "validFrom": {"dataType":"string","required":true},
            "validUntil": {"dataType":"string","required":true},
            "createdBy": {"dataType":"string","required":true},
            "approvedBy": {"dataType":"string"},
            "createdAt": {"dataType":"string","required":true},
            "revokedAt": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Key_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Key"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "KeyRequest": {
        "dataType": "refObject",
        "properties": {
            "partnerId": {"dataType":"string"},
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":60}}},
            "jwk": {"ref":"PublicJwk","required":true},
            "proof": {"dataType":"string","required":true},
            "scopes": {"dataType":"array","array":{"dataType":"string"}},
            "tillIds": {"dataType":"array","array":{"dataType":"string"}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Member": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["member"],"required":true},
            "id": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ACTIVE"]},{"dataType":"enum","enums":["FROZEN"]},{"dataType":"enum","enums":["CLOSED"]}],"required":true},
            "spendLocked": {"dataType":"boolean"},
            "mergedInto": {"dataType":"string"},
            "name": {"dataType":"string"},
            "identifierKinds": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "createdAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "IdentifierRequest": {
        "dataType": "refObject",
        "properties": {
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PHONE"]},{"dataType":"enum","enums":["EMAIL"]},{"dataType":"enum","enums":["CARD"]},{"dataType":"enum","enums":["PARTNER_CUSTOMER"]}],"required":true},
            "value": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":100}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "EnrolRequest": {
        "dataType": "refObject",
        "properties": {
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":100}}},
            "identifiers": {"dataType":"array","array":{"dataType":"refObject","ref":"IdentifierRequest"},"required":true,"validators":{"minItems":{"value":1},"maxItems":{"value":10}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "LookupResult": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["memberLookup"],"required":true},
            "memberId": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "LookupRequest": {
        "dataType": "refObject",
        "properties": {
            "member": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":110}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "FreezeRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Leg": {
        "dataType": "refObject",
        "properties": {
            "legId": {"dataType":"string","required":true},
            "lotId": {"dataType":"string","required":true},
            "issuerId": {"dataType":"string","required":true},
            "redeemerId": {"dataType":"string"},
            "points": {"dataType":"double","required":true},
            "value": {"ref":"Money","required":true},
            "expiresAt": {"dataType":"string"},
            "termsId": {"dataType":"string"},
            "reversesLegId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BalanceAfter": {
        "dataType": "refObject",
        "properties": {
            "available": {"dataType":"double","required":true},
            "held": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Posting": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["posting"],"required":true},
            "id": {"dataType":"string","required":true},
            "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EARN"]},{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["EXPIRE"]},{"dataType":"enum","enums":["REVERSAL"]},{"dataType":"enum","enums":["ADJUSTMENT"]},{"dataType":"enum","enums":["TRANSFER"]}],"required":true},
            "sequence": {"dataType":"double","required":true},
            "externalId": {"dataType":"string"},
            "partnerId": {"dataType":"string","required":true},
            "outletId": {"dataType":"string"},
            "tillId": {"dataType":"string"},
            "memberId": {"dataType":"string","required":true},
            "toMemberId": {"dataType":"string"},
            "points": {"dataType":"double","required":true},
            "value": {"ref":"Money","required":true},
            "amount": {"ref":"Money"},
            "legs": {"dataType":"array","array":{"dataType":"refObject","ref":"Leg"},"required":true},
            "holdId": {"dataType":"string"},
            "reversesPostingId": {"dataType":"string"},
            "reversedPoints": {"dataType":"double","required":true},
            "receivablePoints": {"dataType":"double"},
            "receiptNo": {"dataType":"string"},
            "occurredAt": {"dataType":"string","required":true},
            "postedAt": {"dataType":"string","required":true},
            "businessDate": {"dataType":"string","required":true},
            "windowId": {"dataType":"string","required":true},
            "late": {"dataType":"boolean","required":true},
            "flags": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "balance": {"ref":"BalanceAfter"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "MemberRef": {
        "dataType": "refAlias",
        "type": {"dataType":"string","validators":{"pattern":{"errorMsg":"\"Send mem_…, +62…, card:… or a scanned code KS1….\"","value":"^(mem_[0-9a-f-]{36}|KS1[0-9A-Z]{20}|\\+[1-9][0-9]{6,14}|card:[A-Za-z0-9-]{1,40})$"}}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PointsField": {
        "dataType": "refAlias",
        "type": {"dataType":"integer","validators":{"isInt":{"errorMsg":"Send a whole number."},"minimum":{"errorMsg":"Send at least 1 point.","value":1},"maximum":{"errorMsg":"Send at most 9007199254740991 points.","value":9007199254740991}}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BasketLine": {
        "dataType": "refObject",
        "properties": {
            "lineNo": {"dataType":"integer","required":true,"validators":{"minimum":{"value":1},"maximum":{"value":500}}},
            "sku": {"dataType":"string","validators":{"maxLength":{"value":64}}},
            "category": {"dataType":"string","validators":{"maxLength":{"value":64}}},
            "amount": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "EarnRequest": {
        "dataType": "refObject",
        "properties": {
            "externalId": {"ref":"ExternalId","required":true},
            "member": {"ref":"MemberRef","required":true},
            "outletId": {"dataType":"string","required":true},
            "amount": {"ref":"Money"},
            "points": {"ref":"PointsField"},
            "pointsTender": {"ref":"Money"},
            "lines": {"dataType":"array","array":{"dataType":"refObject","ref":"BasketLine"},"validators":{"maxItems":{"value":500}}},
            "occurredAt": {"ref":"Instant"},
            "receiptNo": {"dataType":"string","validators":{"maxLength":{"value":64}}},
            "note": {"dataType":"string","validators":{"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BurnRequest": {
        "dataType": "refObject",
        "properties": {
            "externalId": {"ref":"ExternalId","required":true},
            "member": {"ref":"MemberRef","required":true},
            "otp": {"dataType":"string","validators":{"pattern":{"value":"^[0-9]{6,8}$"}}},
            "outletId": {"dataType":"string","required":true},
            "points": {"ref":"PointsField"},
            "amount": {"ref":"Money"},
            "channel": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["STORE"]},{"dataType":"enum","enums":["ONLINE"]}]},
            "occurredAt": {"ref":"Instant"},
            "receiptNo": {"dataType":"string","validators":{"maxLength":{"value":64}}},
            "note": {"dataType":"string","validators":{"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Hold": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["hold"],"required":true},
            "id": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["HELD"]},{"dataType":"enum","enums":["CAPTURED"]},{"dataType":"enum","enums":["RELEASED"]},{"dataType":"enum","enums":["TIMED_OUT"]}],"required":true},
            "externalId": {"dataType":"string","required":true},
            "releaseReason": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PARTNER"]},{"dataType":"enum","enums":["DECLINED"]}]},
            "partnerId": {"dataType":"string","required":true},
            "outletId": {"dataType":"string","required":true},
            "memberId": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "value": {"ref":"Money","required":true},
            "capturedPoints": {"dataType":"double","required":true},
            "createdAt": {"dataType":"string","required":true},
            "expiresAt": {"dataType":"string","required":true},
            "postingId": {"dataType":"string"},
            "balance": {"ref":"BalanceAfter"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "HoldRequest": {
        "dataType": "refObject",
        "properties": {
            "externalId": {"ref":"ExternalId","required":true},
            "member": {"ref":"MemberRef","required":true},
            "otp": {"dataType":"string","validators":{"pattern":{"value":"^[0-9]{6,8}$"}}},
            "outletId": {"dataType":"string","required":true},
            "points": {"ref":"PointsField"},
            "amount": {"ref":"Money"},
            "channel": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["STORE"]},{"dataType":"enum","enums":["ONLINE"]}]},
            "occurredAt": {"ref":"Instant"},
            "receiptNo": {"dataType":"string","validators":{"maxLength":{"value":64}}},
            "note": {"dataType":"string","validators":{"maxLength":{"value":200}}},
            "expiresInSeconds": {"dataType":"integer","validators":{"minimum":{"value":30},"maximum":{"value":604800}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "CaptureRequest": {
        "dataType": "refObject",
        "properties": {
            "points": {"ref":"PointsField"},
            "externalId": {"ref":"ExternalId"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PostingById": {
        "dataType": "refObject",
        "properties": {
            "postingId": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PostingByExternalId": {
        "dataType": "refObject",
        "properties": {
            "externalId": {"ref":"ExternalId","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReversalRequest": {
        "dataType": "refObject",
        "properties": {
            "externalId": {"ref":"ExternalId","required":true},
            "original": {"dataType":"union","subSchemas":[{"ref":"PostingById"},{"ref":"PostingByExternalId"}],"required":true},
            "points": {"ref":"PointsField"},
            "amount": {"ref":"Money"},
            "reason": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["RETURN"]},{"dataType":"enum","enums":["VOID"]},{"dataType":"enum","enums":["DUPLICATE"]},{"dataType":"enum","enums":["ERROR"]},{"dataType":"enum","enums":["FRAUD"]},{"dataType":"enum","enums":["OTHER"]}],"required":true},
            "occurredAt": {"ref":"Instant"},
            "note": {"dataType":"string","validators":{"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "NextExpiry": {
        "dataType": "refObject",
        "properties": {
            "date": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Balance": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["balance"],"required":true},
            "memberId": {"dataType":"string","required":true},
            "available": {"dataType":"double","required":true},
            "held": {"dataType":"double","required":true},
            "pending": {"dataType":"double","required":true},
            "receivable": {"dataType":"double","required":true},
            "value": {"ref":"Money","required":true},
            "nextExpiry": {"ref":"NextExpiry"},
            "asOfSequence": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "LotView": {
        "dataType": "refObject",
        "properties": {
            "lotId": {"dataType":"string"},
            "issuerId": {"dataType":"string"},
            "pointKind": {"dataType":"string"},
            "points": {"dataType":"double","required":true},
            "remaining": {"dataType":"double","required":true},
            "earnedAt": {"dataType":"string"},
            "vestsAt": {"dataType":"string"},
            "expiresAt": {"dataType":"string"},
            "usableAt": {"dataType":"array","array":{"dataType":"string"}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "LotList": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"LotView"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "MissingRun": {
        "dataType": "refObject",
        "properties": {
            "from": {"dataType":"double","required":true},
            "to": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TillCounter": {
        "dataType": "refObject",
        "properties": {
            "tillId": {"dataType":"string","required":true},
            "tillName": {"dataType":"string","required":true},
            "outletId": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "kid": {"dataType":"string","required":true},
            "highest": {"dataType":"double","required":true},
            "arrived": {"dataType":"double","required":true},
            "missing": {"dataType":"array","array":{"dataType":"refObject","ref":"MissingRun"},"required":true},
            "broken": {"dataType":"array","array":{"dataType":"double"},"required":true},
            "lastArrivedAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_TillCounter_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"TillCounter"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "QuarantineItem": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["quarantineItem"],"required":true},
            "id": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["HELD"]},{"dataType":"enum","enums":["POSTED"]},{"dataType":"enum","enums":["REJECTED"]}],"required":true},
            "op": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EARN"]},{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["HOLD"]},{"dataType":"enum","enums":["REVERSAL"]}],"required":true},
            "partnerId": {"dataType":"string","required":true},
            "memberId": {"dataType":"string","required":true},
            "tillId": {"dataType":"string"},
            "externalId": {"dataType":"string"},
            "points": {"dataType":"double"},
            "amount": {"ref":"Money"},
            "occurredAt": {"dataType":"string","required":true},
            "receivedAt": {"dataType":"string","required":true},
            "firstApprovedBy": {"dataType":"string"},
            "decidedBy": {"dataType":"string"},
            "decidedAt": {"dataType":"string"},
            "reason": {"dataType":"string"},
            "postingId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_QuarantineItem_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"QuarantineItem"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReasonRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":500}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "QuoteLeg": {
        "dataType": "refObject",
        "properties": {
            "issuerId": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "value": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Quote": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["quote"],"required":true},
            "verb": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EARN"]},{"dataType":"enum","enums":["BURN"]}],"required":true},
            "memberId": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "value": {"ref":"Money","required":true},
            "termsId": {"dataType":"string","required":true},
            "legs": {"dataType":"array","array":{"dataType":"refObject","ref":"QuoteLeg"},"required":true},
            "balance": {"ref":"BalanceAfter"},
            "possible": {"dataType":"boolean","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "QuoteRequest": {
        "dataType": "refObject",
        "properties": {
            "verb": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EARN"]},{"dataType":"enum","enums":["BURN"]}],"required":true},
            "member": {"ref":"MemberRef","required":true},
            "outletId": {"dataType":"string","required":true},
            "amount": {"ref":"Money"},
            "points": {"ref":"PointsField"},
            "pointsTender": {"ref":"Money"},
            "occurredAt": {"ref":"Instant"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BatchItem": {
        "dataType": "refObject",
        "properties": {
            "itemNo": {"dataType":"double","required":true},
            "externalId": {"dataType":"string"},
            "status": {"dataType":"double","required":true},
            "posting": {"ref":"Posting"},
            "problem": {"dataType":"nestedObjectLiteral","nestedProperties":{"detail":{"dataType":"string","required":true},"title":{"dataType":"string","required":true},"code":{"dataType":"string","required":true}},"additionalProperties":{"dataType":"any"}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Batch": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["batch"],"required":true},
            "id": {"dataType":"string","required":true},
            "status": {"dataType":"enum","enums":["COMPLETED"],"required":true},
            "itemCount": {"dataType":"double","required":true},
            "accepted": {"dataType":"double","required":true},
            "refused": {"dataType":"double","required":true},
            "createdAt": {"dataType":"string","required":true},
            "completedAt": {"dataType":"string","required":true},
            "items": {"dataType":"array","array":{"dataType":"refObject","ref":"BatchItem"}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BatchItemRequest": {
        "dataType": "refObject",
        "properties": {
            "op": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["EARN"]},{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["REVERSAL"]}],"required":true},
            "body": {"dataType":"nestedObjectLiteral","nestedProperties":{},"additionalProperties":{"dataType":"any"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "OfflineTokenText": {
        "dataType": "refAlias",
        "type": {"dataType":"string","validators":{}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BatchRequest": {
        "dataType": "refObject",
        "properties": {
            "items": {"dataType":"array","array":{"dataType":"union","subSchemas":[{"ref":"BatchItemRequest"},{"ref":"OfflineTokenText"},{"dataType":"any"}]},"required":true,"validators":{"minItems":{"value":1},"maxItems":{"value":500}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_BatchItem_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"BatchItem"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Posting_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Posting"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Evidence": {
        "dataType": "refObject",
        "properties": {
            "postingId": {"dataType":"string","required":true},
            "kid": {"dataType":"string","required":true},
            "token": {"dataType":"string","required":true},
            "bodyDigest": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Hold_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Hold"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "StatementEntry": {
        "dataType": "refObject",
        "properties": {
            "postingId": {"dataType":"string","required":true},
            "sequence": {"dataType":"double","required":true},
            "type": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string"},
            "points": {"dataType":"double","required":true},
            "balanceAfter": {"dataType":"double","required":true},
            "occurredAt": {"dataType":"string","required":true},
            "businessDate": {"dataType":"string","required":true},
            "externalId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "MemberStatement": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["memberStatement"],"required":true},
            "memberId": {"dataType":"string","required":true},
            "from": {"dataType":"string","required":true},
            "to": {"dataType":"string","required":true},
            "opening": {"dataType":"double","required":true},
            "entries": {"dataType":"array","array":{"dataType":"refObject","ref":"StatementEntry"},"required":true},
            "closing": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "VestRequest": {
        "dataType": "refObject",
        "properties": {
            "event": {"dataType":"string","validators":{"pattern":{"value":"^[A-Z0-9_]{1,40}$"}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ExtendLotRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":500}}},
            "until": {"ref":"Instant","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ExtensionResult": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["extension"],"required":true},
            "until": {"dataType":"string","required":true},
            "issuer": {"dataType":"string"},
            "members": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ExtensionRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":500}}},
            "until": {"ref":"Instant","required":true},
            "issuer": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Receivable": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["receivable"],"required":true},
            "id": {"dataType":"string","required":true},
            "issuerId": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "open": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AdjustmentRequest": {
        "dataType": "refObject",
        "properties": {
            "member": {"dataType":"string","required":true},
            "issuer": {"dataType":"string","required":true},
            "direction": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["CREDIT"]},{"dataType":"enum","enums":["DEBIT"]}],"required":true},
            "points": {"dataType":"integer","required":true,"validators":{"minimum":{"value":1}}},
            "reasonCode": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["GOODWILL"]},{"dataType":"enum","enums":["MISSING_POINTS"]},{"dataType":"enum","enums":["RETURN_WITHOUT_RECEIPT"]},{"dataType":"enum","enums":["ERROR"]},{"dataType":"enum","enums":["FRAUD"]},{"dataType":"enum","enums":["MIGRATION"]}],"required":true},
            "expiresAfterDays": {"dataType":"double"},
            "note": {"dataType":"string","validators":{"maxLength":{"value":500}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "TransferRequest": {
        "dataType": "refObject",
        "properties": {
            "externalId": {"ref":"ExternalId","required":true},
            "member": {"dataType":"string","required":true},
            "toMember": {"dataType":"string","required":true},
            "points": {"dataType":"integer","required":true,"validators":{"minimum":{"value":1}}},
            "note": {"dataType":"string","validators":{"maxLength":{"value":500}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "MergeOfMember": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":500}}},
            "survivor": {"dataType":"string","required":true},
            "member": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ChangeRequest": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["changeRequest"],"required":true},
            "id": {"dataType":"string","required":true},
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ADJUSTMENT"]},{"dataType":"enum","enums":["TRANSFER"]},{"dataType":"enum","enums":["MERGE"]}],"required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PENDING"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["WITHDRAWN"]},{"dataType":"enum","enums":["EXPIRED"]}],"required":true},
            "adjustment": {"ref":"AdjustmentRequest"},
            "transfer": {"ref":"TransferRequest"},
            "merge": {"ref":"MergeOfMember"},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "decidedBy": {"dataType":"string"},
            "decidedAt": {"dataType":"string"},
            "reason": {"dataType":"string"},
            "postingId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_ChangeRequest_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"ChangeRequest"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "MergeRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":500}}},
            "survivor": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "IssuingLimit": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["issuingLimit"],"required":true},
            "id": {"dataType":"string","required":true},
            "scope": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["KEY"]},{"dataType":"enum","enums":["TILL"]},{"dataType":"enum","enums":["MEMBER"]}],"required":true},
            "partnerId": {"dataType":"string"},
            "partnerName": {"dataType":"string"},
            "keyId": {"dataType":"string"},
            "keyName": {"dataType":"string"},
            "tillId": {"dataType":"string"},
            "tillName": {"dataType":"string"},
            "maxPoints": {"dataType":"double"},
            "maxEarns": {"dataType":"double"},
            "validFrom": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["WITHDRAWN"]}],"required":true},
            "reason": {"dataType":"string","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "decided": {"dataType":"nestedObjectLiteral","nestedProperties":{"reason":{"dataType":"string"},"at":{"dataType":"string","required":true},"by":{"dataType":"string","required":true}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_IssuingLimit_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"IssuingLimit"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "IssuingLimitDetail": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["issuingLimit"],"required":true},
            "id": {"dataType":"string","required":true},
            "scope": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["KEY"]},{"dataType":"enum","enums":["TILL"]},{"dataType":"enum","enums":["MEMBER"]}],"required":true},
            "partnerId": {"dataType":"string"},
            "partnerName": {"dataType":"string"},
            "keyId": {"dataType":"string"},
            "keyName": {"dataType":"string"},
            "tillId": {"dataType":"string"},
            "tillName": {"dataType":"string"},
            "maxPoints": {"dataType":"double"},
            "maxEarns": {"dataType":"double"},
            "validFrom": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["WITHDRAWN"]}],"required":true},
            "reason": {"dataType":"string","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "decided": {"dataType":"nestedObjectLiteral","nestedProperties":{"reason":{"dataType":"string"},"at":{"dataType":"string","required":true},"by":{"dataType":"string","required":true}}},
            "businessDate": {"dataType":"string","required":true},
            "uses": {"dataType":"array","array":{"dataType":"nestedObjectLiteral","nestedProperties":{"earns":{"dataType":"double","required":true},"points":{"dataType":"double","required":true},"name":{"dataType":"string","required":true}}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "IssuingLimitRequest": {
        "dataType": "refObject",
        "properties": {
            "scope": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["KEY"]},{"dataType":"enum","enums":["TILL"]},{"dataType":"enum","enums":["MEMBER"]}],"required":true},
            "partnerId": {"dataType":"string"},
            "keyId": {"dataType":"string"},
            "tillId": {"dataType":"string"},
            "maxPoints": {"dataType":"integer","validators":{"minimum":{"value":0},"maximum":{"value":9007199254740991}}},
            "maxEarns": {"dataType":"integer","validators":{"minimum":{"value":0},"maximum":{"value":9007199254740991}}},
            "validFrom": {"ref":"WireDate","required":true},
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "IssuingWithdrawal": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "CampaignBudgetUse": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["campaignBudget"],"required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "code": {"dataType":"string","required":true},
            "bonusIds": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "issuerIds": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "funderIds": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "budgetPoints": {"dataType":"double","required":true},
            "givenPoints": {"dataType":"double","required":true},
            "leftPoints": {"dataType":"double","required":true},
            "earns": {"dataType":"double","required":true},
            "termsRef": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "InvoiceStatus": {
        "dataType": "refAlias",
        "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DRAFT"]},{"dataType":"enum","enums":["IN_REVIEW"]},{"dataType":"enum","enums":["ISSUED"]},{"dataType":"enum","enums":["PARTLY_PAID"]},{"dataType":"enum","enums":["PAID"]},{"dataType":"enum","enums":["CREDITED"]},{"dataType":"enum","enums":["DISCARDED"]}],"validators":{}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Invoice": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["invoice"],"required":true},
            "id": {"dataType":"string","required":true},
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["POINTS_INVOICE"]},{"dataType":"enum","enums":["REDEMPTION_INVOICE"]},{"dataType":"enum","enums":["FEE_INVOICE"]}],"required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "status": {"ref":"InvoiceStatus","required":true},
            "overdue": {"dataType":"boolean","required":true},
            "number": {"dataType":"string"},
            "cycleFrom": {"dataType":"string","required":true},
            "cycleTo": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string"},
            "dueDate": {"dataType":"string"},
            "direction": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PARTNER_PAYS"]},{"dataType":"enum","enums":["HUB_PAYS"]}],"required":true},
            "points": {"dataType":"double"},
            "subtotal": {"ref":"Money","required":true},
            "taxBase": {"ref":"Money"},
            "ppn": {"ref":"Money","required":true},
            "total": {"ref":"Money","required":true},
            "credited": {"ref":"Money","required":true},
            "paid": {"ref":"Money","required":true},
            "disputed": {"ref":"Money","required":true},
            "returned": {"ref":"Money","required":true},
            "open": {"ref":"Money","required":true},
            "totalInWords": {"dataType":"string"},
            "lineCount": {"dataType":"double","required":true},
            "jsonSha256": {"dataType":"string"},
            "pdfSha256": {"dataType":"string"},
            "settlementId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Invoice_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Invoice"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DocumentSection": {
        "dataType": "refAlias",
        "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["NORMAL"]},{"dataType":"enum","enums":["LATE"]},{"dataType":"enum","enums":["CORRECTION"]},{"dataType":"enum","enums":["RESTATED"]}],"validators":{}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "InvoiceLine": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["invoiceLine"],"required":true},
            "id": {"dataType":"string","required":true},
            "lineNo": {"dataType":"double","required":true},
            "lineType": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["CLAIM_PAYABLE"]},{"dataType":"enum","enums":["CLAIM_RECEIVABLE"]},{"dataType":"enum","enums":["ISSUE"]},{"dataType":"enum","enums":["RESERVE_FUNDING"]},{"dataType":"enum","enums":["RESERVE_RELEASE"]},{"dataType":"enum","enums":["EXPIRE_CONTRIBUTION"]},{"dataType":"enum","enums":["BREAKAGE_SHARE"]},{"dataType":"enum","enums":["ISSUER_FEE"]},{"dataType":"enum","enums":["ACCEPTANCE_FEE"]},{"dataType":"enum","enums":["PPN"]}],"required":true},
            "section": {"ref":"DocumentSection","required":true},
            "counterpartyId": {"dataType":"string"},
            "counterpartyName": {"dataType":"string"},
            "points": {"dataType":"double"},
            "pointPrice": {"dataType":"string"},
            "base": {"ref":"Money"},
            "rate": {"dataType":"string"},
            "amount": {"ref":"Money","required":true},
            "ppn": {"ref":"Money"},
            "exact": {"dataType":"string","required":true},
            "termsRef": {"dataType":"string","required":true},
            "legCount": {"dataType":"double","required":true},
            "credited": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "InvoiceLineList": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"InvoiceLine"},"required":true},
            "totals": {"dataType":"nestedObjectLiteral","nestedProperties":{"total":{"ref":"Money","required":true},"ppn":{"ref":"Money","required":true},"amount":{"ref":"Money","required":true},"count":{"dataType":"double","required":true}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "InvoiceApplication": {
        "dataType": "refObject",
        "properties": {
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["SET_OFF"]},{"dataType":"enum","enums":["BANK"]},{"dataType":"enum","enums":["CERTIFICATE"]},{"dataType":"enum","enums":["CREDIT_NOTE"]},{"dataType":"enum","enums":["COLLATERAL"]},{"dataType":"enum","enums":["RESERVE"]},{"dataType":"enum","enums":["FUND"]},{"dataType":"enum","enums":["LOSS_SHARES"]},{"dataType":"enum","enums":["HUB_LOSS"]}],"required":true},
            "amount": {"ref":"Money","required":true},
            "appliedOn": {"dataType":"string","required":true},
            "reference": {"dataType":"string"},
            "paymentId": {"dataType":"string"},
            "settlementId": {"dataType":"string"},
            "obligationId": {"dataType":"string"},
            "statementId": {"dataType":"string"},
            "statementNumber": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "InvoiceApplications": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"InvoiceApplication"},"required":true},
            "totals": {"dataType":"nestedObjectLiteral","nestedProperties":{"open":{"ref":"Money","required":true},"returned":{"ref":"Money","required":true},"disputed":{"ref":"Money","required":true},"credited":{"ref":"Money","required":true},"money":{"ref":"Money","required":true},"setOff":{"ref":"Money","required":true},"total":{"ref":"Money","required":true}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "InvoiceLeg": {
        "dataType": "refObject",
        "properties": {
            "legId": {"dataType":"string","required":true},
            "postingId": {"dataType":"string","required":true},
            "postingType": {"dataType":"string","required":true},
            "sequence": {"dataType":"double","required":true},
            "externalId": {"dataType":"string"},
            "receiptNo": {"dataType":"string"},
            "outletName": {"dataType":"string"},
            "businessDate": {"dataType":"string","required":true},
            "occurredAt": {"dataType":"string","required":true},
            "issuerId": {"dataType":"string","required":true},
            "redeemerId": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "pointPrice": {"dataType":"string","required":true},
            "exact": {"dataType":"string","required":true},
            "windowId": {"dataType":"string","required":true},
            "late": {"dataType":"boolean","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "InvoiceLegPage": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"InvoiceLeg"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"dataType":"nestedObjectLiteral","nestedProperties":{"amount":{"ref":"Money","required":true},"otherShares":{"dataType":"string"},"exact":{"dataType":"string","required":true},"points":{"dataType":"double","required":true},"count":{"dataType":"double","required":true}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "CreditNoteLine": {
        "dataType": "refObject",
        "properties": {
            "lineNo": {"dataType":"double","required":true},
            "invoiceLineNo": {"dataType":"double","required":true},
            "lineType": {"dataType":"string","required":true},
            "counterpartyName": {"dataType":"string"},
            "points": {"dataType":"double"},
            "amount": {"ref":"Money","required":true},
            "termsRef": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReturnNote": {
        "dataType": "refObject",
        "properties": {
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["NOTA_RETUR"]},{"dataType":"enum","enums":["NOTA_PEMBATALAN"]}],"required":true},
            "number": {"dataType":"string","required":true},
            "datedOn": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "CreditNote": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["creditNote"],"required":true},
            "id": {"dataType":"string","required":true},
            "number": {"dataType":"string"},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DRAFT"]},{"dataType":"enum","enums":["IN_REVIEW"]},{"dataType":"enum","enums":["ISSUED"]}],"required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "invoiceId": {"dataType":"string","required":true},
            "invoiceNumber": {"dataType":"string","required":true},
            "invoiceKind": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string"},
            "reason": {"dataType":"string","required":true},
            "subtotal": {"ref":"Money","required":true},
            "ppn": {"ref":"Money","required":true},
            "total": {"ref":"Money","required":true},
            "totalInWords": {"dataType":"string"},
            "lines": {"dataType":"array","array":{"dataType":"refObject","ref":"CreditNoteLine"},"required":true},
            "returnNote": {"ref":"ReturnNote"},
            "jsonSha256": {"dataType":"string"},
            "pdfSha256": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_CreditNote_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"CreditNote"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReturnNoteRequest": {
        "dataType": "refObject",
        "properties": {
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["NOTA_RETUR"]},{"dataType":"enum","enums":["NOTA_PEMBATALAN"]}],"required":true},
            "number": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":64}}},
            "datedOn": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^\\d{4}-\\d{2}-\\d{2}$"}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "NettingStatement": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["statement"],"required":true},
            "id": {"dataType":"string","required":true},
            "kind": {"dataType":"enum","enums":["NETTING_STATEMENT"],"required":true},
            "number": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "settlementId": {"dataType":"string","required":true},
            "obligationId": {"dataType":"string","required":true},
            "netting": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["MULTILATERAL"]},{"dataType":"enum","enums":["BILATERAL"]},{"dataType":"enum","enums":["GROSS"]}],"required":true},
            "counterpartyId": {"dataType":"string","required":true},
            "counterpartyName": {"dataType":"string","required":true},
            "side": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["NET"]},{"dataType":"enum","enums":["PAYS"]},{"dataType":"enum","enums":["RECEIVES"]}],"required":true},
            "issuedOn": {"dataType":"string","required":true},
            "dueDate": {"dataType":"string","required":true},
            "receivable": {"ref":"Money","required":true},
            "payable": {"ref":"Money","required":true},
            "fees": {"ref":"Money","required":true},
            "ppn": {"ref":"Money","required":true},
            "creditNotes": {"ref":"Money","required":true},
            "reversedClaims": {"ref":"Money","required":true},
            "withheld": {"ref":"Money","required":true},
            "unapplied": {"ref":"Money","required":true},
            "recoveries": {"ref":"Money","required":true},
            "lossShares": {"ref":"Money","required":true},
            "credits": {"ref":"Money","required":true},
            "disputed": {"ref":"Money","required":true},
            "setOff": {"ref":"Money","required":true},
            "netCash": {"ref":"Money","required":true},
            "direction": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PAYS_HUB"]},{"dataType":"enum","enums":["HUB_PAYS"]},{"dataType":"enum","enums":["NONE"]}],"required":true},
            "bankReference": {"dataType":"string","required":true},
            "void": {"dataType":"nestedObjectLiteral","nestedProperties":{"number":{"dataType":"string","required":true},"id":{"dataType":"string","required":true}}},
            "pdfSha256": {"dataType":"string"},
            "jsonSha256": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_NettingStatement_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"NettingStatement"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "VerifiedDocument": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["verifiedDocument"],"required":true},
            "kind": {"dataType":"string","required":true},
            "number": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string","required":true},
            "total": {"ref":"Money","required":true},
            "status": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AccountStatement": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["accountStatement"],"required":true},
            "id": {"dataType":"string","required":true},
            "kind": {"dataType":"enum","enums":["STATEMENT"],"required":true},
            "number": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string","required":true},
            "from": {"dataType":"string","required":true},
            "to": {"dataType":"string","required":true},
            "opening": {"ref":"Money","required":true},
            "closing": {"ref":"Money","required":true},
            "openingPoints": {"dataType":"double","required":true},
            "closingPoints": {"dataType":"double","required":true},
            "jsonSha256": {"dataType":"string"},
            "pdfSha256": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_AccountStatement_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"AccountStatement"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AccountMovement": {
        "dataType": "refObject",
        "properties": {
            "type": {"dataType":"string","required":true},
            "counterparty": {"dataType":"string"},
            "reference": {"dataType":"string"},
            "movedOn": {"dataType":"string"},
            "points": {"dataType":"double"},
            "amount": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PointsMovement": {
        "dataType": "refObject",
        "properties": {
            "type": {"dataType":"string","required":true},
            "counterparty": {"dataType":"string"},
            "points": {"dataType":"double","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AgeBucket": {
        "dataType": "refObject",
        "properties": {
            "bucket": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["UNBILLED"]},{"dataType":"enum","enums":["UNAPPLIED"]},{"dataType":"enum","enums":["NOT_DUE"]},{"dataType":"enum","enums":["D1_30"]},{"dataType":"enum","enums":["D31_60"]},{"dataType":"enum","enums":["D61_90"]},{"dataType":"enum","enums":["OVER_90"]}],"required":true},
            "amount": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AccountFlow": {
        "dataType": "refObject",
        "properties": {
            "counterparty": {"dataType":"string","required":true},
            "pointsPayable": {"dataType":"double","required":true},
            "payable": {"ref":"Money","required":true},
            "pointsReceivable": {"dataType":"double","required":true},
            "receivable": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AccountStatementDetail": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["accountStatement"],"required":true},
            "id": {"dataType":"string","required":true},
            "kind": {"dataType":"enum","enums":["STATEMENT"],"required":true},
            "number": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string","required":true},
            "from": {"dataType":"string","required":true},
            "to": {"dataType":"string","required":true},
            "opening": {"ref":"Money","required":true},
            "closing": {"ref":"Money","required":true},
            "openingPoints": {"dataType":"double","required":true},
            "closingPoints": {"dataType":"double","required":true},
            "jsonSha256": {"dataType":"string"},
            "pdfSha256": {"dataType":"string"},
            "movements": {"dataType":"array","array":{"dataType":"refObject","ref":"AccountMovement"},"required":true},
            "pointsMovements": {"dataType":"array","array":{"dataType":"refObject","ref":"PointsMovement"},"required":true},
            "ageing": {"dataType":"array","array":{"dataType":"refObject","ref":"AgeBucket"},"required":true},
            "matrix": {"dataType":"array","array":{"dataType":"refObject","ref":"AccountFlow"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ReceiptLine": {
        "dataType": "refObject",
        "properties": {
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["NETTING_STATEMENT"]},{"dataType":"enum","enums":["FEE_INVOICE"]},{"dataType":"enum","enums":["CREDIT_NOTE"]},{"dataType":"enum","enums":["WITHHOLDING_CERTIFICATE"]}],"required":true},
            "number": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string","required":true},
            "total": {"ref":"Money","required":true},
            "applied": {"ref":"Money"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Receipt": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["receipt"],"required":true},
            "id": {"dataType":"string","required":true},
            "kind": {"dataType":"enum","enums":["RECEIPT"],"required":true},
            "number": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "paymentId": {"dataType":"string","required":true},
            "settlementId": {"dataType":"string"},
            "issuedOn": {"dataType":"string","required":true},
            "paidOn": {"dataType":"string","required":true},
            "reference": {"dataType":"string","required":true},
            "amount": {"ref":"Money","required":true},
            "amountInWords": {"dataType":"string","required":true},
            "withheld": {"ref":"Money","required":true},
            "unapplied": {"ref":"Money","required":true},
            "recovered": {"ref":"Money","required":true},
            "unmatchedOn": {"dataType":"string"},
            "documents": {"dataType":"array","array":{"dataType":"refObject","ref":"ReceiptLine"},"required":true},
            "jsonSha256": {"dataType":"string"},
            "pdfSha256": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Receipt_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Receipt"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "EarnStop": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["HEADROOM"]},{"dataType":"enum","enums":["COVERAGE"]},{"dataType":"enum","enums":["DUNNING"]},{"dataType":"enum","enums":["DEFAULT"]},{"dataType":"enum","enums":["RUN_OFF"]}],"required":true},
            "since": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "GuardAlert": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["guardAlert"],"required":true},
            "id": {"dataType":"string","required":true},
            "issuerId": {"dataType":"string","required":true},
            "issuerName": {"dataType":"string","required":true},
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["CAP_WARNING"]},{"dataType":"enum","enums":["CAP_NEARLY_USED"]},{"dataType":"enum","enums":["CAP_USED"]},{"dataType":"enum","enums":["COVERAGE_LOW"]},{"dataType":"enum","enums":["COVERAGE_STOP"]},{"dataType":"enum","enums":["CONCENTRATION"]},{"dataType":"enum","enums":["FIGURE_CORRECTED"]}],"required":true},
            "advice": {"dataType":"string","required":true},
            "facts": {"dataType":"nestedObjectLiteral","nestedProperties":{},"additionalProperties":{"dataType":"string"},"required":true},
            "raisedOn": {"dataType":"string","required":true},
            "raisedAt": {"dataType":"string","required":true},
            "clearedAt": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RunOff": {
        "dataType": "refObject",
        "properties": {
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REQUESTED"]},{"dataType":"enum","enums":["RUNNING"]}],"required":true},
            "reason": {"dataType":"string","required":true},
            "requestedBy": {"dataType":"string","required":true},
            "requestedAt": {"dataType":"string","required":true},
            "decidedBy": {"dataType":"string"},
            "decidedAt": {"dataType":"string"},
            "collateralRequired": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "GuardedIssuer": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["guardedIssuer"],"required":true},
            "issuerId": {"dataType":"string","required":true},
            "issuerName": {"dataType":"string","required":true},
            "netDebitCap": {"ref":"Money"},
            "position": {"ref":"Money","required":true},
            "met": {"ref":"Money","required":true},
            "openPosition": {"ref":"Money","required":true},
            "livePosition": {"ref":"Money"},
            "openHolds": {"ref":"Money"},
            "pendingIssue": {"ref":"Money"},
            "headroom": {"ref":"Money"},
            "used": {"dataType":"string"},
            "outstanding": {"dataType":"double","required":true},
            "liability": {"ref":"Money","required":true},
            "collateral": {"ref":"Money","required":true},
            "paidReserve": {"ref":"Money","required":true},
            "coverage": {"dataType":"string"},
            "minCoverageWarn": {"dataType":"string","required":true},
            "minCoverageStop": {"dataType":"string"},
            "earnStops": {"dataType":"array","array":{"dataType":"refObject","ref":"EarnStop"},"required":true},
            "alerts": {"dataType":"array","array":{"dataType":"refObject","ref":"GuardAlert"},"required":true},
            "runOff": {"ref":"RunOff"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "GuardedIssuerList": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"GuardedIssuer"},"required":true},
            "asOf": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "GuardDay": {
        "dataType": "refObject",
        "properties": {
            "businessDate": {"dataType":"string","required":true},
            "netDebitCap": {"ref":"Money"},
            "livePosition": {"ref":"Money","required":true},
            "met": {"ref":"Money","required":true},
            "openHolds": {"ref":"Money","required":true},
            "pendingIssue": {"ref":"Money","required":true},
            "headroom": {"ref":"Money"},
            "liability": {"ref":"Money","required":true},
            "coverage": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "GuardHistory": {
        "dataType": "refObject",
        "properties": {
            "issuerId": {"dataType":"string","required":true},
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"GuardDay"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "GuardAlertList": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"GuardAlert"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RunOffRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":500}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeEffect": {
        "dataType": "refObject",
        "properties": {
            "partyId": {"dataType":"string","required":true},
            "partyName": {"dataType":"string","required":true},
            "role": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ISSUER"]},{"dataType":"enum","enums":["REDEEMER"]},{"dataType":"enum","enums":["HUB"]}],"required":true},
            "principal": {"ref":"Money","required":true},
            "fee": {"ref":"Money","required":true},
            "ppn": {"ref":"Money","required":true},
            "net": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Dispute": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["dispute"],"required":true},
            "id": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPENED"]},{"dataType":"enum","enums":["UNDER_REVIEW"]},{"dataType":"enum","enums":["UPHELD"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["WITHDRAWN"]}],"required":true},
            "reason": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DUPLICATE"]},{"dataType":"enum","enums":["REVERSED_AT_OUTLET"]},{"dataType":"enum","enums":["WRONG_PRICE"]},{"dataType":"enum","enums":["NOT_OUR_MEMBER"]},{"dataType":"enum","enums":["FRAUD"]},{"dataType":"enum","enums":["TIMING"]},{"dataType":"enum","enums":["OTHER"]}],"required":true},
            "note": {"dataType":"string","required":true},
            "remedy": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REVERSAL"]},{"dataType":"enum","enums":["MONEY_ONLY"]}],"required":true},
            "cause": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["TILL_FRAUD"]},{"dataType":"enum","enums":["STAFF_FRAUD"]},{"dataType":"enum","enums":["ACCOUNT_TAKE_OVER"]}]},
            "bearer": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REDEEMER"]},{"dataType":"enum","enums":["HUB"]}]},
            "openerId": {"dataType":"string","required":true},
            "openerName": {"dataType":"string","required":true},
            "counterpartyId": {"dataType":"string","required":true},
            "counterpartyName": {"dataType":"string","required":true},
            "issuerId": {"dataType":"string","required":true},
            "redeemerId": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "principal": {"ref":"Money","required":true},
            "awaiting": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["COUNTERPARTY"]},{"dataType":"enum","enums":["HUB"]}]},
            "respondBy": {"dataType":"string"},
            "overdue": {"dataType":"boolean","required":true},
            "invoiceId": {"dataType":"string"},
            "invoiceNumber": {"dataType":"string"},
            "lineId": {"dataType":"string"},
            "postingId": {"dataType":"string"},
            "splitFrom": {"dataType":"string"},
            "openedAt": {"dataType":"string","required":true},
            "resolvedAt": {"dataType":"string"},
            "creditedAt": {"dataType":"string"},
            "effects": {"dataType":"array","array":{"dataType":"refObject","ref":"DisputeEffect"},"required":true},
            "mayAnswer": {"dataType":"boolean","required":true},
            "mayWithdraw": {"dataType":"boolean","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Dispute_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Dispute"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeEntry": {
        "dataType": "refObject",
        "properties": {
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPENED"]},{"dataType":"enum","enums":["MESSAGE"]},{"dataType":"enum","enums":["FILE"]},{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["CONTESTED"]},{"dataType":"enum","enums":["SILENCE"]},{"dataType":"enum","enums":["RULING_PROPOSED"]},{"dataType":"enum","enums":["RULING_TURNED_DOWN"]},{"dataType":"enum","enums":["UPHELD"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["WITHDRAWN"]},{"dataType":"enum","enums":["REVERSED"]},{"dataType":"enum","enums":["SPLIT"]},{"dataType":"enum","enums":["REMEDIED"]},{"dataType":"enum","enums":["CREDITED"]},{"dataType":"enum","enums":["OVERDUE"]}],"required":true},
            "partyId": {"dataType":"string","required":true},
            "partyName": {"dataType":"string","required":true},
            "by": {"dataType":"string"},
            "text": {"dataType":"string"},
            "at": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeFile": {
        "dataType": "refObject",
        "properties": {
            "id": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "mediaType": {"dataType":"string","required":true},
            "size": {"dataType":"integer","required":true},
            "sha256": {"dataType":"string","required":true},
            "partyId": {"dataType":"string","required":true},
            "partyName": {"dataType":"string","required":true},
            "at": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeDocument": {
        "dataType": "refObject",
        "properties": {
            "id": {"dataType":"string","required":true},
            "number": {"dataType":"string"},
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["POINTS_INVOICE"]},{"dataType":"enum","enums":["REDEMPTION_INVOICE"]},{"dataType":"enum","enums":["FEE_INVOICE"]}],"required":true},
            "total": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PendingRuling": {
        "dataType": "refObject",
        "properties": {
            "outcome": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["UPHELD"]},{"dataType":"enum","enums":["REJECTED"]}],"required":true},
            "points": {"dataType":"double"},
            "remedy": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REVERSAL"]},{"dataType":"enum","enums":["MONEY_ONLY"]}]},
            "cause": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["TILL_FRAUD"]},{"dataType":"enum","enums":["STAFF_FRAUD"]},{"dataType":"enum","enums":["ACCOUNT_TAKE_OVER"]}]},
            "bearer": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REDEEMER"]},{"dataType":"enum","enums":["HUB"]}]},
            "text": {"dataType":"string","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeDetail": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["dispute"],"required":true},
            "id": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPENED"]},{"dataType":"enum","enums":["UNDER_REVIEW"]},{"dataType":"enum","enums":["UPHELD"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["WITHDRAWN"]}],"required":true},
            "reason": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DUPLICATE"]},{"dataType":"enum","enums":["REVERSED_AT_OUTLET"]},{"dataType":"enum","enums":["WRONG_PRICE"]},{"dataType":"enum","enums":["NOT_OUR_MEMBER"]},{"dataType":"enum","enums":["FRAUD"]},{"dataType":"enum","enums":["TIMING"]},{"dataType":"enum","enums":["OTHER"]}],"required":true},
            "note": {"dataType":"string","required":true},
            "remedy": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REVERSAL"]},{"dataType":"enum","enums":["MONEY_ONLY"]}],"required":true},
            "cause": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["TILL_FRAUD"]},{"dataType":"enum","enums":["STAFF_FRAUD"]},{"dataType":"enum","enums":["ACCOUNT_TAKE_OVER"]}]},
            "bearer": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REDEEMER"]},{"dataType":"enum","enums":["HUB"]}]},
            "openerId": {"dataType":"string","required":true},
            "openerName": {"dataType":"string","required":true},
            "counterpartyId": {"dataType":"string","required":true},
            "counterpartyName": {"dataType":"string","required":true},
            "issuerId": {"dataType":"string","required":true},
            "redeemerId": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "principal": {"ref":"Money","required":true},
            "awaiting": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["COUNTERPARTY"]},{"dataType":"enum","enums":["HUB"]}]},
            "respondBy": {"dataType":"string"},
            "overdue": {"dataType":"boolean","required":true},
            "invoiceId": {"dataType":"string"},
            "invoiceNumber": {"dataType":"string"},
            "lineId": {"dataType":"string"},
            "postingId": {"dataType":"string"},
            "splitFrom": {"dataType":"string"},
            "openedAt": {"dataType":"string","required":true},
            "resolvedAt": {"dataType":"string"},
            "creditedAt": {"dataType":"string"},
            "effects": {"dataType":"array","array":{"dataType":"refObject","ref":"DisputeEffect"},"required":true},
            "mayAnswer": {"dataType":"boolean","required":true},
            "mayWithdraw": {"dataType":"boolean","required":true},
            "thread": {"dataType":"array","array":{"dataType":"refObject","ref":"DisputeEntry"},"required":true},
            "files": {"dataType":"array","array":{"dataType":"refObject","ref":"DisputeFile"},"required":true},
            "parts": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "reversals": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "creditNotes": {"dataType":"array","array":{"dataType":"refObject","ref":"DisputeDocument"},"required":true},
            "pendingRuling": {"ref":"PendingRuling"},
            "twoPeople": {"dataType":"boolean","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputedLegRequest": {
        "dataType": "refObject",
        "properties": {
            "legId": {"dataType":"string","required":true},
            "points": {"dataType":"integer","validators":{"minimum":{"value":1}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Base64": {
        "dataType": "refAlias",
        "type": {"dataType":"string","validators":{"pattern":{"errorMsg":"\"Send standard base64.\"","value":"^[A-Za-z0-9+/]+={0,2}$"},"maxLength":{"value":1398104}}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeFileRequest": {
        "dataType": "refObject",
        "properties": {
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":120},"pattern":{"errorMsg":"\"Send a file name without folders.\"","value":"^[^/\\\\\\u0000-\\u001f]+$"}}},
            "mediaType": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["application/pdf"]},{"dataType":"enum","enums":["image/png"]},{"dataType":"enum","enums":["image/jpeg"]},{"dataType":"enum","enums":["text/csv"]},{"dataType":"enum","enums":["text/plain"]}],"required":true},
            "content": {"ref":"Base64","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["DUPLICATE"]},{"dataType":"enum","enums":["REVERSED_AT_OUTLET"]},{"dataType":"enum","enums":["WRONG_PRICE"]},{"dataType":"enum","enums":["NOT_OUR_MEMBER"]},{"dataType":"enum","enums":["FRAUD"]},{"dataType":"enum","enums":["TIMING"]},{"dataType":"enum","enums":["OTHER"]}],"required":true},
            "note": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":2000}}},
            "invoiceId": {"dataType":"string"},
            "lineId": {"dataType":"string"},
            "postingId": {"dataType":"string"},
            "legs": {"dataType":"array","array":{"dataType":"refObject","ref":"DisputedLegRequest"},"validators":{"minItems":{"value":1},"maxItems":{"value":500}}},
            "points": {"dataType":"integer","validators":{"minimum":{"value":1}}},
            "remedy": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REVERSAL"]},{"dataType":"enum","enums":["MONEY_ONLY"]}]},
            "files": {"dataType":"array","array":{"dataType":"refObject","ref":"DisputeFileRequest"},"validators":{"maxItems":{"value":5}}},
            "evidenceMadeAt": {"ref":"Instant"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputedLeg": {
        "dataType": "refObject",
        "properties": {
            "legId": {"dataType":"string","required":true},
            "postingId": {"dataType":"string","required":true},
            "points": {"dataType":"double","required":true},
            "businessDate": {"dataType":"string","required":true},
            "externalId": {"dataType":"string"},
            "receiptNo": {"dataType":"string"},
            "outletName": {"dataType":"string"},
            "reversalId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_DisputedLeg_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"DisputedLeg"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeMessageRequest": {
        "dataType": "refObject",
        "properties": {
            "text": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":2000}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeAnswerRequest": {
        "dataType": "refObject",
        "properties": {
            "decision": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ACCEPT"]},{"dataType":"enum","enums":["CONTEST"]}],"required":true},
            "points": {"dataType":"integer","validators":{"minimum":{"value":1}}},
            "note": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":2000}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DisputeWithdrawRequest": {
        "dataType": "refObject",
        "properties": {
            "note": {"dataType":"string","validators":{"maxLength":{"value":2000}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RulingRequest": {
        "dataType": "refObject",
        "properties": {
            "outcome": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["UPHELD"]},{"dataType":"enum","enums":["REJECTED"]}],"required":true},
            "points": {"dataType":"integer","validators":{"minimum":{"value":1}}},
            "remedy": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REVERSAL"]},{"dataType":"enum","enums":["MONEY_ONLY"]}]},
            "cause": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["TILL_FRAUD"]},{"dataType":"enum","enums":["STAFF_FRAUD"]},{"dataType":"enum","enums":["ACCOUNT_TAKE_OVER"]}]},
            "text": {"dataType":"string","required":true,"validators":{"minLength":{"value":10},"maxLength":{"value":4000}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RulingDecisionRequest": {
        "dataType": "refObject",
        "properties": {
            "note": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":2000}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "VirtualAccount": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["virtualAccount"],"required":true},
            "id": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "bankCode": {"dataType":"string","required":true},
            "bankName": {"dataType":"string","required":true},
            "number": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "validFrom": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["ENDED"]}],"required":true},
            "printed": {"dataType":"boolean","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "decidedBy": {"dataType":"string"},
            "decidedAt": {"dataType":"string"},
            "reason": {"dataType":"string"},
            "endedOn": {"dataType":"string"},
            "endedBy": {"dataType":"string"},
            "endedReason": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_VirtualAccount_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"VirtualAccount"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "VirtualAccountRequest": {
        "dataType": "refObject",
        "properties": {
            "partnerId": {"dataType":"string","required":true},
            "bankCode": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send the three digits of the bank's code, such as 014 for BCA.\"","value":"^[0-9]{3}$"}}},
            "bankName": {"dataType":"string","required":true,"validators":{"minLength":{"value":2},"maxLength":{"value":80}}},
            "number": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send 6 to 28 digits, without blanks, beside noughts before them.\"","value":"^0*[1-9][0-9]{5,27}$"},"maxLength":{"value":28}}},
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":120}}},
            "validFrom": {"ref":"WireDate","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DecisionRequest": {
        "dataType": "refObject",
        "properties": {
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Application": {
        "dataType": "refObject",
        "properties": {
            "obligationId": {"dataType":"string"},
            "invoiceId": {"dataType":"string"},
            "amount": {"ref":"Money","required":true},
            "principal": {"ref":"Money","required":true},
            "fee": {"ref":"Money","required":true},
            "ppn": {"ref":"Money","required":true},
            "appliedOn": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PaymentUnmatch": {
        "dataType": "refObject",
        "properties": {
            "askedBy": {"dataType":"string","required":true},
            "askedAt": {"dataType":"string","required":true},
            "reason": {"dataType":"string","required":true},
            "doneBy": {"dataType":"string"},
            "unmatchedOn": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Payment": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["payment"],"required":true},
            "id": {"dataType":"string","required":true},
            "kind": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["BANK"]},{"dataType":"enum","enums":["CERTIFICATE"]},{"dataType":"enum","enums":["CREDIT_NOTE"]},{"dataType":"enum","enums":["COLLATERAL"]},{"dataType":"enum","enums":["RESERVE"]},{"dataType":"enum","enums":["FUND"]},{"dataType":"enum","enums":["LOSS_SHARES"]},{"dataType":"enum","enums":["HUB_LOSS"]}],"required":true},
            "direction": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["IN"]},{"dataType":"enum","enums":["OUT"]}],"required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "obligationId": {"dataType":"string"},
            "refundId": {"dataType":"string"},
            "amount": {"ref":"Money","required":true},
            "bankReference": {"dataType":"string","required":true},
            "paidOn": {"dataType":"string","required":true},
            "applications": {"dataType":"array","array":{"dataType":"refObject","ref":"Application"},"required":true},
            "unapplied": {"ref":"Money","required":true},
            "recordedBy": {"dataType":"string","required":true},
            "createdAt": {"dataType":"string","required":true},
            "unmatch": {"ref":"PaymentUnmatch"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Refund": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["refund"],"required":true},
            "id": {"dataType":"string","required":true},
            "paymentId": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "amount": {"ref":"Money","required":true},
            "bankReference": {"dataType":"string","required":true},
            "reason": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["PAID"]},{"dataType":"enum","enums":["WITHDRAWN"]}],"required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "approvedBy": {"dataType":"string"},
            "approvedAt": {"dataType":"string"},
            "instructionId": {"dataType":"string"},
            "paidByPaymentId": {"dataType":"string"},
            "withdrawn": {"dataType":"nestedObjectLiteral","nestedProperties":{"reason":{"dataType":"string","required":true},"at":{"dataType":"string","required":true},"by":{"dataType":"string","required":true}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Refund_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Refund"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "RefundRequest": {
        "dataType": "refObject",
        "properties": {
            "paymentId": {"dataType":"string","required":true},
            "amount": {"ref":"Money"},
            "reason": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":200}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PaymentRequest": {
        "dataType": "refObject",
        "properties": {
            "obligationId": {"dataType":"string"},
            "partnerId": {"dataType":"string"},
            "refundId": {"dataType":"string"},
            "amount": {"ref":"Money","required":true},
            "bankReference": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":64}}},
            "paidOn": {"ref":"WireDate","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Payment_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Payment"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DunningNotice": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["dunningNotice"],"required":true},
            "id": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "obligationId": {"dataType":"string"},
            "invoiceId": {"dataType":"string"},
            "level": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":[1]},{"dataType":"enum","enums":[2]},{"dataType":"enum","enums":[3]}],"required":true},
            "daysOverdue": {"dataType":"integer","required":true},
            "dueDate": {"dataType":"string","required":true},
            "noticedOn": {"dataType":"string","required":true},
            "open": {"ref":"Money","required":true},
            "principal": {"ref":"Money","required":true},
            "fee": {"ref":"Money","required":true},
            "ppn": {"ref":"Money","required":true},
            "openNow": {"ref":"Money","required":true},
            "reference": {"dataType":"string","required":true},
            "text": {"dataType":"nestedObjectLiteral","nestedProperties":{"en":{"dataType":"string","required":true},"id":{"dataType":"string","required":true}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_DunningNotice_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"DunningNotice"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WithholdingSum": {
        "dataType": "refObject",
        "properties": {
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "expected": {"ref":"Money","required":true},
            "received": {"ref":"Money","required":true},
            "difference": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WithholdingInvoice": {
        "dataType": "refObject",
        "properties": {
            "invoiceId": {"dataType":"string","required":true},
            "invoiceNumber": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string","required":true},
            "fee": {"ref":"Money","required":true},
            "expected": {"ref":"Money","required":true},
            "received": {"ref":"Money","required":true},
            "waiting": {"ref":"Money","required":true},
            "difference": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WithholdingList": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"WithholdingInvoice"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
            "partners": {"dataType":"array","array":{"dataType":"refObject","ref":"WithholdingSum"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "WithholdingCertificate": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["withholdingCertificate"],"required":true},
            "id": {"dataType":"string","required":true},
            "invoiceId": {"dataType":"string","required":true},
            "invoiceNumber": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "number": {"dataType":"string","required":true},
            "issuedOn": {"dataType":"string","required":true},
            "amount": {"ref":"Money","required":true},
            "expected": {"ref":"Money","required":true},
            "excessReason": {"dataType":"string"},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["SUBMITTED"]},{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["REJECTED"]}],"required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "decidedBy": {"dataType":"string"},
            "decidedAt": {"dataType":"string"},
            "reason": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_WithholdingCertificate_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"WithholdingCertificate"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "CertificateRequest": {
        "dataType": "refObject",
        "properties": {
            "invoiceId": {"dataType":"string","required":true},
            "number": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":40}}},
            "issuedOn": {"ref":"WireDate","required":true},
            "amount": {"ref":"Money","required":true},
            "excessReason": {"dataType":"string","validators":{"minLength":{"value":10},"maxLength":{"value":300}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "LossView": {
        "dataType": "refObject",
        "properties": {
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "claims": {"ref":"Money","required":true},
            "owes": {"ref":"Money","required":true},
            "netExposure": {"ref":"Money","required":true},
            "grossClaim": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DefaultFigures": {
        "dataType": "refObject",
        "properties": {
            "partnersOpen": {"ref":"Money","required":true},
            "hubPrincipalOpen": {"ref":"Money","required":true},
            "feeOpen": {"ref":"Money","required":true},
            "ppnOpen": {"ref":"Money","required":true},
            "collateralToPartners": {"ref":"Money","required":true},
            "reserve": {"ref":"Money","required":true},
            "fund": {"ref":"Money","required":true},
            "shortfall": {"ref":"Money","required":true},
            "collateralToHub": {"ref":"Money","required":true},
            "hubUnpaid": {"ref":"Money","required":true},
            "losses": {"dataType":"array","array":{"dataType":"refObject","ref":"LossView"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DefaultSimulation": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["defaultSimulation"],"required":true},
            "obligationId": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "rule": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["NET_EXPOSURE"]},{"dataType":"enum","enums":["GROSS_CLAIM"]}],"required":true},
            "from": {"dataType":"string","required":true},
            "figures": {"ref":"DefaultFigures","required":true},
            "defaultHash": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Default": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["default"],"required":true},
            "id": {"dataType":"string","required":true},
            "obligationId": {"dataType":"string","required":true},
            "settlementId": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["DECLARED"]},{"dataType":"enum","enums":["WITHDRAWN"]}],"required":true},
            "rule": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["NET_EXPOSURE"]},{"dataType":"enum","enums":["GROSS_CLAIM"]}],"required":true},
            "figures": {"ref":"DefaultFigures","required":true},
            "defaultHash": {"dataType":"string","required":true},
            "recovered": {"ref":"Money","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "decidedBy": {"dataType":"string"},
            "decidedAt": {"dataType":"string"},
            "reason": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_Default_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"Default"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DefaultRequest": {
        "dataType": "refObject",
        "properties": {
            "obligationId": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "DeclareRequest": {
        "dataType": "refObject",
        "properties": {
            "defaultHash": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^[0-9a-f]{64}$"}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BankFile": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["bankFile"],"required":true},
            "id": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "format": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["CSV"]},{"dataType":"enum","enums":["CAMT053"]}],"required":true},
            "layout": {"dataType":"string"},
            "sha256": {"dataType":"string","required":true},
            "statementRef": {"dataType":"string","required":true},
            "account": {"dataType":"string","required":true},
            "entries": {"dataType":"integer","required":true},
            "newEntries": {"dataType":"integer","required":true},
            "applied": {"dataType":"integer","required":true},
            "open": {"dataType":"integer","required":true},
            "moneyIn": {"ref":"Money","required":true},
            "moneyOut": {"ref":"Money","required":true},
            "importedBy": {"dataType":"string","required":true},
            "importedAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BankFileRequest": {
        "dataType": "refObject",
        "properties": {
            "format": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["CSV"]},{"dataType":"enum","enums":["CAMT053"]}],"required":true},
            "layout": {"dataType":"string","validators":{"pattern":{"value":"^[A-Z][A-Z0-9_]{1,31}$"}}},
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":120}}},
            "content": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":4000000}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ColumnName": {
        "dataType": "refAlias",
        "type": {"dataType":"string","validators":{"minLength":{"value":1},"maxLength":{"value":80}}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BankLayoutDefinition": {
        "dataType": "refObject",
        "properties": {
            "delimiter": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["COMMA"]},{"dataType":"enum","enums":["SEMICOLON"]},{"dataType":"enum","enums":["TAB"]}],"required":true},
            "dateFormat": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["YYYY-MM-DD"]},{"dataType":"enum","enums":["DD/MM/YYYY"]},{"dataType":"enum","enums":["DD/MM/YY"]},{"dataType":"enum","enums":["DD-MM-YYYY"]},{"dataType":"enum","enums":["DD-MM-YY"]},{"dataType":"enum","enums":["DD.MM.YYYY"]}],"required":true},
            "decimalMark": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["POINT"]},{"dataType":"enum","enums":["COMMA"]}],"required":true},
            "columns": {"dataType":"nestedObjectLiteral","nestedProperties":{"currency":{"ref":"ColumnName"},"account":{"ref":"ColumnName"},"virtualAccount":{"ref":"ColumnName"},"counterpartyAccount":{"ref":"ColumnName"},"counterpartyName":{"ref":"ColumnName"},"reference":{"ref":"ColumnName"},"balance":{"ref":"ColumnName"},"direction":{"ref":"ColumnName"},"debit":{"ref":"ColumnName"},"credit":{"ref":"ColumnName"},"amount":{"ref":"ColumnName"},"remark":{"dataType":"array","array":{"dataType":"refAlias","ref":"ColumnName"},"required":true,"validators":{"minItems":{"value":1},"maxItems":{"value":5}}},"bookedOn":{"ref":"ColumnName","required":true}},"required":true},
            "sign": {"dataType":"nestedObjectLiteral","nestedProperties":{"out":{"dataType":"string","validators":{"maxLength":{"value":20}}},"in":{"dataType":"string","validators":{"maxLength":{"value":20}}},"kind":{"dataType":"union","subSchemas":[{"dataType":"enum","enums":["SUFFIX"]},{"dataType":"enum","enums":["COLUMN"]},{"dataType":"enum","enums":["TWO_COLUMNS"]},{"dataType":"enum","enums":["MINUS"]}],"required":true}},"required":true},
            "labels": {"dataType":"nestedObjectLiteral","nestedProperties":{"closing":{"ref":"ColumnName"},"credits":{"ref":"ColumnName"},"debits":{"ref":"ColumnName"},"opening":{"ref":"ColumnName"},"account":{"ref":"ColumnName"}},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BankLayoutView": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["bankLayout"],"required":true},
            "id": {"dataType":"string","required":true},
            "code": {"dataType":"string","required":true},
            "version": {"dataType":"double","required":true},
            "name": {"dataType":"string","required":true},
            "definition": {"ref":"BankLayoutDefinition","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BankLayoutRequest": {
        "dataType": "refObject",
        "properties": {
            "code": {"dataType":"string","required":true,"validators":{"pattern":{"value":"^[A-Z][A-Z0-9_]{1,31}$"}}},
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":3},"maxLength":{"value":120}}},
            "definition": {"ref":"BankLayoutDefinition","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_BankFile_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"BankFile"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "EntrySuggestion": {
        "dataType": "refObject",
        "properties": {
            "obligationId": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerCode": {"dataType":"string","required":true},
            "open": {"ref":"Money","required":true},
            "dueDate": {"dataType":"string","required":true},
            "bankReference": {"dataType":"string","required":true},
            "reason": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["REFERENCE"]},{"dataType":"enum","enums":["VIRTUAL_ACCOUNT_AND_AMOUNT"]},{"dataType":"enum","enums":["ACCOUNT_AND_AMOUNT"]},{"dataType":"enum","enums":["VIRTUAL_ACCOUNT"]},{"dataType":"enum","enums":["AMOUNT"]},{"dataType":"enum","enums":["ACCOUNT"]}],"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BankEntry": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["bankEntry"],"required":true},
            "id": {"dataType":"string","required":true},
            "bankFileId": {"dataType":"string","required":true},
            "fileName": {"dataType":"string","required":true},
            "line": {"dataType":"integer","required":true},
            "bankReference": {"dataType":"string","required":true},
            "direction": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["IN"]},{"dataType":"enum","enums":["OUT"]}],"required":true},
            "amount": {"ref":"Money","required":true},
            "bookedOn": {"dataType":"string","required":true},
            "remark": {"dataType":"string","required":true},
            "counterpartyName": {"dataType":"string"},
            "counterpartyAccount": {"dataType":"string"},
            "virtualAccount": {"dataType":"string"},
            "payerId": {"dataType":"string"},
            "payerName": {"dataType":"string"},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPEN"]},{"dataType":"enum","enums":["APPLIED"]},{"dataType":"enum","enums":["SET_ASIDE"]}],"required":true},
            "suggestions": {"dataType":"array","array":{"dataType":"refObject","ref":"EntrySuggestion"},"required":true},
            "paymentId": {"dataType":"string"},
            "decidedBy": {"dataType":"string"},
            "decidedAt": {"dataType":"string"},
            "reason": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_BankEntry_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"BankEntry"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ConfirmRequest": {
        "dataType": "refObject",
        "properties": {
            "obligationId": {"dataType":"string"},
            "refundId": {"dataType":"string"},
            "partnerId": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BankAccount": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["bankAccount"],"required":true},
            "id": {"dataType":"string","required":true},
            "partyId": {"dataType":"string","required":true},
            "partyName": {"dataType":"string","required":true},
            "bankName": {"dataType":"string","required":true},
            "bic": {"dataType":"string","required":true},
            "accountNo": {"dataType":"string","required":true},
            "holder": {"dataType":"string","required":true},
            "validFrom": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["CHECKED"]},{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["REJECTED"]}],"required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
            "checkedBy": {"dataType":"string"},
            "decidedBy": {"dataType":"string"},
            "decidedAt": {"dataType":"string"},
            "reason": {"dataType":"string"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_BankAccount_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"BankAccount"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "BankAccountRequest": {
        "dataType": "refObject",
        "properties": {
            "bankName": {"dataType":"string","required":true,"validators":{"minLength":{"value":2},"maxLength":{"value":80}}},
            "bic": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send the bank's BIC, 8 or 11 characters such as CENAIDJA.\"","value":"^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$"}}},
            "accountNo": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send 6 to 20 digits.\"","value":"^[0-9]{6,20}$"}}},
            "holder": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":120}}},
            "validFrom": {"ref":"WireDate","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Payable": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["payable"],"required":true},
            "obligationId": {"dataType":"string","required":true},
            "settlementId": {"dataType":"string","required":true},
            "partnerId": {"dataType":"string","required":true},
            "partnerName": {"dataType":"string","required":true},
            "open": {"ref":"Money","required":true},
            "dueDate": {"dataType":"string","required":true},
            "bankReference": {"dataType":"string","required":true},
            "held": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["COLLECTION"]},{"dataType":"enum","enums":["DATE"]},{"dataType":"enum","enums":["SUSPENDED"]},{"dataType":"enum","enums":["ACCOUNT"]},{"dataType":"enum","enums":["INSTRUCTED"]}]},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "PaymentInstruction": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["paymentInstruction"],"required":true},
            "id": {"dataType":"string","required":true},
            "settlementId": {"dataType":"string"},
            "refundId": {"dataType":"string"},
            "executionDate": {"dataType":"string","required":true},
            "payouts": {"dataType":"integer","required":true},
            "total": {"ref":"Money","required":true},
            "confirmed": {"ref":"Money","required":true},
            "csvSha256": {"dataType":"string","required":true},
            "xmlSha256": {"dataType":"string"},
            "cancelled": {"dataType":"boolean","required":true},
            "madeBy": {"dataType":"string","required":true},
            "madeAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "InstructionRequest": {
        "dataType": "refObject",
        "properties": {
            "settlementId": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Page_PaymentInstruction_": {
        "dataType": "refObject",
        "properties": {
            "data": {"dataType":"array","array":{"dataType":"refObject","ref":"PaymentInstruction"},"required":true},
            "hasMore": {"dataType":"boolean","required":true},
            "nextCursor": {"dataType":"string"},
            "totals": {"ref":"Totals"},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "JournalAccountKey": {
        "dataType": "refAlias",
        "type": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["RECEIVABLE"]},{"dataType":"enum","enums":["PAYABLE"]},{"dataType":"enum","enums":["FEE_REVENUE"]},{"dataType":"enum","enums":["PPN_OUT"]},{"dataType":"enum","enums":["BANK"]},{"dataType":"enum","enums":["PREPAID_PPH23"]},{"dataType":"enum","enums":["HUB_POINTS"]},{"dataType":"enum","enums":["RESERVE"]},{"dataType":"enum","enums":["COALITION_FUND"]},{"dataType":"enum","enums":["RATE_DIFFERENCE"]},{"dataType":"enum","enums":["RESIDUE"]},{"dataType":"enum","enums":["ADJUSTMENT"]},{"dataType":"enum","enums":["COLLATERAL"]},{"dataType":"enum","enums":["BAD_DEBT"]}],"validators":{}},
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "JournalSum": {
        "dataType": "refObject",
        "properties": {
            "key": {"ref":"JournalAccountKey","required":true},
            "code": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "lineCount": {"dataType":"double","required":true},
            "debit": {"ref":"Money","required":true},
            "credit": {"ref":"Money","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "Journal": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["journal"],"required":true},
            "from": {"dataType":"string"},
            "to": {"dataType":"string"},
            "windowId": {"dataType":"string"},
            "lineCount": {"dataType":"double","required":true},
            "debit": {"ref":"Money","required":true},
            "credit": {"ref":"Money","required":true},
            "accounts": {"dataType":"array","array":{"dataType":"refObject","ref":"JournalSum"},"required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "JournalAccount": {
        "dataType": "refObject",
        "properties": {
            "key": {"ref":"JournalAccountKey","required":true},
            "code": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "version": {"dataType":"double","required":true},
            "setBy": {"dataType":"string","required":true},
            "setAt": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "AccountRequest": {
        "dataType": "refObject",
        "properties": {
            "code": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send 1 to 24 letters, digits, dots or hyphens, such as 1130.\"","value":"^[A-Za-z0-9][A-Za-z0-9.-]{0,23}$"}}},
            "name": {"dataType":"string","required":true,"validators":{"minLength":{"value":1},"maxLength":{"value":80}}},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "SessionView": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["session"],"required":true},
            "subject": {"dataType":"string","required":true},
            "name": {"dataType":"string","required":true},
            "roles": {"dataType":"array","array":{"dataType":"string"},"required":true},
            "partnerId": {"dataType":"string"},
            "environment": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["SANDBOX"]},{"dataType":"enum","enums":["LIVE"]}],"required":true},
            "now": {"dataType":"string","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
};
const templateService = new ExpressTemplateService(models, {"noImplicitAdditionalProperties":"throw-on-extras","bodyCoercion":false});

// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa




export function RegisterRoutes(app: Router) {

    // ###########################################################################################################
    //  NOTE: If you do not see routes for all of your controllers in this file, then you might not have informed tsoa of where to look
    //      Please look into the "controllerPathGlobs" config option described in the readme: https://github.com/lukeautry/tsoa
    // ###########################################################################################################


    
        const argsTermsDiffController_diffTerms: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                termsId: {"in":"path","name":"termsId","required":true,"dataType":"string"},
                against: {"in":"query","name":"against","dataType":"string"},
        };
        app.get('/v1/terms/:termsId/diff',
            authenticateMiddleware([{"kongsi":["partner:read","terms.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(TermsDiffController)),
            ...(fetchMiddlewares<RequestHandler>(TermsDiffController.prototype.diffTerms)),

            async function TermsDiffController_diffTerms(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTermsDiffController_diffTerms, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TermsDiffController>(TermsDiffController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'diffTerms',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTermsDiffController_previewTerms: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"TermsRequest"},
        };
        app.post('/v1/terms/preview',
            authenticateMiddleware([{"kongsi":["terms.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(TermsDiffController)),
            ...(fetchMiddlewares<RequestHandler>(TermsDiffController.prototype.previewTerms)),

            async function TermsDiffController_previewTerms(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTermsDiffController_previewTerms, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TermsDiffController>(TermsDiffController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'previewTerms',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsScenariosController_listScenarios: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/scenarios',
            authenticateMiddleware([{"kongsi":["scenarios.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ScenariosController)),
            ...(fetchMiddlewares<RequestHandler>(ScenariosController.prototype.listScenarios)),

            async function ScenariosController_listScenarios(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsScenariosController_listScenarios, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ScenariosController>(ScenariosController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listScenarios',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsScenariosController_getScenario: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                scenarioId: {"in":"path","name":"scenarioId","required":true,"dataType":"string"},
        };
        app.get('/v1/scenarios/:scenarioId',
            authenticateMiddleware([{"kongsi":["scenarios.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ScenariosController)),
            ...(fetchMiddlewares<RequestHandler>(ScenariosController.prototype.getScenario)),

            async function ScenariosController_getScenario(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsScenariosController_getScenario, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ScenariosController>(ScenariosController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getScenario',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsScenariosController_makeScenario: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"ScenarioRequest"},
        };
        app.post('/v1/scenarios',
            authenticateMiddleware([{"kongsi":["scenarios.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(ScenariosController)),
            ...(fetchMiddlewares<RequestHandler>(ScenariosController.prototype.makeScenario)),

            async function ScenariosController_makeScenario(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsScenariosController_makeScenario, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ScenariosController>(ScenariosController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'makeScenario',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsScenariosController_shareScenario: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                scenarioId: {"in":"path","name":"scenarioId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ShareScenarioRequest"},
        };
        app.post('/v1/scenarios/:scenarioId/share',
            authenticateMiddleware([{"kongsi":["scenarios.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(ScenariosController)),
            ...(fetchMiddlewares<RequestHandler>(ScenariosController.prototype.shareScenario)),

            async function ScenariosController_shareScenario(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsScenariosController_shareScenario, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ScenariosController>(ScenariosController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'shareScenario',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTermsController_listTerms: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                party: {"in":"query","name":"party","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/terms',
            authenticateMiddleware([{"kongsi":["partner:read","terms.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(TermsController)),
            ...(fetchMiddlewares<RequestHandler>(TermsController.prototype.listTerms)),

            async function TermsController_listTerms(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTermsController_listTerms, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TermsController>(TermsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listTerms',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTermsController_getTerms: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                termsId: {"in":"path","name":"termsId","required":true,"dataType":"string"},
        };
        app.get('/v1/terms/:termsId',
            authenticateMiddleware([{"kongsi":["partner:read","terms.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(TermsController)),
            ...(fetchMiddlewares<RequestHandler>(TermsController.prototype.getTerms)),

            async function TermsController_getTerms(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTermsController_getTerms, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TermsController>(TermsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getTerms',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTermsController_proposeTerms: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"TermsRequest"},
        };
        app.post('/v1/terms',
            authenticateMiddleware([{"kongsi":["terms.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(TermsController)),
            ...(fetchMiddlewares<RequestHandler>(TermsController.prototype.proposeTerms)),

            async function TermsController_proposeTerms(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTermsController_proposeTerms, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TermsController>(TermsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'proposeTerms',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTermsController_approveTerms: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                termsId: {"in":"path","name":"termsId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"CountersignRequest"},
        };
        app.post('/v1/terms/:termsId/approve',
            authenticateMiddleware([{"kongsi":["terms.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(TermsController)),
            ...(fetchMiddlewares<RequestHandler>(TermsController.prototype.approveTerms)),

            async function TermsController_approveTerms(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTermsController_approveTerms, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TermsController>(TermsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveTerms',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTermsController_countersignTerms: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                termsId: {"in":"path","name":"termsId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"CountersignRequest"},
        };
        app.post('/v1/terms/:termsId/countersign',
            authenticateMiddleware([{"kongsi":["terms.countersign"]}]),
            ...(fetchMiddlewares<RequestHandler>(TermsController)),
            ...(fetchMiddlewares<RequestHandler>(TermsController.prototype.countersignTerms)),

            async function TermsController_countersignTerms(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTermsController_countersignTerms, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TermsController>(TermsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'countersignTerms',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTermsController_withdrawTerms: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                termsId: {"in":"path","name":"termsId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"WithdrawTermsRequest"},
        };
        app.post('/v1/terms/:termsId/withdraw',
            authenticateMiddleware([{"kongsi":["terms.withdraw"]}]),
            ...(fetchMiddlewares<RequestHandler>(TermsController)),
            ...(fetchMiddlewares<RequestHandler>(TermsController.prototype.withdrawTerms)),

            async function TermsController_withdrawTerms(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTermsController_withdrawTerms, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TermsController>(TermsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'withdrawTerms',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTaxationController_listTaxInvoices: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                status: {"in":"query","name":"status","ref":"TaxInvoiceState"},
                number: {"in":"query","name":"number","dataType":"string"},
                issuedFrom: {"in":"query","name":"issuedFrom","dataType":"string"},
                issuedTo: {"in":"query","name":"issuedTo","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/tax-invoices',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(TaxationController)),
            ...(fetchMiddlewares<RequestHandler>(TaxationController.prototype.listTaxInvoices)),

            async function TaxationController_listTaxInvoices(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTaxationController_listTaxInvoices, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TaxationController>(TaxationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listTaxInvoices',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTaxationController_getTaxInvoice: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
        };
        app.get('/v1/tax-invoices/:invoiceId',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(TaxationController)),
            ...(fetchMiddlewares<RequestHandler>(TaxationController.prototype.getTaxInvoice)),

            async function TaxationController_getTaxInvoice(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTaxationController_getTaxInvoice, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TaxationController>(TaxationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getTaxInvoice',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTaxationController_getTaxInvoiceXml: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
        };
        app.get('/v1/tax-invoices/:invoiceId/xml',
            authenticateMiddleware([{"kongsi":["tax.export"]}]),
            ...(fetchMiddlewares<RequestHandler>(TaxationController)),
            ...(fetchMiddlewares<RequestHandler>(TaxationController.prototype.getTaxInvoiceXml)),

            async function TaxationController_getTaxInvoiceXml(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTaxationController_getTaxInvoiceXml, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TaxationController>(TaxationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getTaxInvoiceXml',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTaxationController_getTaxInvoiceBatch: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                issuedFrom: {"in":"query","name":"issuedFrom","dataType":"string"},
                issuedTo: {"in":"query","name":"issuedTo","dataType":"string"},
                part: {"in":"query","name":"part","dataType":"double"},
                onlyClean: {"in":"query","name":"onlyClean","dataType":"boolean"},
        };
        app.get('/v1/tax-invoice-batch',
            authenticateMiddleware([{"kongsi":["tax.export"]}]),
            ...(fetchMiddlewares<RequestHandler>(TaxationController)),
            ...(fetchMiddlewares<RequestHandler>(TaxationController.prototype.getTaxInvoiceBatch)),

            async function TaxationController_getTaxInvoiceBatch(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTaxationController_getTaxInvoiceBatch, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TaxationController>(TaxationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getTaxInvoiceBatch',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTaxationController_recordTaxInvoiceStep: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"TaxInvoiceStepRequest"},
        };
        app.post('/v1/tax-invoices/:invoiceId/steps',
            authenticateMiddleware([{"kongsi":["tax.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(TaxationController)),
            ...(fetchMiddlewares<RequestHandler>(TaxationController.prototype.recordTaxInvoiceStep)),

            async function TaxationController_recordTaxInvoiceStep(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTaxationController_recordTaxInvoiceStep, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TaxationController>(TaxationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'recordTaxInvoiceStep',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTaxationController_listStampDuties: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                missing: {"in":"query","name":"missing","dataType":"boolean"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/stamp-duties',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(TaxationController)),
            ...(fetchMiddlewares<RequestHandler>(TaxationController.prototype.listStampDuties)),

            async function TaxationController_listStampDuties(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTaxationController_listStampDuties, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TaxationController>(TaxationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listStampDuties',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTaxationController_recordStamp: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                documentId: {"in":"path","name":"documentId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"StampRequest"},
        };
        app.post('/v1/stamp-duties/:documentId',
            authenticateMiddleware([{"kongsi":["tax.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(TaxationController)),
            ...(fetchMiddlewares<RequestHandler>(TaxationController.prototype.recordStamp)),

            async function TaxationController_recordStamp(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTaxationController_recordStamp, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TaxationController>(TaxationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'recordStamp',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsWindowsController_listWindows: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPEN"]},{"dataType":"enum","enums":["CLOSED"]}]},
                run: {"in":"query","name":"run","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PENDING"]},{"dataType":"enum","enums":["RUNNING"]},{"dataType":"enum","enums":["PARKED"]},{"dataType":"enum","enums":["DONE"]}]},
                businessDateFrom: {"in":"query","name":"businessDateFrom","dataType":"string"},
                businessDateTo: {"in":"query","name":"businessDateTo","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
                totals: {"in":"query","name":"totals","dataType":"boolean"},
        };
        app.get('/v1/settlement-windows',
            authenticateMiddleware([{"kongsi":["settlement:read","settlements.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(WindowsController)),
            ...(fetchMiddlewares<RequestHandler>(WindowsController.prototype.listWindows)),

            async function WindowsController_listWindows(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsWindowsController_listWindows, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<WindowsController>(WindowsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listWindows',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsWindowsController_getWindow: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                windowId: {"in":"path","name":"windowId","required":true,"dataType":"string"},
        };
        app.get('/v1/settlement-windows/:windowId',
            authenticateMiddleware([{"kongsi":["settlement:read","settlements.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(WindowsController)),
            ...(fetchMiddlewares<RequestHandler>(WindowsController.prototype.getWindow)),

            async function WindowsController_getWindow(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsWindowsController_getWindow, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<WindowsController>(WindowsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getWindow',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsWindowsController_closeWindow: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                windowId: {"in":"path","name":"windowId","required":true,"dataType":"string"},
        };
        app.post('/v1/settlement-windows/:windowId/close',
            authenticateMiddleware([{"kongsi":["windows.run"]}]),
            ...(fetchMiddlewares<RequestHandler>(WindowsController)),
            ...(fetchMiddlewares<RequestHandler>(WindowsController.prototype.closeWindow)),

            async function WindowsController_closeWindow(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsWindowsController_closeWindow, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<WindowsController>(WindowsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'closeWindow',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsWindowsController_runWindow: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                windowId: {"in":"path","name":"windowId","required":true,"dataType":"string"},
        };
        app.post('/v1/settlement-windows/:windowId/run',
            authenticateMiddleware([{"kongsi":["windows.run"]}]),
            ...(fetchMiddlewares<RequestHandler>(WindowsController)),
            ...(fetchMiddlewares<RequestHandler>(WindowsController.prototype.runWindow)),

            async function WindowsController_runWindow(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsWindowsController_runWindow, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<WindowsController>(WindowsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'runWindow',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementsController_listSettlements: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["SETTLING"]},{"dataType":"enum","enums":["SETTLED"]},{"dataType":"enum","enums":["ABORTED"]}]},
                groupId: {"in":"query","name":"groupId","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
                totals: {"in":"query","name":"totals","dataType":"boolean"},
        };
        app.get('/v1/settlements',
            authenticateMiddleware([{"kongsi":["settlement:read","settlements.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController.prototype.listSettlements)),

            async function SettlementsController_listSettlements(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementsController_listSettlements, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementsController>(SettlementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listSettlements',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementsController_getSettlement: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                settlementId: {"in":"path","name":"settlementId","required":true,"dataType":"string"},
        };
        app.get('/v1/settlements/:settlementId',
            authenticateMiddleware([{"kongsi":["settlement:read","settlements.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController.prototype.getSettlement)),

            async function SettlementsController_getSettlement(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementsController_getSettlement, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementsController>(SettlementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getSettlement',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementsController_getSettlementLines: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                settlementId: {"in":"path","name":"settlementId","required":true,"dataType":"string"},
        };
        app.get('/v1/settlements/:settlementId/lines',
            authenticateMiddleware([{"kongsi":["settlement:read","settlements.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController.prototype.getSettlementLines)),

            async function SettlementsController_getSettlementLines(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementsController_getSettlementLines, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementsController>(SettlementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getSettlementLines',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementsController_getSettlementFacts: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                settlementId: {"in":"path","name":"settlementId","required":true,"dataType":"string"},
        };
        app.get('/v1/settlements/:settlementId/facts',
            authenticateMiddleware([{"kongsi":["settlement:read","settlements.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController.prototype.getSettlementFacts)),

            async function SettlementsController_getSettlementFacts(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementsController_getSettlementFacts, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementsController>(SettlementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getSettlementFacts',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementsController_getObligations: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                settlementId: {"in":"path","name":"settlementId","required":true,"dataType":"string"},
        };
        app.get('/v1/settlements/:settlementId/obligations',
            authenticateMiddleware([{"kongsi":["settlement:read","settlements.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController.prototype.getObligations)),

            async function SettlementsController_getObligations(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementsController_getObligations, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementsController>(SettlementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getObligations',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementsController_propose: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"SettlementRequest"},
        };
        app.post('/v1/settlements',
            authenticateMiddleware([{"kongsi":["settlements.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController.prototype.propose)),

            async function SettlementsController_propose(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementsController_propose, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementsController>(SettlementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'propose',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementsController_approveSettlement: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                settlementId: {"in":"path","name":"settlementId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ApproveRequest"},
        };
        app.post('/v1/settlements/:settlementId/approve',
            authenticateMiddleware([{"kongsi":["settlements.approve"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController.prototype.approveSettlement)),

            async function SettlementsController_approveSettlement(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementsController_approveSettlement, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementsController>(SettlementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveSettlement',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementsController_abortSettlement: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                settlementId: {"in":"path","name":"settlementId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"AbortRequest"},
        };
        app.post('/v1/settlements/:settlementId/abort',
            authenticateMiddleware([{"kongsi":["settlements.approve"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController.prototype.abortSettlement)),

            async function SettlementsController_abortSettlement(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementsController_abortSettlement, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementsController>(SettlementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'abortSettlement',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementsController_listObligations: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPEN"]},{"dataType":"enum","enums":["SETTLED"]}]},
                direction: {"in":"query","name":"direction","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PAYS_HUB"]},{"dataType":"enum","enums":["HUB_PAYS"]}]},
                overdue: {"in":"query","name":"overdue","dataType":"boolean"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
                totals: {"in":"query","name":"totals","dataType":"boolean"},
        };
        app.get('/v1/obligations',
            authenticateMiddleware([{"kongsi":["settlement:read","payments.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController.prototype.listObligations)),

            async function SettlementsController_listObligations(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementsController_listObligations, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementsController>(SettlementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listObligations',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementsController_getObligation: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                obligationId: {"in":"path","name":"obligationId","required":true,"dataType":"string"},
        };
        app.get('/v1/obligations/:obligationId',
            authenticateMiddleware([{"kongsi":["settlement:read","payments.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementsController.prototype.getObligation)),

            async function SettlementsController_getObligation(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementsController_getObligation, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementsController>(SettlementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getObligation',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementGroupsController_listSettlementGroups: Record<string, TsoaRoute.ParameterSchema> = {
        };
        app.get('/v1/settlement-groups',
            authenticateMiddleware([{"kongsi":["settlementGroups.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController.prototype.listSettlementGroups)),

            async function SettlementGroupsController_listSettlementGroups(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementGroupsController_listSettlementGroups, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementGroupsController>(SettlementGroupsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listSettlementGroups',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementGroupsController_getSettlementGroup: Record<string, TsoaRoute.ParameterSchema> = {
                groupId: {"in":"path","name":"groupId","required":true,"dataType":"string"},
        };
        app.get('/v1/settlement-groups/:groupId',
            authenticateMiddleware([{"kongsi":["settlementGroups.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController.prototype.getSettlementGroup)),

            async function SettlementGroupsController_getSettlementGroup(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementGroupsController_getSettlementGroup, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementGroupsController>(SettlementGroupsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getSettlementGroup',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementGroupsController_createSettlementGroup: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"SettlementGroupRequest"},
        };
        app.post('/v1/settlement-groups',
            authenticateMiddleware([{"kongsi":["settlementGroups.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController.prototype.createSettlementGroup)),

            async function SettlementGroupsController_createSettlementGroup(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementGroupsController_createSettlementGroup, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementGroupsController>(SettlementGroupsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'createSettlementGroup',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementGroupsController_proposeGroupRules: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                groupId: {"in":"path","name":"groupId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"SettlementGroupRulesRequest"},
        };
        app.post('/v1/settlement-groups/:groupId/rules',
            authenticateMiddleware([{"kongsi":["settlementGroups.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController.prototype.proposeGroupRules)),

            async function SettlementGroupsController_proposeGroupRules(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementGroupsController_proposeGroupRules, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementGroupsController>(SettlementGroupsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'proposeGroupRules',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementGroupsController_proposeGroupMember: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                groupId: {"in":"path","name":"groupId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"SettlementGroupMemberRequest"},
        };
        app.post('/v1/settlement-groups/:groupId/members',
            authenticateMiddleware([{"kongsi":["settlementGroups.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController.prototype.proposeGroupMember)),

            async function SettlementGroupsController_proposeGroupMember(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementGroupsController_proposeGroupMember, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementGroupsController>(SettlementGroupsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'proposeGroupMember',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementGroupsController_listSettlementGroupChanges: Record<string, TsoaRoute.ParameterSchema> = {
                groupId: {"in":"query","name":"groupId","dataType":"string"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["WITHDRAWN"]}]},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/settlement-group-changes',
            authenticateMiddleware([{"kongsi":["settlementGroups.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController.prototype.listSettlementGroupChanges)),

            async function SettlementGroupsController_listSettlementGroupChanges(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementGroupsController_listSettlementGroupChanges, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementGroupsController>(SettlementGroupsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listSettlementGroupChanges',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementGroupsController_approveGroupChange: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                changeId: {"in":"path","name":"changeId","required":true,"dataType":"string"},
        };
        app.post('/v1/settlement-group-changes/:changeId/approve',
            authenticateMiddleware([{"kongsi":["settlementGroups.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController.prototype.approveGroupChange)),

            async function SettlementGroupsController_approveGroupChange(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementGroupsController_approveGroupChange, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementGroupsController>(SettlementGroupsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveGroupChange',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSettlementGroupsController_withdrawGroupChange: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                changeId: {"in":"path","name":"changeId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"AbortRequest"},
        };
        app.post('/v1/settlement-group-changes/:changeId/withdraw',
            authenticateMiddleware([{"kongsi":["settlementGroups.withdraw"]}]),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController)),
            ...(fetchMiddlewares<RequestHandler>(SettlementGroupsController.prototype.withdrawGroupChange)),

            async function SettlementGroupsController_withdrawGroupChange(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSettlementGroupsController_withdrawGroupChange, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SettlementGroupsController>(SettlementGroupsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'withdrawGroupChange',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRestatementsController_listRestatements: Record<string, TsoaRoute.ParameterSchema> = {
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PENDING"]},{"dataType":"enum","enums":["IN_FORCE"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["WITHDRAWN"]}]},
                windowId: {"in":"query","name":"windowId","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/restatements',
            authenticateMiddleware([{"kongsi":["restatements.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(RestatementsController)),
            ...(fetchMiddlewares<RequestHandler>(RestatementsController.prototype.listRestatements)),

            async function RestatementsController_listRestatements(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRestatementsController_listRestatements, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RestatementsController>(RestatementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listRestatements',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRestatementsController_getRestatement: Record<string, TsoaRoute.ParameterSchema> = {
                restatementId: {"in":"path","name":"restatementId","required":true,"dataType":"string"},
        };
        app.get('/v1/restatements/:restatementId',
            authenticateMiddleware([{"kongsi":["restatements.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(RestatementsController)),
            ...(fetchMiddlewares<RequestHandler>(RestatementsController.prototype.getRestatement)),

            async function RestatementsController_getRestatement(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRestatementsController_getRestatement, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RestatementsController>(RestatementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getRestatement',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRestatementsController_proposeRestatement: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"RestatementRequest"},
        };
        app.post('/v1/restatements',
            authenticateMiddleware([{"kongsi":["restatements.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(RestatementsController)),
            ...(fetchMiddlewares<RequestHandler>(RestatementsController.prototype.proposeRestatement)),

            async function RestatementsController_proposeRestatement(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRestatementsController_proposeRestatement, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RestatementsController>(RestatementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'proposeRestatement',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRestatementsController_approveRestatement: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                restatementId: {"in":"path","name":"restatementId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"RestatementApproval"},
        };
        app.post('/v1/restatements/:restatementId/approve',
            authenticateMiddleware([{"kongsi":["restatements.approve"]}]),
            ...(fetchMiddlewares<RequestHandler>(RestatementsController)),
            ...(fetchMiddlewares<RequestHandler>(RestatementsController.prototype.approveRestatement)),

            async function RestatementsController_approveRestatement(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRestatementsController_approveRestatement, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RestatementsController>(RestatementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveRestatement',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRestatementsController_rejectRestatement: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                restatementId: {"in":"path","name":"restatementId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"RestatementRejection"},
        };
        app.post('/v1/restatements/:restatementId/reject',
            authenticateMiddleware([{"kongsi":["restatements.decide"]}]),
            ...(fetchMiddlewares<RequestHandler>(RestatementsController)),
            ...(fetchMiddlewares<RequestHandler>(RestatementsController.prototype.rejectRestatement)),

            async function RestatementsController_rejectRestatement(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRestatementsController_rejectRestatement, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RestatementsController>(RestatementsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'rejectRestatement',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPositionsController_listPositions: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
        };
        app.get('/v1/positions',
            authenticateMiddleware([{"kongsi":["settlement:read","overview.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PositionsController)),
            ...(fetchMiddlewares<RequestHandler>(PositionsController.prototype.listPositions)),

            async function PositionsController_listPositions(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPositionsController_listPositions, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PositionsController>(PositionsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listPositions',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPositionsController_getPositionMatrix: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
        };
        app.get('/v1/positions/matrix',
            authenticateMiddleware([{"kongsi":["settlement:read","overview.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PositionsController)),
            ...(fetchMiddlewares<RequestHandler>(PositionsController.prototype.getPositionMatrix)),

            async function PositionsController_getPositionMatrix(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPositionsController_getPositionMatrix, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PositionsController>(PositionsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getPositionMatrix',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPositionsController_getFlows: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                from: {"in":"query","name":"from","dataType":"string"},
                to: {"in":"query","name":"to","dataType":"string"},
        };
        app.get('/v1/positions/flows',
            authenticateMiddleware([{"kongsi":["settlement:read","overview.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PositionsController)),
            ...(fetchMiddlewares<RequestHandler>(PositionsController.prototype.getFlows)),

            async function PositionsController_getFlows(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPositionsController_getFlows, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PositionsController>(PositionsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getFlows',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPositionsController_getActivity: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                from: {"in":"query","name":"from","dataType":"string"},
                to: {"in":"query","name":"to","dataType":"string"},
        };
        app.get('/v1/positions/activity',
            authenticateMiddleware([{"kongsi":["settlement:read","overview.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PositionsController)),
            ...(fetchMiddlewares<RequestHandler>(PositionsController.prototype.getActivity)),

            async function PositionsController_getActivity(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPositionsController_getActivity, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PositionsController>(PositionsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getActivity',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPositionsController_getPositionHistory: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                from: {"in":"query","name":"from","dataType":"string"},
                to: {"in":"query","name":"to","dataType":"string"},
        };
        app.get('/v1/positions/history',
            authenticateMiddleware([{"kongsi":["settlement:read","overview.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PositionsController)),
            ...(fetchMiddlewares<RequestHandler>(PositionsController.prototype.getPositionHistory)),

            async function PositionsController_getPositionHistory(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPositionsController_getPositionHistory, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PositionsController>(PositionsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getPositionHistory',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHolidaysController_listHolidays: Record<string, TsoaRoute.ParameterSchema> = {
                from: {"in":"query","name":"from","dataType":"string"},
                to: {"in":"query","name":"to","dataType":"string"},
                removed: {"in":"query","name":"removed","dataType":"boolean"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/holidays',
            authenticateMiddleware([{"kongsi":["settlement:read","holidays.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(HolidaysController)),
            ...(fetchMiddlewares<RequestHandler>(HolidaysController.prototype.listHolidays)),

            async function HolidaysController_listHolidays(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHolidaysController_listHolidays, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HolidaysController>(HolidaysController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listHolidays',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHolidaysController_addHoliday: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"HolidayRequest"},
        };
        app.post('/v1/holidays',
            authenticateMiddleware([{"kongsi":["holidays.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(HolidaysController)),
            ...(fetchMiddlewares<RequestHandler>(HolidaysController.prototype.addHoliday)),

            async function HolidaysController_addHoliday(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHolidaysController_addHoliday, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HolidaysController>(HolidaysController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'addHoliday',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHolidaysController_removeHoliday: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                holidayId: {"in":"path","name":"holidayId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"AbortRequest"},
        };
        app.post('/v1/holidays/:holidayId/remove',
            authenticateMiddleware([{"kongsi":["holidays.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(HolidaysController)),
            ...(fetchMiddlewares<RequestHandler>(HolidaysController.prototype.removeHoliday)),

            async function HolidaysController_removeHoliday(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHolidaysController_removeHoliday, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HolidaysController>(HolidaysController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'removeHoliday',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTestClockController_getClock: Record<string, TsoaRoute.ParameterSchema> = {
        };
        app.get('/v1/test/clocks/default',
            ...(fetchMiddlewares<RequestHandler>(TestClockController)),
            ...(fetchMiddlewares<RequestHandler>(TestClockController.prototype.getClock)),

            async function TestClockController_getClock(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTestClockController_getClock, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TestClockController>(TestClockController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getClock',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsTestClockController_advanceClock: Record<string, TsoaRoute.ParameterSchema> = {
                body: {"in":"body","name":"body","required":true,"ref":"AdvanceRequest"},
        };
        app.post('/v1/test/clocks/default/advance',
            authenticateMiddleware([{"kongsi":["test.clock"]}]),
            ...(fetchMiddlewares<RequestHandler>(TestClockController)),
            ...(fetchMiddlewares<RequestHandler>(TestClockController.prototype.advanceClock)),

            async function TestClockController_advanceClock(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsTestClockController_advanceClock, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<TestClockController>(TestClockController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'advanceClock',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSandboxController_partner: Record<string, TsoaRoute.ParameterSchema> = {
                body: {"in":"body","name":"body","required":true,"ref":"SandboxPartnerRequest"},
        };
        app.post('/v1/test/partners',
            ...(fetchMiddlewares<RequestHandler>(SandboxController)),
            ...(fetchMiddlewares<RequestHandler>(SandboxController.prototype.partner)),

            async function SandboxController_partner(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSandboxController_partner, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SandboxController>(SandboxController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'partner',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReportsController_getKpis: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                from: {"in":"query","name":"from","dataType":"string"},
                to: {"in":"query","name":"to","dataType":"string"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                outletId: {"in":"query","name":"outletId","dataType":"string"},
                sequence: {"in":"query","name":"sequence","dataType":"double"},
        };
        app.get('/v1/reports/kpis',
            authenticateMiddleware([{"kongsi":["settlement:read","reports.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReportsController)),
            ...(fetchMiddlewares<RequestHandler>(ReportsController.prototype.getKpis)),

            async function ReportsController_getKpis(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReportsController_getKpis, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReportsController>(ReportsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getKpis',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReportsController_getKpisCsv: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                from: {"in":"query","name":"from","dataType":"string"},
                to: {"in":"query","name":"to","dataType":"string"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                outletId: {"in":"query","name":"outletId","dataType":"string"},
                sequence: {"in":"query","name":"sequence","dataType":"double"},
        };
        app.get('/v1/reports/kpis/csv',
            authenticateMiddleware([{"kongsi":["settlement:read","reports.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReportsController)),
            ...(fetchMiddlewares<RequestHandler>(ReportsController.prototype.getKpisCsv)),

            async function ReportsController_getKpisCsv(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReportsController_getKpisCsv, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReportsController>(ReportsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getKpisCsv',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReportsController_getLiability: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                date: {"in":"query","name":"date","dataType":"string"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                outletId: {"in":"query","name":"outletId","dataType":"string"},
                sequence: {"in":"query","name":"sequence","dataType":"double"},
        };
        app.get('/v1/reports/liability',
            authenticateMiddleware([{"kongsi":["settlement:read","reports.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReportsController)),
            ...(fetchMiddlewares<RequestHandler>(ReportsController.prototype.getLiability)),

            async function ReportsController_getLiability(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReportsController_getLiability, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReportsController>(ReportsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getLiability',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReportsController_getLiabilityCsv: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                date: {"in":"query","name":"date","dataType":"string"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                outletId: {"in":"query","name":"outletId","dataType":"string"},
                sequence: {"in":"query","name":"sequence","dataType":"double"},
        };
        app.get('/v1/reports/liability/csv',
            authenticateMiddleware([{"kongsi":["settlement:read","reports.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReportsController)),
            ...(fetchMiddlewares<RequestHandler>(ReportsController.prototype.getLiabilityCsv)),

            async function ReportsController_getLiabilityCsv(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReportsController_getLiabilityCsv, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReportsController>(ReportsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getLiabilityCsv',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReportsController_getAccounting: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                date: {"in":"query","name":"date","dataType":"string"},
                sequence: {"in":"query","name":"sequence","dataType":"double"},
        };
        app.get('/v1/reports/accounting',
            authenticateMiddleware([{"kongsi":["settlement:read","reports.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReportsController)),
            ...(fetchMiddlewares<RequestHandler>(ReportsController.prototype.getAccounting)),

            async function ReportsController_getAccounting(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReportsController_getAccounting, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReportsController>(ReportsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getAccounting',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReportsController_getInsights: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                month: {"in":"query","name":"month","required":true,"dataType":"string"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
        };
        app.get('/v1/reports/insights',
            authenticateMiddleware([{"kongsi":["settlement:read","reports.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReportsController)),
            ...(fetchMiddlewares<RequestHandler>(ReportsController.prototype.getInsights)),

            async function ReportsController_getInsights(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReportsController_getInsights, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReportsController>(ReportsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInsights',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReportsController_listUrr: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
        };
        app.get('/v1/reports/urr',
            authenticateMiddleware([{"kongsi":["settlement:read","reports.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReportsController)),
            ...(fetchMiddlewares<RequestHandler>(ReportsController.prototype.listUrr)),

            async function ReportsController_listUrr(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReportsController_listUrr, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReportsController>(ReportsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listUrr',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReportsController_estimateUrr: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"UrrRequest"},
        };
        app.post('/v1/reports/urr',
            authenticateMiddleware([{"kongsi":["urr.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReportsController)),
            ...(fetchMiddlewares<RequestHandler>(ReportsController.prototype.estimateUrr)),

            async function ReportsController_estimateUrr(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReportsController_estimateUrr, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReportsController>(ReportsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'estimateUrr',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReconciliationController_uploadDay: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
        };
        app.post('/v1/reconciliations',
            authenticateMiddleware([{"kongsi":["settlement:write","reconciliation.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController)),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController.prototype.uploadDay)),

            async function ReconciliationController_uploadDay(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReconciliationController_uploadDay, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReconciliationController>(ReconciliationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'uploadDay',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReconciliationController_listReconciliations: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                businessDateFrom: {"in":"query","name":"businessDateFrom","dataType":"string"},
                businessDateTo: {"in":"query","name":"businessDateTo","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/reconciliations',
            authenticateMiddleware([{"kongsi":["settlement:read","reconciliation.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController)),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController.prototype.listReconciliations)),

            async function ReconciliationController_listReconciliations(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReconciliationController_listReconciliations, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReconciliationController>(ReconciliationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listReconciliations',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReconciliationController_listReconciliationDays: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                businessDateFrom: {"in":"query","name":"businessDateFrom","dataType":"string"},
                businessDateTo: {"in":"query","name":"businessDateTo","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/reconciliation-days',
            authenticateMiddleware([{"kongsi":["settlement:read","reconciliation.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController)),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController.prototype.listReconciliationDays)),

            async function ReconciliationController_listReconciliationDays(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReconciliationController_listReconciliationDays, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReconciliationController>(ReconciliationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listReconciliationDays',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReconciliationController_getReconciliation: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                reconciliationId: {"in":"path","name":"reconciliationId","required":true,"dataType":"string"},
        };
        app.get('/v1/reconciliations/:reconciliationId',
            authenticateMiddleware([{"kongsi":["settlement:read","reconciliation.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController)),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController.prototype.getReconciliation)),

            async function ReconciliationController_getReconciliation(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReconciliationController_getReconciliation, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReconciliationController>(ReconciliationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getReconciliation',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReconciliationController_listReconciledRecords: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                reconciliationId: {"in":"path","name":"reconciliationId","required":true,"dataType":"string"},
                answer: {"in":"query","name":"answer","dataType":"union","subSchemas":[{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["WARNED"]},{"dataType":"enum","enums":["REFUSED"]},{"dataType":"enum","enums":["MERGED"]}]},
                kind: {"in":"query","name":"class","ref":"WireMatchClass"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/reconciliations/:reconciliationId/records',
            authenticateMiddleware([{"kongsi":["settlement:read","reconciliation.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController)),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController.prototype.listReconciledRecords)),

            async function ReconciliationController_listReconciledRecords(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReconciliationController_listReconciledRecords, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReconciliationController>(ReconciliationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listReconciledRecords',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsReconciliationController_getHandBack: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                reconciliationId: {"in":"path","name":"reconciliationId","required":true,"dataType":"string"},
                format: {"in":"query","name":"format","dataType":"union","subSchemas":[{"dataType":"enum","enums":["csv"]},{"dataType":"enum","enums":["json"]}]},
        };
        app.get('/v1/reconciliations/:reconciliationId/hand-back',
            authenticateMiddleware([{"kongsi":["settlement:read","reconciliation.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController)),
            ...(fetchMiddlewares<RequestHandler>(ReconciliationController.prototype.getHandBack)),

            async function ReconciliationController_getHandBack(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsReconciliationController_getHandBack, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ReconciliationController>(ReconciliationController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getHandBack',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsCoSigningController_getWindowSignatures: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                windowId: {"in":"path","name":"windowId","required":true,"dataType":"string"},
        };
        app.get('/v1/settlement-windows/:windowId/signatures',
            authenticateMiddleware([{"kongsi":["settlement:read","reconciliation.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(CoSigningController)),
            ...(fetchMiddlewares<RequestHandler>(CoSigningController.prototype.getWindowSignatures)),

            async function CoSigningController_getWindowSignatures(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsCoSigningController_getWindowSignatures, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<CoSigningController>(CoSigningController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getWindowSignatures',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsCoSigningController_signWindow: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                windowId: {"in":"path","name":"windowId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"SignWindowRequest"},
        };
        app.post('/v1/settlement-windows/:windowId/signatures',
            authenticateMiddleware([{"kongsi":["settlement:write"]}]),
            ...(fetchMiddlewares<RequestHandler>(CoSigningController)),
            ...(fetchMiddlewares<RequestHandler>(CoSigningController.prototype.signWindow)),

            async function CoSigningController_signWindow(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsCoSigningController_signWindow, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<CoSigningController>(CoSigningController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'signWindow',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_listBreaks: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                kind: {"in":"query","name":"class","ref":"WireBreakClass"},
                state: {"in":"query","name":"state","dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPEN"]},{"dataType":"enum","enums":["EXPLAINED"]},{"dataType":"enum","enums":["CORRECTED"]}]},
                owner: {"in":"query","name":"owner","dataType":"union","subSchemas":[{"dataType":"enum","enums":["HUB"]},{"dataType":"enum","enums":["PARTNER"]}]},
                causeCode: {"in":"query","name":"causeCode","ref":"WireCause"},
                businessDateFrom: {"in":"query","name":"businessDateFrom","dataType":"string"},
                businessDateTo: {"in":"query","name":"businessDateTo","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
                totals: {"in":"query","name":"totals","dataType":"boolean"},
        };
        app.get('/v1/breaks',
            authenticateMiddleware([{"kongsi":["settlement:read","reconciliation.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.listBreaks)),

            async function BreaksController_listBreaks(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_listBreaks, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listBreaks',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_countBreaks: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
        };
        app.get('/v1/break-counts',
            authenticateMiddleware([{"kongsi":["settlement:read","reconciliation.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.countBreaks)),

            async function BreaksController_countBreaks(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_countBreaks, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'countBreaks',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_getBreak: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                breakId: {"in":"path","name":"breakId","required":true,"dataType":"string"},
        };
        app.get('/v1/breaks/:breakId',
            authenticateMiddleware([{"kongsi":["settlement:read","reconciliation.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.getBreak)),

            async function BreaksController_getBreak(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_getBreak, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getBreak',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_explainBreak: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                breakId: {"in":"path","name":"breakId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ExplainRequest"},
        };
        app.post('/v1/breaks/:breakId/explain',
            authenticateMiddleware([{"kongsi":["settlement:write","breaks.close"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.explainBreak)),

            async function BreaksController_explainBreak(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_explainBreak, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'explainBreak',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_correctBreak: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                breakId: {"in":"path","name":"breakId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"CorrectRequest"},
        };
        app.post('/v1/breaks/:breakId/correct',
            authenticateMiddleware([{"kongsi":["settlement:write","breaks.close"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.correctBreak)),

            async function BreaksController_correctBreak(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_correctBreak, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'correctBreak',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_reopenBreak: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                breakId: {"in":"path","name":"breakId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ReopenRequest"},
        };
        app.post('/v1/breaks/:breakId/reopen',
            authenticateMiddleware([{"kongsi":["settlement:write","breaks.close"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.reopenBreak)),

            async function BreaksController_reopenBreak(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_reopenBreak, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'reopenBreak',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_listReconciliationRules: Record<string, TsoaRoute.ParameterSchema> = {
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["ACTIVE"]},{"dataType":"enum","enums":["REPLACED"]},{"dataType":"enum","enums":["RETIRED"]},{"dataType":"enum","enums":["REJECTED"]}]},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/reconciliation-rules',
            authenticateMiddleware([{"kongsi":["rules.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.listReconciliationRules)),

            async function BreaksController_listReconciliationRules(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_listReconciliationRules, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listReconciliationRules',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_proposeReconciliationRule: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"RuleRequest"},
        };
        app.post('/v1/reconciliation-rules',
            authenticateMiddleware([{"kongsi":["rules.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.proposeReconciliationRule)),

            async function BreaksController_proposeReconciliationRule(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_proposeReconciliationRule, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'proposeReconciliationRule',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_dryRunReconciliationRule: Record<string, TsoaRoute.ParameterSchema> = {
                ruleId: {"in":"path","name":"ruleId","required":true,"dataType":"string"},
        };
        app.get('/v1/reconciliation-rules/:ruleId/dry-run',
            authenticateMiddleware([{"kongsi":["rules.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.dryRunReconciliationRule)),

            async function BreaksController_dryRunReconciliationRule(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_dryRunReconciliationRule, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'dryRunReconciliationRule',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_approveReconciliationRule: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                ruleId: {"in":"path","name":"ruleId","required":true,"dataType":"string"},
        };
        app.post('/v1/reconciliation-rules/:ruleId/approve',
            authenticateMiddleware([{"kongsi":["rules.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.approveReconciliationRule)),

            async function BreaksController_approveReconciliationRule(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_approveReconciliationRule, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveReconciliationRule',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBreaksController_rejectReconciliationRule: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                ruleId: {"in":"path","name":"ruleId","required":true,"dataType":"string"},
        };
        app.post('/v1/reconciliation-rules/:ruleId/reject',
            authenticateMiddleware([{"kongsi":["rules.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(BreaksController)),
            ...(fetchMiddlewares<RequestHandler>(BreaksController.prototype.rejectReconciliationRule)),

            async function BreaksController_rejectReconciliationRule(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBreaksController_rejectReconciliationRule, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BreaksController>(BreaksController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'rejectReconciliationRule',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsProofController_getInvoiceProof: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
                since: {"in":"query","name":"since","dataType":"double"},
        };
        app.get('/v1/invoices/:invoiceId/proof',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ProofController)),
            ...(fetchMiddlewares<RequestHandler>(ProofController.prototype.getInvoiceProof)),

            async function ProofController_getInvoiceProof(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsProofController_getInvoiceProof, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ProofController>(ProofController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInvoiceProof',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsProofController_getCreditNoteProof: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                creditNoteId: {"in":"path","name":"creditNoteId","required":true,"dataType":"string"},
                since: {"in":"query","name":"since","dataType":"double"},
        };
        app.get('/v1/credit-notes/:creditNoteId/proof',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(ProofController)),
            ...(fetchMiddlewares<RequestHandler>(ProofController.prototype.getCreditNoteProof)),

            async function ProofController_getCreditNoteProof(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsProofController_getCreditNoteProof, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ProofController>(ProofController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getCreditNoteProof',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsProofController_getCheckpoint: Record<string, TsoaRoute.ParameterSchema> = {
        };
        app.get('/v1/log/checkpoint',
            ...(fetchMiddlewares<RequestHandler>(ProofController)),
            ...(fetchMiddlewares<RequestHandler>(ProofController.prototype.getCheckpoint)),

            async function ProofController_getCheckpoint(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsProofController_getCheckpoint, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ProofController>(ProofController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getCheckpoint',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsProofController_getConsistency: Record<string, TsoaRoute.ParameterSchema> = {
                from: {"in":"query","name":"from","required":true,"dataType":"double"},
                to: {"in":"query","name":"to","required":true,"dataType":"double"},
        };
        app.get('/v1/log/consistency',
            ...(fetchMiddlewares<RequestHandler>(ProofController)),
            ...(fetchMiddlewares<RequestHandler>(ProofController.prototype.getConsistency)),

            async function ProofController_getConsistency(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsProofController_getConsistency, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ProofController>(ProofController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getConsistency',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsProofController_getLogKeys: Record<string, TsoaRoute.ParameterSchema> = {
        };
        app.get('/v1/log/keys',
            ...(fetchMiddlewares<RequestHandler>(ProofController)),
            ...(fetchMiddlewares<RequestHandler>(ProofController.prototype.getLogKeys)),

            async function ProofController_getLogKeys(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsProofController_getLogKeys, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ProofController>(ProofController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getLogKeys',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_listPartners: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["ACTIVE"]},{"dataType":"enum","enums":["SUSPENDED"]}]},
                search: {"in":"query","name":"search","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
                totals: {"in":"query","name":"totals","dataType":"boolean"},
        };
        app.get('/v1/partners',
            authenticateMiddleware([{"kongsi":["partner:read","partners.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.listPartners)),

            async function PartnersController_listPartners(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_listPartners, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listPartners',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_getOwnPartner: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
        };
        app.get('/v1/partners/me',
            authenticateMiddleware([{"kongsi":["partner:read","partners.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.getOwnPartner)),

            async function PartnersController_getOwnPartner(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_getOwnPartner, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getOwnPartner',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_getPartner: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"path","name":"partnerId","required":true,"dataType":"string"},
        };
        app.get('/v1/partners/:partnerId',
            authenticateMiddleware([{"kongsi":["partner:read","partners.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.getPartner)),

            async function PartnersController_getPartner(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_getPartner, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getPartner',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_createPartner: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"PartnerRequest"},
        };
        app.post('/v1/partners',
            authenticateMiddleware([{"kongsi":["partners.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.createPartner)),

            async function PartnersController_createPartner(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_createPartner, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'createPartner',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_suspendPartner: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"path","name":"partnerId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"RevokeRequest"},
        };
        app.post('/v1/partners/:partnerId/suspend',
            authenticateMiddleware([{"kongsi":["partners.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.suspendPartner)),

            async function PartnersController_suspendPartner(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_suspendPartner, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'suspendPartner',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_resumePartner: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"path","name":"partnerId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"RevokeRequest"},
        };
        app.post('/v1/partners/:partnerId/resume',
            authenticateMiddleware([{"kongsi":["partners.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.resumePartner)),

            async function PartnersController_resumePartner(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_resumePartner, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'resumePartner',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_listOutlets: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/outlets',
            authenticateMiddleware([{"kongsi":["partner:read","partners.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.listOutlets)),

            async function PartnersController_listOutlets(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_listOutlets, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listOutlets',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_addOutlet: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"OutletRequest"},
        };
        app.post('/v1/outlets',
            authenticateMiddleware([{"kongsi":["outlets.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.addOutlet)),

            async function PartnersController_addOutlet(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_addOutlet, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'addOutlet',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_disableOutlet: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                outletId: {"in":"path","name":"outletId","required":true,"dataType":"string"},
        };
        app.post('/v1/outlets/:outletId/disable',
            authenticateMiddleware([{"kongsi":["outlets.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.disableOutlet)),

            async function PartnersController_disableOutlet(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_disableOutlet, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'disableOutlet',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_listTills: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/tills',
            authenticateMiddleware([{"kongsi":["partner:read","partners.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.listTills)),

            async function PartnersController_listTills(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_listTills, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listTills',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_addTill: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"TillRequest"},
        };
        app.post('/v1/tills',
            authenticateMiddleware([{"kongsi":["outlets.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.addTill)),

            async function PartnersController_addTill(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_addTill, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'addTill',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPartnersController_disableTill: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                tillId: {"in":"path","name":"tillId","required":true,"dataType":"string"},
        };
        app.post('/v1/tills/:tillId/disable',
            authenticateMiddleware([{"kongsi":["outlets.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(PartnersController)),
            ...(fetchMiddlewares<RequestHandler>(PartnersController.prototype.disableTill)),

            async function PartnersController_disableTill(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPartnersController_disableTill, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PartnersController>(PartnersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'disableTill',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsKeysController_listKeys: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PENDING_APPROVAL"]},{"dataType":"enum","enums":["ACTIVE"]},{"dataType":"enum","enums":["REVOKED"]}]},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/keys',
            authenticateMiddleware([{"kongsi":["key:write","keys.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(KeysController)),
            ...(fetchMiddlewares<RequestHandler>(KeysController.prototype.listKeys)),

            async function KeysController_listKeys(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsKeysController_listKeys, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<KeysController>(KeysController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listKeys',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsKeysController_registerKey: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"KeyRequest"},
        };
        app.post('/v1/keys',
            authenticateMiddleware([{"kongsi":["key:write","keys.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(KeysController)),
            ...(fetchMiddlewares<RequestHandler>(KeysController.prototype.registerKey)),

            async function KeysController_registerKey(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsKeysController_registerKey, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<KeysController>(KeysController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'registerKey',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsKeysController_approveKey: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                keyId: {"in":"path","name":"keyId","required":true,"dataType":"string"},
        };
        app.post('/v1/keys/:keyId/approve',
            authenticateMiddleware([{"kongsi":["keys.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(KeysController)),
            ...(fetchMiddlewares<RequestHandler>(KeysController.prototype.approveKey)),

            async function KeysController_approveKey(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsKeysController_approveKey, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<KeysController>(KeysController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveKey',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsKeysController_revokeKey: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                keyId: {"in":"path","name":"keyId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"RevokeRequest"},
        };
        app.post('/v1/keys/:keyId/revoke',
            authenticateMiddleware([{"kongsi":["key:write","keys.revoke"]}]),
            ...(fetchMiddlewares<RequestHandler>(KeysController)),
            ...(fetchMiddlewares<RequestHandler>(KeysController.prototype.revokeKey)),

            async function KeysController_revokeKey(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsKeysController_revokeKey, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<KeysController>(KeysController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'revokeKey',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsMembersController_enrol: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"EnrolRequest"},
        };
        app.post('/v1/members',
            authenticateMiddleware([{"kongsi":["member:write"]}]),
            ...(fetchMiddlewares<RequestHandler>(MembersController)),
            ...(fetchMiddlewares<RequestHandler>(MembersController.prototype.enrol)),

            async function MembersController_enrol(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsMembersController_enrol, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<MembersController>(MembersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'enrol',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsMembersController_lookup: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"LookupRequest"},
        };
        app.post('/v1/members/lookup',
            authenticateMiddleware([{"kongsi":["member:read","members.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(MembersController)),
            ...(fetchMiddlewares<RequestHandler>(MembersController.prototype.lookup)),

            async function MembersController_lookup(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsMembersController_lookup, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<MembersController>(MembersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'lookup',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsMembersController_getMember: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                memberId: {"in":"path","name":"memberId","required":true,"dataType":"string"},
        };
        app.get('/v1/members/:memberId',
            authenticateMiddleware([{"kongsi":["member:read","members.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(MembersController)),
            ...(fetchMiddlewares<RequestHandler>(MembersController.prototype.getMember)),

            async function MembersController_getMember(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsMembersController_getMember, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<MembersController>(MembersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getMember',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsMembersController_freezeMember: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                memberId: {"in":"path","name":"memberId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"FreezeRequest"},
        };
        app.post('/v1/members/:memberId/freeze',
            authenticateMiddleware([{"kongsi":["members.freeze"]}]),
            ...(fetchMiddlewares<RequestHandler>(MembersController)),
            ...(fetchMiddlewares<RequestHandler>(MembersController.prototype.freezeMember)),

            async function MembersController_freezeMember(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsMembersController_freezeMember, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<MembersController>(MembersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'freezeMember',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsMembersController_unfreezeMember: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                memberId: {"in":"path","name":"memberId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"FreezeRequest"},
        };
        app.post('/v1/members/:memberId/unfreeze',
            authenticateMiddleware([{"kongsi":["members.freeze"]}]),
            ...(fetchMiddlewares<RequestHandler>(MembersController)),
            ...(fetchMiddlewares<RequestHandler>(MembersController.prototype.unfreezeMember)),

            async function MembersController_unfreezeMember(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsMembersController_unfreezeMember, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<MembersController>(MembersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'unfreezeMember',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsMembersController_lockMember: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                memberId: {"in":"path","name":"memberId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"FreezeRequest"},
        };
        app.post('/v1/members/:memberId/lock',
            authenticateMiddleware([{"kongsi":["members.freeze"]}]),
            ...(fetchMiddlewares<RequestHandler>(MembersController)),
            ...(fetchMiddlewares<RequestHandler>(MembersController.prototype.lockMember)),

            async function MembersController_lockMember(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsMembersController_lockMember, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<MembersController>(MembersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'lockMember',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsMembersController_unlockMember: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                memberId: {"in":"path","name":"memberId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"FreezeRequest"},
        };
        app.post('/v1/members/:memberId/unlock',
            authenticateMiddleware([{"kongsi":["members.freeze"]}]),
            ...(fetchMiddlewares<RequestHandler>(MembersController)),
            ...(fetchMiddlewares<RequestHandler>(MembersController.prototype.unlockMember)),

            async function MembersController_unlockMember(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsMembersController_unlockMember, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<MembersController>(MembersController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'unlockMember',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPostingsController_earn: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"EarnRequest"},
        };
        app.post('/v1/earns',
            authenticateMiddleware([{"kongsi":["earn:write"]}]),
            ...(fetchMiddlewares<RequestHandler>(PostingsController)),
            ...(fetchMiddlewares<RequestHandler>(PostingsController.prototype.earn)),

            async function PostingsController_earn(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPostingsController_earn, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PostingsController>(PostingsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'earn',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPostingsController_burn: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"BurnRequest"},
        };
        app.post('/v1/burns',
            authenticateMiddleware([{"kongsi":["burn:write"]}]),
            ...(fetchMiddlewares<RequestHandler>(PostingsController)),
            ...(fetchMiddlewares<RequestHandler>(PostingsController.prototype.burn)),

            async function PostingsController_burn(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPostingsController_burn, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PostingsController>(PostingsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'burn',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPostingsController_hold: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"HoldRequest"},
        };
        app.post('/v1/holds',
            authenticateMiddleware([{"kongsi":["burn:write"]}]),
            ...(fetchMiddlewares<RequestHandler>(PostingsController)),
            ...(fetchMiddlewares<RequestHandler>(PostingsController.prototype.hold)),

            async function PostingsController_hold(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPostingsController_hold, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PostingsController>(PostingsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'hold',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPostingsController_capture: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                holdId: {"in":"path","name":"holdId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"CaptureRequest"},
        };
        app.post('/v1/holds/:holdId/capture',
            authenticateMiddleware([{"kongsi":["burn:write"]}]),
            ...(fetchMiddlewares<RequestHandler>(PostingsController)),
            ...(fetchMiddlewares<RequestHandler>(PostingsController.prototype.capture)),

            async function PostingsController_capture(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPostingsController_capture, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PostingsController>(PostingsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'capture',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPostingsController_release: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                holdId: {"in":"path","name":"holdId","required":true,"dataType":"string"},
        };
        app.post('/v1/holds/:holdId/release',
            authenticateMiddleware([{"kongsi":["burn:write"]}]),
            ...(fetchMiddlewares<RequestHandler>(PostingsController)),
            ...(fetchMiddlewares<RequestHandler>(PostingsController.prototype.release)),

            async function PostingsController_release(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPostingsController_release, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PostingsController>(PostingsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'release',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPostingsController_reverse: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"ReversalRequest"},
        };
        app.post('/v1/reversals',
            authenticateMiddleware([{"kongsi":["reversal:write"]}]),
            ...(fetchMiddlewares<RequestHandler>(PostingsController)),
            ...(fetchMiddlewares<RequestHandler>(PostingsController.prototype.reverse)),

            async function PostingsController_reverse(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPostingsController_reverse, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PostingsController>(PostingsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'reverse',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPostingsController_byKey: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                key: {"in":"path","name":"key","required":true,"dataType":"string"},
        };
        app.get('/v1/postings/by-key/:key',
            authenticateMiddleware([{"kongsi":["posting:read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PostingsController)),
            ...(fetchMiddlewares<RequestHandler>(PostingsController.prototype.byKey)),

            async function PostingsController_byKey(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPostingsController_byKey, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PostingsController>(PostingsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'byKey',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPostingsController_balance: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                memberId: {"in":"path","name":"memberId","required":true,"dataType":"string"},
        };
        app.get('/v1/members/:memberId/balance',
            authenticateMiddleware([{"kongsi":["balance:read","members.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PostingsController)),
            ...(fetchMiddlewares<RequestHandler>(PostingsController.prototype.balance)),

            async function PostingsController_balance(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPostingsController_balance, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PostingsController>(PostingsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'balance',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPostingsController_lots: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                memberId: {"in":"path","name":"memberId","required":true,"dataType":"string"},
        };
        app.get('/v1/members/:memberId/lots',
            authenticateMiddleware([{"kongsi":["balance:read","members.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PostingsController)),
            ...(fetchMiddlewares<RequestHandler>(PostingsController.prototype.lots)),

            async function PostingsController_lots(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPostingsController_lots, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PostingsController>(PostingsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'lots',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsOfflineController_tillCounters: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                gapsOnly: {"in":"query","name":"gapsOnly","dataType":"boolean"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/till-counters',
            authenticateMiddleware([{"kongsi":["posting:read","postings.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(OfflineController)),
            ...(fetchMiddlewares<RequestHandler>(OfflineController.prototype.tillCounters)),

            async function OfflineController_tillCounters(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsOfflineController_tillCounters, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<OfflineController>(OfflineController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'tillCounters',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsOfflineController_listQuarantine: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["HELD"]},{"dataType":"enum","enums":["POSTED"]},{"dataType":"enum","enums":["REJECTED"]}]},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/quarantine',
            authenticateMiddleware([{"kongsi":["posting:read","postings.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(OfflineController)),
            ...(fetchMiddlewares<RequestHandler>(OfflineController.prototype.listQuarantine)),

            async function OfflineController_listQuarantine(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsOfflineController_listQuarantine, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<OfflineController>(OfflineController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listQuarantine',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsOfflineController_approveQuarantined: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                quarantineId: {"in":"path","name":"quarantineId","required":true,"dataType":"string"},
        };
        app.post('/v1/quarantine/:quarantineId/approve',
            authenticateMiddleware([{"kongsi":["points.adjust"]}]),
            ...(fetchMiddlewares<RequestHandler>(OfflineController)),
            ...(fetchMiddlewares<RequestHandler>(OfflineController.prototype.approveQuarantined)),

            async function OfflineController_approveQuarantined(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsOfflineController_approveQuarantined, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<OfflineController>(OfflineController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveQuarantined',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsOfflineController_rejectQuarantined: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                quarantineId: {"in":"path","name":"quarantineId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ReasonRequest"},
        };
        app.post('/v1/quarantine/:quarantineId/reject',
            authenticateMiddleware([{"kongsi":["points.adjust"]}]),
            ...(fetchMiddlewares<RequestHandler>(OfflineController)),
            ...(fetchMiddlewares<RequestHandler>(OfflineController.prototype.rejectQuarantined)),

            async function OfflineController_rejectQuarantined(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsOfflineController_rejectQuarantined, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<OfflineController>(OfflineController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'rejectQuarantined',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHistoryController_quote: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"QuoteRequest"},
        };
        app.post('/v1/quotes',
            authenticateMiddleware([{"kongsi":["quote:read"]}]),
            ...(fetchMiddlewares<RequestHandler>(HistoryController)),
            ...(fetchMiddlewares<RequestHandler>(HistoryController.prototype.quote)),

            async function HistoryController_quote(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHistoryController_quote, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HistoryController>(HistoryController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'quote',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHistoryController_batch: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"BatchRequest"},
        };
        app.post('/v1/batches',
            authenticateMiddleware([{"kongsi":["any-key"]}]),
            ...(fetchMiddlewares<RequestHandler>(HistoryController)),
            ...(fetchMiddlewares<RequestHandler>(HistoryController.prototype.batch)),

            async function HistoryController_batch(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHistoryController_batch, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HistoryController>(HistoryController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'batch',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 202,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHistoryController_getBatch: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                batchId: {"in":"path","name":"batchId","required":true,"dataType":"string"},
        };
        app.get('/v1/batches/:batchId',
            authenticateMiddleware([{"kongsi":["posting:read"]}]),
            ...(fetchMiddlewares<RequestHandler>(HistoryController)),
            ...(fetchMiddlewares<RequestHandler>(HistoryController.prototype.getBatch)),

            async function HistoryController_getBatch(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHistoryController_getBatch, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HistoryController>(HistoryController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getBatch',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHistoryController_getBatchItems: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                batchId: {"in":"path","name":"batchId","required":true,"dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/batches/:batchId/items',
            authenticateMiddleware([{"kongsi":["posting:read"]}]),
            ...(fetchMiddlewares<RequestHandler>(HistoryController)),
            ...(fetchMiddlewares<RequestHandler>(HistoryController.prototype.getBatchItems)),

            async function HistoryController_getBatchItems(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHistoryController_getBatchItems, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HistoryController>(HistoryController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getBatchItems',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHistoryController_listPostings: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                type: {"in":"query","name":"type","dataType":"union","subSchemas":[{"dataType":"enum","enums":["EARN"]},{"dataType":"enum","enums":["BURN"]},{"dataType":"enum","enums":["EXPIRE"]},{"dataType":"enum","enums":["REVERSAL"]},{"dataType":"enum","enums":["ADJUSTMENT"]},{"dataType":"enum","enums":["TRANSFER"]}]},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                outletId: {"in":"query","name":"outletId","dataType":"string"},
                tillId: {"in":"query","name":"tillId","dataType":"string"},
                memberId: {"in":"query","name":"memberId","dataType":"string"},
                windowId: {"in":"query","name":"windowId","dataType":"string"},
                externalId: {"in":"query","name":"externalId","dataType":"string"},
                receiptNo: {"in":"query","name":"receiptNo","dataType":"string"},
                businessDateFrom: {"in":"query","name":"businessDateFrom","dataType":"string"},
                businessDateTo: {"in":"query","name":"businessDateTo","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
                totals: {"in":"query","name":"totals","dataType":"boolean"},
        };
        app.get('/v1/postings',
            authenticateMiddleware([{"kongsi":["posting:read","postings.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(HistoryController)),
            ...(fetchMiddlewares<RequestHandler>(HistoryController.prototype.listPostings)),

            async function HistoryController_listPostings(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHistoryController_listPostings, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HistoryController>(HistoryController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listPostings',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHistoryController_getPosting: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                postingId: {"in":"path","name":"postingId","required":true,"dataType":"string"},
        };
        app.get('/v1/postings/:postingId',
            authenticateMiddleware([{"kongsi":["posting:read","postings.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(HistoryController)),
            ...(fetchMiddlewares<RequestHandler>(HistoryController.prototype.getPosting)),

            async function HistoryController_getPosting(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHistoryController_getPosting, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HistoryController>(HistoryController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getPosting',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHistoryController_getEvidence: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                postingId: {"in":"path","name":"postingId","required":true,"dataType":"string"},
        };
        app.get('/v1/postings/:postingId/evidence',
            authenticateMiddleware([{"kongsi":["posting:read","postings.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(HistoryController)),
            ...(fetchMiddlewares<RequestHandler>(HistoryController.prototype.getEvidence)),

            async function HistoryController_getEvidence(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHistoryController_getEvidence, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HistoryController>(HistoryController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getEvidence',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHistoryController_listHolds: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["HELD"]},{"dataType":"enum","enums":["CAPTURED"]},{"dataType":"enum","enums":["RELEASED"]},{"dataType":"enum","enums":["TIMED_OUT"]}]},
                memberId: {"in":"query","name":"memberId","dataType":"string"},
                externalId: {"in":"query","name":"externalId","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/holds',
            authenticateMiddleware([{"kongsi":["posting:read","postings.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(HistoryController)),
            ...(fetchMiddlewares<RequestHandler>(HistoryController.prototype.listHolds)),

            async function HistoryController_listHolds(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHistoryController_listHolds, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HistoryController>(HistoryController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listHolds',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHistoryController_getHold: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                holdId: {"in":"path","name":"holdId","required":true,"dataType":"string"},
        };
        app.get('/v1/holds/:holdId',
            authenticateMiddleware([{"kongsi":["posting:read","postings.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(HistoryController)),
            ...(fetchMiddlewares<RequestHandler>(HistoryController.prototype.getHold)),

            async function HistoryController_getHold(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHistoryController_getHold, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HistoryController>(HistoryController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getHold',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsHistoryController_getStatement: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                memberId: {"in":"path","name":"memberId","required":true,"dataType":"string"},
                from: {"in":"query","name":"from","dataType":"string"},
                to: {"in":"query","name":"to","dataType":"string"},
        };
        app.get('/v1/members/:memberId/statement',
            authenticateMiddleware([{"kongsi":["balance:read","members.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(HistoryController)),
            ...(fetchMiddlewares<RequestHandler>(HistoryController.prototype.getStatement)),

            async function HistoryController_getStatement(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsHistoryController_getStatement, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<HistoryController>(HistoryController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getStatement',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsCareController_vestLot: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                lotId: {"in":"path","name":"lotId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","ref":"VestRequest"},
        };
        app.post('/v1/lots/:lotId/vest',
            authenticateMiddleware([{"kongsi":["earn:write","points.care"]}]),
            ...(fetchMiddlewares<RequestHandler>(CareController)),
            ...(fetchMiddlewares<RequestHandler>(CareController.prototype.vestLot)),

            async function CareController_vestLot(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsCareController_vestLot, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<CareController>(CareController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'vestLot',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsCareController_extendLot: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                lotId: {"in":"path","name":"lotId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ExtendLotRequest"},
        };
        app.post('/v1/lots/:lotId/extend',
            authenticateMiddleware([{"kongsi":["points.care"]}]),
            ...(fetchMiddlewares<RequestHandler>(CareController)),
            ...(fetchMiddlewares<RequestHandler>(CareController.prototype.extendLot)),

            async function CareController_extendLot(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsCareController_extendLot, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<CareController>(CareController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'extendLot',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsCareController_extendLots: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"ExtensionRequest"},
        };
        app.post('/v1/lot-extensions',
            authenticateMiddleware([{"kongsi":["points.care"]}]),
            ...(fetchMiddlewares<RequestHandler>(CareController)),
            ...(fetchMiddlewares<RequestHandler>(CareController.prototype.extendLots)),

            async function CareController_extendLots(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsCareController_extendLots, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<CareController>(CareController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'extendLots',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsCareController_reinstate: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                postingId: {"in":"path","name":"postingId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ReasonRequest"},
        };
        app.post('/v1/postings/:postingId/reinstate',
            authenticateMiddleware([{"kongsi":["points.care"]}]),
            ...(fetchMiddlewares<RequestHandler>(CareController)),
            ...(fetchMiddlewares<RequestHandler>(CareController.prototype.reinstate)),

            async function CareController_reinstate(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsCareController_reinstate, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<CareController>(CareController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'reinstate',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsCareController_writeOff: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                postingId: {"in":"path","name":"postingId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ReasonRequest"},
        };
        app.post('/v1/receivables/:postingId/write-off',
            authenticateMiddleware([{"kongsi":["reversal:write","points.care"]}]),
            ...(fetchMiddlewares<RequestHandler>(CareController)),
            ...(fetchMiddlewares<RequestHandler>(CareController.prototype.writeOff)),

            async function CareController_writeOff(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsCareController_writeOff, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<CareController>(CareController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'writeOff',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsActsController_adjust: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"AdjustmentRequest"},
        };
        app.post('/v1/adjustments',
            authenticateMiddleware([{"kongsi":["points.adjust"]}]),
            ...(fetchMiddlewares<RequestHandler>(ActsController)),
            ...(fetchMiddlewares<RequestHandler>(ActsController.prototype.adjust)),

            async function ActsController_adjust(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsActsController_adjust, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ActsController>(ActsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'adjust',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsActsController_changeRequests: Record<string, TsoaRoute.ParameterSchema> = {
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PENDING"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["WITHDRAWN"]},{"dataType":"enum","enums":["EXPIRED"]}]},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/change-requests',
            authenticateMiddleware([{"kongsi":["points.adjust"]}]),
            ...(fetchMiddlewares<RequestHandler>(ActsController)),
            ...(fetchMiddlewares<RequestHandler>(ActsController.prototype.changeRequests)),

            async function ActsController_changeRequests(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsActsController_changeRequests, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ActsController>(ActsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'changeRequests',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsActsController_approveChange: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                changeRequestId: {"in":"path","name":"changeRequestId","required":true,"dataType":"string"},
        };
        app.post('/v1/change-requests/:changeRequestId/approve',
            authenticateMiddleware([{"kongsi":["points.approve"]}]),
            ...(fetchMiddlewares<RequestHandler>(ActsController)),
            ...(fetchMiddlewares<RequestHandler>(ActsController.prototype.approveChange)),

            async function ActsController_approveChange(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsActsController_approveChange, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ActsController>(ActsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveChange',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsActsController_rejectChange: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                changeRequestId: {"in":"path","name":"changeRequestId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ReasonRequest"},
        };
        app.post('/v1/change-requests/:changeRequestId/reject',
            authenticateMiddleware([{"kongsi":["points.approve"]}]),
            ...(fetchMiddlewares<RequestHandler>(ActsController)),
            ...(fetchMiddlewares<RequestHandler>(ActsController.prototype.rejectChange)),

            async function ActsController_rejectChange(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsActsController_rejectChange, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ActsController>(ActsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'rejectChange',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsActsController_withdrawChange: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                changeRequestId: {"in":"path","name":"changeRequestId","required":true,"dataType":"string"},
        };
        app.post('/v1/change-requests/:changeRequestId/withdraw',
            authenticateMiddleware([{"kongsi":["points.adjust"]}]),
            ...(fetchMiddlewares<RequestHandler>(ActsController)),
            ...(fetchMiddlewares<RequestHandler>(ActsController.prototype.withdrawChange)),

            async function ActsController_withdrawChange(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsActsController_withdrawChange, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ActsController>(ActsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'withdrawChange',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsActsController_transfer: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"TransferRequest"},
        };
        app.post('/v1/transfers',
            authenticateMiddleware([{"kongsi":["burn:write","points.adjust"]}]),
            ...(fetchMiddlewares<RequestHandler>(ActsController)),
            ...(fetchMiddlewares<RequestHandler>(ActsController.prototype.transfer)),

            async function ActsController_transfer(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsActsController_transfer, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ActsController>(ActsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'transfer',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsActsController_merge: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                memberId: {"in":"path","name":"memberId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"MergeRequest"},
        };
        app.post('/v1/members/:memberId/merge',
            authenticateMiddleware([{"kongsi":["points.adjust"]}]),
            ...(fetchMiddlewares<RequestHandler>(ActsController)),
            ...(fetchMiddlewares<RequestHandler>(ActsController.prototype.merge)),

            async function ActsController_merge(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsActsController_merge, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<ActsController>(ActsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'merge',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 202,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsIssuingController_listIssuingLimits: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["WITHDRAWN"]}]},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/issuing-limits',
            authenticateMiddleware([{"kongsi":["settlement:read","limits.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(IssuingController)),
            ...(fetchMiddlewares<RequestHandler>(IssuingController.prototype.listIssuingLimits)),

            async function IssuingController_listIssuingLimits(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsIssuingController_listIssuingLimits, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<IssuingController>(IssuingController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listIssuingLimits',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsIssuingController_getIssuingLimit: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                limitId: {"in":"path","name":"limitId","required":true,"dataType":"string"},
        };
        app.get('/v1/issuing-limits/:limitId',
            authenticateMiddleware([{"kongsi":["settlement:read","limits.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(IssuingController)),
            ...(fetchMiddlewares<RequestHandler>(IssuingController.prototype.getIssuingLimit)),

            async function IssuingController_getIssuingLimit(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsIssuingController_getIssuingLimit, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<IssuingController>(IssuingController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getIssuingLimit',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsIssuingController_proposeIssuingLimit: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"IssuingLimitRequest"},
        };
        app.post('/v1/issuing-limits',
            authenticateMiddleware([{"kongsi":["limits.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(IssuingController)),
            ...(fetchMiddlewares<RequestHandler>(IssuingController.prototype.proposeIssuingLimit)),

            async function IssuingController_proposeIssuingLimit(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsIssuingController_proposeIssuingLimit, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<IssuingController>(IssuingController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'proposeIssuingLimit',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsIssuingController_approveIssuingLimit: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                limitId: {"in":"path","name":"limitId","required":true,"dataType":"string"},
        };
        app.post('/v1/issuing-limits/:limitId/approve',
            authenticateMiddleware([{"kongsi":["limits.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(IssuingController)),
            ...(fetchMiddlewares<RequestHandler>(IssuingController.prototype.approveIssuingLimit)),

            async function IssuingController_approveIssuingLimit(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsIssuingController_approveIssuingLimit, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<IssuingController>(IssuingController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveIssuingLimit',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsIssuingController_withdrawIssuingLimit: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                limitId: {"in":"path","name":"limitId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"IssuingWithdrawal"},
        };
        app.post('/v1/issuing-limits/:limitId/withdraw',
            authenticateMiddleware([{"kongsi":["limits.withdraw"]}]),
            ...(fetchMiddlewares<RequestHandler>(IssuingController)),
            ...(fetchMiddlewares<RequestHandler>(IssuingController.prototype.withdrawIssuingLimit)),

            async function IssuingController_withdrawIssuingLimit(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsIssuingController_withdrawIssuingLimit, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<IssuingController>(IssuingController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'withdrawIssuingLimit',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsIssuingController_listCampaignBudgets: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
        };
        app.get('/v1/campaign-budgets',
            authenticateMiddleware([{"kongsi":["settlement:read","limits.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(IssuingController)),
            ...(fetchMiddlewares<RequestHandler>(IssuingController.prototype.listCampaignBudgets)),

            async function IssuingController_listCampaignBudgets(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsIssuingController_listCampaignBudgets, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<IssuingController>(IssuingController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listCampaignBudgets',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_listInvoices: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                kind: {"in":"query","name":"kind","dataType":"union","subSchemas":[{"dataType":"enum","enums":["POINTS_INVOICE"]},{"dataType":"enum","enums":["REDEMPTION_INVOICE"]},{"dataType":"enum","enums":["FEE_INVOICE"]}]},
                status: {"in":"query","name":"status","ref":"InvoiceStatus"},
                cycleFrom: {"in":"query","name":"cycleFrom","dataType":"string"},
                cycleTo: {"in":"query","name":"cycleTo","dataType":"string"},
                number: {"in":"query","name":"number","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
                totals: {"in":"query","name":"totals","dataType":"boolean"},
        };
        app.get('/v1/invoices',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.listInvoices)),

            async function InvoicesController_listInvoices(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_listInvoices, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listInvoices',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getInvoice: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
        };
        app.get('/v1/invoices/:invoiceId',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getInvoice)),

            async function InvoicesController_getInvoice(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getInvoice, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInvoice',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getInvoiceLines: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
        };
        app.get('/v1/invoices/:invoiceId/lines',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getInvoiceLines)),

            async function InvoicesController_getInvoiceLines(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getInvoiceLines, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInvoiceLines',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getInvoiceApplications: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
        };
        app.get('/v1/invoices/:invoiceId/applications',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getInvoiceApplications)),

            async function InvoicesController_getInvoiceApplications(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getInvoiceApplications, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInvoiceApplications',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getInvoiceLegs: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
                lineId: {"in":"path","name":"lineId","required":true,"dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/invoices/:invoiceId/lines/:lineId/legs',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getInvoiceLegs)),

            async function InvoicesController_getInvoiceLegs(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getInvoiceLegs, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInvoiceLegs',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getInvoicePdf: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
        };
        app.get('/v1/invoices/:invoiceId/pdf',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getInvoicePdf)),

            async function InvoicesController_getInvoicePdf(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getInvoicePdf, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInvoicePdf',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getInvoiceJson: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
        };
        app.get('/v1/invoices/:invoiceId/json',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getInvoiceJson)),

            async function InvoicesController_getInvoiceJson(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getInvoiceJson, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInvoiceJson',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getInvoiceCsv: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                invoiceId: {"in":"path","name":"invoiceId","required":true,"dataType":"string"},
                separator: {"in":"query","name":"separator","dataType":"union","subSchemas":[{"dataType":"enum","enums":["COMMA"]},{"dataType":"enum","enums":["SEMICOLON"]}]},
        };
        app.get('/v1/invoices/:invoiceId/csv',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getInvoiceCsv)),

            async function InvoicesController_getInvoiceCsv(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getInvoiceCsv, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInvoiceCsv',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_listCreditNotes: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                invoiceId: {"in":"query","name":"invoiceId","dataType":"string"},
                number: {"in":"query","name":"number","dataType":"string"},
                issuedFrom: {"in":"query","name":"issuedFrom","dataType":"string"},
                issuedTo: {"in":"query","name":"issuedTo","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/credit-notes',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.listCreditNotes)),

            async function InvoicesController_listCreditNotes(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_listCreditNotes, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listCreditNotes',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getCreditNote: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                creditNoteId: {"in":"path","name":"creditNoteId","required":true,"dataType":"string"},
        };
        app.get('/v1/credit-notes/:creditNoteId',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getCreditNote)),

            async function InvoicesController_getCreditNote(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getCreditNote, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getCreditNote',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_recordReturnNote: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                creditNoteId: {"in":"path","name":"creditNoteId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ReturnNoteRequest"},
        };
        app.post('/v1/credit-notes/:creditNoteId/return-note',
            authenticateMiddleware([{"kongsi":["return-notes.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.recordReturnNote)),

            async function InvoicesController_recordReturnNote(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_recordReturnNote, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'recordReturnNote',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getCreditNotePdf: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                creditNoteId: {"in":"path","name":"creditNoteId","required":true,"dataType":"string"},
        };
        app.get('/v1/credit-notes/:creditNoteId/pdf',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getCreditNotePdf)),

            async function InvoicesController_getCreditNotePdf(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getCreditNotePdf, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getCreditNotePdf',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getCreditNoteJson: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                creditNoteId: {"in":"path","name":"creditNoteId","required":true,"dataType":"string"},
        };
        app.get('/v1/credit-notes/:creditNoteId/json',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getCreditNoteJson)),

            async function InvoicesController_getCreditNoteJson(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getCreditNoteJson, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getCreditNoteJson',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getCreditNoteCsv: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                creditNoteId: {"in":"path","name":"creditNoteId","required":true,"dataType":"string"},
                separator: {"in":"query","name":"separator","dataType":"union","subSchemas":[{"dataType":"enum","enums":["COMMA"]},{"dataType":"enum","enums":["SEMICOLON"]}]},
        };
        app.get('/v1/credit-notes/:creditNoteId/csv',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getCreditNoteCsv)),

            async function InvoicesController_getCreditNoteCsv(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getCreditNoteCsv, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getCreditNoteCsv',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_listStatements: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                settlementId: {"in":"query","name":"settlementId","dataType":"string"},
                number: {"in":"query","name":"number","dataType":"string"},
                issuedFrom: {"in":"query","name":"issuedFrom","dataType":"string"},
                issuedTo: {"in":"query","name":"issuedTo","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/statements',
            authenticateMiddleware([{"kongsi":["settlement:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.listStatements)),

            async function InvoicesController_listStatements(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_listStatements, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listStatements',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getNettingStatement: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                statementId: {"in":"path","name":"statementId","required":true,"dataType":"string"},
        };
        app.get('/v1/statements/:statementId',
            authenticateMiddleware([{"kongsi":["settlement:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getNettingStatement)),

            async function InvoicesController_getNettingStatement(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getNettingStatement, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getNettingStatement',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getStatementPdf: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                statementId: {"in":"path","name":"statementId","required":true,"dataType":"string"},
        };
        app.get('/v1/statements/:statementId/pdf',
            authenticateMiddleware([{"kongsi":["settlement:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getStatementPdf)),

            async function InvoicesController_getStatementPdf(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getStatementPdf, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getStatementPdf',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getStatementJson: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                statementId: {"in":"path","name":"statementId","required":true,"dataType":"string"},
        };
        app.get('/v1/statements/:statementId/json',
            authenticateMiddleware([{"kongsi":["settlement:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getStatementJson)),

            async function InvoicesController_getStatementJson(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getStatementJson, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getStatementJson',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getStatementCsv: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                statementId: {"in":"path","name":"statementId","required":true,"dataType":"string"},
                separator: {"in":"query","name":"separator","dataType":"union","subSchemas":[{"dataType":"enum","enums":["COMMA"]},{"dataType":"enum","enums":["SEMICOLON"]}]},
        };
        app.get('/v1/statements/:statementId/csv',
            authenticateMiddleware([{"kongsi":["settlement:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getStatementCsv)),

            async function InvoicesController_getStatementCsv(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getStatementCsv, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getStatementCsv',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_getStatementVoidPdf: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                statementVoidId: {"in":"path","name":"statementVoidId","required":true,"dataType":"string"},
        };
        app.get('/v1/statement-voids/:statementVoidId/pdf',
            authenticateMiddleware([{"kongsi":["settlement:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.getStatementVoidPdf)),

            async function InvoicesController_getStatementVoidPdf(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_getStatementVoidPdf, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getStatementVoidPdf',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsInvoicesController_verifyDocument: Record<string, TsoaRoute.ParameterSchema> = {
                sha256: {"in":"path","name":"sha256","required":true,"dataType":"string"},
        };
        app.get('/v1/verify/:sha256',
            ...(fetchMiddlewares<RequestHandler>(InvoicesController)),
            ...(fetchMiddlewares<RequestHandler>(InvoicesController.prototype.verifyDocument)),

            async function InvoicesController_verifyDocument(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsInvoicesController_verifyDocument, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<InvoicesController>(InvoicesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'verifyDocument',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsAccountsController_listAccountStatements: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                number: {"in":"query","name":"number","dataType":"string"},
                issuedFrom: {"in":"query","name":"issuedFrom","dataType":"string"},
                issuedTo: {"in":"query","name":"issuedTo","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/account-statements',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(AccountsController)),
            ...(fetchMiddlewares<RequestHandler>(AccountsController.prototype.listAccountStatements)),

            async function AccountsController_listAccountStatements(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsAccountsController_listAccountStatements, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<AccountsController>(AccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listAccountStatements',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsAccountsController_getAccountStatement: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                accountStatementId: {"in":"path","name":"accountStatementId","required":true,"dataType":"string"},
        };
        app.get('/v1/account-statements/:accountStatementId',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(AccountsController)),
            ...(fetchMiddlewares<RequestHandler>(AccountsController.prototype.getAccountStatement)),

            async function AccountsController_getAccountStatement(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsAccountsController_getAccountStatement, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<AccountsController>(AccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getAccountStatement',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsAccountsController_getAccountStatementPdf: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                accountStatementId: {"in":"path","name":"accountStatementId","required":true,"dataType":"string"},
        };
        app.get('/v1/account-statements/:accountStatementId/pdf',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(AccountsController)),
            ...(fetchMiddlewares<RequestHandler>(AccountsController.prototype.getAccountStatementPdf)),

            async function AccountsController_getAccountStatementPdf(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsAccountsController_getAccountStatementPdf, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<AccountsController>(AccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getAccountStatementPdf',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsAccountsController_getAccountStatementJson: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                accountStatementId: {"in":"path","name":"accountStatementId","required":true,"dataType":"string"},
        };
        app.get('/v1/account-statements/:accountStatementId/json',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(AccountsController)),
            ...(fetchMiddlewares<RequestHandler>(AccountsController.prototype.getAccountStatementJson)),

            async function AccountsController_getAccountStatementJson(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsAccountsController_getAccountStatementJson, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<AccountsController>(AccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getAccountStatementJson',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsAccountsController_getAccountStatementCsv: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                accountStatementId: {"in":"path","name":"accountStatementId","required":true,"dataType":"string"},
                separator: {"in":"query","name":"separator","dataType":"union","subSchemas":[{"dataType":"enum","enums":["COMMA"]},{"dataType":"enum","enums":["SEMICOLON"]}]},
        };
        app.get('/v1/account-statements/:accountStatementId/csv',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(AccountsController)),
            ...(fetchMiddlewares<RequestHandler>(AccountsController.prototype.getAccountStatementCsv)),

            async function AccountsController_getAccountStatementCsv(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsAccountsController_getAccountStatementCsv, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<AccountsController>(AccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getAccountStatementCsv',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsAccountsController_listReceipts: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                number: {"in":"query","name":"number","dataType":"string"},
                issuedFrom: {"in":"query","name":"issuedFrom","dataType":"string"},
                issuedTo: {"in":"query","name":"issuedTo","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/receipts',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(AccountsController)),
            ...(fetchMiddlewares<RequestHandler>(AccountsController.prototype.listReceipts)),

            async function AccountsController_listReceipts(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsAccountsController_listReceipts, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<AccountsController>(AccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listReceipts',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsAccountsController_getReceipt: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                receiptId: {"in":"path","name":"receiptId","required":true,"dataType":"string"},
        };
        app.get('/v1/receipts/:receiptId',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(AccountsController)),
            ...(fetchMiddlewares<RequestHandler>(AccountsController.prototype.getReceipt)),

            async function AccountsController_getReceipt(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsAccountsController_getReceipt, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<AccountsController>(AccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getReceipt',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsAccountsController_getReceiptPdf: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                receiptId: {"in":"path","name":"receiptId","required":true,"dataType":"string"},
        };
        app.get('/v1/receipts/:receiptId/pdf',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(AccountsController)),
            ...(fetchMiddlewares<RequestHandler>(AccountsController.prototype.getReceiptPdf)),

            async function AccountsController_getReceiptPdf(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsAccountsController_getReceiptPdf, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<AccountsController>(AccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getReceiptPdf',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsAccountsController_getReceiptJson: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                receiptId: {"in":"path","name":"receiptId","required":true,"dataType":"string"},
        };
        app.get('/v1/receipts/:receiptId/json',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(AccountsController)),
            ...(fetchMiddlewares<RequestHandler>(AccountsController.prototype.getReceiptJson)),

            async function AccountsController_getReceiptJson(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsAccountsController_getReceiptJson, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<AccountsController>(AccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getReceiptJson',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsAccountsController_getReceiptCsv: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                receiptId: {"in":"path","name":"receiptId","required":true,"dataType":"string"},
                separator: {"in":"query","name":"separator","dataType":"union","subSchemas":[{"dataType":"enum","enums":["COMMA"]},{"dataType":"enum","enums":["SEMICOLON"]}]},
        };
        app.get('/v1/receipts/:receiptId/csv',
            authenticateMiddleware([{"kongsi":["invoice:read","invoices.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(AccountsController)),
            ...(fetchMiddlewares<RequestHandler>(AccountsController.prototype.getReceiptCsv)),

            async function AccountsController_getReceiptCsv(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsAccountsController_getReceiptCsv, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<AccountsController>(AccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getReceiptCsv',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsGuardController_listGuardedIssuers: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
        };
        app.get('/v1/guard/issuers',
            authenticateMiddleware([{"kongsi":["settlement:read","guard.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(GuardController)),
            ...(fetchMiddlewares<RequestHandler>(GuardController.prototype.listGuardedIssuers)),

            async function GuardController_listGuardedIssuers(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsGuardController_listGuardedIssuers, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<GuardController>(GuardController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listGuardedIssuers',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsGuardController_getGuardedIssuer: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"path","name":"partnerId","required":true,"dataType":"string"},
        };
        app.get('/v1/guard/issuers/:partnerId',
            authenticateMiddleware([{"kongsi":["settlement:read","guard.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(GuardController)),
            ...(fetchMiddlewares<RequestHandler>(GuardController.prototype.getGuardedIssuer)),

            async function GuardController_getGuardedIssuer(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsGuardController_getGuardedIssuer, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<GuardController>(GuardController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getGuardedIssuer',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsGuardController_getGuardHistory: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"path","name":"partnerId","required":true,"dataType":"string"},
                from: {"in":"query","name":"from","dataType":"string"},
                to: {"in":"query","name":"to","dataType":"string"},
        };
        app.get('/v1/guard/issuers/:partnerId/history',
            authenticateMiddleware([{"kongsi":["settlement:read","guard.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(GuardController)),
            ...(fetchMiddlewares<RequestHandler>(GuardController.prototype.getGuardHistory)),

            async function GuardController_getGuardHistory(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsGuardController_getGuardHistory, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<GuardController>(GuardController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getGuardHistory',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsGuardController_listGuardAlerts: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
        };
        app.get('/v1/guard/alerts',
            authenticateMiddleware([{"kongsi":["settlement:read","guard.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(GuardController)),
            ...(fetchMiddlewares<RequestHandler>(GuardController.prototype.listGuardAlerts)),

            async function GuardController_listGuardAlerts(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsGuardController_listGuardAlerts, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<GuardController>(GuardController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listGuardAlerts',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsGuardController_requestRunOff: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"path","name":"partnerId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"RunOffRequest"},
        };
        app.post('/v1/guard/issuers/:partnerId/run-off',
            authenticateMiddleware([{"kongsi":["guard.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(GuardController)),
            ...(fetchMiddlewares<RequestHandler>(GuardController.prototype.requestRunOff)),

            async function GuardController_requestRunOff(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsGuardController_requestRunOff, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<GuardController>(GuardController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'requestRunOff',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsGuardController_approveRunOff: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"path","name":"partnerId","required":true,"dataType":"string"},
        };
        app.post('/v1/guard/issuers/:partnerId/run-off/approve',
            authenticateMiddleware([{"kongsi":["guard.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(GuardController)),
            ...(fetchMiddlewares<RequestHandler>(GuardController.prototype.approveRunOff)),

            async function GuardController_approveRunOff(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsGuardController_approveRunOff, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<GuardController>(GuardController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveRunOff',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsGuardController_endRunOff: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"path","name":"partnerId","required":true,"dataType":"string"},
        };
        app.post('/v1/guard/issuers/:partnerId/run-off/end',
            authenticateMiddleware([{"kongsi":["guard.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(GuardController)),
            ...(fetchMiddlewares<RequestHandler>(GuardController.prototype.endRunOff)),

            async function GuardController_endRunOff(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsGuardController_endRunOff, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<GuardController>(GuardController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'endRunOff',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_listDisputes: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPENED"]},{"dataType":"enum","enums":["UNDER_REVIEW"]},{"dataType":"enum","enums":["UPHELD"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["WITHDRAWN"]}]},
                open: {"in":"query","name":"open","dataType":"boolean"},
                awaiting: {"in":"query","name":"awaiting","dataType":"union","subSchemas":[{"dataType":"enum","enums":["COUNTERPARTY"]},{"dataType":"enum","enums":["HUB"]}]},
                reason: {"in":"query","name":"reason","dataType":"union","subSchemas":[{"dataType":"enum","enums":["DUPLICATE"]},{"dataType":"enum","enums":["REVERSED_AT_OUTLET"]},{"dataType":"enum","enums":["WRONG_PRICE"]},{"dataType":"enum","enums":["NOT_OUR_MEMBER"]},{"dataType":"enum","enums":["FRAUD"]},{"dataType":"enum","enums":["TIMING"]},{"dataType":"enum","enums":["OTHER"]}]},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                invoiceId: {"in":"query","name":"invoiceId","dataType":"string"},
                postingId: {"in":"query","name":"postingId","dataType":"string"},
                overdue: {"in":"query","name":"overdue","dataType":"boolean"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
                totals: {"in":"query","name":"totals","dataType":"boolean"},
        };
        app.get('/v1/disputes',
            authenticateMiddleware([{"kongsi":["dispute:write","disputes.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.listDisputes)),

            async function DisputesController_listDisputes(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_listDisputes, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listDisputes',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_openDispute: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"DisputeRequest"},
        };
        app.post('/v1/disputes',
            authenticateMiddleware([{"kongsi":["dispute:write","disputes.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.openDispute)),

            async function DisputesController_openDispute(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_openDispute, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'openDispute',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_getDispute: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                disputeId: {"in":"path","name":"disputeId","required":true,"dataType":"string"},
        };
        app.get('/v1/disputes/:disputeId',
            authenticateMiddleware([{"kongsi":["dispute:write","disputes.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.getDispute)),

            async function DisputesController_getDispute(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_getDispute, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getDispute',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_getDisputedLegs: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                disputeId: {"in":"path","name":"disputeId","required":true,"dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/disputes/:disputeId/legs',
            authenticateMiddleware([{"kongsi":["dispute:write","disputes.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.getDisputedLegs)),

            async function DisputesController_getDisputedLegs(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_getDisputedLegs, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getDisputedLegs',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_getDisputeFile: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                disputeId: {"in":"path","name":"disputeId","required":true,"dataType":"string"},
                fileId: {"in":"path","name":"fileId","required":true,"dataType":"string"},
        };
        app.get('/v1/disputes/:disputeId/files/:fileId',
            authenticateMiddleware([{"kongsi":["dispute:write","disputes.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.getDisputeFile)),

            async function DisputesController_getDisputeFile(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_getDisputeFile, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getDisputeFile',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_writeDisputeMessage: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                disputeId: {"in":"path","name":"disputeId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DisputeMessageRequest"},
        };
        app.post('/v1/disputes/:disputeId/messages',
            authenticateMiddleware([{"kongsi":["dispute:write","disputes.comment"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.writeDisputeMessage)),

            async function DisputesController_writeDisputeMessage(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_writeDisputeMessage, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'writeDisputeMessage',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_addDisputeFile: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                disputeId: {"in":"path","name":"disputeId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DisputeFileRequest"},
        };
        app.post('/v1/disputes/:disputeId/files',
            authenticateMiddleware([{"kongsi":["dispute:write","disputes.comment"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.addDisputeFile)),

            async function DisputesController_addDisputeFile(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_addDisputeFile, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'addDisputeFile',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_answerDispute: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                disputeId: {"in":"path","name":"disputeId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DisputeAnswerRequest"},
        };
        app.post('/v1/disputes/:disputeId/answer',
            authenticateMiddleware([{"kongsi":["dispute:write","disputes.answer"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.answerDispute)),

            async function DisputesController_answerDispute(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_answerDispute, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'answerDispute',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_withdrawDispute: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                disputeId: {"in":"path","name":"disputeId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DisputeWithdrawRequest"},
        };
        app.post('/v1/disputes/:disputeId/withdraw',
            authenticateMiddleware([{"kongsi":["dispute:write","disputes.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.withdrawDispute)),

            async function DisputesController_withdrawDispute(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_withdrawDispute, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'withdrawDispute',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_ruleDispute: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                disputeId: {"in":"path","name":"disputeId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"RulingRequest"},
        };
        app.post('/v1/disputes/:disputeId/rule',
            authenticateMiddleware([{"kongsi":["disputes.rule"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.ruleDispute)),

            async function DisputesController_ruleDispute(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_ruleDispute, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'ruleDispute',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_approveRuling: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                disputeId: {"in":"path","name":"disputeId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"RulingDecisionRequest"},
        };
        app.post('/v1/disputes/:disputeId/ruling/approve',
            authenticateMiddleware([{"kongsi":["disputes.approve"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.approveRuling)),

            async function DisputesController_approveRuling(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_approveRuling, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveRuling',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDisputesController_rejectRuling: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                disputeId: {"in":"path","name":"disputeId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"RulingDecisionRequest"},
        };
        app.post('/v1/disputes/:disputeId/ruling/reject',
            authenticateMiddleware([{"kongsi":["disputes.approve"]}]),
            ...(fetchMiddlewares<RequestHandler>(DisputesController)),
            ...(fetchMiddlewares<RequestHandler>(DisputesController.prototype.rejectRuling)),

            async function DisputesController_rejectRuling(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDisputesController_rejectRuling, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DisputesController>(DisputesController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'rejectRuling',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsVirtualAccountsController_listVirtualAccounts: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["REJECTED"]},{"dataType":"enum","enums":["ENDED"]}]},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/virtual-accounts',
            authenticateMiddleware([{"kongsi":["accounts.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController)),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController.prototype.listVirtualAccounts)),

            async function VirtualAccountsController_listVirtualAccounts(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsVirtualAccountsController_listVirtualAccounts, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<VirtualAccountsController>(VirtualAccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listVirtualAccounts',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsVirtualAccountsController_proposeVirtualAccount: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"VirtualAccountRequest"},
        };
        app.post('/v1/virtual-accounts',
            authenticateMiddleware([{"kongsi":["virtualAccounts.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController)),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController.prototype.proposeVirtualAccount)),

            async function VirtualAccountsController_proposeVirtualAccount(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsVirtualAccountsController_proposeVirtualAccount, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<VirtualAccountsController>(VirtualAccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'proposeVirtualAccount',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsVirtualAccountsController_getVirtualAccount: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                virtualAccountId: {"in":"path","name":"virtualAccountId","required":true,"dataType":"string"},
        };
        app.get('/v1/virtual-accounts/:virtualAccountId',
            authenticateMiddleware([{"kongsi":["accounts.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController)),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController.prototype.getVirtualAccount)),

            async function VirtualAccountsController_getVirtualAccount(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsVirtualAccountsController_getVirtualAccount, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<VirtualAccountsController>(VirtualAccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getVirtualAccount',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsVirtualAccountsController_approveVirtualAccount: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                virtualAccountId: {"in":"path","name":"virtualAccountId","required":true,"dataType":"string"},
        };
        app.post('/v1/virtual-accounts/:virtualAccountId/approve',
            authenticateMiddleware([{"kongsi":["virtualAccounts.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController)),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController.prototype.approveVirtualAccount)),

            async function VirtualAccountsController_approveVirtualAccount(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsVirtualAccountsController_approveVirtualAccount, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<VirtualAccountsController>(VirtualAccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveVirtualAccount',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsVirtualAccountsController_rejectVirtualAccount: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                virtualAccountId: {"in":"path","name":"virtualAccountId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DecisionRequest"},
        };
        app.post('/v1/virtual-accounts/:virtualAccountId/reject',
            authenticateMiddleware([{"kongsi":["virtualAccounts.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController)),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController.prototype.rejectVirtualAccount)),

            async function VirtualAccountsController_rejectVirtualAccount(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsVirtualAccountsController_rejectVirtualAccount, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<VirtualAccountsController>(VirtualAccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'rejectVirtualAccount',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsVirtualAccountsController_endVirtualAccount: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                virtualAccountId: {"in":"path","name":"virtualAccountId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DecisionRequest"},
        };
        app.post('/v1/virtual-accounts/:virtualAccountId/end',
            authenticateMiddleware([{"kongsi":["virtualAccounts.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController)),
            ...(fetchMiddlewares<RequestHandler>(VirtualAccountsController.prototype.endVirtualAccount)),

            async function VirtualAccountsController_endVirtualAccount(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsVirtualAccountsController_endVirtualAccount, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<VirtualAccountsController>(VirtualAccountsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'endVirtualAccount',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRefundsController_unmatchPayment: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                paymentId: {"in":"path","name":"paymentId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DecisionRequest"},
        };
        app.post('/v1/payments/:paymentId/unmatch',
            authenticateMiddleware([{"kongsi":["payments.unmatch"]}]),
            ...(fetchMiddlewares<RequestHandler>(RefundsController)),
            ...(fetchMiddlewares<RequestHandler>(RefundsController.prototype.unmatchPayment)),

            async function RefundsController_unmatchPayment(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRefundsController_unmatchPayment, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RefundsController>(RefundsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'unmatchPayment',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRefundsController_listRefunds: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["APPROVED"]},{"dataType":"enum","enums":["PAID"]},{"dataType":"enum","enums":["WITHDRAWN"]}]},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/refunds',
            authenticateMiddleware([{"kongsi":["settlement:read","payments.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(RefundsController)),
            ...(fetchMiddlewares<RequestHandler>(RefundsController.prototype.listRefunds)),

            async function RefundsController_listRefunds(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRefundsController_listRefunds, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RefundsController>(RefundsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listRefunds',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRefundsController_getRefund: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                refundId: {"in":"path","name":"refundId","required":true,"dataType":"string"},
        };
        app.get('/v1/refunds/:refundId',
            authenticateMiddleware([{"kongsi":["settlement:read","payments.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(RefundsController)),
            ...(fetchMiddlewares<RequestHandler>(RefundsController.prototype.getRefund)),

            async function RefundsController_getRefund(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRefundsController_getRefund, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RefundsController>(RefundsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getRefund',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRefundsController_proposeRefund: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"RefundRequest"},
        };
        app.post('/v1/refunds',
            authenticateMiddleware([{"kongsi":["refunds.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(RefundsController)),
            ...(fetchMiddlewares<RequestHandler>(RefundsController.prototype.proposeRefund)),

            async function RefundsController_proposeRefund(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRefundsController_proposeRefund, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RefundsController>(RefundsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'proposeRefund',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRefundsController_approveRefund: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                refundId: {"in":"path","name":"refundId","required":true,"dataType":"string"},
        };
        app.post('/v1/refunds/:refundId/approve',
            authenticateMiddleware([{"kongsi":["refunds.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(RefundsController)),
            ...(fetchMiddlewares<RequestHandler>(RefundsController.prototype.approveRefund)),

            async function RefundsController_approveRefund(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRefundsController_approveRefund, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RefundsController>(RefundsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveRefund',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsRefundsController_withdrawRefund: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                refundId: {"in":"path","name":"refundId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DecisionRequest"},
        };
        app.post('/v1/refunds/:refundId/withdraw',
            authenticateMiddleware([{"kongsi":["refunds.withdraw"]}]),
            ...(fetchMiddlewares<RequestHandler>(RefundsController)),
            ...(fetchMiddlewares<RequestHandler>(RefundsController.prototype.withdrawRefund)),

            async function RefundsController_withdrawRefund(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsRefundsController_withdrawRefund, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<RefundsController>(RefundsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'withdrawRefund',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPaymentsController_recordPayment: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"PaymentRequest"},
        };
        app.post('/v1/payments',
            authenticateMiddleware([{"kongsi":["payments.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController)),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController.prototype.recordPayment)),

            async function PaymentsController_recordPayment(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPaymentsController_recordPayment, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PaymentsController>(PaymentsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'recordPayment',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPaymentsController_listPayments: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                obligationId: {"in":"query","name":"obligationId","dataType":"string"},
                kind: {"in":"query","name":"kind","dataType":"union","subSchemas":[{"dataType":"enum","enums":["BANK"]},{"dataType":"enum","enums":["CERTIFICATE"]},{"dataType":"enum","enums":["CREDIT_NOTE"]},{"dataType":"enum","enums":["COLLATERAL"]},{"dataType":"enum","enums":["RESERVE"]},{"dataType":"enum","enums":["FUND"]},{"dataType":"enum","enums":["LOSS_SHARES"]},{"dataType":"enum","enums":["HUB_LOSS"]}]},
                unapplied: {"in":"query","name":"unapplied","dataType":"boolean"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/payments',
            authenticateMiddleware([{"kongsi":["settlement:read","payments.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController)),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController.prototype.listPayments)),

            async function PaymentsController_listPayments(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPaymentsController_listPayments, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PaymentsController>(PaymentsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listPayments',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPaymentsController_getPayment: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                paymentId: {"in":"path","name":"paymentId","required":true,"dataType":"string"},
        };
        app.get('/v1/payments/:paymentId',
            authenticateMiddleware([{"kongsi":["settlement:read","payments.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController)),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController.prototype.getPayment)),

            async function PaymentsController_getPayment(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPaymentsController_getPayment, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PaymentsController>(PaymentsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getPayment',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPaymentsController_listDunningNotices: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                level: {"in":"query","name":"level","dataType":"double"},
                open: {"in":"query","name":"open","dataType":"boolean"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/dunning-notices',
            authenticateMiddleware([{"kongsi":["settlement:read","payments.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController)),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController.prototype.listDunningNotices)),

            async function PaymentsController_listDunningNotices(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPaymentsController_listDunningNotices, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PaymentsController>(PaymentsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listDunningNotices',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPaymentsController_getWithholding: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                partnerId: {"in":"query","name":"partnerId","dataType":"string"},
                invoiceId: {"in":"query","name":"invoiceId","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/withholding',
            authenticateMiddleware([{"kongsi":["invoice:read","payments.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController)),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController.prototype.getWithholding)),

            async function PaymentsController_getWithholding(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPaymentsController_getWithholding, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PaymentsController>(PaymentsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getWithholding',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPaymentsController_listCertificates: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["SUBMITTED"]},{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["REJECTED"]}]},
                invoiceId: {"in":"query","name":"invoiceId","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/withholding-certificates',
            authenticateMiddleware([{"kongsi":["invoice:read","payments.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController)),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController.prototype.listCertificates)),

            async function PaymentsController_listCertificates(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPaymentsController_listCertificates, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PaymentsController>(PaymentsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listCertificates',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPaymentsController_submitCertificate: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"CertificateRequest"},
        };
        app.post('/v1/withholding-certificates',
            authenticateMiddleware([{"kongsi":["certificates.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController)),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController.prototype.submitCertificate)),

            async function PaymentsController_submitCertificate(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPaymentsController_submitCertificate, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PaymentsController>(PaymentsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'submitCertificate',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPaymentsController_acceptCertificate: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                certificateId: {"in":"path","name":"certificateId","required":true,"dataType":"string"},
        };
        app.post('/v1/withholding-certificates/:certificateId/accept',
            authenticateMiddleware([{"kongsi":["certificates.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController)),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController.prototype.acceptCertificate)),

            async function PaymentsController_acceptCertificate(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPaymentsController_acceptCertificate, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PaymentsController>(PaymentsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'acceptCertificate',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsPaymentsController_rejectCertificate: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                certificateId: {"in":"path","name":"certificateId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DecisionRequest"},
        };
        app.post('/v1/withholding-certificates/:certificateId/reject',
            authenticateMiddleware([{"kongsi":["certificates.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController)),
            ...(fetchMiddlewares<RequestHandler>(PaymentsController.prototype.rejectCertificate)),

            async function PaymentsController_rejectCertificate(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsPaymentsController_rejectCertificate, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<PaymentsController>(PaymentsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'rejectCertificate',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDefaultsController_simulateDefault: Record<string, TsoaRoute.ParameterSchema> = {
                obligationId: {"in":"path","name":"obligationId","required":true,"dataType":"string"},
        };
        app.get('/v1/obligations/:obligationId/default-simulation',
            authenticateMiddleware([{"kongsi":["defaults.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController)),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController.prototype.simulateDefault)),

            async function DefaultsController_simulateDefault(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDefaultsController_simulateDefault, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DefaultsController>(DefaultsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'simulateDefault',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDefaultsController_listDefaults: Record<string, TsoaRoute.ParameterSchema> = {
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/defaults',
            authenticateMiddleware([{"kongsi":["defaults.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController)),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController.prototype.listDefaults)),

            async function DefaultsController_listDefaults(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDefaultsController_listDefaults, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DefaultsController>(DefaultsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listDefaults',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDefaultsController_getDefault: Record<string, TsoaRoute.ParameterSchema> = {
                defaultId: {"in":"path","name":"defaultId","required":true,"dataType":"string"},
        };
        app.get('/v1/defaults/:defaultId',
            authenticateMiddleware([{"kongsi":["defaults.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController)),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController.prototype.getDefault)),

            async function DefaultsController_getDefault(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDefaultsController_getDefault, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DefaultsController>(DefaultsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getDefault',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDefaultsController_proposeDefault: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"DefaultRequest"},
        };
        app.post('/v1/defaults',
            authenticateMiddleware([{"kongsi":["defaults.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController)),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController.prototype.proposeDefault)),

            async function DefaultsController_proposeDefault(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDefaultsController_proposeDefault, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DefaultsController>(DefaultsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'proposeDefault',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDefaultsController_declareDefault: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                defaultId: {"in":"path","name":"defaultId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DeclareRequest"},
        };
        app.post('/v1/defaults/:defaultId/declare',
            authenticateMiddleware([{"kongsi":["defaults.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController)),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController.prototype.declareDefault)),

            async function DefaultsController_declareDefault(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDefaultsController_declareDefault, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DefaultsController>(DefaultsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'declareDefault',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsDefaultsController_withdrawDefault: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                defaultId: {"in":"path","name":"defaultId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DecisionRequest"},
        };
        app.post('/v1/defaults/:defaultId/withdraw',
            authenticateMiddleware([{"kongsi":["defaults.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController)),
            ...(fetchMiddlewares<RequestHandler>(DefaultsController.prototype.withdrawDefault)),

            async function DefaultsController_withdrawDefault(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsDefaultsController_withdrawDefault, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<DefaultsController>(DefaultsController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'withdrawDefault',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_importBankFile: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"BankFileRequest"},
        };
        app.post('/v1/bank-files',
            authenticateMiddleware([{"kongsi":["payments.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.importBankFile)),

            async function BankController_importBankFile(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_importBankFile, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'importBankFile',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_listBankLayouts: Record<string, TsoaRoute.ParameterSchema> = {
        };
        app.get('/v1/bank-layouts',
            authenticateMiddleware([{"kongsi":["bank.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.listBankLayouts)),

            async function BankController_listBankLayouts(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_listBankLayouts, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listBankLayouts',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_addBankLayout: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"BankLayoutRequest"},
        };
        app.post('/v1/bank-layouts',
            authenticateMiddleware([{"kongsi":["payments.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.addBankLayout)),

            async function BankController_addBankLayout(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_addBankLayout, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'addBankLayout',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_getBankLayoutTemplate: Record<string, TsoaRoute.ParameterSchema> = {
                code: {"in":"path","name":"code","required":true,"dataType":"string"},
        };
        app.get('/v1/bank-layouts/:code/template',
            authenticateMiddleware([{"kongsi":["bank.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.getBankLayoutTemplate)),

            async function BankController_getBankLayoutTemplate(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_getBankLayoutTemplate, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getBankLayoutTemplate',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_listBankFiles: Record<string, TsoaRoute.ParameterSchema> = {
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/bank-files',
            authenticateMiddleware([{"kongsi":["bank.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.listBankFiles)),

            async function BankController_listBankFiles(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_listBankFiles, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listBankFiles',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_getBankFile: Record<string, TsoaRoute.ParameterSchema> = {
                bankFileId: {"in":"path","name":"bankFileId","required":true,"dataType":"string"},
        };
        app.get('/v1/bank-files/:bankFileId',
            authenticateMiddleware([{"kongsi":["bank.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.getBankFile)),

            async function BankController_getBankFile(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_getBankFile, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getBankFile',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_listBankEntries: Record<string, TsoaRoute.ParameterSchema> = {
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["OPEN"]},{"dataType":"enum","enums":["APPLIED"]},{"dataType":"enum","enums":["SET_ASIDE"]}]},
                direction: {"in":"query","name":"direction","dataType":"union","subSchemas":[{"dataType":"enum","enums":["IN"]},{"dataType":"enum","enums":["OUT"]}]},
                bankFileId: {"in":"query","name":"bankFileId","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
                sort: {"in":"query","name":"sort","dataType":"string"},
        };
        app.get('/v1/bank-entries',
            authenticateMiddleware([{"kongsi":["bank.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.listBankEntries)),

            async function BankController_listBankEntries(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_listBankEntries, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listBankEntries',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_getBankEntry: Record<string, TsoaRoute.ParameterSchema> = {
                bankEntryId: {"in":"path","name":"bankEntryId","required":true,"dataType":"string"},
        };
        app.get('/v1/bank-entries/:bankEntryId',
            authenticateMiddleware([{"kongsi":["bank.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.getBankEntry)),

            async function BankController_getBankEntry(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_getBankEntry, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getBankEntry',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_applyBankEntry: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                bankEntryId: {"in":"path","name":"bankEntryId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"ConfirmRequest"},
        };
        app.post('/v1/bank-entries/:bankEntryId/apply',
            authenticateMiddleware([{"kongsi":["payments.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.applyBankEntry)),

            async function BankController_applyBankEntry(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_applyBankEntry, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'applyBankEntry',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_setBankEntryAside: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                bankEntryId: {"in":"path","name":"bankEntryId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DecisionRequest"},
        };
        app.post('/v1/bank-entries/:bankEntryId/set-aside',
            authenticateMiddleware([{"kongsi":["payments.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.setBankEntryAside)),

            async function BankController_setBankEntryAside(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_setBankEntryAside, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'setBankEntryAside',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_listBankAccounts: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                status: {"in":"query","name":"status","dataType":"union","subSchemas":[{"dataType":"enum","enums":["PROPOSED"]},{"dataType":"enum","enums":["CHECKED"]},{"dataType":"enum","enums":["ACCEPTED"]},{"dataType":"enum","enums":["REJECTED"]}]},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/bank-accounts',
            authenticateMiddleware([{"kongsi":["accounts.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.listBankAccounts)),

            async function BankController_listBankAccounts(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_listBankAccounts, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listBankAccounts',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_proposeBankAccount: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"BankAccountRequest"},
        };
        app.post('/v1/bank-accounts',
            authenticateMiddleware([{"kongsi":["accounts.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.proposeBankAccount)),

            async function BankController_proposeBankAccount(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_proposeBankAccount, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'proposeBankAccount',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_approveBankAccount: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                accountId: {"in":"path","name":"accountId","required":true,"dataType":"string"},
        };
        app.post('/v1/bank-accounts/:accountId/approve',
            authenticateMiddleware([{"kongsi":["accounts.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.approveBankAccount)),

            async function BankController_approveBankAccount(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_approveBankAccount, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'approveBankAccount',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_rejectBankAccount: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                accountId: {"in":"path","name":"accountId","required":true,"dataType":"string"},
                body: {"in":"body","name":"body","required":true,"ref":"DecisionRequest"},
        };
        app.post('/v1/bank-accounts/:accountId/reject',
            authenticateMiddleware([{"kongsi":["accounts.check"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.rejectBankAccount)),

            async function BankController_rejectBankAccount(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_rejectBankAccount, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'rejectBankAccount',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_listPayables: Record<string, TsoaRoute.ParameterSchema> = {
        };
        app.get('/v1/payables',
            authenticateMiddleware([{"kongsi":["bank.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.listPayables)),

            async function BankController_listPayables(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_listPayables, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listPayables',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_makeInstruction: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                body: {"in":"body","name":"body","required":true,"ref":"InstructionRequest"},
        };
        app.post('/v1/payment-instructions',
            authenticateMiddleware([{"kongsi":["payments.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.makeInstruction)),

            async function BankController_makeInstruction(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_makeInstruction, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'makeInstruction',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 201,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_listInstructions: Record<string, TsoaRoute.ParameterSchema> = {
                settlementId: {"in":"query","name":"settlementId","dataType":"string"},
                limit: {"in":"query","name":"limit","dataType":"double"},
                cursor: {"in":"query","name":"cursor","dataType":"string"},
        };
        app.get('/v1/payment-instructions',
            authenticateMiddleware([{"kongsi":["bank.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.listInstructions)),

            async function BankController_listInstructions(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_listInstructions, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listInstructions',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_getInstructionCsv: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                instructionId: {"in":"path","name":"instructionId","required":true,"dataType":"string"},
        };
        app.get('/v1/payment-instructions/:instructionId/csv',
            authenticateMiddleware([{"kongsi":["payouts.file"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.getInstructionCsv)),

            async function BankController_getInstructionCsv(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_getInstructionCsv, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInstructionCsv',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsBankController_getInstructionXml: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                instructionId: {"in":"path","name":"instructionId","required":true,"dataType":"string"},
        };
        app.get('/v1/payment-instructions/:instructionId/xml',
            authenticateMiddleware([{"kongsi":["payouts.file"]}]),
            ...(fetchMiddlewares<RequestHandler>(BankController)),
            ...(fetchMiddlewares<RequestHandler>(BankController.prototype.getInstructionXml)),

            async function BankController_getInstructionXml(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsBankController_getInstructionXml, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<BankController>(BankController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getInstructionXml',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsJournalController_getJournal: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                windowId: {"in":"query","name":"windowId","dataType":"string"},
                from: {"in":"query","name":"from","dataType":"string"},
                to: {"in":"query","name":"to","dataType":"string"},
        };
        app.get('/v1/journal',
            authenticateMiddleware([{"kongsi":["journal.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(JournalController)),
            ...(fetchMiddlewares<RequestHandler>(JournalController.prototype.getJournal)),

            async function JournalController_getJournal(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsJournalController_getJournal, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<JournalController>(JournalController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getJournal',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsJournalController_getJournalCsv: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                windowId: {"in":"query","name":"windowId","dataType":"string"},
                from: {"in":"query","name":"from","dataType":"string"},
                to: {"in":"query","name":"to","dataType":"string"},
                separator: {"in":"query","name":"separator","dataType":"union","subSchemas":[{"dataType":"enum","enums":["COMMA"]},{"dataType":"enum","enums":["SEMICOLON"]}]},
        };
        app.get('/v1/journal/csv',
            authenticateMiddleware([{"kongsi":["journal.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(JournalController)),
            ...(fetchMiddlewares<RequestHandler>(JournalController.prototype.getJournalCsv)),

            async function JournalController_getJournalCsv(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsJournalController_getJournalCsv, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<JournalController>(JournalController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getJournalCsv',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsJournalController_listJournalAccounts: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
        };
        app.get('/v1/journal-accounts',
            authenticateMiddleware([{"kongsi":["journal.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(JournalController)),
            ...(fetchMiddlewares<RequestHandler>(JournalController.prototype.listJournalAccounts)),

            async function JournalController_listJournalAccounts(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsJournalController_listJournalAccounts, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<JournalController>(JournalController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'listJournalAccounts',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsJournalController_setJournalAccount: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
                key: {"in":"path","name":"key","required":true,"ref":"JournalAccountKey"},
                body: {"in":"body","name":"body","required":true,"ref":"AccountRequest"},
        };
        app.post('/v1/journal-accounts/:key',
            authenticateMiddleware([{"kongsi":["journal.make"]}]),
            ...(fetchMiddlewares<RequestHandler>(JournalController)),
            ...(fetchMiddlewares<RequestHandler>(JournalController.prototype.setJournalAccount)),

            async function JournalController_setJournalAccount(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsJournalController_setJournalAccount, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<JournalController>(JournalController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'setJournalAccount',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: 200,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        const argsSessionController_getSession: Record<string, TsoaRoute.ParameterSchema> = {
                request: {"in":"request","name":"request","required":true,"dataType":"object"},
        };
        app.get('/v1/session',
            authenticateMiddleware([{"kongsi":["session.read"]}]),
            ...(fetchMiddlewares<RequestHandler>(SessionController)),
            ...(fetchMiddlewares<RequestHandler>(SessionController.prototype.getSession)),

            async function SessionController_getSession(request: ExRequest, response: ExResponse, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            let validatedArgs: any[] = [];
            try {
                validatedArgs = templateService.getValidatedArgs({ args: argsSessionController_getSession, request, response });

                const container: IocContainer = typeof iocContainer === 'function' ? (iocContainer as IocContainerFactory)(request) : iocContainer;

                const controller: any = await container.get<SessionController>(SessionController);
                if (typeof controller['setStatus'] === 'function') {
                controller.setStatus(undefined);
                }

              await templateService.apiHandler({
                methodName: 'getSession',
                controller,
                response,
                next,
                validatedArgs,
                successStatus: undefined,
              });
            } catch (err) {
                return next(err);
            }
        });
        // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa


    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

    function authenticateMiddleware(security: TsoaRoute.Security[] = []) {
        return async function runAuthenticationMiddleware(request: any, response: any, next: any) {

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            // keep track of failed auth attempts so we can hand back the most
            // recent one.  This behavior was previously existing so preserving it
            // here
            const failedAttempts: any[] = [];
            const pushAndRethrow = (error: any) => {
                failedAttempts.push(error);
                throw error;
            };

            const secMethodOrPromises: Promise<any>[] = [];
            for (const secMethod of security) {
                if (Object.keys(secMethod).length > 1) {
                    const secMethodAndPromises: Promise<any>[] = [];

                    for (const name in secMethod) {
                        secMethodAndPromises.push(
                            expressAuthenticationRecasted(request, name, secMethod[name], response)
                                .catch(pushAndRethrow)
                        );
                    }

                    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

                    secMethodOrPromises.push(Promise.all(secMethodAndPromises)
                        .then(users => { return users[0]; }));
                } else {
                    for (const name in secMethod) {
                        secMethodOrPromises.push(
                            expressAuthenticationRecasted(request, name, secMethod[name], response)
                                .catch(pushAndRethrow)
                        );
                    }
                }
            }

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

            try {
                request['user'] = await Promise.any(secMethodOrPromises);

                // Response was sent in middleware, abort
                if (response.writableEnded) {
                    return;
                }

                next();
            }
            catch(err) {
                // Show most recent error as response
                const error = failedAttempts.pop();
                error.status = error.status || 401;

                // Response was sent in middleware, abort
                if (response.writableEnded) {
                    return;
                }
                next(error);
            }

            // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
        }
    }

    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
}

// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa

export { models };
