import type { NettingParts } from './domain/netting-figures';

/** What entered an obligation `o` beside the claims of its settlement's windows; joined as `n`. */
export const NETTED_BESIDE = `LATERAL (SELECT d.fees, d.ppn, d.notes, c.withheld, c.unapplied, c.recovered, c.lost FROM
    (SELECT coalesce(sum(x.fees_minor) FILTER (WHERE i.invoice_id IS NOT NULL), 0)::text AS fees, coalesce(sum(x.ppn_minor) FILTER (WHERE i.invoice_id IS NOT NULL), 0)::text AS ppn, coalesce(-sum(x.fees_minor + x.ppn_minor) FILTER (WHERE i.invoice_id IS NULL), 0)::text AS notes
       FROM settlement_document x LEFT JOIN invoice i ON i.invoice_id = x.document_id WHERE o.takes_beside AND x.settlement_id = o.settlement_id AND x.partner_id = o.party_id) d
    CROSS JOIN (SELECT coalesce(sum(x.amount_minor) FILTER (WHERE p.kind = 'CERTIFICATE'), 0)::text AS withheld, coalesce(sum(x.amount_minor) FILTER (WHERE x.kind = 'UNAPPLIED_CASH' AND p.kind <> 'CERTIFICATE'), 0)::text AS unapplied,
         coalesce(sum(x.amount_minor) FILTER (WHERE x.kind = 'RECOVERY'), 0)::text AS recovered, coalesce(-sum(x.amount_minor) FILTER (WHERE x.kind = 'LOSS_SHARE'), 0)::text AS lost
       FROM settlement_credit x LEFT JOIN payment p ON x.kind = 'UNAPPLIED_CASH' AND p.payment_id = x.source_id WHERE o.takes_beside AND x.settlement_id = o.settlement_id AND x.party_id = o.party_id) c) n`;

/** Amounts in minor units, as PostgreSQL gives them. */
export interface NettedRow {
  readonly payable: string;
  readonly receivable: string;
  readonly fees: string;
  readonly ppn: string;
  readonly notes: string;
  readonly withheld: string;
  readonly unapplied: string;
  readonly recovered: string;
  readonly lost: string;
  readonly disputed: string;
}

export const NETTED = 'n.fees, n.ppn, n.notes, n.withheld, n.unapplied, n.recovered, n.lost';

export function partsOfRow(row: NettedRow): NettingParts {
  return { receivableMinor: BigInt(row.receivable), payableMinor: BigInt(row.payable), feesMinor: BigInt(row.fees), ppnMinor: BigInt(row.ppn), creditNotesMinor: BigInt(row.notes), withheldMinor: BigInt(row.withheld), unappliedMinor: BigInt(row.unapplied),
    recoveriesMinor: BigInt(row.recovered), lossSharesMinor: BigInt(row.lost), disputedMinor: BigInt(row.disputed) };
}
