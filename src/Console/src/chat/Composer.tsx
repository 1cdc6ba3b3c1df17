import { Button, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPlayerStopFilled, IconSend2 } from '@tabler/icons-react';
import { useEffect, useRef, useSyncExternalStore, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../common/format';
import classes from './Chat.module.css';
import { drafts } from './drafts';
import type { Turn } from './turn';

/** The contract's limit of a chat message. */
const limit = 32_000;

interface Props {
  conversation: string;
  turn: Turn | null;
  pending: boolean;
  notice: string | null;
  onSend: (text: string) => void;
  onStop: () => void;
}

export function Composer({ conversation, turn, pending, notice, onSend, onStop }: Props) {
  const { t, i18n } = useTranslation();
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.read(conversation));
  const field = useRef<HTMLTextAreaElement>(null);
  const touch = useMediaQuery('(pointer: coarse)') === true;
  const running = turn !== null && turn.phase !== 'ended';
  const tooLong = text.length > limit;
  const sendable = text.trim() !== '' && !tooLong && !running && !pending;

  useEffect(() => {
    // on a touch screen this would open the keyboard over the page
    if (!window.matchMedia('(pointer: coarse)').matches) {
      field.current?.focus();
    }
  }, []);

  const send = () => {
    if (sendable) {
      onSend(text.trim());
      field.current?.focus();
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && running) {
      onStop();
    }
    // while a syllable is being composed, Enter belongs to the input method; 229 is how Safari says so
    const composing = event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
    if (event.key === 'Enter' && !event.shiftKey && !composing && !touch) {
      event.preventDefault();
      send();
    }
  };

  return (
    <div className={classes.composer}>
      <form
        className={classes.composerInner}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {notice !== null && (
          <p role="status" className={classes.notice}>
            {notice}
          </p>
        )}
        <div className={classes.box}>
          <Textarea
            ref={field}
            variant="unstyled"
            className={classes.field}
            classNames={{ input: classes.input }}
            aria-label={t('chat.composer')}
            placeholder={t('chat.placeholder')}
            autosize
            minRows={1}
            maxRows={10}
            size="md"
            value={text}
            onChange={(event) => drafts.write(conversation, event.currentTarget.value)}
            onKeyDown={onKeyDown}
            enterKeyHint={touch ? 'enter' : 'send'}
          />
          {running ? (
            <Button
              key="stop"
              variant="default"
              className={classes.action}
              leftSection={<IconPlayerStopFilled size={16} aria-hidden />}
              disabled={turn.stopping}
              onClick={() => {
                onStop();
                field.current?.focus();
              }}
            >
              {turn.stopping ? t('chat.stopping') : t('chat.stop')}
            </Button>
          ) : (
            <Button
              key="send"
              type="submit"
              className={classes.action}
              leftSection={<IconSend2 size={16} aria-hidden />}
              disabled={!sendable}
              loading={pending}
            >
              {t('chat.send')}
            </Button>
          )}
        </div>
        {tooLong ? (
          <p role="alert" className={classes.hintAlert}>
            {t('chat.tooLong', {
              number: new Intl.NumberFormat(i18n.language).format(text.length),
              limit: formatNumber(limit, i18n.language),
            })}
          </p>
        ) : (
          !touch && <p className={classes.hint}>{t('chat.hint')}</p>
        )}
      </form>
    </div>
  );
}
