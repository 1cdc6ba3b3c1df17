import { ActionIcon, Button, Drawer, Menu, Tooltip } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconDots, IconListSearch, IconMenu2, IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { isStatus } from '../api/problem';
import classes from './Chat.module.css';
import { Composer } from './Composer';
import { DeleteSession } from './DeleteSession';
import { drafts, newConversation } from './drafts';
import { Greeting } from './Greeting';
import { useSession, useStartSession } from './queries';
import { SessionList } from './SessionList';
import { Thread } from './Thread';
import { turns } from './turns';
import { useTurn } from './useTurn';

export function ChatPage() {
  const { t } = useTranslation();
  const { sessionId } = useParams();
  const navigate = useNavigate();
  const phone = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  const [listOpened, list] = useDisclosure(false);
  const [deleting, setDeleting] = useState<string | null>(null);
  const session = useSession(sessionId);
  const start = useStartSession();
  const turn = useTurn(sessionId);
  const title = session.data?.title ?? turn?.question ?? null;
  const heading = sessionId === undefined ? t('chat.new') : (title ?? t('chat.untitled'));
  const missing = isStatus(session.error, 404);

  useEffect(() => {
    document.title = `${heading} · ${t('app.name')}`;
  }, [heading, t]);

  const send = (text: string) => {
    if (sessionId !== undefined) {
      drafts.write(sessionId, '');
      void turns.ask(sessionId, text);
      return;
    }
    start.mutate(undefined, {
      onSuccess: ({ session_id }) => {
        drafts.write(newConversation, '');
        void turns.ask(session_id, text);
        void navigate(`/chat/${session_id}`);
      },
    });
  };

  return (
    <div className={classes.page}>
      {!phone && (
        <aside className={classes.aside} aria-label={t('chat.list')}>
          <SessionList chosen={sessionId} onDelete={setDeleting} />
        </aside>
      )}
      <section className={classes.stage} aria-label={heading}>
        <header className={classes.header}>
          {phone && (
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('chat.openList')} onClick={list.open}>
              <IconMenu2 size={20} />
            </ActionIcon>
          )}
          <h1 className={classes.heading} title={heading}>
            {heading}
          </h1>
          <Tooltip label={t('chat.logs')} disabled={!phone}>
            <Button
              component={Link}
              to="/logs"
              variant="default"
              size="xs"
              leftSection={<IconListSearch size={16} aria-hidden />}
              className={classes.logs}
            >
              {t('chat.logs')}
            </Button>
          </Tooltip>
          {phone && (
            <Tooltip label={t('chat.new')}>
              <ActionIcon
                component={Link}
                to="/chat"
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('chat.new')}
              >
                <IconPlus size={20} />
              </ActionIcon>
            </Tooltip>
          )}
          {sessionId !== undefined && !missing && (
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('chat.more')}>
                  <IconDots size={20} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  color="red"
                  className={classes.danger}
                  leftSection={<IconTrash size={16} />}
                  onClick={() => setDeleting(sessionId)}
                >
                  {t('chat.delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </header>
        {sessionId === undefined ? (
          <Greeting onPick={send} disabled={start.isPending} />
        ) : (
          <Thread key={sessionId} sessionId={sessionId} missing={missing} />
        )}
        {!missing && (
          <Composer
            key={`composer-${sessionId ?? newConversation}`}
            conversation={sessionId ?? newConversation}
            turn={turn}
            pending={start.isPending}
            notice={
              start.isError
                ? t('chat.startFailed')
                : sessionId !== undefined && turns.isBusy(sessionId)
                  ? t('chat.busy')
                  : null
            }
            onSend={send}
            onStop={() => sessionId !== undefined && void turns.stop(sessionId).catch(() => undefined)}
          />
        )}
      </section>
      <Drawer.Root
        opened={phone && listOpened}
        onClose={list.close}
        size={300}
        classNames={{ content: classes.drawerContent }}
      >
        <Drawer.Overlay />
        <Drawer.Content>
          {/* a header element here would be a second banner of the page */}
          <Drawer.Header role="none" className={classes.drawerHeader}>
            <Drawer.Title>{t('chat.list')}</Drawer.Title>
            <Drawer.CloseButton aria-label={t('app.close')} />
          </Drawer.Header>
          <Drawer.Body className={classes.drawerBody}>
            <SessionList chosen={sessionId} onDelete={setDeleting} onPick={list.close} />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
      <DeleteSession
        id={deleting}
        onClose={() => setDeleting(null)}
        onDeleted={(id) => {
          drafts.write(id, '');
          if (id === sessionId) {
            void navigate('/chat', { replace: true });
          }
        }}
      />
    </div>
  );
}
