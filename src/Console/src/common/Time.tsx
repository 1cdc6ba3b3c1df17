import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatExact, formatRelative } from './format';

const tickMilliseconds = 30_000;

let now = Date.now();
const listeners = new Set<() => void>();
setInterval(() => {
  now = Date.now();
  listeners.forEach((listener) => listener());
}, tickMilliseconds);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** "3분 전", and the exact local time when pointed at. */
export function Time({ value, className }: { value: string; className?: string }) {
  const { i18n } = useTranslation();
  const current = useSyncExternalStore(subscribe, () => now);
  const time = new Date(value);
  return (
    <time dateTime={value} title={formatExact(time, i18n.language)} className={className}>
      {formatRelative(time, new Date(Math.max(current, time.getTime())), i18n.language)}
    </time>
  );
}
