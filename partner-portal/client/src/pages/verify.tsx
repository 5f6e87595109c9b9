import { Alert, Center, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { publicDocument, Refused } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Facts, Problem, Waiting } from '../parts/basics';
import { Mark, Switches } from '../parts/shell';

/** What anybody who holds a document may check of it, without signing in: the hub knows its hash, and says whether it still stands. */
export function VerifyPage({ sha256 }: { sha256: string }) {
  const text = useText();
  const word = useWord();
  const { data, error, isPending } = useQuery({ queryKey: ['verify', sha256], queryFn: () => publicDocument(sha256), retry: false });
  const unknown = error instanceof Refused && error.status === 404;
  const stands = data !== undefined && data.status !== 'VOID';
  return (
    <main>
      <Center mih="100vh" p="xl">
        <Stack gap="lg" maw={560} w="100%">
          <Group justify="space-between"><Group gap="sm"><Mark /><Text fw={650}>Kongsi</Text></Group><Switches /></Group>
          <Title order={1}>{text('verifyTitle')}</Title>
          {isPending ? <Waiting rows={3} /> : data ? <>
            <Alert color={stands ? 'teal' : 'red'} variant="light" icon={stands ? <IconShieldCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}><Text fw={600} c="var(--mantine-color-text)">{text(stands ? 'verifyKnown' : 'verifyVoid')}</Text></Alert>
            <Facts items={[[text('kind'), word(data.kind)], [text('number'), data.number], [text('issuedOn'), format.date(data.issuedOn)], [text('total'), format.money(data.total)], [text('status'), word(`VERIFY_${data.status}`)]]} />
            <Text c="dimmed" size="sm">{text('verifyCompare')}</Text>
          </> : unknown ? <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}><Text c="var(--mantine-color-text)">{text('verifyUnknown')}</Text></Alert> : <Problem error={error} />}
          <div><Text size="sm" c="dimmed">SHA-256</Text><Text className="mono">{sha256}</Text></div>
        </Stack>
      </Center>
    </main>
  );
}
