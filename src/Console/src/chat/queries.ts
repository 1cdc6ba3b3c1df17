import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { Message, MessagePage, SessionPage } from '../api/types';
import { runningMessage } from './turn';
import { turns } from './turns';

const sessionsKey = ['sessions'] as const;
const sessionKey = (id: string) => ['session', id] as const;
const messagesKey = (id: string) => ['messages', id] as const;

export function useSessions() {
  return useInfiniteQuery({
    queryKey: sessionsKey,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.GET('/api/sessions', { params: { query: { limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useSession(id: string | undefined) {
  return useQuery({
    queryKey: sessionKey(id ?? ''),
    queryFn: ({ signal }) => unwrap(api.GET('/api/sessions/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== undefined,
  });
}

export function useMessages(id: string | undefined) {
  return useInfiniteQuery({
    queryKey: messagesKey(id ?? ''),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/sessions/{id}/messages', {
          params: { path: { id: id ?? '' }, query: { limit: 50, cursor: pageParam, order: 'newest' } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled: id !== undefined,
    // an answer that nobody streams any more ends in the database only: look again until it has
    refetchInterval: (query) =>
      id !== undefined && !turns.isRunning(id) && runningMessage(flatten(query.state.data)) !== null ? 3_000 : false,
  });
}

/** All loaded messages, oldest first: the pages come newest first, as a reader scrolls up. */
export function flatten(data: InfiniteData<MessagePage> | undefined): Message[] {
  return (data?.pages ?? []).flatMap((page) => page.messages).reverse();
}

export function useStartSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/sessions', {
          body: {
            channel: 'web',
            user_id: null,
            robeing_id: null,
            prompt_name: null,
            variables: null,
            metadata: null,
          },
          params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsKey }),
  });
}

export function useDeleteSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await unwrap(api.DELETE('/api/sessions/{id}', { params: { path: { id } } }));
      return id;
    },
    onSuccess: (id) => {
      client.setQueryData<InfiniteData<SessionPage>>(sessionsKey, (data) =>
        data === undefined
          ? data
          : {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                sessions: page.sessions.filter((session) => session.session_id !== id),
              })),
            },
      );
      client.removeQueries({ queryKey: messagesKey(id) });
      client.removeQueries({ queryKey: sessionKey(id) });
    },
  });
}

/** After a turn: the stored history, then the lists that show a title, a time or a log row. */
export async function refreshAfterTurn(client: QueryClient, sessionId: string): Promise<void> {
  await client.invalidateQueries({ queryKey: messagesKey(sessionId) });
  void client.invalidateQueries({ queryKey: sessionsKey });
  void client.invalidateQueries({ queryKey: sessionKey(sessionId) });
  // read anew when next opened; an open list announces its new rows by itself
  void client.invalidateQueries({ queryKey: ['logs'], refetchType: 'none' });
}
