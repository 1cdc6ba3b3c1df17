import { Button } from '@mantine/core';
import { IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { formatNumber } from '../common/format';
import { countFilters, readFilters, withoutFilters } from './filters';
import { LogFilterRow } from './LogFilterRow';
import { LogPanel } from './LogPanel';
import classes from './Logs.module.css';
import { LogTable } from './LogTable';
import { LogsEmpty } from './LogsEmpty';
import { useLogs, useNewerLogs } from './queries';

export function LogsPage() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const open = params.get('open');
  const query = useLogs(filters);
  const newer = useNewerLogs(filters, query.data);
  const logs = useMemo(() => query.data?.pages.flatMap((page) => page.logs) ?? [], [query.data]);
  const filtered = countFilters(filters) > 0;

  useEffect(() => {
    document.title = `${t('logs.title')} · ${t('app.name')}`;
  }, [t]);

  const show = (id: string | null) =>
    setParams(
      (current) => {
        const changed = new URLSearchParams(current);
        if (id === null) {
          changed.delete('open');
        } else {
          changed.set('open', id);
        }
        return changed;
      },
      // stepping through entries must not fill the history
      { replace: open !== null },
    );

  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.words}>
          <h1 className={classes.title}>{t('logs.title')}</h1>
          <p className={classes.lead}>{t('logs.lead')}</p>
        </div>
        <Button component={Link} to="/chat" leftSection={<IconPlus size={18} aria-hidden />}>
          {t('logs.toChat')}
        </Button>
      </header>
      <LogFilterRow filters={filters} params={params} onChange={(changed) => setParams(changed, { replace: true })} />
      <div className={classes.content}>
        {newer > 0 && (
          <Button
            radius="xl"
            size="xs"
            className={classes.pill}
            leftSection={<IconArrowUp size={14} aria-hidden />}
            onClick={() => void client.resetQueries({ queryKey: ['logs', filters] })}
          >
            {t(newer >= 50 ? 'logs.newerMany' : 'logs.newer', { number: formatNumber(newer, i18n.language) })}
          </Button>
        )}
        {query.isError && logs.length === 0 ? (
          <div className={classes.note}>
            <p>{t('logs.failed')}</p>
            <Button variant="default" onClick={() => query.refetch()}>
              {t('app.retry')}
            </Button>
          </div>
        ) : query.isSuccess && logs.length === 0 ? (
          <LogsEmpty filtered={filtered} onClear={() => setParams(withoutFilters(params), { replace: true })} />
        ) : (
          <LogTable
            // another filter is another list: it starts at its top
            key={JSON.stringify(filters)}
            logs={query.isPending ? null : logs}
            open={open}
            hasMore={query.hasNextPage}
            loadingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
            onOpen={show}
          />
        )}
      </div>
      <LogPanel id={open} logs={logs} onShow={show} />
    </div>
  );
}
