import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoBrand } from './brands';

export interface Person {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly partnerId?: string;
  readonly brand?: string;
}

interface MachineClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly partnerId?: string;
}

/** People and machine clients of the development identity provider; the file grows as brands join. */
export class IdentityFile {
  readonly users: Person[] = [
    { sub: 'rina', name: 'Rina Maharani', roles: ['HUB_FINANCE', 'HUB_ADMIN'], brand: 'Operator' },
    { sub: 'budi', name: 'Budi Hartono', roles: ['HUB_APPROVER'], brand: 'Operator' },
    { sub: 'tari', name: 'Tari Puspita', roles: ['AUDITOR'], brand: 'Operator' },
  ];
  readonly clients: MachineClient[] = [];

  constructor(private readonly path: string) {}

  client(clientId: string, roles: readonly string[], partnerId?: string): MachineClient {
    const made = { clientId, clientSecret: randomBytes(24).toString('base64url'), name: clientId, roles, ...(partnerId !== undefined && { partnerId }) };
    this.clients.push(made);
    this.save();
    return made;
  }

  brand(brand: DemoBrand, partnerId: string): void {
    const code = brand.code.toLowerCase();
    this.users.push({ sub: `${code}-owner`, name: brand.owner, roles: ['PARTNER_OWNER'], partnerId, brand: brand.brandName }, { sub: `${code}-finance`, name: brand.finance, roles: ['PARTNER_FINANCE'], partnerId, brand: brand.brandName });
    this.save();
  }

  save(): void {
    mkdirSync(join(this.path, '..'), { recursive: true });
    writeFileSync(this.path, `${JSON.stringify({ users: this.users, clients: this.clients }, null, 2)}\n`, { mode: 0o600 });
  }
}
