// All that the console knows, and the one way to learn more.
import {api} from './api.js';
import {follow} from './stream.js';
import {told} from './format.js';
import {sample} from './samples.js';

const MANY = 20;
const FLEET_MILLIS = 60_000;
const SHIFT_MILLIS = 5_000;

export const key = ({namespace, name}) => `${namespace}/${name}`;

export const store = {
  shifts: new Map(),
  clusters: [],
  policies: [],
  isLoaded: false,
  problem: null,
  isLive: false,
  lastSeen: Date.now(),
  asksToken: false,
  mayReadAll: true,
};

let redraw = () => {};
let opened = () => null;
let place = () => '';
let announce = () => {};
let stream;
let isLoading = false;
let loadsAgain = false;
const dirty = new Set();

/**
 * Begins. opened() is the key of the shift that is looked at, place() the namespace that is, or empty;
 * announce(change) says a decision aloud.
 */
export function begin(handlers) {
  ({redraw, opened, place, announce} = handlers);
  stream = follow({scope, open, seen, decision, gap: load, lost});
  setInterval(() => store.isLive && !document.hidden && load(), FLEET_MILLIS);
  setInterval(() => store.isLive && !document.hidden && opened() && refresh(opened()), SHIFT_MILLIS);
  window.addEventListener('online', () => stream.again());
  window.addEventListener('offline', () => stream.again());
  document.addEventListener('visibilitychange', () => !document.hidden && store.isLive && load());
}

/** Of which namespace alone everything is read: of the one that is looked at, by who may not read all. */
export const scope = () => (store.mayReadAll ? '' : place());

/** As somebody else, or as nobody: what was seen is not theirs to see. */
export function comeAs(become) {
  become();
  Object.assign(store, {isLoaded: false, mayReadAll: true, clusters: [], policies: []});
  store.shifts.clear();
  reconnect();
}

/** Everything anew. */
export function reconnect() {
  store.asksToken = false;
  store.problem = null;
  stream.again();
  load();
}

function open() {
  store.isLive = true;
  store.asksToken = false;
  seen();
  load();
}

function seen() {
  store.lastSeen = Date.now();
}

function lost(problem) {
  store.isLive = false;
  failed(problem);
  if (!store.isLoaded) {
    load();
  }
  redraw();
}

function failed(problem) {
  if (problem?.status === 401) {
    store.asksToken = true;
  } else if (problem?.status === 403 && store.mayReadAll) {
    store.mayReadAll = false;
    reconnect();
  } else if (problem?.status || (problem && !store.isLoaded)) {
    store.problem = problem; // where it is only out of reach, the connection says so
  }
}

/** Reads everything; what is the same stays the same, so that nothing jumps. */
export async function load() {
  if (isLoading) {
    loadsAgain = true;
    return;
  }
  isLoading = true;
  try {
    const shifts = await api.shifts(scope());
    const keys = new Set(shifts.map(key));
    [...store.shifts.keys()].filter((old) => !keys.has(old)).forEach((old) => store.shifts.delete(old));
    shifts.forEach(keep);
    store.isLoaded = true;
    store.problem = null;
    seen();
    await Promise.all([surroundings(), opened() && refresh(opened())]);
  } catch (problem) {
    failed(problem);
  } finally {
    isLoading = false;
    redraw();
    if (loadsAgain) {
      loadsAgain = false;
      load();
    }
  }
}

/** Clusters and policies help to choose; who may not read them can still see shifts. */
async function surroundings() {
  const unread = (problem) => {
    if (problem.status !== 403) {
      throw problem;
    }
    return [];
  };
  [store.clusters, store.policies] = await Promise.all([
    api.clusters().catch(unread), api.policies(scope()).catch(unread)]);
}

/** Keeps a shift as it was just read, unless a newer reading is here already. */
export function keep(shift) {
  const before = store.shifts.get(key(shift));
  if (!before || Date.parse(shift.updated) >= Date.parse(before.updated)) {
    told(shift.updated);
    sample(shift);
    store.shifts.set(key(shift), {...shift, history: shift.history ?? before?.history ?? []});
  }
}

/** Reads one shift anew. */
export async function refresh(id) {
  const [namespace, name] = id.split('/');
  try {
    keep(await api.shift({namespace, name}));
  } catch (problem) {
    if (problem.status === 404) {
      store.shifts.delete(id);
    } else {
      failed(problem);
    }
  }
  redraw();
}

function decision(change) {
  told(change.at);
  announce(change);
  apply(change);
  if (!dirty.size) {
    setTimeout(readDirty, 100);
  }
  dirty.add(`${change.namespace}/${change.shift}`);
  redraw();
}

/** What the event itself tells is shown at once; the rest is read. */
function apply(change) {
  const id = `${change.namespace}/${change.shift}`;
  const shift = store.shifts.get(id);
  if (shift) {
    store.shifts.set(id, {...shift, phase: change.to, weights: change.after, verdict: change.verdict,
      reason: change.reason, evidence: {...shift.evidence, findings: change.findings}});
  }
}

function readDirty() {
  const ids = [...dirty];
  dirty.clear();
  if (ids.length > MANY) {
    load();
  } else {
    ids.forEach(refresh);
  }
}
