import { send } from '../api/client';
import { ProblemError } from '../api/problem';
import { readEvents } from './events';
import { ask, backoff, join, next, parseEvent, type Turn, type TurnEvent } from './turn';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface Running {
  turn: Turn;
  abort: AbortController;
}

export interface TurnCallbacks {
  /** The answer has ended, well or not: the stored history now knows better. */
  onEnd(sessionId: string, turn: Turn): void;
  /** The question was not taken, because another answer runs or because its asker stopped first. */
  onReturned(sessionId: string, question: string, reason: 'busy' | 'stopped'): void;
}

/**
 * The turns of this page, by conversation. They live outside of React, so that an answer goes on
 * while its reader looks at another conversation.
 */
export class Turns {
  private readonly running = new Map<string, Running>();
  private readonly listeners = new Set<() => void>();
  private readonly fetch: Fetch;
  private readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  callbacks: TurnCallbacks = { onEnd: () => undefined, onReturned: () => undefined };
  /** Answers that the server no longer streams; the history alone tells how they end. */
  private readonly gone = new Set<string>();
  private readonly busy = new Set<string>();

  constructor(fetch: Fetch = send, pause = sleep) {
    this.fetch = fetch;
    this.pause = pause;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether the last question of this conversation came back because another answer was running. */
  isBusy(sessionId: string | undefined): boolean {
    return sessionId !== undefined && this.busy.has(sessionId);
  }

  get(sessionId: string | undefined): Turn | null {
    return sessionId === undefined ? null : (this.running.get(sessionId)?.turn ?? null);
  }

  isRunning(sessionId: string): boolean {
    const turn = this.get(sessionId);
    return turn !== null && turn.phase !== 'ended';
  }

  ask(sessionId: string, question: string): Promise<void> {
    if (this.isRunning(sessionId)) {
      return Promise.resolve();
    }
    this.busy.delete(sessionId);
    // one key for all attempts of this question: a repeated POST is the same question, not a second one
    const key = crypto.randomUUID();
    const open = (signal: AbortSignal) =>
      this.fetch('/api/chat/stream', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', 'Idempotency-Key': key },
        body: JSON.stringify({ session_id: sessionId, message: question }),
        signal,
      });
    return this.run(sessionId, ask(question, new Date()), open);
  }

  /** Joins an answer that already runs, as after a reload. */
  follow(sessionId: string, messageId: string): Promise<void> {
    if (this.isRunning(sessionId) || this.gone.has(messageId)) {
      return Promise.resolve();
    }
    return this.run(sessionId, join(messageId, new Date()), null);
  }

  /** Stops the answer; what it has so far is kept. */
  async stop(sessionId: string): Promise<void> {
    const current = this.running.get(sessionId);
    if (current === undefined || current.turn.phase === 'ended') {
      return;
    }
    const { messageId, phase, question } = current.turn;
    if (messageId === null && phase === 'waiting') {
      // the server is away: not asking any more is all there is to stop
      current.abort.abort();
      this.running.delete(sessionId);
      this.changed();
      this.callbacks.onReturned(sessionId, question ?? '', 'stopped');
      return;
    }
    this.apply(sessionId, current, { type: 'stopping' });
    // without an id yet, the stop goes out with the first event
    if (messageId !== null) {
      await this.cancel(messageId);
    }
  }

  /** Forgets an ended turn, once the stored history shows it. */
  forget(sessionId: string): void {
    if (this.get(sessionId)?.phase === 'ended') {
      this.running.delete(sessionId);
      this.changed();
    }
  }

  /** Leaves everything, as at sign-out. Answers go on at the server; a question that it has not taken goes back to its asker. */
  clear(): void {
    const left = [...this.running];
    this.running.clear();
    left.forEach(([sessionId, { turn, abort }]) => {
      abort.abort();
      if (turn.question !== null && turn.messageId === null && turn.phase !== 'ended') {
        this.callbacks.onReturned(sessionId, turn.question, 'stopped');
      }
    });
    this.busy.clear();
    this.changed();
  }

  private async cancel(messageId: string): Promise<void> {
    await this.fetch(`/api/chat/${messageId}/cancel`, { method: 'POST' });
  }

  private resume(messageId: string, lastEventId: string | null, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (lastEventId !== null) {
      headers['Last-Event-ID'] = lastEventId;
    }
    return this.fetch(`/api/chat/stream/${messageId}`, { headers, signal });
  }

  private async run(
    sessionId: string,
    turn: Turn,
    first: ((signal: AbortSignal) => Promise<Response>) | null,
  ): Promise<void> {
    const current: Running = { turn, abort: new AbortController() };
    this.running.set(sessionId, current);
    this.changed();
    const { signal } = current.abort;
    for (let attempt = 0; !signal.aborted; attempt++) {
      const { messageId, lastEventId } = current.turn;
      try {
        const response = await (messageId === null && first !== null
          ? first(signal)
          : this.resume(messageId ?? '', lastEventId, signal));
        if (!response.ok || response.body === null) {
          throw await ProblemError.from(response);
        }
        for await (const message of readEvents(response.body)) {
          attempt = 0;
          const event = parseEvent(message.event, message.id, message.data);
          if (event !== null) {
            this.apply(sessionId, current, event);
          }
          if (event?.type === 'message_start' && current.turn.stopping) {
            await this.cancel(event.data.message_id);
          }
        }
      } catch (error) {
        if (signal.aborted || this.settle(sessionId, current, error)) {
          return;
        }
      }
      if (current.turn.phase === 'ended') {
        this.callbacks.onEnd(sessionId, current.turn);
        return;
      }
      this.apply(sessionId, current, { type: 'dropped' });
      await this.pause(backoff(attempt), signal);
    }
  }

  /** Whether the error settles the turn; false means: try again. */
  private settle(sessionId: string, current: Running, error: unknown): boolean {
    if (!(error instanceof ProblemError)) {
      return false;
    }
    const { messageId, question } = current.turn;
    const busyWith = error.problem.running_message_id;
    if (error.status === 409 && busyWith !== undefined && question !== null && messageId === null) {
      this.running.delete(sessionId);
      this.busy.add(sessionId);
      this.callbacks.onReturned(sessionId, question, 'busy');
      void this.follow(sessionId, busyWith);
      return true;
    }
    const repeatStillRuns = error.status === 409 && current.turn.phase === 'waiting';
    const awayWhileResuming = error.status >= 500 && messageId !== null;
    if (repeatStillRuns || awayWhileResuming) {
      return false;
    }
    if (messageId !== null) {
      this.gone.add(messageId);
    }
    this.apply(sessionId, current, { type: 'refused', problem: { status: error.status, ...error.problem } });
    this.callbacks.onEnd(sessionId, current.turn);
    return true;
  }

  private apply(sessionId: string, current: Running, event: TurnEvent): void {
    current.turn = next(current.turn, event);
    if (this.running.get(sessionId) === current) {
      this.changed();
    }
  }

  private changed(): void {
    this.listeners.forEach((listener) => listener());
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    // no need to sit out the pause once the network is back
    addEventListener('online', done);
    signal.addEventListener('abort', done, { once: true });
  });
}

export const turns = new Turns();
