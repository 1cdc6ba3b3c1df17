import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import classes from '../common/common.module.css';
import { AwayBar } from './AwayBar';
import { useMe } from './me';
import { Shell } from './Shell';

/** Only for those who are signed in; others come back to this very place after signing in. */
export function Guard() {
  const { t } = useTranslation();
  const location = useLocation();
  const me = useMe();
  if (me.data === null) {
    const here = location.pathname + location.search;
    return <Navigate to={here === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(here)}`} replace />;
  }
  if (me.data !== undefined) {
    return <Shell me={me.data} />;
  }
  return (
    <>
      <AwayBar />
      {me.isError && (
        <main className={classes.note}>
          <h1>{t('signIn.unreachable')}</h1>
          <Button onClick={() => me.refetch()}>{t('app.retry')}</Button>
        </main>
      )}
    </>
  );
}
