import { minorToValue } from '../../kernel/money';

/** Money that the bank is asked to move. */
export interface Payout {
  readonly endToEnd: string;
  readonly amountMinor: bigint;
  readonly holder: string;
  readonly accountNo: string;
  readonly bic: string;
  readonly bankName: string;
}

export interface Payer {
  readonly legalName: string;
  readonly holder: string;
  readonly accountNo: string;
  readonly bic: string;
}

export interface Instruction {
  readonly instructionId: string;
  readonly executionDate: string;
  readonly madeAt: Date;
  readonly payouts: readonly Payout[];
}

const total = (payouts: readonly Payout[]): bigint => payouts.reduce((sum, one) => sum + one.amountMinor, 0n);

/** The instruction as CSV: header, one row a payout, trailer with count and sum. A cell that a spreadsheet would run as a formula is made text. */
export function instructionCsv({ instructionId, executionDate, payouts }: Instruction): string {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = payouts.map((one) => ['P', one.endToEnd, minorToValue(one.amountMinor), 'IDR', one.bankName, one.bic, one.accountNo, one.holder]);
  return [['H', 'KONGSI-PAYOUT', '1', instructionId, executionDate], ...rows, ['T', String(payouts.length), minorToValue(total(payouts))]].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The instruction as ISO 20022 customer credit transfer initiation, pain.001.001.09. */
export function instructionXml(instruction: Instruction, payer: Payer): string {
  const { instructionId, executionDate, madeAt, payouts } = instruction;
  const id = instructionId.replaceAll('-', '').slice(0, 35);
  const sum = minorToValue(total(payouts));
  const account = (no: string): string => `<Id><Othr><Id>${xml(no)}</Id></Othr></Id>`;
  const agent = (bic: string): string => `<FinInstnId><BICFI>${xml(bic)}</BICFI></FinInstnId>`;
  const transfers = payouts.map((one) => `<CdtTrfTxInf><PmtId><EndToEndId>${xml(one.endToEnd.slice(0, 35))}</EndToEndId></PmtId><Amt><InstdAmt Ccy="IDR">${minorToValue(one.amountMinor)}</InstdAmt></Amt><CdtrAgt>${agent(one.bic)}</CdtrAgt>`
    + `<Cdtr><Nm>${xml(one.holder.slice(0, 140))}</Nm></Cdtr><CdtrAcct>${account(one.accountNo)}</CdtrAcct><RmtInf><Ustrd>${xml(one.endToEnd)}</Ustrd></RmtInf></CdtTrfTxInf>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${madeAt.toISOString().slice(0, 19)}Z</CreDtTm><NbOfTxs>${payouts.length}</NbOfTxs><CtrlSum>${sum}</CtrlSum><InitgPty><Nm>${xml(payer.legalName.slice(0, 140))}</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>${id}</PmtInfId><PmtMtd>TRF</PmtMtd><NbOfTxs>${payouts.length}</NbOfTxs><CtrlSum>${sum}</CtrlSum><ReqdExctnDt><Dt>${executionDate}</Dt></ReqdExctnDt><Dbtr><Nm>${xml(payer.holder.slice(0, 140))}</Nm></Dbtr><DbtrAcct>${account(payer.accountNo)}<Ccy>IDR</Ccy></DbtrAcct><DbtrAgt>${agent(payer.bic)}</DbtrAgt>
${transfers}
</PmtInf></CstmrCdtTrfInitn></Document>
`;
}

/** Text inside an element; characters that XML 1.0 does not know are left out. */
function xml(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
