import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** The server sends a heartbeat every 15 s: three of them missed means that the connection is dead. */
const silenceMilliseconds = 45_000;

/** Reads a text/event-stream body to its end. Rejects when the connection breaks or falls silent. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  silence = silenceMilliseconds,
): AsyncGenerator<EventSourceMessage> {
  const waiting: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => waiting.push(event) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await within(silence, reader.read());
      if (done) {
        return;
      }
      parser.feed(decoder.decode(value, { stream: true }));
      yield* waiting.splice(0);
    }
  } finally {
    // not awaited: a dead connection may never confirm
    reader.cancel().catch(() => undefined);
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The stream fell silent.')), milliseconds);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
