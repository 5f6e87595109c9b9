import type { RequestContext } from '../access/request-context';
import { csv } from './domain/csv';
import type { ReportQuery, ReportsService } from './reports.service';

/** The reports as files for a spreadsheet: the same figures, digit for digit, as the reports show. */
export class CsvService {
  constructor(private readonly reports: ReportsService) {}

  async kpis(context: RequestContext | undefined, query: ReportQuery, from: string | undefined, to: string | undefined): Promise<{ name: string; text: string }> {
    const report = await this.reports.kpis(context, query, from, to);
    const sum = (pick: (day: (typeof report.days)[number]) => number): string => report.days.reduce((total, day) => total + BigInt(pick(day)), 0n).toString();
    const rows = report.days.map((day) => [day.businessDate, day.issued, day.burned, day.expired, day.takenBack, day.outstanding, day.restated].map(String));
    const ratios = report.ratios.map((one) => [one.kpi, one.numerator, one.denominator, one.value ?? '', '', '', '']);
    return { name: `kpi-${report.from}-${report.to}-${report.asOfSequence}.csv`, text: csv(['businessDate', 'issued', 'burned', 'expired', 'takenBack', 'outstanding', 'restated'],
      [...rows, ['total', sum((day) => day.issued), sum((day) => day.burned), sum((day) => day.expired), sum((day) => day.takenBack), String(report.closingOutstanding), sum((day) => day.restated)], ['kpi', 'numerator', 'denominator', 'value', '', '', ''], ...ratios]) };
  }

  async liability(context: RequestContext | undefined, query: ReportQuery, date: string | undefined): Promise<{ name: string; text: string }> {
    const report = await this.reports.liability(context, query, date);
    const rows = report.data.map((row) => [row.issuerId, row.issuerName, row.issueMonth, row.age, row.tier, row.pointKind, String(row.outstanding), String(row.restated), row.urr, row.pointPrice, String(row.breakageEstimate), row.liability.currency, row.liability.value]);
    const { totals } = report;
    return { name: `liability-${report.date}-${report.asOfSequence}.csv`, text: csv(['issuerId', 'issuerName', 'issueMonth', 'age', 'tier', 'pointKind', 'outstanding', 'restated', 'urr', 'pointPrice', 'breakageEstimate', 'currency', 'liability'],
      [...rows, ['total', '', '', '', '', '', String(totals.outstanding), String(totals.restated), '', '', String(totals.breakageEstimate), totals.liability.currency, totals.liability.value]]) };
  }
}
