import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { isStatus } from '../api/problem';
import type { SignedIn } from '../api/types';
import { turns } from '../chat/turns';

export const meKey = ['me'] as const;

/** Who is signed in; null when nobody is. */
export function useMe() {
  return useQuery({
    queryKey: meKey,
    queryFn: async ({ signal }): Promise<SignedIn | null> => {
      try {
        return await unwrap(api.GET('/console/me', { signal }));
      } catch (error) {
        if (isStatus(error, 401)) {
          return null;
        }
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proof: { key: string } | { token: string }) => unwrap(api.POST('/console/sign-in', { body: proof })),
    onSuccess: (me) => {
      // nothing of whoever was here before
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== meKey[0] });
      client.setQueryData(meKey, me);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/console/sign-out')),
    onSettled: () => {
      turns.clear();
      client.setQueryData(meKey, null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== meKey[0] });
    },
  });
}
