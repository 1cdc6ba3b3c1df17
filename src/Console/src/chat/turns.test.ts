import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Turn } from './turn';
import { Turns } from './turns';

interface Call {
  url: string;
  method: string;
  headers: Record<string, string>;
}

const encoder = new TextEncoder();
const event = (name: string, id: string, data: object) =>
  `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
const started = event('message_start', '0', { message_id: 'a', user_message_id: 'q' });
const ended = event('message_end', 'end', { message_id: 'a', content: '안녕하세요', status: 'completed' });

/** A stream in the given pieces; broken: the connection is torn down after them. */
function stream(pieces: (string | Uint8Array)[], broken = false): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece));
      if (broken) {
        setTimeout(() => controller.error(new TypeError('network')), 5);
      } else {
        controller.close();
      }
    },
  });
  return new Response(body, { status: 200, headers: { 'Content-Type': 'text/event-stream' } });
}

const problem = (status: number, body: object) => new Response(JSON.stringify(body), { status });

function setUp(...answers: (Response | Error | ((call: Call) => Response))[]) {
  const calls: Call[] = [];
  const outcomes: Turn[] = [];
  const returned: [string, string][] = [];
  const turns = new Turns(
    (url, init) => {
      const call = { url, method: init.method ?? 'GET', headers: init.headers as Record<string, string> };
      calls.push(call);
      const answer = answers.shift();
      if (answer === undefined) {
        throw new Error(`unexpected call ${url}`);
      }
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve(answer instanceof Response ? answer : answer(call));
    },
    () => Promise.resolve(),
  );
  turns.callbacks = {
    onEnd: (_, turn) => outcomes.push(turn),
    onReturned: (_, question, reason) => returned.push([question, reason]),
  };
  return { turns, calls, outcomes, returned };
}

afterEach(() => vi.useRealTimers());

describe('Turns', () => {
  it('reads an answer whose Hangul is cut between two pieces', async () => {
    const bytes = encoder.encode(started + event('delta', '2', { content: '안녕' }));
    const { turns, outcomes } = setUp(stream([bytes.slice(0, -12), bytes.slice(-12), ended]));
    await turns.ask('s', '질문');
    expect(outcomes).toMatchObject([{ status: 'completed', content: '안녕하세요', question: '질문' }]);
  });

  it('goes on after the last event when the connection breaks', async () => {
    const { turns, calls, outcomes } = setUp(
      stream([started, event('delta', '2', { content: '안녕' })], true),
      stream([ended]),
    );
    await turns.ask('s', '질문');
    expect(calls[1]).toMatchObject({ url: '/api/chat/stream/a', headers: { 'Last-Event-ID': '2' } });
    expect(outcomes).toMatchObject([{ status: 'completed' }]);
  });

  it('asks again with the same key when the question may not have arrived', async () => {
    const { turns, calls, outcomes } = setUp(new TypeError('network'), stream([started, ended]));
    await turns.ask('s', '질문');
    const keys = calls.map(({ headers }) => headers['Idempotency-Key']);
    expect(calls.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
    expect(outcomes).toMatchObject([{ status: 'completed' }]);
  });

  it('uses another key for another question', async () => {
    const { turns, calls } = setUp(stream([started, ended]), stream([started, ended]));
    await turns.ask('s', '하나');
    turns.forget('s');
    await turns.ask('s', '하나');
    expect(calls[0]?.headers['Idempotency-Key']).not.toBe(calls[1]?.headers['Idempotency-Key']);
  });

  it('hands the question back and follows the answer that runs already', async () => {
    const { turns, calls, outcomes, returned } = setUp(
      problem(409, { code: 'conversation.busy', running_message_id: 'b' }),
      stream([
        event('message_start', '0', { message_id: 'b' }),
        event('message_end', 'end', { message_id: 'b', content: '다른 답' }),
      ]),
    );
    await turns.ask('s', '질문');
    await vi.waitFor(() => expect(outcomes).toHaveLength(1));
    expect(returned).toEqual([['질문', 'busy']]);
    expect(turns.isBusy('s')).toBe(true);
    expect(calls[1]?.url).toBe('/api/chat/stream/b');
    expect(outcomes).toMatchObject([{ content: '다른 답', question: null }]);
  });

  it('joins a running answer from its beginning', async () => {
    const { turns, calls, outcomes } = setUp(stream([started, event('delta', '2', { content: '안녕' }), ended]));
    await turns.follow('s', 'a');
    expect(calls[0]?.headers['Last-Event-ID']).toBeUndefined();
    expect(outcomes).toMatchObject([{ status: 'completed' }]);
  });

  it('does not join an answer again that is no longer streamed', async () => {
    const { turns, calls } = setUp(problem(404, {}));
    await turns.follow('s', 'a');
    turns.forget('s');
    await turns.follow('s', 'a');
    expect(calls).toHaveLength(1);
  });

  it('keeps trying to resume while the server is overloaded or away', async () => {
    const { turns, outcomes } = setUp(problem(503, {}), new TypeError('network'), stream([started, ended]));
    await turns.follow('s', 'a');
    expect(outcomes).toMatchObject([{ status: 'completed' }]);
  });

  it('ends as failed, with the ids of what was saved, when the model is in trouble', async () => {
    const { turns, outcomes } = setUp(problem(504, { code: 'model.timeout', detail: '늦어요', message_id: 'a' }));
    await turns.ask('s', '질문');
    expect(outcomes).toMatchObject([{ status: 'failed', messageId: 'a', error: { detail: '늦어요' } }]);
  });

  it('stops an answer as soon as its id is known', async () => {
    let open: (response: Response) => void = () => undefined;
    const calls: string[] = [];
    const turns = new Turns((url) => {
      calls.push(url);
      return url.endsWith('/cancel') ? Promise.resolve(new Response()) : new Promise((resolve) => (open = resolve));
    });
    const running = turns.ask('s', '질문');
    await turns.stop('s');
    expect(turns.get('s')).toMatchObject({ stopping: true });
    open(stream([started, event('message_end', 'end', { message_id: 'a', content: '', status: 'cancelled' })]));
    await running;
    expect(calls).toEqual(['/api/chat/stream', '/api/chat/a/cancel']);
    expect(turns.get('s')).toMatchObject({ status: 'cancelled' });
  });

  it('hands the question back when it is stopped while the server is away', async () => {
    let woken: () => void = () => undefined;
    const returned: string[] = [];
    const turns = new Turns(
      () => Promise.reject(new TypeError('network')),
      (_, signal) =>
        new Promise((resolve) => {
          woken = resolve;
          signal.addEventListener('abort', () => resolve());
        }),
    );
    turns.callbacks = { onEnd: () => undefined, onReturned: (_, question, reason) => returned.push(question, reason) };
    const running = turns.ask('s', '질문');
    await vi.waitFor(() => expect(turns.get('s')?.phase).toBe('waiting'));
    await turns.stop('s');
    woken();
    await running;
    expect(returned).toEqual(['질문', 'stopped']);
    expect(turns.get('s')).toBeNull();
  });

  it('hands an untaken question back when the page is signed out', async () => {
    const { turns, returned } = setUp(() => {
      turns.clear();
      return problem(401, {});
    });
    await turns.ask('s', '질문');
    expect(returned).toEqual([['질문', 'stopped']]);
    expect(turns.get('s')).toBeNull();
  });
});
