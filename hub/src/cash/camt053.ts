import { parser as saxParser } from 'sax';
import { StatementBuilder, type ReadStatement } from './domain/bank-statement';
import { digitsOf } from './domain/virtual-account';

const MAX_DEPTH = 24;
const MAX_TEXT = 4_096;
const TRANSACTION = 'Ntry/NtryDtls/TxDtls';
const CREDITORS: readonly string[] = [`${TRANSACTION}/RltdPties/CdtrAcct/Id/Othr/Id`, `${TRANSACTION}/RltdPties/CdtrAcct/Prxy/Id`];
const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(02|03|04|05|06|07|08)$/;

/** An entry while its elements are read; paths are below `Stmt`, without prefixes. */
interface Draft {
  readonly line: number;
  readonly texts: Map<string, string[]>;
  /** Of each transaction of the entry, to which accounts its money came. */
  readonly creditors: string[][];
  currency: string;
}

/** A file that is no XML, or that wants something other than to be read. */
class NotReadable extends Error {
  constructor(readonly line: number, readonly code: string, message: string) {
    super(message);
  }
}

/**
 * Reads an ISO 20022 bank-to-customer statement, camt.053.001.02 to .08, with one statement of booked entries. Its own control figures,
 * the count and sum of `TxsSummry` or the opening and closing balance, must agree; one of the two has to be there.
 * Document types, entities of one's own and deep nesting are refused before anything is expanded, and nothing outside is ever read.
 */
export function readCamt053(text: string): ReadStatement {
  const builder = new StatementBuilder();
  try {
    const reader = new CamtReader(builder);
    walk(text, reader);
    reader.finish();
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    builder.fault(error.line, error.code, error.message);
  }
  return builder.done();
}

function walk(text: string, reader: CamtReader): void {
  const xml = saxParser(true, { position: true });
  const line = (): number => xml.line + 1;
  const stack: string[] = [];
  let content = '';
  xml.onerror = (error) => {
    throw new NotReadable(line(), 'xml_malformed', `The file is not well-formed XML: ${error.message.split('\n')[0] ?? ''}`);
  };
  xml.ondoctype = () => {
    throw new NotReadable(line(), 'doctype', 'The file has a document type declaration. Bank statements need none, and it could make the hub read or expand what it must not.');
  };
  xml.onopentag = ({ name, attributes }) => {
    if (stack.length >= MAX_DEPTH) throw new NotReadable(line(), 'too_deep', `The file is nested deeper than ${MAX_DEPTH} levels.`);
    const local = name.replace(/^.*:/, '');
    const values = attributes as Record<string, string>;
    if (stack.length === 0) {
      const namespace = values[name.includes(':') ? `xmlns:${name.split(':')[0] ?? ''}` : 'xmlns'] ?? '';
      if (local !== 'Document' || !NAMESPACE.test(namespace)) throw new NotReadable(line(), 'not_camt053', 'The file is no camt.053.001.02 to .08 document.');
    }
    stack.push(local);
    content = '';
    reader.open(stack.slice(3).join('/'), stack, line(), values['Ccy'] ?? '');
  };
  const append = (part: string): void => {
    content += part;
    if (content.length > MAX_TEXT) throw new NotReadable(line(), 'text_too_long', `An element holds more than ${MAX_TEXT} characters.`);
  };
  xml.ontext = append;
  xml.oncdata = append;
  xml.onclosetag = () => {
    reader.close(stack.slice(3).join('/'), content.trim(), line());
    stack.pop();
    content = '';
  };
  xml.write(text.replace(/^\uFEFF/, '')).close();
}

/** What of a statement matters, gathered element by element. */
class CamtReader {
  private readonly head = new Map<string, { text: string; line: number }>();
  private readonly balances: { code: string; amount: bigint; line: number }[] = [];
  private statements = 0;
  private entry: Draft | undefined;
  private balance = { code: '', amount: '', currency: '', sign: '' };

  constructor(private readonly builder: StatementBuilder) {}

  open(path: string, stack: readonly string[], line: number, currency: string): void {
    if (stack.length === 3 && stack[2] === 'Stmt') {
      this.statements += 1;
      if (this.statements > 1) throw new NotReadable(line, 'several_statements', 'The file holds several statements. Send each as a file of its own.');
    }
    if (path === 'Ntry') this.entry = { line, texts: new Map(), creditors: [], currency: '' };
    if (path === TRANSACTION) this.entry?.creditors.push([]);
    if (path === 'Ntry/Amt' && this.entry) this.entry.currency = currency;
    if (path === 'Bal') this.balance = { code: '', amount: '', currency: '', sign: '' };
    if (path === 'Bal/Amt') this.balance.currency = currency;
  }

  close(path: string, text: string, line: number): void {
    if (path === 'Ntry') return this.endEntry();
    if (this.entry) {
      if (text.length > 0) this.entry.texts.set(path, [...(this.entry.texts.get(path) ?? []), text]);
      if (CREDITORS.includes(path)) this.entry.creditors.at(-1)?.push(text);
      return;
    }
    if (path === 'Bal') return this.endBalance(line);
    if (path === 'Bal/Tp/CdOrPrtry/Cd') this.balance.code = text;
    if (path === 'Bal/Amt') this.balance.amount = text;
    if (path === 'Bal/CdtDbtInd') this.balance.sign = text;
    if (path !== '' && text.length > 0 && !this.head.has(path)) this.head.set(path, { text, line });
  }

