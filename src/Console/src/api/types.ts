import type { components } from './schema';

/** Short names for the part of the public contract that the console uses; `npm run api` renews the contract itself. */
type Schemas = components['schemas'];

export type { paths } from './schema';

export type MessageStatus = Schemas['MessageStatus'];
export type TokenUsage = Schemas['TokenUsage'];
export type Message = Schemas['HistoryMessage'];
export type MessagePage = Schemas['HistoryPage'];
export type Session = Schemas['SessionDetails'];
export type SessionPage = Schemas['SessionPage'];
export type LogEntry = Schemas['LogEntry'];
export type LogPage = Schemas['LogPage'];

/** Who is signed in; what signing in and asking afterwards have in common. */
export type SignedIn = Pick<Schemas['MeResponse'], 'name' | 'scopes' | 'expires_at'>;

/** RFC 9457 problem details, with the fields that ours add. */
export interface Problem {
  title?: string | null;
  status?: number | null;
  detail?: string | null;
  code?: string;
  trace_id?: string;
  errors?: Record<string, string[]>;
  running_message_id?: string;
}
