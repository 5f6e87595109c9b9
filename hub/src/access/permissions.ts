import { DomainError } from '../kernel/errors';
import { ROLES, SCOPES, type Role, type Scope, type UserCaller } from './request-context';

const HUB_READ: readonly Role[] = ['HUB_ADMIN', 'HUB_FINANCE', 'HUB_APPROVER', 'HUB_SUPPORT', 'AUDITOR'];
const FINANCE_READ: readonly Role[] = ['PARTNER_OWNER', 'PARTNER_FINANCE', ...HUB_READ];

/** What people of the portal may do: each permission and the roles that hold it. */
export const PERMISSIONS = {
  'session.read': ROLES,
  'overview.read': ['PARTNER_VIEWER', ...FINANCE_READ],
  'postings.read': ['PARTNER_DEVELOPER', ...FINANCE_READ],
  'settlements.read': FINANCE_READ,
  'settlements.make': ['HUB_FINANCE'],
  'settlements.approve': ['HUB_FINANCE', 'HUB_APPROVER'],
  'settlementGroups.read': HUB_READ,
  'settlementGroups.make': ['HUB_FINANCE', 'HUB_ADMIN'],
  'settlementGroups.check': ['HUB_APPROVER'],
  'settlementGroups.withdraw': ['HUB_FINANCE', 'HUB_ADMIN', 'HUB_APPROVER'],
  'restatements.read': HUB_READ,
  'restatements.make': ['HUB_FINANCE'],
  'restatements.approve': ['HUB_APPROVER'],
  'restatements.decide': ['HUB_FINANCE', 'HUB_APPROVER'],
  'windows.run': ['HUB_FINANCE', 'HUB_ADMIN'],
  'invoices.read': FINANCE_READ,
  'disputes.read': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'PARTNER_STORE', 'PARTNER_VIEWER', ...HUB_READ],
  'disputes.make': ['PARTNER_OWNER', 'PARTNER_FINANCE'],
  'disputes.answer': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_FINANCE'],
  'disputes.comment': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'PARTNER_STORE', 'HUB_FINANCE', 'HUB_SUPPORT'],
  'disputes.rule': ['HUB_FINANCE'],
  'disputes.approve': ['HUB_APPROVER'],
  'journal.read': ['HUB_FINANCE', 'HUB_APPROVER', 'HUB_ADMIN', 'AUDITOR'],
  'tax.export': ['HUB_FINANCE', 'HUB_APPROVER', 'AUDITOR'],
  'tax.make': ['HUB_FINANCE'],
  'return-notes.make': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_FINANCE'],
  'journal.make': ['HUB_FINANCE'],
  'payments.make': ['HUB_FINANCE'],
  'payments.read': FINANCE_READ,
  'payments.unmatch': ['HUB_FINANCE', 'HUB_APPROVER'],
  'refunds.make': ['HUB_FINANCE'],
  'refunds.check': ['HUB_APPROVER'],
  'refunds.withdraw': ['HUB_FINANCE', 'HUB_APPROVER'],
  'holidays.read': ROLES,
  'holidays.make': ['HUB_FINANCE'],
  'bank.read': ['HUB_FINANCE', 'HUB_APPROVER', 'HUB_ADMIN', 'AUDITOR'],
  'payouts.file': ['HUB_FINANCE', 'HUB_APPROVER'],
  'accounts.read': FINANCE_READ,
  'accounts.make': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_FINANCE'],
  'accounts.check': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_FINANCE', 'HUB_APPROVER'],
  'virtualAccounts.make': ['HUB_FINANCE'],
  'virtualAccounts.check': ['HUB_FINANCE', 'HUB_APPROVER'],
  'certificates.make': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_FINANCE'],
  'certificates.check': ['HUB_FINANCE', 'HUB_APPROVER'],
  'defaults.read': ['HUB_FINANCE', 'HUB_APPROVER', 'HUB_ADMIN', 'AUDITOR'],
  'defaults.make': ['HUB_FINANCE'],
  'defaults.check': ['HUB_APPROVER'],
  'reconciliation.read': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_ADMIN', 'HUB_FINANCE', 'HUB_APPROVER', 'AUDITOR'],
  'reconciliation.make': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_FINANCE'],
  'breaks.close': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_FINANCE', 'HUB_APPROVER'],
  'rules.read': ['HUB_ADMIN', 'HUB_FINANCE', 'HUB_APPROVER', 'AUDITOR'],
  'rules.make': ['HUB_FINANCE'],
  'rules.check': ['HUB_APPROVER'],
  'partners.read': ROLES,
  'partners.make': ['HUB_ADMIN'],
  'outlets.make': ['PARTNER_OWNER', 'PARTNER_DEVELOPER', 'HUB_ADMIN'],
  'keys.read': ['PARTNER_OWNER', 'PARTNER_DEVELOPER', 'HUB_ADMIN', 'HUB_SUPPORT', 'AUDITOR'],
  'keys.make': ['PARTNER_OWNER', 'PARTNER_DEVELOPER', 'HUB_ADMIN'],
  'keys.check': ['PARTNER_OWNER', 'HUB_APPROVER'],
  'keys.revoke': ['PARTNER_OWNER', 'PARTNER_DEVELOPER', 'HUB_ADMIN', 'HUB_APPROVER'],
  'terms.read': FINANCE_READ,
  'terms.make': ['HUB_FINANCE', 'HUB_ADMIN'],
  'terms.check': ['HUB_APPROVER'],
  'terms.countersign': ['PARTNER_OWNER'],
  'terms.withdraw': ['HUB_FINANCE', 'HUB_ADMIN', 'HUB_APPROVER', 'PARTNER_OWNER'],
  'guard.read': FINANCE_READ,
  'guard.make': ['HUB_FINANCE', 'HUB_ADMIN'],
  'guard.check': ['HUB_APPROVER'],
  'reports.read': FINANCE_READ,
  'urr.make': ['HUB_FINANCE'],
  'limits.read': ['PARTNER_DEVELOPER', ...FINANCE_READ],
  'limits.make': ['HUB_FINANCE', 'HUB_ADMIN'],
  'limits.check': ['HUB_APPROVER'],
  'limits.withdraw': ['HUB_FINANCE', 'HUB_ADMIN', 'HUB_APPROVER'],
  'scenarios.read': FINANCE_READ,
  'scenarios.make': ['HUB_FINANCE', 'HUB_ADMIN'],
  'members.read': HUB_READ,
  'members.freeze': ['HUB_SUPPORT', 'HUB_ADMIN'],
  'points.care': ['HUB_SUPPORT', 'HUB_ADMIN'],
  'points.adjust': ['HUB_SUPPORT', 'HUB_ADMIN', 'HUB_APPROVER'],
  'points.approve': ['HUB_APPROVER', 'HUB_ADMIN'],
  'test.clock': ['HUB_ADMIN', 'HUB_FINANCE'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Permission = keyof typeof PERMISSIONS;

/** In place of a scope: every key may call, and the operation judges its scopes itself. */
const ANY_KEY = 'any-key';

/** What an operation asks for: a scope of a partner's key, a permission of a person, or either. */
export interface Demand {
  readonly anyKey: boolean;
  readonly scope?: Scope;
  readonly permission?: Permission;
}

export function demandOf(names: readonly string[]): Demand {
  const scope = names.find((name): name is Scope => (SCOPES as readonly string[]).includes(name));
  const permission = names.find((name): name is Permission => name in PERMISSIONS);
  return { anyKey: names.includes(ANY_KEY), ...(scope && { scope }), ...(permission && { permission }) };
}

/** @throws DomainError `role_required`, naming the roles that may do it */
export function checkPermission(caller: UserCaller, permission: Permission | undefined): void {
  if (permission === undefined) throw new DomainError('role_required', { detail: 'Partners call this with a signed token of their own; people cannot.' });
  const roles: readonly Role[] = PERMISSIONS[permission];
  const fitting = roles.filter((role) => caller.roles.has(role) && role.startsWith('PARTNER_') === (caller.partnerId !== undefined));
  if (fitting.length === 0) throw new DomainError('role_required', { detail: `One of these roles may do this: ${roles.join(', ')}.`, data: { roles } });
}
