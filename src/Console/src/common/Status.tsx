import {
  IconAlertCircle,
  IconCircleCheck,
  IconClock,
  IconPlayerStop,
  IconPlugConnectedX,
  IconProgress,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageStatus } from '../api/types';
import classes from './common.module.css';

const looks = {
  pending: { icon: IconClock, colour: classes.grey },
  streaming: { icon: IconProgress, colour: classes.blue },
  completed: { icon: IconCircleCheck, colour: classes.green },
  failed: { icon: IconAlertCircle, colour: classes.red },
  cancelled: { icon: IconPlayerStop, colour: classes.grey },
  interrupted: { icon: IconPlugConnectedX, colour: classes.amber },
} as const;

/** Colour, word and icon: any one of them is enough to understand it. */
export function Status({ value }: { value: MessageStatus }) {
  const { t } = useTranslation();
  // a status that a newer server knows and this page does not is shown by its own name
  const look = looks[value] ?? looks.pending;
  const Icon = look.icon;
  return (
    <span className={`${classes.status} ${look.colour}`}>
      <Icon size={15} stroke={1.9} aria-hidden />
      {value in looks ? t(`status.${value}`) : value}
    </span>
  );
}
