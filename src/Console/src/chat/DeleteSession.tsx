import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../common/format';
import classes from './Chat.module.css';
import { flatten, useDeleteSession, useMessages, useSession } from './queries';

interface Props {
  id: string | null;
  onClose: () => void;
  onDeleted: (id: string) => void;
}

/** Asks by naming what is lost. */
export function DeleteSession({ id, onClose, onDeleted }: Props) {
  const { t, i18n } = useTranslation();
  const remove = useDeleteSession();
  const session = useSession(id ?? undefined);
  const messages = useMessages(id ?? undefined);
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <Modal.Root opened={id !== null} onClose={close} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header role="none">
          <Modal.Title>{t('chat.deleteTitle')}</Modal.Title>
          <Modal.CloseButton aria-label={t('app.close')} />
        </Modal.Header>
        <Modal.Body>
          <p className={classes.consequence}>
            {t(messages.hasNextPage ? 'chat.deleteMany' : 'chat.deleteCount', {
              title: session.data?.title ?? t('chat.untitled'),
              number: formatNumber(flatten(messages.data).length, i18n.language),
            })}
          </p>
          {remove.isError && (
            <p role="alert" className={classes.alert}>
              {t('chat.deleteFailed')}
            </p>
          )}
          <Group justify="flex-end" mt="lg" gap="sm">
            <Button variant="default" onClick={close} data-autofocus>
              {t('app.cancel')}
            </Button>
            <Button
              color="red.8"
              loading={remove.isPending}
              disabled={messages.isPending}
              onClick={() =>
                id !== null &&
                remove.mutate(id, {
                  onSuccess: () => {
                    close();
                    onDeleted(id);
                  },
                })
              }
            >
              {t('chat.delete')}
            </Button>
          </Group>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
