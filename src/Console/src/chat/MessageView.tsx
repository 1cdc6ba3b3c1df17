import { Button } from '@mantine/core';
import { IconAlertCircle, IconPlayerStop, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { memo, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../api/types';
import { CopyButton } from '../common/CopyButton';
import { formatNumber } from '../common/format';
import { Markdown } from '../common/Markdown';
import { Time } from '../common/Time';
import classes from './Chat.module.css';
import { unsent, type Turn } from './turn';

interface Props {
  message: Message;
  /** How the running turn stands; null for what is history. */
  phase: Turn['phase'] | null;
  onRetry: (() => void) | undefined;
}

export function MessageView({ message, phase, onRetry }: Props) {
  return message.role === 'user' ? (
    <Question message={message} />
  ) : (
    <Answer message={message} phase={phase} onRetry={onRetry} />
  );
}

const Question = memo(function Question({ message }: { message: Message }) {
  const { t } = useTranslation();
  return (
    <article className={classes.question} aria-label={t('chat.you')}>
      <div className={classes.bubble}>{message.content}</div>
      <Time value={message.created_at} className={classes.meta} />
    </article>
  );
});

function Answer({ message, phase, onRetry }: Props) {
  const { t, i18n } = useTranslation();
  // drawing Markdown may lag behind the words; typing and scrolling may not
  const text = useDeferredValue(message.content);
  const { status } = message;
  const settled = phase === null && status !== 'pending' && status !== 'streaming';
  const tokens = message.token_usage?.total_tokens;
  return (
    <article className={classes.answer} aria-label={t('chat.assistant')} data-status={status}>
      {text !== '' && (
        <div className={phase !== null ? classes.streaming : undefined}>
          <Markdown text={text} />
        </div>
      )}
      {phase !== null && text === '' && phase !== 'waiting' && (
        <p className={classes.thinking}>
          <span className={classes.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {t('chat.thinking')}
        </p>
      )}
      {phase === 'waiting' && (
        <p className={classes.thinking}>
          <IconPlugConnectedX size={16} aria-hidden />
          {t(message.message_id === unsent ? 'chat.waitingToSend' : 'chat.reconnecting')}
        </p>
      )}
      {settled && status === 'failed' && (
        <div className={classes.failed}>
          <IconAlertCircle size={18} aria-hidden />
          <div>
            <strong>{t('status.failed')}</strong> <span>{sentence(message)}</span>
          </div>
          {onRetry && <Retry onRetry={onRetry} />}
        </div>
      )}
      {settled && status === 'cancelled' && (
        <p className={classes.outcome}>
          <IconPlayerStop size={16} aria-hidden />
          <strong>{t('status.cancelled')}</strong> {t('chat.cancelledNote')}
        </p>
      )}
      {settled && status === 'interrupted' && (
        <div className={classes.interrupted}>
          <IconPlugConnectedX size={18} aria-hidden />
          <div>
            <strong>{t('status.interrupted')}</strong> {t('chat.interruptedNote')}
          </div>
          {onRetry && <Retry onRetry={onRetry} />}
        </div>
      )}
      {settled && message.content !== '' && (
        <div className={classes.foot}>
          <CopyButton label={t('chat.copyAnswer')} text={message.content} />
          <Time value={message.created_at} className={classes.meta} />
          {message.model && <span className={classes.meta}>{message.model}</span>}
          {tokens ? (
            <span className={classes.meta}>{t('chat.tokens', { number: formatNumber(tokens, i18n.language) })}</span>
          ) : null}
        </div>
      )}
    </article>
  );

  function sentence(failed: Message): string {
    if (failed.error?.code.includes('rate') === true) {
      return t('chat.rateLimited');
    }
    if (failed.message_id === unsent) {
      return t('chat.notSent');
    }
    // the server's sentence says more than ours; it is written in one language only
    return i18n.language === 'ko' || !failed.error?.detail ? t('chat.failedWithout') : failed.error.detail;
  }
}

function Retry({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Button size="xs" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={onRetry}>
      {t('app.retry')}
    </Button>
  );
}
