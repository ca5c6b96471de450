// Decisions as they are taken, by server-sent events. Read by fetch, as an EventSource can send no token.
import {headers, problemOf} from './api.js';

const SILENCE_MILLIS = 35_000; // a comment comes every 15 s
const PAUSES_MILLIS = [500, 1000, 2000, 4000];

/** Splits a stream of text into events. Holds what has not ended yet. */
export class EventReader {
  #rest = '';

  /** The events that end in this piece: {id, name, data}; comments have none of them. */
  read(piece) {
    const blocks = (this.#rest + piece.replaceAll('\r', '')).split('\n\n');
    this.#rest = blocks.pop();
    return blocks.map((block) => {
      const event = {name: 'message', data: ''};
      for (const line of block.split('\n')) {
        const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
        if (field === 'id') event.id = value;
        if (field === 'event') event.name = value;
        if (field === 'data') event.data += value;
      }
      return event;
    });
  }
}

/**
 * Follows the events for ever, and comes again when it is cut off.
 * on: {scope(), open, seen, decision(change), gap, lost(problem)}; of scope()'s namespace alone, or of all where it is empty
 */
export function follow(on) {
  let last = '';
  let failures = 0;
  let current = new AbortController();
  let wake = () => {};

  async function listen() {
    current = new AbortController();
    const silence = watchSilence(current);
    try {
      const response = await fetch(`/api/v1/events${on.scope() && `?namespace=${encodeURIComponent(on.scope())}`}`, {
        headers: headers({Accept: 'text/event-stream', ...(last && {'Last-Event-ID': last})}),
        cache: 'no-store',
        signal: current.signal,
      });
      if (!response.ok) {
        throw await problemOf(response);
      }
      failures = 0;
      on.open();
      await read(response.body, silence);
      on.lost(null);
    } catch (failure) {
      on.lost(failure.status ? failure : null);
    } finally {
      silence.end();
    }
  }

  async function read(body, silence) {
    const events = new EventReader();
    const pieces = body.pipeThrough(new TextDecoderStream()).getReader();
    for (let next = await pieces.read(); !next.done; next = await pieces.read()) {
      silence.heard();
      on.seen();
      events.read(next.value).forEach(tell);
    }
  }

  function tell(event) {
    last = event.id ?? last;
    if (event.name === 'gap') {
      on.gap();
    } else if (event.data) {
      on.decision(JSON.parse(event.data));
    }
  }

  async function listenForEver() {
    for (;;) {
      await listen();
      const pause = PAUSES_MILLIS[Math.min(failures++, PAUSES_MILLIS.length - 1)];
      await new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, pause);
      });
    }
  }

  listenForEver();
  return {
    /** Asks anew without waiting: somebody has given a token, or the network is back. */
    again() {
      failures = 0;
      current.abort();
      wake();
    },
  };
}

/** Cuts a connection off on which nothing comes any more. */
function watchSilence(controller) {
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(), SILENCE_MILLIS);
  };
  heard();
  return {heard, end: () => clearTimeout(timer)};
}
