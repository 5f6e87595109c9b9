import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange, type Schemas, type Session } from '../api';
import * as format from '../format';
import { useText, useWord } from '../text';
import { Facts, Panel, Problem } from '../parts/basics';

/** With what the buyer answered a credit note that credits PPN. */
export function ReturnNote({ note, session }: { note: Schemas['CreditNote']; session: Session }) {
  const text = useText();
  const word = useWord();
  const answer = note.returnNote;
  const may = (session.partnerId ? ['PARTNER_OWNER', 'PARTNER_FINANCE'] : ['HUB_FINANCE']).some((role) => session.roles.includes(role));
  return (
    <Panel title={text('returnNote')}>
      <Text c="dimmed" mb="sm">{text('returnNoteText')}</Text>
      {answer ? <Facts items={[[text('kind'), word(answer.kind)], [text('number'), <span key="n" className="mono">{answer.number}</span>], [text('datedOn'), format.date(answer.datedOn)]]} /> : may ? <RecordReturnNote note={note} /> : <Text>–</Text>}
    </Panel>
  );
}

function RecordReturnNote({ note }: { note: Schemas['CreditNote'] }) {
  const text = useText();
  const word = useWord();
  const change = useChange();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState({ kind: 'NOTA_RETUR', number: '', datedOn: note.issuedOn ?? '' });
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>{text('recordReturnNote')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`${text('recordReturnNote')}: ${note.number ?? ''}`} closeButtonProps={{ 'aria-label': text('cancel') }}>
        <Stack gap="sm">
          <NativeSelect label={text('kind')} value={asked.kind} data={(['NOTA_RETUR', 'NOTA_PEMBATALAN'] as const).map((value) => ({ value, label: word(value) }))} onChange={(event) => setAsked({ ...asked, kind: event.currentTarget.value })} />
          <TextInput label={text('number')} value={asked.number} maxLength={64} data-autofocus onChange={(event) => setAsked({ ...asked, number: event.currentTarget.value })} />
          <TextInput type="date" label={text('datedOn')} value={asked.datedOn} onChange={(event) => setAsked({ ...asked, datedOn: event.currentTarget.value })} />
        </Stack>
        <Problem error={change.error} />
        <Group mt="md" justify="flex-end"><Button disabled={asked.number.trim() === '' || asked.datedOn === ''} loading={change.isPending} onClick={() => change.mutate({ path: `/credit-notes/${note.id}/return-note`, body: { ...asked, number: asked.number.trim() } }, { onSuccess: () => setOpened(false) })}>{text('record')}</Button></Group>
      </Modal>
    </>
  );
}
