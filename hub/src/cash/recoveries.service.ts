import type { Tx } from '../db/tx';
import { liftEarnStop } from '../partners';
import { insertRecovery, unrecovered } from './defaults.transactor';
import { recover } from './domain/default';

/** Money that a defaulter pays after all. */
export class RecoveriesService {
  /**
   * Takes of a payment what repays the losses of the payer's declared defaults, the oldest first. The stop of its earns ends with the last of them.
   * @param names an obligation that the payment names: then only that obligation's default is repaid
   * @returns how much was taken
   */
  async take(tx: Tx, payment: { paymentId: string; partyId: string; amountMinor: bigint; names: string | undefined; at: Date }): Promise<bigint> {
    let rest = payment.amountMinor;
    for (const one of await unrecovered(tx, payment.partyId, payment.names)) {
      const given = recover(rest, one.partners.map((partner) => partner.lacks), one.hubLacks);
      const amountMinor = rest - given.rest;
      if (amountMinor === 0n) continue;
      await insertRecovery(tx, { paymentId: payment.paymentId, defaultId: one.defaultId, amountMinor, hubMinor: given.toHub, shares: one.partners.map(({ partyId }, at) => ({ partyId, amount: given.toPartners[at] ?? 0n })) });
      rest = given.rest;
    }
    if (rest < payment.amountMinor && (await unrecovered(tx, payment.partyId, undefined)).every((one) => one.hubLacks + one.partners.reduce((sum, partner) => sum + partner.lacks, 0n) === 0n)) await liftEarnStop(tx, payment.partyId, 'DEFAULT', payment.at);
    return payment.amountMinor - rest;
  }
}
