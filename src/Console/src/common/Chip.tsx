import { Tooltip, UnstyledButton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './common.module.css';

/** An id that a person may want to paste elsewhere: shown short, copied whole. */
export function Chip({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 1_500 });
  return (
    <Tooltip label={clipboard.copied ? t('app.copied') : value}>
      <UnstyledButton
        className={classes.chip}
        onClick={() => clipboard.copy(value)}
        aria-label={`${label} ${value} ${t('app.copy')}`}
      >
        <span className={classes.chipLabel}>{label}</span> <span className={classes.chipValue}>{value}</span>
        {clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      </UnstyledButton>
    </Tooltip>
  );
}
