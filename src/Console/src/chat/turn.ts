import type { Message, MessageStatus, Problem, TokenUsage } from '../api/types';

/** One question and its answer as the page sees them while they happen. */
export interface Turn {
  /** What was asked; null when the page joined a running answer. */
  question: string | null;
  askedAt: string;
  messageId: string | null;
  userMessageId: string | null;
  content: string;
  /** sending: no sign of life yet; waiting: the connection broke and is being restored. */
  phase: 'sending' | 'streaming' | 'waiting' | 'ended';
  status: MessageStatus;
  stopping: boolean;
  error: Problem | null;
  model: string | null;
  usage: TokenUsage | null;
  finishReason: string | null;
  endedAt: string | null;
  /** The last event seen: where a broken stream goes on. */
  lastEventId: string | null;
}

/** Stands for the id of an answer that the server has not confirmed yet. */
export const unsent = 'unsent';

export type TurnEvent =
  | { type: 'message_start'; id?: string; data: { message_id: string; user_message_id?: string | null } }
  | { type: 'delta'; id?: string; data: { content: string } }
  | {
      type: 'message_end';
      id?: string;
      data: {
        message_id: string;
        content: string;
        status?: MessageStatus | null;
        token_usage?: TokenUsage | null;
        finish_reason?: string | null;
        model?: string | null;
        created_at?: string | null;
      };
    }
  | { type: 'error'; id?: string; data: Problem & { message_id?: string } }
  | { type: 'dropped' }
  | { type: 'stopping' }
  | { type: 'refused'; problem: Problem & { message_id?: string } };

export function ask(question: string, now: Date): Turn {
  return { ...blank(now), question };
}

export function join(messageId: string, now: Date): Turn {
  return { ...blank(now), messageId };
}

function blank(now: Date): Turn {
  return {
    question: null,
    askedAt: now.toISOString(),
    messageId: null,
    userMessageId: null,
    content: '',
    phase: 'sending',
    status: 'pending',
    stopping: false,
    error: null,
    model: null,
    usage: null,
    finishReason: null,
    endedAt: null,
    lastEventId: null,
  };
}

export function next(turn: Turn, event: TurnEvent): Turn {
  if (turn.phase === 'ended') {
    return turn;
  }
  switch (event.type) {
    case 'message_start':
      // also the first event of a replay from the start, so nothing is shown twice
      return seen(event.id, {
        ...turn,
        messageId: event.data.message_id,
        userMessageId: event.data.user_message_id ?? turn.userMessageId,
        content: '',
        phase: 'streaming',
        status: 'streaming',
      });
    case 'delta':
      return seen(event.id, {
        ...turn,
        content: turn.content + event.data.content,
        phase: 'streaming',
        status: 'streaming',
      });
    case 'message_end':
      return seen(event.id, {
        ...turn,
        messageId: event.data.message_id,
        content: event.data.content,
        phase: 'ended',
        status: event.data.status ?? (event.data.finish_reason === 'cancelled' ? 'cancelled' : 'completed'),
        model: event.data.model ?? null,
        usage: event.data.token_usage ?? null,
        finishReason: event.data.finish_reason ?? null,
        endedAt: event.data.created_at ?? null,
      });
    case 'error':
      if (event.data.code === 'answer.not_saved_yet') {
        // not its end: the answer is there, and whoever asks again hears of it
        return seen(event.id, { ...turn, phase: 'waiting' });
      }
      return seen(event.id, {
        ...turn,
        messageId: event.data.message_id ?? turn.messageId,
        phase: 'ended',
        status: event.data.code === 'turn.interrupted' ? 'interrupted' : 'failed',
        error: event.data,
      });
    case 'dropped':
      return { ...turn, phase: 'waiting' };
    case 'stopping':
      return { ...turn, stopping: true };
    case 'refused':
      return {
        ...turn,
        messageId: event.problem.message_id ?? turn.messageId,
        phase: 'ended',
        status: 'failed',
        error: event.problem,
      };
  }
}

function seen(id: string | undefined, turn: Turn): Turn {
  return id === undefined ? turn : { ...turn, lastEventId: id };
}

/** A server-sent event as a turn event; null for names this version does not know. */
export function parseEvent(name: string | undefined, id: string | undefined, data: string): TurnEvent | null {
  switch (name) {
    case 'message_start':
    case 'delta':
    case 'message_end':
    case 'error':
      return { type: name, id, data: JSON.parse(data) as never };
    default:
      return null;
  }
}

/** How long to wait before the next attempt: quick at first, never more than ten seconds. */
export function backoff(attempt: number): number {
  return Math.min(10_000, 500 * 2 ** attempt);
}

/** What the page shows: the stored messages, with the running turn laid over or after them. */
export function withTurn(stored: readonly Message[], turn: Turn | null): Message[] {
  const messages = [...stored];
  if (turn === null) {
    return messages;
  }
  const known = (id: string | null) => id !== null && messages.some((message) => message.message_id === id);
  if (turn.question !== null && !known(turn.userMessageId) && !known(turn.messageId)) {
    messages.push({
      message_id: turn.userMessageId ?? 'question',
      role: 'user',
      content: turn.question,
      status: 'completed',
      created_at: turn.askedAt,
      token_usage: null,
      model: null,
      finish_reason: null,
      error: null,
    });
  }
  const at = messages.findIndex((message) => message.message_id === turn.messageId);
  const before = at < 0 ? undefined : messages[at];
  if (before !== undefined && isTerminal(before.status)) {
    return messages;
  }
  const answer: Message = {
    message_id: turn.messageId ?? unsent,
    role: 'assistant',
    // a resumed stream starts from nothing: until it has caught up, the stored part is the better picture
    content: before !== undefined && before.content.length > turn.content.length ? before.content : turn.content,
    status: turn.status,
    created_at: turn.endedAt ?? before?.created_at ?? turn.askedAt,
    token_usage: turn.usage,
    model: turn.model,
    finish_reason: turn.finishReason,
    error:
      turn.error === null ? null : { code: turn.error.code ?? '', detail: turn.error.detail ?? turn.error.title ?? '' },
  };
  if (at < 0) {
    messages.push(answer);
  } else {
    messages[at] = answer;
  }
  return messages;
}

export function isTerminal(status: MessageStatus): boolean {
  return status !== 'pending' && status !== 'streaming';
}

/** The answer that still runs, according to the history. */
export function runningMessage(messages: readonly Message[]): string | null {
  const last = messages.at(-1);
  return last !== undefined && last.role === 'assistant' && !isTerminal(last.status) ? last.message_id : null;
}

/** Whether the stored history has taken over what the ended turn shows. */
export function isStored(stored: readonly Message[], turn: Turn): boolean {
  const answer = stored.find((message) => message.message_id === turn.messageId);
  if (answer !== undefined) {
    return isTerminal(answer.status);
  }
  // joined answers have nothing of their own; a refused question without ids is recognised by its text
  const asked = stored.findLast((message) => message.role === 'user');
  return turn.question === null || (turn.messageId === null && asked?.content === turn.question);
}
