import { useSyncExternalStore } from 'react';
import type { Turn } from './turn';
import { turns } from './turns';

export function useTurn(sessionId: string | undefined): Turn | null {
  return useSyncExternalStore(turns.subscribe, () => turns.get(sessionId));
}
