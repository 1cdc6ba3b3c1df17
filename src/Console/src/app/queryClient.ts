import { QueryClient } from '@tanstack/react-query';
import { whenSignedOut } from '../api/client';
import { connection } from '../api/connection';
import { ProblemError } from '../api/problem';
import { drafts } from '../chat/drafts';
import { refreshAfterTurn } from '../chat/queries';
import { turns } from '../chat/turns';
import { meKey } from './me';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // a refusal stays a refusal; only silence and overload are worth another try
      retry: (count, error) => count < 2 && !(error instanceof ProblemError && error.status < 500),
      retryDelay: (count) => 600 * 2 ** count,
    },
  },
});

whenSignedOut(() => {
  turns.clear();
  queryClient.setQueryData(meKey, null);
});

connection.onBack(() => void queryClient.invalidateQueries());

turns.callbacks = {
  onEnd: (sessionId) => void refreshAfterTurn(queryClient, sessionId),
  onReturned: (sessionId, question) => {
    // whoever has written on meanwhile keeps that too
    const written = drafts.read(sessionId);
    drafts.write(sessionId, written === '' ? question : `${question}\n${written}`);
    void refreshAfterTurn(queryClient, sessionId);
  },
};
