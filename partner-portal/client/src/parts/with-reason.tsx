import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../text';
import { Problem } from './basics';

/** A button that asks for a reason before it sends. */
export function WithReason({ label, title = label, size = 'sm', onSend }: { label: string; title?: string; size?: 'xs' | 'sm'; onSend: (reason: string) => Promise<unknown> }) {
  const text = useText();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  return (
    <>
      <Button variant="default" size={size} onClick={() => setOpened(true)}>{label}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Textarea label={text('reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} minRows={2} autosize data-autofocus />
        <Problem error={error} />
        <Group mt="md" justify="flex-end"><Button disabled={reason.trim().length < 3} onClick={() => void onSend(reason.trim()).then(() => setOpened(false), setError)}>{label}</Button></Group>
      </Modal>
    </>
  );
}
