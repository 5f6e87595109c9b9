import { ActionIcon, AppShell, Burger, Button, Group, Text, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { NavLink, Outlet } from 'react-router';
import { signOut, type Session } from '../api';
import { applyLanguage, useLanguage, useText } from '../text';
import type { TextKey } from '../text/id';

const OPERATOR: [string, TextKey][] = [['/', 'overview'], ['/positions', 'positions'], ['/windows', 'windows'], ['/settlements', 'settlements'], ['/settlement-groups', 'settlementGroups'], ['/restatements', 'restatements'], ['/payments', 'payments'], ['/bank', 'bankInbox'], ['/payouts', 'payouts'], ['/dunning', 'dunning'], ['/withholding', 'withholding'], ['/bank-accounts', 'accounts'], ['/virtual-accounts', 'virtualAccounts'], ['/flows', 'flows'], ['/kpis', 'kpis'], ['/guard', 'guard'], ['/limits', 'limits'], ['/liability', 'liability'], ['/invoices', 'invoices'], ['/credit-notes', 'creditNotes'], ['/statements', 'statements'], ['/account-statements', 'accountStatements'], ['/receipts', 'receipts'], ['/tax-invoices', 'taxInvoices'], ['/stamp-duties', 'stamps'], ['/journal', 'journal'], ['/disputes', 'disputes'], ['/postings', 'postings'], ['/reconciliation', 'reconciliation'], ['/partners', 'partners'], ['/members', 'members'], ['/change-requests', 'changeRequests'], ['/tills', 'tills'], ['/terms', 'terms'], ['/scenarios', 'scenarios'], ['/keys', 'keys']];
const PARTNER: [string, TextKey][] = [['/', 'overview'], ['/positions', 'positions'], ['/flows', 'flows'], ['/kpis', 'kpis'], ['/guard', 'guard'], ['/limits', 'limits'], ['/liability', 'liability'], ['/invoices', 'invoices'], ['/credit-notes', 'creditNotes'], ['/statements', 'statements'], ['/account-statements', 'accountStatements'], ['/receipts', 'receipts'], ['/tax-invoices', 'taxInvoices'], ['/stamp-duties', 'stamps'], ['/disputes', 'disputes'], ['/postings', 'postings'], ['/reconciliation', 'reconciliation'], ['/tills', 'tills'], ['/settlements', 'settlements'], ['/payments', 'payments'], ['/withholding', 'withholding'], ['/bank-accounts', 'accounts'], ['/virtual-accounts', 'virtualAccounts'], ['/keys', 'keys'], ['/terms', 'terms'], ['/scenarios', 'scenarios']];
const FINANCE = ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_ADMIN', 'HUB_FINANCE', 'HUB_APPROVER', 'HUB_SUPPORT', 'AUDITOR'];
const BANK = ['HUB_FINANCE', 'HUB_APPROVER', 'HUB_ADMIN', 'AUDITOR'];
const MONEY = ['PARTNER_OWNER', 'PARTNER_FINANCE', 'HUB_SUPPORT', ...BANK];
/** Roles that an entry needs, where not everybody on its side has it. */
const NEEDS: Partial<Record<string, readonly string[]>> = { '/reconciliation': FINANCE.filter((role) => role !== 'HUB_SUPPORT'), '/limits': [...FINANCE, 'PARTNER_DEVELOPER'], '/settlement-groups': FINANCE.filter((role) => role.startsWith('HUB') || role === 'AUDITOR'), '/journal': ['HUB_FINANCE', 'HUB_APPROVER', 'HUB_ADMIN', 'AUDITOR'], '/kpis': FINANCE, '/scenarios': FINANCE, '/guard': FINANCE, '/liability': FINANCE, '/keys': ['PARTNER_OWNER', 'PARTNER_DEVELOPER', 'HUB_ADMIN', 'HUB_SUPPORT', 'AUDITOR'], '/disputes': ['PARTNER_OWNER', 'PARTNER_FINANCE', 'PARTNER_STORE', 'PARTNER_VIEWER', 'HUB_ADMIN', 'HUB_FINANCE', 'HUB_APPROVER', 'HUB_SUPPORT', 'AUDITOR'], '/bank': BANK, '/payouts': BANK, '/dunning': BANK, '/payments': MONEY, '/withholding': MONEY, '/bank-accounts': MONEY, '/virtual-accounts': MONEY, '/change-requests': ['HUB_SUPPORT', 'HUB_ADMIN', 'HUB_APPROVER'] };

export function Mark() {
  return <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden><rect width="32" height="32" rx="7" fill="#0b5351" /><path d="M9 8v16M9 16l11-8M9 16l11 8" stroke="#fff" strokeWidth="3.2" fill="none" strokeLinecap="round" /></svg>;
}

export function Switches() {
  const text = useText();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark = colorScheme === 'dark' || (colorScheme === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <Group gap="xs" wrap="nowrap">
      <Button variant="default" size="xs" lang={language === 'id' ? 'en' : 'id'} onClick={() => applyLanguage(language === 'id' ? 'en' : 'id')}>{text('language')}</Button>
      <ActionIcon variant="default" size="md" aria-label={text('theme')} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>{dark ? <IconSun size={17} aria-hidden /> : <IconMoon size={17} aria-hidden />}</ActionIcon>
    </Group>
  );
}

/** The frame of every page: who is signed in, where one can go, and the page itself. */
export function Shell({ session, partnerName }: { session: Session; partnerName: string | undefined }) {
  const text = useText();
  const [opened, { toggle, close }] = useDisclosure();
  const entries = (session.partnerId ? PARTNER : OPERATOR).filter(([to]) => NEEDS[to]?.some((role) => session.roles.includes(role)) ?? true);
  return (
    <>
      <a className="skip" href="#content">{text('skip')}</a>
      <AppShell header={{ height: 60 }} navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !opened } }} padding="xl">
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap" miw={0}>
              <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={text('menu')} />
              <Mark />
              <Text fw={650} visibleFrom="xs">{session.partnerId ? (partnerName ?? text('app')) : `Kongsi · ${text('operator')}`}</Text>
            </Group>
            <Group gap="sm" wrap="nowrap">
              <Text size="sm" c="dimmed" visibleFrom="md">{session.name}</Text>
              <Switches />
              <ActionIcon variant="default" size="md" hiddenFrom="xs" aria-label={text('signOut')} onClick={() => void signOut()}><IconLogout size={17} aria-hidden /></ActionIcon>
              <Button variant="default" size="xs" visibleFrom="xs" leftSection={<IconLogout size={15} aria-hidden />} onClick={() => void signOut()}>{text('signOut')}</Button>
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="sm" style={{ overflowY: 'auto' }}>
          <nav className="nav" aria-label={text('menu')}>{entries.map(([to, label]) => <NavLink key={to} to={to} end={to === '/'} onClick={close}>{text(label)}</NavLink>)}</nav>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}><Outlet /></AppShell.Main>
      </AppShell>
    </>
  );
}