  private endEntry(): void {
    const entry = this.entry;
    this.entry = undefined;
    if (!entry) return;
    const first = (...paths: string[]): string => paths.map((path) => entry.texts.get(`Ntry/${path}`)?.[0]).find((text) => text !== undefined) ?? '';
    const { line } = entry;
    const status = first('Sts/Cd', 'Sts');
    if (status !== 'BOOK') this.builder.fault(line, 'not_booked', `The entry has the status ${status.slice(0, 12) || 'nothing'}; only booked entries (BOOK) are money.`);
    const sign = first('CdtDbtInd');
    if (sign !== 'CRDT' && sign !== 'DBIT') this.builder.fault(line, 'direction', 'CdtDbtInd is neither CRDT nor DBIT.');
    this.builder.currency(line, entry.currency);
    const details = 'NtryDtls/TxDtls';
    const other = sign === 'CRDT' ? 'Dbtr' : 'Cdtr';
    const [name, account] = [first(`${details}/RltdPties/${other}/Nm`, `${details}/RltdPties/${other}/Pty/Nm`), first(`${details}/RltdPties/${other}Acct/Id/Othr/Id`, `${details}/RltdPties/${other}Acct/Id/IBAN`)];
    const to = sign === 'CRDT' ? this.creditedTo(entry) : {};
    const remarks = [`${details}/RmtInf/Ustrd`, `${details}/RmtInf/Strd/CdtrRefInf/Ref`, `${details}/Refs/EndToEndId`, 'AddtlNtryInf'].flatMap((path) => entry.texts.get(`Ntry/${path}`) ?? []).filter((text) => text !== 'NOTPROVIDED');
    this.builder.entry({ line, reference: first('AcctSvcrRef', 'NtryRef', `${details}/Refs/AcctSvcrRef`), bookedOn: this.builder.date(line, first('BookgDt/Dt', 'BookgDt/DtTm').slice(0, 10)), direction: sign === 'DBIT' ? 'OUT' : 'IN',
      amountMinor: this.builder.amount(line, twoDecimals(first('Amt'))), remark: [...new Set(remarks)].join(' ').slice(0, 500), ...(name && { counterpartyName: name.slice(0, 140) }), ...(account && { counterpartyAccount: account.replace(/[\s.-]/g, '').toUpperCase() }), ...to, ...(first('RvslInd') === 'true' && { reversal: true }) });
  }

  /**
   * Accounts of creditors, or their proxies, that are not the account of the statement: where the bank says to which virtual account money came. Several transactions that the bank booked as one
   * are money of whoever paid each of them, unless all of them came to the same virtual account.
   */
  private creditedTo({ creditors }: Draft): { virtualAccount?: string; collective?: true } {
    const own = (this.head.get('Acct/Id/Othr/Id') ?? this.head.get('Acct/Id/IBAN'))?.text.replace(/[\s.-]/g, '') ?? '';
    const said = creditors.map((texts) => [...new Set(texts.map(digitsOf).filter((digits) => digits !== undefined && digits !== '' && digits !== own))]);
    const all = new Set(said.flat());
    const [virtualAccount] = all;
    if (all.size > 1 || (said.length > 1 && (all.size === 0 || said.some((one) => one.length === 0)))) return { collective: true };
    return virtualAccount === undefined ? {} : { virtualAccount };
  }

  private endBalance(line: number): void {
    const { code, amount, sign } = this.balance;
    if (code !== 'OPBD' && code !== 'CLBD' && code !== 'PRCD') return;
    const size = this.builder.amount(line, twoDecimals(amount));
    this.balances.push({ code, amount: sign === 'DBIT' ? -size : size, line });
  }

  /** The head, and the control figures against the entries. */
  finish(): void {
    const text = (...paths: string[]): string => paths.map((path) => this.head.get(path)?.text).find((one) => one !== undefined) ?? '';
    if (this.statements === 0) return this.builder.fault(1, 'statement_missing', 'The file holds no statement.');
    this.builder.head(this.head.get('Id')?.line ?? 1, text('Id'), text('Acct/Id/Othr/Id', 'Acct/Id/IBAN'), text('Acct/Ccy') || this.balance.currency);
    const { count, inMinor, outMinor } = this.builder.sums();
    const counted = this.head.get('TxsSummry/TtlNtries/NbOfNtries');
    const summed = this.head.get('TxsSummry/TtlNtries/Sum');
    if (counted && counted.text !== String(count)) this.builder.fault(counted.line, 'trailer_count', `TxsSummry counts ${counted.text.slice(0, 20)} entries; the file has ${count}.`);
    if (summed && this.builder.amount(summed.line, twoDecimals(summed.text)) !== inMinor + outMinor) this.builder.fault(summed.line, 'trailer_sum', `TxsSummry's sum is ${summed.text.slice(0, 30)}; the entries come to another sum.`);
    const opening = this.balances.find((one) => one.code !== 'CLBD');
    const closing = this.balances.find((one) => one.code === 'CLBD');
    if (opening && closing && opening.amount + inMinor - outMinor !== closing.amount) this.builder.fault(closing.line, 'balance', 'The opening balance and the entries do not come to the closing balance. An entry is missing, or one is too many.');
    if (!(counted && summed) && !(opening && closing)) this.builder.fault(1, 'control_missing', 'The file has neither the count and sum of its entries (TxsSummry) nor an opening and a closing balance, so nobody can tell whether it is whole.');
  }
}

/** ISO 20022 leaves decimals to the sender: `125000`, `125000.5` and `125000.00` are one amount. More than two decimals stay as they are and are refused. */
function twoDecimals(amount: string): string {
  const [, whole, decimals = ''] = /^(-?\d+)(?:\.(\d*))?$/.exec(amount) ?? [];
  return whole === undefined || decimals.replace(/0+$/, '').length > 2 ? amount : `${whole}.${decimals.slice(0, 2).padEnd(2, '0')}`;
}
