import { Alert, Anchor, Badge, CopyButton, Group, Skeleton, Stack, Text, Title, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircle, IconClock, IconCopy, IconPlayerPause, IconX } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Refused, type Money } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';

/** A page: one heading, the way that led here, and actions beside the heading. */
export function PageHead({ title, crumbs, actions, sub }: { title: string; crumbs?: { to: string; label: string }[]; actions?: ReactNode; sub?: ReactNode }) {
  const text = useText();
  useEffect(() => {
    document.title = `${title} · Kongsi`;
  }, [title]);
  return (
    <Stack gap={4} mb="lg">
      {crumbs && crumbs.length > 0 && (
        <nav className="crumbs" aria-label={text('breadcrumb')}>
          {crumbs.map((crumb) => (
            <span key={crumb.to}><Anchor component={Link} to={crumb.to} size="sm">{crumb.label}</Anchor> {'›'} </span>
          ))}
        </nav>
      )}
      <Group justify="space-between" align="flex-end" gap="md">
        <div>
          <Title order={1}>{title}</Title>
          {sub && <Text c="dimmed" mt={4}>{sub}</Text>}
        </div>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
    </Stack>
  );
}

/** What the hub refused, with its code and request id. */
export function Problem({ error }: { error: unknown }) {
  const text = useText();
  if (!error) return null;
  const refused = error instanceof Refused ? error : undefined;
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={text('problem')} my="md">
      <Text c="var(--mantine-color-text)">{refused?.detail ?? String(error)}</Text>
      {refused && refused.fields.length > 0 && <ul>{refused.fields.slice(0, 20).map((field) => <li key={`${field.pointer} ${field.detail}`}><span className="mono">{field.pointer}</span> {field.detail}</li>)}</ul>}
      {refused && <Text size="sm" c="var(--mantine-color-text)" className="mono">{text('code')} {refused.code}{refused.requestId ? ` · ${text('request')} ${refused.requestId}` : ''}</Text>}
    </Alert>
  );
}

export function Waiting({ rows = 6 }: { rows?: number }) {
  const text = useText();
  return <Stack gap="sm" role="status" aria-label={text('loading')}>{Array.from({ length: rows }, (_one, at) => <Skeleton key={at} height={28} />)}</Stack>;
}

/** An amount; negative ones carry their minus sign, never colour alone. `bare`: without its currency, where the heading of the column names it. */
export function Amount({ value, strong, bare }: { value: Money | undefined; strong?: boolean; bare?: boolean }) {
  return <span className={value && format.isNegative(value) ? 'bad' : undefined} style={strong ? { fontWeight: 650 } : undefined}>{bare && value ? format.plain(value) : format.money(value)}</span>;
}

/** A contested amount and whom it favours: signed as it changes what the partner gets. */
export function Disputed({ value, own }: { value: Money; own: boolean }) {
  const text = useText();
  const favours = !format.isNegative(value);
  return <><Amount value={value} />{!format.isZero(value) && <Text span size="xs" c="dimmed"> {text(own ? (favours ? 'favoursYou' : 'againstYou') : favours ? 'favoursPartner' : 'againstPartner')}</Text>}</>;
}

const GOOD = new Set(['TAX_APPROVED', 'REPLACED', 'PAID', 'DONE', 'SETTLED', 'ACTIVE', 'COUNTERSIGNED', 'CAPTURED', 'CORRECTED', 'EXPLAINED', 'UPHELD', 'APPLIED', 'ACCEPTED', 'PAID_OUT']);
const BAD = new Set(['CANCELLED', 'PARKED', 'ABORTED', 'REVOKED', 'SUSPENDED', 'FROZEN', 'DECLARED']);
const WAIT = new Set(['TO_UPLOAD', 'UPLOADED', 'PENDING', 'RUNNING', 'DRAFT', 'IN_REVIEW', 'PENDING_APPROVAL', 'PROPOSED', 'SETTLING', 'OPEN', 'APPROVED', 'HELD', 'OPENED', 'UNDER_REVIEW', 'UNDECIDED', 'SUBMITTED', 'CHECKED', 'WITH_BANK']);

/** Status as an icon, a word and a colour, always the same three. */
export function Status({ value }: { value: string }) {
  const word = useWord();
  const [icon, colour] = GOOD.has(value) ? [<IconCheck size={13} aria-hidden key="i" />, 'var(--kongsi-good)'] : BAD.has(value) ? [value === 'PARKED' ? <IconPlayerPause size={13} aria-hidden key="i" /> : <IconX size={13} aria-hidden key="i" />, 'var(--kongsi-bad)']
    : WAIT.has(value) ? [<IconClock size={13} aria-hidden key="i" />, 'var(--mantine-color-text)'] : [<IconCircle size={11} aria-hidden key="i" />, 'var(--mantine-color-text)'];
  return <Badge variant="outline" size="md" radius="sm" leftSection={icon} styles={{ root: { color: colour, borderColor: 'var(--kongsi-line)', background: 'transparent', textTransform: 'none', fontWeight: 550, minWidth: 'max-content' } }}>{word(value)}</Badge>;
}

/** A short id with the whole in its title, and a button that copies it. */
export function Id({ value, to }: { value: string; to?: string }) {
  const text = useText();
  return (
    <Group gap={4} wrap="nowrap" display="inline-flex">
      <Tooltip label={value}><span className="mono">{to ? <Link className="row-link" to={to}>{format.shortId(value)}</Link> : format.shortId(value)}</span></Tooltip>
      <CopyButton value={value}>{({ copied, copy }) => <UnstyledButton onClick={copy} aria-label={text('copyValue', { value })} w={24} h={24} style={{ display: 'grid', placeItems: 'center' }}>{copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}</UnstyledButton>}</CopyButton>
    </Group>
  );
}

export function Facts({ items }: { items: [string, ReactNode][] }) {
  return <dl className="facts">{items.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>;
}

export function Panel({ title, children, hero }: { title?: string; children: ReactNode; hero?: boolean }) {
  return <section className={`panel${hero ? ' hero' : ''}`} {...(title && { 'aria-label': title })}>{title && <Title order={2} mb="md">{title}</Title>}{children}</section>;
}
