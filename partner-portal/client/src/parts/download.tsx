import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { hubFile } from '../api';
import { Problem } from './basics';

/** A file that the hub makes when it is asked for; a refusal is shown here instead of being saved as a file. */
export function MadeFile({ path, label, disabled = false, onMade }: { path: string; label: string; disabled?: boolean; onMade?: (headers: Headers) => void }) {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const { blob, name, headers } = await hubFile(path);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
      onMade?.(headers);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return <div><Button variant="default" disabled={disabled} loading={busy} leftSection={<IconDownload size={16} aria-hidden />} onClick={() => void save()}>{label}</Button><Problem error={error} /></div>;
}
