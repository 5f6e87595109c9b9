/* tslint:disable */
/* eslint-disable */
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import type { TsoaRoute } from '@tsoa/runtime';
import {  fetchMiddlewares, ExpressTemplateService } from '@tsoa/runtime';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { SandboxController } from './../../sandbox/sandbox.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { MembersController } from './../../members/members.controller';
// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
import { PostingsController } from './../../ledger/postings.controller';
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
        },
        "additionalProperties": {"dataType":"any"},
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
    "Member": {
        "dataType": "refObject",
        "properties": {
            "object": {"dataType":"enum","enums":["member"],"required":true},
            "id": {"dataType":"string","required":true},
            "status": {"dataType":"union","subSchemas":[{"dataType":"enum","enums":["ACTIVE"]},{"dataType":"enum","enums":["FROZEN"]},{"dataType":"enum","enums":["CLOSED"]}],"required":true},
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
    "Money": {
        "dataType": "refObject",
        "properties": {
            "currency": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send a three-letter currency code such as IDR.\"","value":"^[A-Z]{3}$"}}},
            "value": {"dataType":"string","required":true,"validators":{"pattern":{"errorMsg":"\"Send a string with exactly two decimals, such as 125000.00.\"","value":"^-?(0|[1-9][0-9]{0,15})\\.[0-9]{2}$"}}},
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
            "balance": {"ref":"BalanceAfter","required":true},
        },
        "additionalProperties": false,
    },
    // WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa
    "ExternalId": {
        "dataType": "refAlias",
        "type": {"dataType":"string","validators":{"pattern":{"errorMsg":"\"Send 1 to 64 of the characters A-Z a-z 0-9 . _ : / -\"","value":"^[A-Za-z0-9._:/-]{1,64}$"}}},
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
    "Instant": {
        "dataType": "refAlias",
        "type": {"dataType":"string","validators":{"pattern":{"errorMsg":"\"Send an RFC 3339 instant such as 2026-11-22T10:15:00+07:00.\"","value":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$"}}},
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
            "points": {"dataType":"double","required":true},
            "remaining": {"dataType":"double","required":true},
            "earnedAt": {"dataType":"string"},
            "expiresAt": {"dataType":"string"},
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
};
const templateService = new ExpressTemplateService(models, {"noImplicitAdditionalProperties":"throw-on-extras","bodyCoercion":false});

// WARNING: This file was auto-generated with tsoa. Please do not modify it. Re-run tsoa to re-generate this file: https://github.com/lukeautry/tsoa




export function RegisterRoutes(app: Router) {

    // ###########################################################################################################
    //  NOTE: If you do not see routes for all of your controllers in this file, then you might not have informed tsoa of where to look
    //      Please look into the "controllerPathGlobs" config option described in the readme: https://github.com/lukeautry/tsoa
    // ###########################################################################################################


    
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
            authenticateMiddleware([{"kongsi":["member:read"]}]),
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
            authenticateMiddleware([{"kongsi":["balance:read"]}]),
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
            authenticateMiddleware([{"kongsi":["balance:read"]}]),
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
