import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import classes from '../common/common.module.css';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className={classes.note}>
      <h1>{t('app.notFound')}</h1>
      <Button component={Link} to="/chat">
        {t('app.toChat')}
      </Button>
    </div>
  );
}

/** Also reached when a new version has replaced the files of an open page: a reload fetches them. */
export function Broken() {
  const { t } = useTranslation();
  return (
    <main className={classes.note}>
      <h1>{t('app.broken')}</h1>
      <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
    </main>
  );
}
