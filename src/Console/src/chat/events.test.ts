import { expect, it } from 'vitest';
import { readEvents } from './events';

const encoder = new TextEncoder();

it('readEvents gives up a connection that has fallen silent', async () => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode('event: delta\ndata: {}\n\n')),
  });
  const seen: (string | undefined)[] = [];
  const reading = (async () => {
    for await (const event of readEvents(body, 30)) {
      seen.push(event.event);
    }
  })();
  await expect(reading).rejects.toThrow('silent');
  expect(seen).toEqual(['delta']);
});

it('readEvents takes a heartbeat for a sign of life and not for an event', async () => {
  let beats = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      controller.enqueue(encoder.encode(beats++ < 4 ? ': heartbeat\n\n' : 'event: delta\ndata: {}\n\n'));
      if (beats > 5) {
        controller.close();
      }
    },
  });
  let events = 0;
  for await (const event of readEvents(body, 200)) {
    events += event.event === 'delta' ? 1 : 100;
  }
  expect(events).toBe(2);
});
