import { Alert, Button, Center, Container, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { useHub, useSession, type Schemas } from './api';
import { Waiting } from './parts/basics';
import { Mark, Shell, Switches } from './parts/shell';
import { useText } from './text';
import { AccountStatementPage, AccountStatements, ReceiptPage, Receipts } from './pages/accounts';
import { JournalPage } from './pages/journal';
import { Stamps, TaxInvoicePage, TaxInvoices } from './pages/taxes';
import { Flows } from './pages/flows';
import { ChangeRequests, Tills } from './pages/care';
import { DisputePage, Disputes } from './pages/disputes';
import { RestatementPage, Restatements } from './pages/restatements';
import { CreditNotePage, CreditNotes, InvoiceLinePage, InvoicePage, Invoices, Statements } from './pages/invoices';
import { SettlementPage, Settlements, WindowPage, Windows } from './pages/operations';
import { Guard, GuardIssuer } from './pages/guard';
import { Limits } from './pages/limits';
import { SettlementGroups } from './pages/settlement-groups';
import { ScenarioNew, ScenarioPage, Scenarios } from './pages/scenarios';
import { Members } from './pages/members';
import { Accounts, BankInbox, Payouts, Withholding } from './pages/bank';
import { VirtualAccounts } from './pages/virtual-accounts';
import { Dunning, ObligationPage, Payments } from './pages/money';
import { Overview } from './pages/overview';
import { Keys, PartnerPage, Partners } from './pages/partners';
import { Positions } from './pages/positions';
import { PostingPage, Postings } from './pages/postings';
import { BreakPage, Breaks, ReconciliationDetail, ReconciliationPage, Rules } from './pages/reconciliation';
import { KpiBoard, LiabilityPage } from './pages/reports';
import { StatementPage } from './pages/statement';
import { TermsDetail, TermsPage } from './pages/terms';
import { TermsNew } from './pages/terms-form';
import { VerifyPage } from './pages/verify';

export function App() {
  const verified = /^\/verify\/([^/]+)$/.exec(window.location.pathname)?.[1];
  return verified === undefined ? <Portal /> : <VerifyPage sha256={verified} />;
}

function Portal() {
  const session = useSession();
  const partner = useHub<Schemas['Partner']>(session.data?.partnerId ? '/partners/me' : undefined);
  if (session.isPending) return <Container pt={80}><Waiting /></Container>;
  if (!session.data) return <Welcome />;
  const person = session.data;
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Shell session={person} partnerName={partner.data?.brandName} />}>
          <Route index element={<Overview session={person} />} />
          <Route path="positions" element={<Positions session={person} />} />
          <Route path="flows" element={<Flows />} />
          <Route path="postings" element={<Postings />} />
          <Route path="postings/:postingId" element={<PostingPage session={person} />} />
          <Route path="invoices" element={<Invoices session={person} />} />
          <Route path="invoices/:invoiceId" element={<InvoicePage session={person} />} />
          <Route path="invoices/:invoiceId/lines/:lineId" element={<InvoiceLinePage session={person} />} />
          <Route path="credit-notes" element={<CreditNotes session={person} />} />
          <Route path="credit-notes/:creditNoteId" element={<CreditNotePage session={person} />} />
          {!person.partnerId && <Route path="restatements" element={<Restatements />} />}
          {!person.partnerId && <Route path="restatements/:restatementId" element={<RestatementPage session={person} />} />}
          <Route path="disputes" element={<Disputes session={person} />} />
          <Route path="disputes/:disputeId" element={<DisputePage session={person} />} />
          <Route path="statements" element={<Statements session={person} />} />
          <Route path="statements/:statementId" element={<StatementPage session={person} />} />
          <Route path="account-statements" element={<AccountStatements session={person} />} />
          <Route path="account-statements/:accountStatementId" element={<AccountStatementPage session={person} />} />
          <Route path="receipts" element={<Receipts session={person} />} />
          <Route path="receipts/:receiptId" element={<ReceiptPage />} />
          <Route path="tax-invoices" element={<TaxInvoices session={person} />} />
          <Route path="tax-invoices/:invoiceId" element={<TaxInvoicePage session={person} />} />
          <Route path="stamp-duties" element={<Stamps session={person} />} />
          {!person.partnerId && <Route path="journal" element={<JournalPage session={person} />} />}
          <Route path="windows" element={<Windows />} />
          <Route path="windows/:windowId" element={<WindowPage session={person} />} />
          <Route path="settlements" element={<Settlements session={person} />} />
          <Route path="limits" element={<Limits session={person} />} />
          {!person.partnerId && <Route path="settlement-groups" element={<SettlementGroups session={person} />} />}
          <Route path="settlements/:settlementId" element={<SettlementPage session={person} />} />
          <Route path="payments" element={<Payments session={person} />} />
          <Route path="obligations/:obligationId" element={<ObligationPage session={person} />} />
          <Route path="withholding" element={<Withholding session={person} />} />
          <Route path="bank-accounts" element={<Accounts session={person} />} />
          <Route path="virtual-accounts" element={<VirtualAccounts session={person} />} />
          {!person.partnerId && <Route path="bank" element={<BankInbox session={person} />} />}
          {!person.partnerId && <Route path="payouts" element={<Payouts session={person} />} />}
          {!person.partnerId && <Route path="dunning" element={<Dunning session={person} />} />}
          <Route path="partners" element={<Partners />} />
          <Route path="partners/:partnerId" element={<PartnerPage session={person} />} />
          {!person.partnerId && <Route path="members" element={<Members session={person} />} />}
          <Route path="tills" element={<Tills session={person} />} />
          {!person.partnerId && <Route path="change-requests" element={<ChangeRequests session={person} />} />}
          <Route path="reconciliation" element={<ReconciliationPage session={person} />} />
          <Route path="reconciliation/:reconciliationId" element={<ReconciliationDetail session={person} />} />
          <Route path="breaks" element={<Breaks session={person} />} />
          <Route path="breaks/:breakId" element={<BreakPage session={person} />} />
          {!person.partnerId && <Route path="reconciliation-rules" element={<Rules session={person} />} />}
          <Route path="keys" element={<Keys session={person} />} />
          <Route path="scenarios" element={<Scenarios session={person} />} />
          <Route path="scenarios/new" element={person.partnerId ? <NotFound /> : <ScenarioNew />} />
          <Route path="scenarios/:scenarioId" element={<ScenarioPage session={person} />} />
          <Route path="terms" element={<TermsPage session={person} />} />
          <Route path="terms/new" element={person.partnerId ? <NotFound /> : <TermsNew session={person} />} />
          <Route path="terms/:termsId" element={<TermsDetail session={person} />} />
          <Route path="guard" element={person.partnerId ? <GuardIssuer session={person} /> : <Guard />} />
          <Route path="guard/:partnerId" element={<GuardIssuer session={person} />} />
          <Route path="kpis" element={<KpiBoard session={person} />} />
          <Route path="liability" element={<LiabilityPage session={person} />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </BrowserRouter>
  );
}

function Welcome() {
  const text = useText();
  const failed = new URLSearchParams(window.location.search).get('signIn');
  return (
    <main>
      <Center mih="100vh" p="xl">
        <Stack gap="lg" maw={460}>
          <Group justify="space-between"><Mark /><Switches /></Group>
          <Title order={1}>{text('welcome')}</Title>
          <Text c="dimmed" size="lg">{text('welcomeText')}</Text>
          {failed && <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={text('problem')}><Text c="var(--mantine-color-text)">{text(failed === 'unavailable' ? 'signInUnavailable' : 'signInFailed')}</Text></Alert>}
          <Button component="a" href={`/login?returnTo=${encodeURIComponent(window.location.pathname + window.location.search)}`} size="md" w="fit-content">{text('signIn')}</Button>
        </Stack>
      </Center>
    </main>
  );
}

function NotFound() {
  const text = useText();
  return <Stack><Title order={1}>{text('notFound')}</Title><Text>{text('notFoundText')}</Text></Stack>;
}
