import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { LogEntry } from '../api/types';
import { formatNumber } from '../common/format';
import { plain } from '../common/plain';
import { Status } from '../common/Status';
import { Time } from '../common/Time';
import classes from './Logs.module.css';

const rowHeight = 48;
const cardHeight = 98;
const loadAheadRows = 15;

interface Props {
  /** null while the first page is on its way. */
  logs: readonly LogEntry[] | null;
  open: string | null;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
  onOpen: (id: string) => void;
}

/** Only the rows in sight exist, so a list of thousands scrolls like one of ten. */
export function LogTable({ logs, open, hasMore, loadingMore, onMore, onOpen }: Props) {
  const { t } = useTranslation();
  const cards = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const scroller = useRef<HTMLDivElement>(null);
  const height = cards ? cardHeight : rowHeight;
  const count = logs?.length ?? 0;
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are used in this component only, none is memoised
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;

  useEffect(() => virtual.measure(), [virtual, height]);

  useEffect(() => {
    if (hasMore && !loadingMore && count > 0 && lastShown >= count - loadAheadRows) {
      onMore();
    }
  }, [hasMore, loadingMore, count, lastShown, onMore]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const current = Number((event.target as HTMLElement).closest('[data-index]')?.getAttribute('data-index') ?? NaN);
    if (step === 0 || Number.isNaN(current)) {
      return;
    }
    event.preventDefault();
    const target = Math.min(count - 1, Math.max(0, current + step));
    virtual.scrollToIndex(target);
    // the row may have to come into being first
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${target}"] a`)?.focus());
  };

  const above = rows[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0);
  const shown = rows.map((row) => ({ index: row.index, log: logs![row.index]! }));
  const end = logs === null ? null : loadingMore ? t('logs.loadingMore') : !hasMore && count > 0 ? t('logs.end') : ' ';

  return (
    <div ref={scroller} className={classes.scroller} onKeyDown={onKeyDown} tabIndex={-1}>
      {cards ? (
        <ul className={classes.cards} aria-label={t('logs.list')}>
          <li style={{ height: above }} aria-hidden />
          {logs === null && <CardSkeleton />}
          {shown.map(({ index, log }) => (
            <LogCard key={log.id} index={index} log={log} chosen={log.id === open} />
          ))}
          <li style={{ height: below }} aria-hidden />
        </ul>
      ) : (
        <table className={classes.table} aria-label={t('logs.list')} aria-rowcount={hasMore ? -1 : count + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th className={classes.colTime}>{t('logs.time')}</th>
              <th className={classes.colStatus}>{t('logs.status')}</th>
              <th>{t('logs.question')}</th>
              <th>{t('logs.answer')}</th>
              <th className={classes.colUser}>{t('logs.user')}</th>
              <th className={classes.colChannel}>{t('logs.channel')}</th>
              <th className={classes.colModel}>{t('logs.model')}</th>
              <th className={classes.colTokens}>{t('logs.tokens')}</th>
            </tr>
          </thead>
          <tbody>
            {logs === null && <RowSkeleton />}
            {above > 0 && <Spacer height={above} />}
            {shown.map(({ index, log }) => (
              <LogRow key={log.id} index={index} log={log} chosen={log.id === open} onOpen={onOpen} />
            ))}
            {below > 0 && <Spacer height={below} />}
          </tbody>
        </table>
      )}
      {end !== null && (
        <p role="status" className={classes.end}>
          {end}
        </p>
      )}
    </div>
  );
}

function useLinkTo(id: string) {
  const { search } = useLocation();
  const params = new URLSearchParams(search);
  params.set('open', id);
  return `?${params.toString()}`;
}

interface RowProps {
  index: number;
  log: LogEntry;
  chosen: boolean;
}

function LogRow({ index, log, chosen, onOpen }: RowProps & { onOpen: (id: string) => void }) {
  const { t, i18n } = useTranslation();
  const to = useLinkTo(log.id);
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      className={classes.row}
      data-chosen={chosen || undefined}
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest('a')) {
          onOpen(log.id);
        }
      }}
    >
      <td>
        <Time value={log.created_at} />
      </td>
      <td>
        <Status value={log.status} />
      </td>
      <td>
        <Link to={to} className={classes.link} aria-current={chosen ? 'true' : undefined}>
          {log.question}
        </Link>
      </td>
      <td className={classes.faint}>{plain(log.answer) || t('logs.noAnswer')}</td>
      <td title={log.user_id}>{log.user_id}</td>
      <td>{t(`channel.${log.channel as 'api'}`, { defaultValue: log.channel })}</td>
      <td title={log.model ?? undefined}>{log.model ?? t('logs.none')}</td>
      <td className={classes.number}>
        {log.token_usage ? formatNumber(log.token_usage.total_tokens, i18n.language) : t('logs.none')}
      </td>
    </tr>
  );
}

function LogCard({ index, log, chosen }: RowProps) {
  const { t } = useTranslation();
  const to = useLinkTo(log.id);
  return (
    <li data-index={index} className={classes.card} data-chosen={chosen || undefined}>
      <Link to={to} className={classes.cardLink}>
        <span className={classes.cardTop}>
          <Status value={log.status} />
          <span className={classes.faint}>
            {t(`channel.${log.channel as 'api'}`, { defaultValue: log.channel })} · <Time value={log.created_at} />
          </span>
        </span>
        <span className={classes.cardQuestion}>{log.question}</span>
        <span className={classes.cardAnswer}>{plain(log.answer) || t('logs.noAnswer')}</span>
      </Link>
    </li>
  );
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={8} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function RowSkeleton() {
  return Array.from({ length: 12 }, (_, row) => (
    <tr key={row} aria-hidden>
      {[64, 56, 180, 220, 80, 48, 72, 40].map((width, column) => (
        <td key={column}>
          <Skeleton height={12} width={width - ((row * 7) % 24)} />
        </td>
      ))}
    </tr>
  ));
}

function CardSkeleton() {
  return Array.from({ length: 6 }, (_, card) => (
    <li key={card} className={classes.card} aria-hidden>
      <div className={classes.cardLink}>
        <Skeleton height={12} width="38%" mb={12} />
        <Skeleton height={13} width="78%" mb={10} />
        <Skeleton height={12} width="92%" />
      </div>
    </li>
  ));
}
