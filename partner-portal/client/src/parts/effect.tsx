import { Alert, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Schemas } from '../api';
import * as format from '../format';
import { useLanguage, useText } from '../text';
import { Amount } from './basics';
import { PlainTable, type Column } from './list';

type Party = Schemas['ScenarioParty'];
type Compared = Schemas['Compared'];

/** As it was, as it would be, and the difference, under one another. */
function Figure({ value }: { value: Compared }) {
  const same = format.isZero(value.difference);
  return <Stack gap={0} align="flex-end"><Amount value={value.scenario} strong={!same} />{!same && <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>{format.money(value.actual)} <span className={format.isNegative(value.difference) ? 'bad' : 'good'}>({signed(value.difference)})</span></Text>}</Stack>;
}

const signed = (money: Schemas['Money']): string => `${format.isNegative(money) || format.isZero(money) ? '' : '+'}${format.money(money)}`;

/** What partners would have paid, received and been charged. */
export function PartyTable({ rows, cash }: { rows: readonly Party[]; cash?: boolean }) {
  const text = useText();
  const figure = (label: string, name: 'payable' | 'receivable' | 'issuerFees' | 'acceptanceFees' | 'ppn' | 'netCash' | 'pays' | 'receives'): Column<Party> => ({ label, number: true, show: (row) => <Figure value={row[name]} /> });
  return <PlainTable title={text('perPartner')} rows={rows} keyOf={(row) => row.partyId} columns={[{ label: text('partner'), show: (row) => row.partyName }, figure(text('claimsPaid'), 'payable'), figure(text('claimsReceived'), 'receivable'), figure(text('ISSUER_FEE'), 'issuerFees'), figure(text('ACCEPTANCE_FEE'), 'acceptanceFees'), figure(text('ppn'), 'ppn'), figure(text('netCash'), 'netCash'),
    ...(cash ? [figure(text('cashOut'), 'pays'), figure(text('cashIn'), 'receives')] : [])]} />;
}

export function PairTable({ rows, name }: { rows: readonly Schemas['ScenarioPair'][]; name?: (partyId: string) => string }) {
  const text = useText();
  return <PlainTable title={text('perCounterparty')} rows={rows} keyOf={(row) => `${row.partyId} ${row.counterpartyId}`} columns={[...(name ? [{ label: text('partner'), show: (row: Schemas['ScenarioPair']) => name(row.partyId) }] : []), { label: text('counterparty'), show: (row) => (row.counterpartyId === 'HUB' ? text('operator') : row.counterpartyName) },
    { label: text('claimsPaid'), number: true, show: (row) => <Figure value={row.pays} /> }, { label: text('claimsReceived'), number: true, show: (row) => <Figure value={row.receives} /> }]} />;
}

/** What every scenario rests on, and whether the past was reproduced. */
export function Grounds({ from, to, windows, reproduced, heldConstant }: { from: string; to: string; windows: number; reproduced: number; heldConstant: Schemas['BilingualText'] }) {
  const text = useText();
  const language = useLanguage();
  return (
    <Alert color={windows === reproduced ? 'gray' : 'yellow'} variant="light" icon={<IconInfoCircle aria-hidden />}>
      <Text c="var(--mantine-color-text)">{text('playedSpan', { from: format.date(from), to: format.date(format.dayAfter(to, -1)), count: windows })} {text('reproducedOf', { count: reproduced, all: windows })}</Text>
      <Text c="var(--mantine-color-text)" mt={4}>{heldConstant[language]}</Text>
    </Alert>
  );
}

/** The effect of a version of terms in rupiah. */
export function EffectView({ effect }: { effect: Schemas['TermsEffect'] }) {
  const text = useText();
  if (effect.unknown !== undefined) return <Alert color="gray" variant="light" icon={<IconInfoCircle aria-hidden />} title={text('effectUnknown')}><Text c="var(--mantine-color-text)">{effect.unknown}</Text></Alert>;
  return (
    <Stack gap="md">
      <Grounds {...effect} />
      <PartyTable rows={effect.parties} />
      {effect.parties.length === 1 && <PairTable rows={effect.pairs} />}
    </Stack>
  );
}
