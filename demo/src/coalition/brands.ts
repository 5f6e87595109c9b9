/** A brand of the demo coalition: what it sells, and how its terms differ from the coalition's. */
export interface DemoBrand {
  readonly code: string;
  readonly brandName: string;
  readonly legalName: string;
  readonly npwp: string;
  readonly address: string;
  readonly outlets: readonly string[];
  readonly owner: string;
  readonly finance: string;
  /** Rupiah a point that it pays as issuer and receives as redeemer. */
  readonly payPrice: string;
  readonly receivePrice: string;
  /** What it receives as redeemer for points that their issuer paid for when it gave them; absent: Rp 475. */
  readonly prepaidPrice?: string;
  /** Part of the value of an expired point that it gives to the coalition's fund; absent: nothing. */
  readonly expireRate?: string;
  readonly issuerFee: string;
  readonly acceptanceFee: string;
  /** Rupiah of a sale for one point; absent for a brand that only redeems. */
  readonly amountPerPoint?: string;
  /** A usual basket, in rupiah. */
  readonly basket: readonly [number, number];
  /** Share of the coalition's earns and burns that happen here. */
  readonly earnShare: number;
  readonly burnShare: number;
  readonly minPoints?: number;
  /** What it may owe before it gives no more points; absent: as much as it will. */
  readonly netDebitCap?: string;
  readonly collateral?: string;
  /** Part of its points that is expected to be burned. */
  readonly urr?: string;
  /** Where the hub pays it; absent for brands of which nobody plays the money. */
  readonly account?: BankDetails;
}

export interface BankDetails {
  readonly bankName: string;
  readonly bic: string;
  readonly accountNo: string;
}

const BANKS = { BCA: { bankName: 'BCA', bic: 'CENAIDJA' }, MANDIRI: { bankName: 'Bank Mandiri', bic: 'BMRIIDJA' }, BRI: { bankName: 'BRI', bic: 'BRINIDJA' }, BNI: { bankName: 'BNI', bic: 'BNINIDJA' } } as const;
const at = (bank: keyof typeof BANKS, accountNo: string): BankDetails => ({ ...BANKS[bank], accountNo });

/** The account to which partners pay; its holder is the operator of the demo. */
export const HUB_ACCOUNT = { ...at('BCA', '5270304466'), holder: 'PT Kongsi Koalisi Nusantara' };

/** Brands that pay to a number of their own at the hub's bank; the others pay to its account with the reference of their statement. */
const PAY_BY_NUMBER = ['SEGAR', 'SEHAT', 'BENSIN', 'KOPI', 'AYU', 'BUKU'];
/** What the bank gave the hub as the beginning of its numbers. */
const COMPANY = '70012';

/** The virtual account of a brand, as the bank gave it: the hub's prefix, and eleven digits of the payer. */
export function virtualAccountOf({ code, brandName }: Pick<DemoBrand, 'code' | 'brandName'>): { readonly bankCode: string; readonly bankName: string; readonly number: string; readonly name: string } | undefined {
  const at = PAY_BY_NUMBER.indexOf(code);
  return at < 0 ? undefined : { bankCode: '014', bankName: HUB_ACCOUNT.bankName, number: `${COMPANY}${String(81_200_000_001 + at * 1_117)}`, name: `KONGSI ${brandName.toUpperCase()}` };
}

