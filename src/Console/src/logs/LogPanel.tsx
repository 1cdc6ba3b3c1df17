import { ActionIcon, Button, Drawer, Skeleton, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconMessageCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LogEntry } from '../api/types';
import { Chip } from '../common/Chip';
import { formatExact, formatNumber, formatSeconds } from '../common/format';
import { Markdown } from '../common/Markdown';
import { Status } from '../common/Status';
import classes from './Logs.module.css';
import { useLog } from './queries';

interface Props {
  id: string | null;
  logs: readonly LogEntry[];
  onShow: (id: string | null) => void;
}

/** One entry in full, over the list, which keeps its place. */
export function LogPanel({ id, logs, onShow }: Props) {
  const { t } = useTranslation();
  const { log, missing, error } = useLog(id, logs);
  const at = logs.findIndex((entry) => entry.id === id);
  const newer = at > 0 ? logs[at - 1] : undefined;
  const older = at >= 0 ? logs[at + 1] : undefined;
  return (
    <Drawer.Root opened={id !== null} onClose={() => onShow(null)} position="right" size={620}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content>
        <Drawer.Header role="none" className={classes.panelHeader}>
          <Drawer.Title className={classes.panelTitle}>{t('logs.detail')}</Drawer.Title>
          <div className={classes.panelTools}>
            <Tooltip label={t('logs.previous')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('logs.previous')}
                disabled={newer === undefined}
                onClick={() => newer && onShow(newer.id)}
              >
                <IconChevronUp size={20} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('logs.next')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('logs.next')}
                disabled={older === undefined}
                onClick={() => older && onShow(older.id)}
              >
                <IconChevronDown size={20} />
              </ActionIcon>
            </Tooltip>
            <Drawer.CloseButton aria-label={t('app.close')} />
          </div>
        </Drawer.Header>
        <Drawer.Body className={classes.panelBody}>
          {log !== null ? (
            <Entry key={log.id} log={log} />
          ) : missing ? (
            <p>{t('logs.missing')}</p>
          ) : error !== null ? (
            <p role="alert">{t('logs.failed')}</p>
          ) : (
            <div aria-hidden>
              <Skeleton height={14} width="40%" mb={18} />
              <Skeleton height={48} mb={18} />
              <Skeleton height={120} />
            </div>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Entry({ log }: { log: LogEntry }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const usage = log.token_usage;
  const facts: [string, string | null][] = [
    [t('logs.user'), log.user_id],
    [t('logs.channel'), t(`channel.${log.channel as 'api'}`, { defaultValue: log.channel })],
    [t('logs.robeing'), log.robeing_id],
    [t('logs.model'), log.model],
    [
      t('logs.tokens'),
      usage === null
        ? null
        : `${formatNumber(usage.total_tokens, language)} (${t('logs.tokenSplit', {
            input: formatNumber(usage.input_tokens, language),
            output: formatNumber(usage.output_tokens, language),
          })})`,
    ],
    [t('logs.duration'), t('logs.seconds', { number: formatSeconds(log.duration_ms, language) })],
    [t('logs.error'), log.error_code],
    [t('logs.intent'), log.intent],
    [
      t('logs.confidence'),
      log.confidence === null
        ? null
        : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(log.confidence),
    ],
  ];
  const ids: [string, string | null][] = [
    [t('logs.logId'), log.id],
    [t('logs.sessionId'), log.session_id],
    [t('logs.messageId'), log.message_id],
    [t('logs.channelId'), log.channel_id],
  ];
  return (
    <>
      <div className={classes.entryTop}>
        <Status value={log.status} />
        <time dateTime={log.created_at} className={classes.faint}>
          {formatExact(new Date(log.created_at), language)}
        </time>
      </div>
      <section aria-labelledby="log-question">
        <h3 id="log-question" className={classes.entryHeading}>
          {t('logs.question')}
        </h3>
        <div className={classes.entryQuestion}>
          <Markdown text={log.question} under={3} />
        </div>
      </section>
      <section aria-labelledby="log-answer">
        <h3 id="log-answer" className={classes.entryHeading}>
          {t('logs.answer')}
        </h3>
        {log.answer ? <Markdown text={log.answer} under={3} /> : <p className={classes.faint}>{t('logs.noAnswer')}</p>}
      </section>
      <Button
        component={Link}
        to={`/chat/${log.session_id}`}
        variant="light"
        leftSection={<IconMessageCircle size={18} aria-hidden />}
        className={classes.entryAction}
      >
        {t('logs.openChat')}
      </Button>
      <section aria-labelledby="log-facts">
        <h3 id="log-facts" className={classes.entryHeading}>
          {t('logs.facts')}
        </h3>
        <dl className={classes.facts}>
          {facts
            .filter(([, value]) => value !== null && value !== '')
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </section>
      <section aria-labelledby="log-ids">
        <h3 id="log-ids" className={classes.entryHeading}>
          {t('logs.ids')}
        </h3>
        <div className={classes.chips}>
          {ids.map(([name, value]) => value !== null && value !== '' && <Chip key={name} label={name} value={value} />)}
        </div>
      </section>
    </>
  );
}
