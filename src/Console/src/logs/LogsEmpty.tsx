import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Curl } from '../common/Curl';
import classes from './Logs.module.css';

export function LogsEmpty({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  if (filtered) {
    return (
      <div className={classes.note}>
        <p>{t('logs.emptyFiltered')}</p>
        <Button variant="default" onClick={onClear}>
          {t('logs.clear')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.note}>
      <p>{t('logs.empty')}</p>
      <Button component={Link} to="/chat" variant="light">
        {t('logs.emptyAction')}
      </Button>
      <p className={classes.byCurl}>{t('logs.byCurl')}</p>
      <div className={classes.curl}>
        <Curl />
      </div>
    </div>
  );
}
