import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import classes from './Chat.module.css';
import { MessageView } from './MessageView';
import { flatten, useMessages } from './queries';
import { isStored, runningMessage, withTurn } from './turn';
import { turns } from './turns';
import { useTurn } from './useTurn';

/** Closer to the end than this counts as reading along. */
const nearEndPixels = 60;
const loadOlderPixels = 400;

export function Thread({ sessionId, missing }: { sessionId: string; missing: boolean }) {
  const { t } = useTranslation();
  const query = useMessages(sessionId);
  const turn = useTurn(sessionId);
  const stored = useMemo(() => flatten(query.data), [query.data]);
  const messages = useMemo(() => withTurn(stored, turn), [stored, turn]);
  const running = query.isSuccess ? runningMessage(stored) : null;
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;

  useEffect(() => {
    // after a reload in the middle of an answer: join it where it is
    if (running !== null) {
      void turns.follow(sessionId, running);
    }
  }, [sessionId, running]);

  useEffect(() => {
    if (turn?.phase === 'ended' && !query.isFetching && isStored(stored, turn)) {
      turns.forget(sessionId);
    }
  }, [sessionId, turn, stored, query.isFetching]);

  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const [away, setAway] = useState(false);
  const firstId = messages[0]?.message_id;
  const before = useRef<{ firstId: string | undefined; height: number }>({ firstId: undefined, height: 0 });

  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });

  useEffect(() => {
    // the reader stays at the end while text grows there, and stays put anywhere else
    const observer = new ResizeObserver(() => {
      if (pinned.current) {
        toEnd();
      }
    });
    if (content.current !== null) {
      observer.observe(content.current);
    }
    if (scroller.current !== null) {
      observer.observe(scroller.current);
    }
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    // older messages came in above: keep what is being read in its place
    const element = scroller.current;
    if (element === null) {
      return;
    }
    const last = before.current;
    if (last.firstId !== undefined && last.firstId !== firstId && !pinned.current) {
      element.scrollTop += element.scrollHeight - last.height;
    }
    before.current = { firstId, height: element.scrollHeight };
  }, [firstId, messages]);

  const asked = turn?.question !== null && turn?.phase === 'sending';
  useEffect(() => {
    // one's own question is always shown
    if (asked) {
      pinned.current = true;
      toEnd();
    }
  }, [asked]);

  const onScroll = () => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    pinned.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPixels;
    setAway(!pinned.current);
    if (element.scrollTop < loadOlderPixels && hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  };

  const retry = (question: string) => {
    turns.forget(sessionId);
    void turns.ask(sessionId, question);
  };

  if (missing) {
    return (
      <div className={classes.threadNote}>
        <p>{t('chat.missing')}</p>
        <Button component={Link} to="/chat">
          {t('chat.new')}
        </Button>
      </div>
    );
  }

  const live = turn !== null && turn.phase !== 'ended';
  return (
    <div className={classes.threadFrame}>
      <div
        ref={scroller}
        className={classes.thread}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-label={t('chat.thread')}
        aria-busy={live}
        tabIndex={0}
      >
        <div ref={content} className={classes.threadInner}>
          {hasNextPage && (
            <Button
              variant="subtle"
              size="xs"
              className={classes.older}
              loading={isFetchingNextPage}
              onClick={() => fetchNextPage()}
            >
              {t('chat.loadOlder')}
            </Button>
          )}
          {query.isPending && turn === null && <ThreadSkeleton />}
          {query.isError && stored.length === 0 && turn === null && (
            <div className={classes.threadNote}>
              <p>{t('chat.historyFailed')}</p>
              <Button variant="default" onClick={() => query.refetch()}>
                {t('app.retry')}
              </Button>
            </div>
          )}
          {messages.map((message, index) => {
            const last = index === messages.length - 1;
            const question = messages[index - 1];
            return (
              <MessageView
                key={keyOf(index, messages.length, message.message_id)}
                message={message}
                phase={last && live ? turn.phase : null}
                onRetry={
                  last && !live && question?.role === 'user' && message.role === 'assistant'
                    ? () => retry(question.content)
                    : undefined
                }
              />
            );
          })}
        </div>
      </div>
      {away && (
        <Tooltip label={t('chat.toBottom')}>
          <ActionIcon
            variant="default"
            size="lg"
            radius="xl"
            className={classes.toEnd}
            aria-label={t('chat.toBottom')}
            onClick={toEnd}
          >
            <IconArrowDown size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      <div role="status" className="visually-hidden">
        {live ? t('chat.answering') : turn?.phase === 'ended' ? t('chat.answered') : ''}
      </div>
    </div>
  );
}

/** The last two keep their place while their ids become known, so that nothing is drawn anew in mid-stream. */
function keyOf(index: number, length: number, id: string): string {
  return index >= length - 2 ? `end-${length - index}` : id;
}

function ThreadSkeleton() {
  return (
    <div aria-hidden className={classes.threadSkeleton}>
      <Skeleton height={38} width="46%" radius={14} ml="auto" />
      <Skeleton height={14} width="30%" />
      <Skeleton height={14} width="92%" />
      <Skeleton height={14} width="84%" />
      <Skeleton height={14} width="58%" />
    </div>
  );
}
