/**
 * The part of the public contract that the console uses. Names follow the OpenAPI document, so that the generated
 * `schema.d.ts` (`npm run api`) can stand in for the bodies below without a change elsewhere.
 */

export type MessageStatus = 'pending' | 'streaming' | 'completed' | 'failed' | 'cancelled' | 'interrupted';

export interface TokenUsage {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
}

export interface SignedIn {
  name: string;
  scopes: string[];
  client_id?: string;
  expires_at: string | null;
}

export interface Session {
  session_id: string;
  user_id: string;
  robeing_id: string | null;
  channel: string;
  title: string | null;
  prompt_name: string | null;
  created_at: string;
  last_accessed: string;
  metadata: unknown;
  running_message_id: string | null;
}

export interface Message {
  message_id: string;
  role: 'user' | 'assistant' | 'system';
  content: string;
  status: MessageStatus;
  created_at: string;
  token_usage?: TokenUsage | null;
  model?: string | null;
  finish_reason?: string | null;
  error?: { code: string; detail?: string | null } | null;
}

export interface LogEntry {
  id: string;
  session_id: string;
  message_id: string;
  user_id: string;
  robeing_id: string | null;
  channel: string;
  channel_id: string | null;
  question: string;
  answer: string;
  intent: string | null;
  confidence: number | null;
  status: MessageStatus;
  error_code: string | null;
  model: string | null;
  token_usage: TokenUsage | null;
  /** From the question to the end of the answer. */
  duration_ms: number;
  created_at: string;
}

export interface SessionPage {
  sessions: Session[];
  next_cursor: string | null;
}

export interface MessagePage {
  messages: Message[];
  next_cursor: string | null;
}

export interface LogPage {
  logs: LogEntry[];
  next_cursor: string | null;
}

export interface LogQuery {
  limit?: number;
  cursor?: string;
  user_id?: string;
  robeing_id?: string;
  channel?: string;
  status?: string;
  from?: string;
  to?: string;
  q?: string;
}

/** RFC 9457 problem details, with the fields that ours add. */
export interface Problem {
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  trace_id?: string;
  errors?: Record<string, string[]>;
  running_message_id?: string;
}

interface Call<Result, Options extends { query?: object; path?: object; body?: object } = object> {
  parameters: {
    query?: Options extends { query: infer Q } ? Q : never;
    header?: { 'Idempotency-Key'?: string };
  } & (Options extends { path: infer P } ? { path: P } : { path?: never });
  requestBody?: Options extends { body: infer B } ? { content: { 'application/json': B } } : never;
  responses: {
    200: { content: { 'application/json': Result } };
    default: { content: { 'application/problem+json': Problem } };
  };
}

interface PageOf {
  limit?: number;
  cursor?: string;
}

export interface paths {
  '/console/me': { get: Call<SignedIn> };
  '/console/sign-in': { post: Call<SignedIn, { body: { key?: string; token?: string } }> };
  '/console/sign-out': { post: Call<undefined> };
  '/api/sessions': {
    get: Call<SessionPage, { query: PageOf & { user_id?: string } }>;
    post: Call<Pick<Session, 'session_id' | 'user_id' | 'created_at'>, { body: { channel?: string } }>;
  };
  '/api/sessions/{id}': {
    get: Call<Session, { path: { id: string } }>;
    delete: Call<undefined, { path: { id: string } }>;
  };
  '/api/sessions/{id}/messages': {
    get: Call<MessagePage, { path: { id: string }; query: PageOf & { order?: 'oldest' | 'newest' } }>;
  };
  '/api/chat/{message_id}/cancel': { post: Call<undefined, { path: { message_id: string } }> };
  '/api/conversation/logs': { get: Call<LogPage, { query: LogQuery }> };
}
