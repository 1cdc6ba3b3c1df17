import { IconPlugConnectedX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from '../api/connection';
import classes from './Shell.module.css';

export function AwayBar() {
  const { t } = useTranslation();
  const away = useSyncExternalStore(connection.subscribe, () => connection.away);
  return (
    <div role="status" className={away ? classes.away : undefined}>
      {away && (
        <>
          <IconPlugConnectedX size={18} aria-hidden />
          {t('app.away')}
        </>
      )}
    </div>
  );
}
