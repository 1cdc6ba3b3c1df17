import { useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { LogEntry, LogPage } from '../api/types';
import { timeOfId, toQuery, type LogFilters } from './filters';

const pageSize = 50;
const newerPollMilliseconds = 10_000;

export function useLogs(filters: LogFilters) {
  return useInfiniteQuery({
    queryKey: ['logs', filters],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/conversation/logs', {
          params: { query: { ...toQuery(filters), limit: pageSize, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // rows must not jump under the reader's eyes: new ones are announced, and shown when asked for
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Infinity,
  });
}

/** How many rows have come in since the list was loaded. */
export function useNewerLogs(filters: LogFilters, data: InfiniteData<LogPage> | undefined): number {
  const newest = data?.pages[0]?.logs[0];
  const { data: head } = useQuery({
    queryKey: ['logs-head', filters],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/conversation/logs', { params: { query: { ...toQuery(filters), limit: pageSize } }, signal }),
      ),
    enabled: data !== undefined,
    refetchInterval: newerPollMilliseconds,
  });
  if (head === undefined || data === undefined) {
    return 0;
  }
  // by time and not by place: the list may have been loaded after this look
  const since = newest === undefined ? 0 : Date.parse(newest.created_at);
  return head.logs.filter((log) => Date.parse(log.created_at) > since).length;
}

/** One row by its link. The contract lists rows only, so the id's own time tells where to look. */
export function useLog(id: string | null, loaded: readonly LogEntry[]) {
  const found = loaded.find((log) => log.id === id);
  const query = useQuery({
    queryKey: ['log', id],
    queryFn: async ({ signal }) => {
      const at = timeOfId(id ?? '')?.getTime();
      if (at === undefined) {
        return null;
      }
      // a row is written when its answer ends, at most some minutes after its id was made
      const [from, to] = [at - 60_000, at + 600_000].map((time) => new Date(time).toISOString());
      let cursor: string | undefined;
      do {
        const page: LogPage = await unwrap(
          api.GET('/api/conversation/logs', { params: { query: { from, to, limit: 200, cursor } }, signal }),
        );
        const match = page.logs.find((log) => log.id === id);
        if (match !== undefined) {
          return match;
        }
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
      return null;
    },
    enabled: id !== null && found === undefined,
    staleTime: Infinity,
  });
  return { log: found ?? query.data ?? null, missing: found === undefined && query.data === null, error: query.error };
}
