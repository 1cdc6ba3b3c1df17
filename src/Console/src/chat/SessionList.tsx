import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Session } from '../api/types';
import { Time } from '../common/Time';
import classes from './Chat.module.css';
import { useSessions } from './queries';
import { turns } from './turns';

interface Props {
  chosen: string | undefined;
  onDelete: (id: string) => void;
  onPick?: () => void;
}

export function SessionList({ chosen, onDelete, onPick }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const query = useSessions();
  const { ref, entry } = useIntersection({ rootMargin: '300px' });
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const atEnd = entry?.isIntersecting === true;

  useEffect(() => {
    if (atEnd && hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [atEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const sessions = query.data?.pages.flatMap((page) => page.sessions);
  return (
    <>
      <div className={classes.listTop}>
        <Button
          fullWidth
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => {
            void navigate('/chat');
            onPick?.();
          }}
        >
          {t('chat.new')}
        </Button>
      </div>
      <div className={classes.listScroll}>
        {query.isPending && <ListSkeleton />}
        {query.isError && sessions === undefined && (
          <div className={classes.listNote}>
            <p>{t('chat.listFailed')}</p>
            <Button variant="default" size="xs" onClick={() => query.refetch()}>
              {t('app.retry')}
            </Button>
          </div>
        )}
        {sessions?.length === 0 && <p className={classes.listNote}>{t('chat.listEmpty')}</p>}
        {sessions !== undefined && sessions.length > 0 && (
          <ul className={classes.list}>
            {sessions.map((session) => (
              <SessionItem
                key={session.session_id}
                session={session}
                chosen={session.session_id === chosen}
                onDelete={onDelete}
                onPick={onPick}
              />
            ))}
          </ul>
        )}
        <div ref={ref} className={classes.sentinel} />
      </div>
    </>
  );
}

interface ItemProps {
  session: Session;
  chosen: boolean;
  onDelete: (id: string) => void;
  onPick: (() => void) | undefined;
}

function SessionItem({ session, chosen, onDelete, onPick }: ItemProps) {
  const { t } = useTranslation();
  const id = session.session_id;
  const here = useSyncExternalStore(turns.subscribe, () => turns.isRunning(id));
  const title = session.title ?? turns.get(id)?.question ?? t('chat.untitled');
  return (
    <li className={classes.item} data-chosen={chosen || undefined}>
      <Link to={`/chat/${id}`} className={classes.itemLink} aria-current={chosen ? 'page' : undefined} onClick={onPick}>
        <span className={classes.itemTitle}>{title}</span>
        <span className={classes.itemMeta}>
          {here || session.running_message_id !== null ? (
            <span className={classes.itemRunning}>{t('status.streaming')}</span>
          ) : (
            <Time value={session.last_accessed} />
          )}
          {session.channel !== 'web' && (
            <span>· {t(`channel.${session.channel as 'api'}`, { defaultValue: session.channel })}</span>
          )}
        </span>
      </Link>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            className={classes.itemMenu}
            aria-label={`${t('chat.more')}: ${title}`}
          >
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            color="red"
            className={classes.danger}
            leftSection={<IconTrash size={16} />}
            onClick={() => onDelete(id)}
          >
            {t('chat.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

function ListSkeleton() {
  return (
    <div className={classes.listSkeleton} aria-hidden>
      {[72, 88, 60, 80, 66].map((width) => (
        <div key={width}>
          <Skeleton height={13} width={`${width}%`} />
          <Skeleton height={10} width="32%" mt={7} />
        </div>
      ))}
    </div>
  );
}
