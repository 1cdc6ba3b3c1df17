import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countFilters, withFilter, withoutFilters, type LogFilters } from './filters';
import classes from './Logs.module.css';

const channels = ['web', 'api', 'kakao', 'slack', 'websocket', 'openai'] as const;
const statuses = ['completed', 'failed', 'cancelled', 'interrupted'] as const;
const typingMilliseconds = 300;

interface Props {
  filters: LogFilters;
  params: URLSearchParams;
  onChange: (params: URLSearchParams) => void;
}

export function LogFilterRow({ filters, params, onChange }: Props) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  const [opened, { toggle }] = useDisclosure(false);
  const count = countFilters(filters);
  const hidden = count - (filters.q === '' ? 0 : 1);
  const set = (name: keyof LogFilters) => (value: string) => onChange(withFilter(params, name, value));
  return (
    <search className={classes.filters}>
      <TypedFilter
        label={t('logs.search')}
        value={filters.q}
        onCommit={set('q')}
        icon={<IconSearch size={16} aria-hidden />}
        className={classes.search}
      />
      {narrow && (
        <Button
          variant="default"
          onClick={toggle}
          aria-expanded={opened}
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        >
          {t('logs.filters')}
          {hidden > 0 ? ` ${hidden}` : ''}
        </Button>
      )}
      {(!narrow || opened) && (
        <>
          <TypedFilter label={t('logs.user')} value={filters.user} onCommit={set('user')} className={classes.small} />
          <TypedFilter
            label={t('logs.robeing')}
            value={filters.robeing}
            onCommit={set('robeing')}
            className={classes.small}
          />
          <NativeSelect
            aria-label={t('logs.channel')}
            value={filters.channel}
            onChange={(event) => set('channel')(event.currentTarget.value)}
            className={classes.small}
            data={[
              { value: '', label: t('logs.anyChannel') },
              ...channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
            ]}
          />
          <NativeSelect
            aria-label={t('logs.status')}
            value={filters.status}
            onChange={(event) => set('status')(event.currentTarget.value)}
            className={classes.small}
            data={[
              { value: '', label: t('logs.anyStatus') },
              ...statuses.map((status) => ({ value: status, label: t(`status.${status}`) })),
            ]}
          />
          <div className={classes.days}>
            <TextInput
              type="date"
              aria-label={t('logs.from')}
              title={t('logs.from')}
              value={filters.from}
              max={filters.to || undefined}
              onChange={(event) => set('from')(event.currentTarget.value)}
            />
            <span aria-hidden>–</span>
            <TextInput
              type="date"
              aria-label={t('logs.to')}
              title={t('logs.to')}
              value={filters.to}
              min={filters.from || undefined}
              onChange={(event) => set('to')(event.currentTarget.value)}
            />
          </div>
        </>
      )}
      {count > 0 && (
        <Button
          variant="subtle"
          color="gray"
          className={classes.clear}
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => onChange(withoutFilters(params))}
        >
          {t('logs.clear')}
        </Button>
      )}
    </search>
  );
}

interface TypedProps {
  label: string;
  value: string;
  onCommit: (value: string) => void;
  icon?: ReactNode;
  className: string | undefined;
}

/** Text that reaches the address once its writer pauses; a syllable under composition waits for its end. */
function TypedFilter({ label, value, onCommit, icon, className }: TypedProps) {
  const [text, setText] = useState(value);
  const committed = useRef(value);
  const commit = useDebouncedCallback((typed: string) => {
    committed.current = typed;
    onCommit(typed);
  }, typingMilliseconds);

  useEffect(() => {
    // changed from outside: by going back, or by clearing the filters
    if (value !== committed.current) {
      committed.current = value;
      setText(value);
    }
  }, [value]);

  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      leftSection={icon}
      className={className}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        commit(event.currentTarget.value);
      }}
    />
  );
}
