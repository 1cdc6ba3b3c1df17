import { UnstyledButton } from '@mantine/core';
import { IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Curl } from '../common/Curl';
import classes from './Chat.module.css';

/** A conversation that has not begun. */
export function Greeting({ onPick, disabled }: { onPick: (text: string) => void; disabled: boolean }) {
  const { t } = useTranslation();
  const examples = t('chat.examples', { returnObjects: true });
  return (
    <div className={classes.greeting}>
      <div className={classes.greetingInner}>
        <h2 className={classes.greetingTitle}>{t('chat.greeting')}</h2>
        <p className={classes.greetingLead}>{t('chat.greetingLead')}</p>
        <ul className={classes.examples}>
          {examples.map((example) => (
            <li key={example}>
              <UnstyledButton className={classes.example} disabled={disabled} onClick={() => onPick(example)}>
                <span>{example}</span>
                <IconArrowUpRight size={16} aria-hidden />
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <details className={classes.curl}>
          <summary>{t('chat.byCurl')}</summary>
          <Curl />
        </details>
      </div>
    </div>
  );
}
