import { describe, expect, it } from 'vitest';
import type { Message } from '../api/types';
import {
  ask,
  backoff,
  isStored,
  join,
  next,
  parseEvent,
  runningMessage,
  withTurn,
  type Turn,
  type TurnEvent,
} from './turn';

const now = new Date('2026-11-20T00:00:00Z');
const start: TurnEvent = { type: 'message_start', id: '0', data: { message_id: 'a', user_message_id: 'q' } };
const delta = (content: string, id: string): TurnEvent => ({ type: 'delta', id, data: { content } });
const end: TurnEvent = {
  type: 'message_end',
  id: 'end',
  data: { message_id: 'a', content: '안녕하세요', status: 'completed', finish_reason: 'stop', model: 'demo' },
};
const play = (turn: Turn, ...events: TurnEvent[]) => events.reduce(next, turn);

function message(over: Partial<Message>): Message {
  return {
    message_id: 'm',
    role: 'assistant',
    content: '',
    status: 'completed',
    created_at: now.toISOString(),
    token_usage: null,
    model: null,
    finish_reason: null,
    error: null,
    ...over,
  };
}

describe('next', () => {
  it('streams an answer to its end', () => {
    const turn = play(ask('질문', now), start, delta('안녕', '2'), delta('하세요', '5'));
    expect(turn).toMatchObject({ phase: 'streaming', content: '안녕하세요', lastEventId: '5', userMessageId: 'q' });
    expect(next(turn, end)).toMatchObject({ phase: 'ended', status: 'completed', model: 'demo' });
  });

  it('starts over when a replay begins at the start', () => {
    const turn = play(ask('질문', now), start, delta('안녕', '2'), { type: 'dropped' }, start, delta('안녕', '2'));
    expect(turn.content).toBe('안녕');
  });

  it('goes on where it was when a replay begins after the last event', () => {
    const turn = play(ask('질문', now), start, delta('안녕', '2'), { type: 'dropped' });
    expect(turn).toMatchObject({ phase: 'waiting', lastEventId: '2' });
    expect(next(turn, delta('하세요', '5')).content).toBe('안녕하세요');
  });

  it('keeps the text of an answer that failed', () => {
    const turn = play(ask('질문', now), start, delta('안녕', '2'), { type: 'error', data: { code: 'model.timeout' } });
    expect(turn).toMatchObject({ phase: 'ended', status: 'failed', content: '안녕', messageId: 'a' });
  });

  it('asks again for an answer that is not saved yet', () => {
    const waiting = play(ask('질문', now), start, delta('안녕', '2'), {
      type: 'error',
      id: '2',
      data: { code: 'answer.not_saved_yet' },
    });
    expect(waiting).toMatchObject({ phase: 'waiting', lastEventId: '2', content: '안녕', error: null });
  });

  it('calls an answer interrupted when its server stopped', () => {
    const turn = play(ask('질문', now), start, { type: 'error', data: { code: 'turn.interrupted' } });
    expect(turn.status).toBe('interrupted');
  });

  it('hears nothing after the end', () => {
    const ended = play(ask('질문', now), start, end);
    expect(next(ended, delta('더', '9'))).toBe(ended);
    expect(next(ended, { type: 'dropped' })).toBe(ended);
  });

  it('reads a cancelled answer from its finish reason when no status is given', () => {
    const cancelled: TurnEvent = {
      type: 'message_end',
      data: { message_id: 'a', content: '안', finish_reason: 'cancelled' },
    };
    expect(play(ask('질문', now), start, cancelled).status).toBe('cancelled');
  });
});

describe('parseEvent', () => {
  it('knows the names of the contract and passes over others', () => {
    expect(parseEvent('delta', '3', '{"content":"네"}')).toEqual(delta('네', '3'));
    expect(parseEvent('tool_call', '4', '{}')).toBeNull();
    expect(parseEvent(undefined, undefined, '{}')).toBeNull();
  });
});

describe('withTurn', () => {
  const question = message({ message_id: 'q', role: 'user', content: '질문' });

  it('shows question and answer that are not stored yet', () => {
    const shown = withTurn([], next(ask('질문', now), start));
    expect(shown.map(({ role, message_id }) => [role, message_id])).toEqual([
      ['user', 'q'],
      ['assistant', 'a'],
    ]);
  });

  it('does not show a stored question twice', () => {
    expect(withTurn([question], next(ask('질문', now), start))).toHaveLength(2);
  });

  it('lays the live text over the stored part once it is longer', () => {
    const stored = [question, message({ message_id: 'a', status: 'streaming', content: '안녕하' })];
    const behind = play(join('a', now), start, delta('안녕', '2'));
    expect(withTurn(stored, behind)[1]?.content).toBe('안녕하');
    expect(withTurn(stored, next(behind, delta('하세요', '5')))[1]?.content).toBe('안녕하세요');
  });

  it('believes the history once that has ended', () => {
    const stored = [question, message({ message_id: 'a', content: '끝', status: 'cancelled' })];
    expect(withTurn(stored, play(join('a', now), start, delta('안녕', '2')))).toEqual(stored);
  });
});

describe('isStored', () => {
  const turn = play(ask('질문', now), start, end);

  it('waits for the answer to be stored as ended', () => {
    expect(isStored([], turn)).toBe(false);
    expect(isStored([message({ message_id: 'a', status: 'streaming' })], turn)).toBe(false);
    expect(isStored([message({ message_id: 'a' })], turn)).toBe(true);
  });

  it('keeps a question that the server refused before it saved it', () => {
    const refused = next(ask('질문', now), { type: 'refused', problem: { status: 429 } });
    expect(isStored([], refused)).toBe(false);
    expect(isStored([message({ role: 'user', content: '질문' })], refused)).toBe(true);
  });
});

describe('runningMessage', () => {
  it('is the last answer while it has not ended', () => {
    expect(runningMessage([message({ message_id: 'a', status: 'streaming' })])).toBe('a');
    expect(runningMessage([message({ message_id: 'a', status: 'interrupted' })])).toBeNull();
    expect(runningMessage([])).toBeNull();
  });
});

describe('backoff', () => {
  it('grows, up to ten seconds', () => {
    expect([0, 1, 2, 10].map(backoff)).toEqual([500, 1_000, 2_000, 10_000]);
  });
});
