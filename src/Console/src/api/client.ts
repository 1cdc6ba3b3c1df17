import createClient from 'openapi-fetch';
import { connection } from './connection';
import { ProblemError, UnreachableError } from './problem';
import type { paths } from './types';

let onSignedOut: () => void = () => undefined;

/** What happens when the server no longer knows us, wherever in the console that was. */
export function whenSignedOut(action: () => void): void {
  onSignedOut = action;
}

/** fetch with the console's manners: a lost server and a lost session are noticed in one place. */
export async function send(request: Request | string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    connection.lost();
    throw new UnreachableError(error);
  }
  if (response.status === 401 && !response.url.includes('/console/')) {
    onSignedOut();
  }
  return response;
}

export const api = createClient<paths>({ fetch: (request) => send(request) });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body, or the refusal as an exception, which is what TanStack Query wants. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) {
    throw new ProblemError(
      response.status,
      error !== null && typeof error === 'object' ? error : {},
      response.headers.get('Retry-After'),
    );
  }
  return data as T;
}