export const BRANDS: readonly DemoBrand[] = [
  { code: 'SEGAR', account: at('BCA', '4450127890'), brandName: 'Pasar Segar', legalName: 'PT Pasar Segar Makmur', npwp: '0013456789011000', address: 'Jl. Panglima Polim Raya No. 41, Jakarta Selatan 12160', outlets: ['Panglima Polim', 'Kelapa Gading', 'BSD City'], owner: 'Ratna Wijaya', finance: 'Hendra Gunawan',
    payPrice: '500', receivePrice: '500', issuerFee: '0.015', acceptanceFee: '0.035', amountPerPoint: '10000.00', basket: [45_000, 850_000], earnShare: 30, burnShare: 22, netDebitCap: '5000000.00', collateral: '6000000.00', urr: '0.88' },
  { code: 'SEHAT', account: at('MANDIRI', '1240005678901'), brandName: 'Apotek Sehat', legalName: 'PT Apotek Sehat Nusantara', npwp: '0024567890122000', address: 'Jl. Cikini Raya No. 12, Jakarta Pusat 10330', outlets: ['Cikini', 'Tebet'], owner: 'Maya Lestari', finance: 'Yusuf Pratama',
    payPrice: '500', receivePrice: '500', issuerFee: '0.0125', acceptanceFee: '0.0325', amountPerPoint: '10000.00', basket: [25_000, 420_000], earnShare: 16, burnShare: 14, netDebitCap: '1500000.00', collateral: '2000000.00', urr: '0.85' },
  { code: 'BENSIN', account: at('BRI', '020601234567890'), brandName: 'Nusa Energi', legalName: 'PT Nusa Energi Retail', npwp: '0035678901233000', address: 'Jl. Gatot Subroto Kav. 36, Jakarta Selatan 12950', outlets: ['Gatot Subroto', 'Rest Area KM 57', 'Bogor'], owner: 'Bambang Setiawan', finance: 'Lina Marlina',
    payPrice: '500', receivePrice: '500', issuerFee: '0.01', acceptanceFee: '0.03', amountPerPoint: '20000.00', basket: [60_000, 600_000], earnShare: 20, burnShare: 10, netDebitCap: '2500000.00', collateral: '1000000.00', urr: '0.82', expireRate: '0.10' },
  { code: 'KOPI', account: at('BCA', '0352467788'), brandName: 'Kopi Kita', legalName: 'PT Kopi Kita Bersama', npwp: '0046789012344000', address: 'Jl. Senopati No. 78, Jakarta Selatan 12190', outlets: ['Senopati', 'Stasiun Sudirman', 'Daring'], owner: 'Dimas Anggara', finance: 'Putri Handayani',
    payPrice: '500', receivePrice: '500', issuerFee: '0.015', acceptanceFee: '0.04', amountPerPoint: '10000.00', basket: [22_000, 180_000], earnShare: 18, burnShare: 24, collateral: '1000000.00', urr: '0.91' },
  { code: 'AYU', account: at('BNI', '0387654321'), brandName: 'Ayu Kosmetik', legalName: 'PT Ayu Indah Kosmetika', npwp: '0057890123455000', address: 'Jl. Asia Afrika No. 8, Bandung 40111', outlets: ['Bandung', 'Grand Indonesia'], owner: 'Sri Rahayu', finance: 'Andi Saputra',
    payPrice: '505', receivePrice: '500', issuerFee: '0.02', acceptanceFee: '0.035', amountPerPoint: '10000.00', basket: [75_000, 950_000], earnShare: 10, burnShare: 12, netDebitCap: '2000000.00', collateral: '2500000.00', urr: '0.86' },
  { code: 'JELAJAH', account: at('MANDIRI', '1450012345678'), brandName: 'Jelajah Tour', legalName: 'PT Jelajah Nusantara Tour', npwp: '0068901234566000', address: 'Jl. Sunset Road No. 100, Kuta, Bali 80361', outlets: ['Bali', 'Daring'], owner: 'Made Wirawan', finance: 'Kadek Ariani',
    payPrice: '500', receivePrice: '485.50', prepaidPrice: '460', issuerFee: '0.015', acceptanceFee: '0.025', amountPerPoint: '25000.00', basket: [450_000, 6_500_000], earnShare: 6, burnShare: 12, minPoints: 50, netDebitCap: '1800000.00', collateral: '3000000.00', urr: '0.79' },
  { code: 'PEDULI', account: at('BRI', '034101765432109'), brandName: 'Yayasan Peduli', legalName: 'Yayasan Peduli Anak Negeri', npwp: '0079012345677000', address: 'Jl. Kramat Raya No. 5, Jakarta Pusat 10450', outlets: ['Donasi Daring'], owner: 'Nurul Hidayah', finance: 'Fajar Nugroho',
    payPrice: '500', receivePrice: '500', issuerFee: '0', acceptanceFee: '0', basket: [0, 0], earnShare: 0, burnShare: 6 },
  { code: 'BUKU', account: at('BNI', '0291837465'), brandName: 'Rumah Buku', legalName: 'PT Rumah Buku Cendekia', npwp: '0080123456788000', address: 'Jl. Malioboro No. 52, Yogyakarta 55271', outlets: ['Malioboro', 'Depok'], owner: 'Agus Salim', finance: 'Wulan Sari',
    payPrice: '500', receivePrice: '500', issuerFee: '0.015', acceptanceFee: '0.03', amountPerPoint: '10000.00', basket: [35_000, 480_000], earnShare: 8, burnShare: 8, netDebitCap: '1500000.00', collateral: '1200000.00', urr: '0.84' },
];

const FIRST = ['Siti', 'Budi', 'Dewi', 'Agus', 'Rina', 'Eko', 'Wulan', 'Andi', 'Ayu', 'Joko', 'Fitri', 'Hadi', 'Indah', 'Rizky', 'Nur', 'Putra', 'Lestari', 'Yoga', 'Citra', 'Bayu', 'Ratih', 'Galih', 'Mega', 'Taufik', 'Sari', 'Dian', 'Ferdi', 'Gita', 'Iqbal', 'Kartika'];
const LAST = ['Rahayu', 'Santoso', 'Wijaya', 'Lestari', 'Pratama', 'Hidayat', 'Nugroho', 'Saputra', 'Utami', 'Setiawan', 'Handayani', 'Kurniawan', 'Permata', 'Siregar', 'Simanjuntak', 'Halim', 'Maulana', 'Anggraini', 'Firmansyah', 'Wulandari'];

export function memberName(pick: <T>(list: readonly T[]) => T): string {
  return `${pick(FIRST)} ${pick(LAST)}`;
}
