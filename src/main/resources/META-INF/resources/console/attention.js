// Who needs whom: which shifts a person must look at, which move, and which rest.
import {weight} from './format.js';

export const NEEDS_PERSON = 0;
export const MOVES = 1;
export const RESTS = 2;
export const GROUPS = ['Needs a person', 'On the way', 'At rest'];

const AT_REST = new Set(['Succeeded', 'RolledBack', 'Released']);
const UNASKED = new Set(['Alert', 'Contest', 'Metrics']);
const BACK = new Set(['RollingBack', 'RolledBack']);

/** How a phase is drawn, beside its name. */
export const PHASE_SIGNS = {
  Pending: '◌', Observing: '◉', Preparing: '◔', Previewing: '◑', Shifting: '▶', Paused: '❚❚', Baking: '◕',
  RollingBack: '◀', RolledBack: '↩', Succeeded: '✓', Restoring: '◀', Released: '○',
};

export const VERDICTS = {
  HEALTHY: {sign: '✓', word: 'Healthy', kind: 'good'},
  DEGRADED: {sign: '✕', word: 'Degraded', kind: 'bad'},
  INCONCLUSIVE: {sign: '…', word: 'Inconclusive', kind: 'open'},
};

/** What people have said that a shift waits for, where evidence would let it go on. */
const HOLDS = {
  Window: {sign: '◷', word: 'Window'},
  Approval: {sign: '✎', word: 'Approval'},
  Gate: {sign: '⊘', word: 'Gate'},
  SilentGate: {sign: '?', word: 'Silent gate'},
};

/** What holds a shift: {sign, word}; undefined where nothing does. */
export const hold = ({held}) => held && (HOLDS[held.by] ?? {sign: '•', word: held.by});

/** Whether nothing but a person ends that; a gate that was just asked is no silent one yet. */
const waitsForPerson = ({held, reason}) => held?.by === 'Approval'
  || (held?.by === 'SilentGate' && !reason.endsWith('being asked'));

/** What a person must know of a shift first: {label, words, todo}, the worst first. */
export function troubles(shift) {
  const found = [];
  for (const cluster of shift.clusters) {
    if (cluster.contestedBy) {
      found.push({label: 'Contested', words: `${cluster.contestedBy} puts the routes in ${cluster.name} back`,
        todo: cluster.todo});
    } else if (!cluster.reachable) {
      found.push({label: 'Unreachable', words: `${cluster.name} can't be reached: ${cluster.message ?? 'no answer'}`,
        todo: cluster.todo});
    } else if (cluster.message) {
      found.push({label: 'Routes', words: `${cluster.name}: ${cluster.message}`, todo: cluster.todo});
    }
  }
  if (shift.evidence.notInForce) {
    found.push({label: 'Not in force', words: shift.evidence.notInForce});
  }
  if (shift.evidence.metricsProblem) {
    found.push({label: 'No metrics', words: shift.evidence.metricsProblem, since: shift.evidence.blindSince});
  }
  return found;
}

function isHeldUp(shift) {
  return shift.phase === 'Pending' && shift.cause === 'Preflight' && shift.reason !== 'not looked at yet';
}

/** Whether something is wrong with a shift, rather than that it waits for somebody's word. */
function isWrong(shift) {
  const goneBack = BACK.has(shift.phase) && shift.cause !== 'Person';
  const stopped = shift.phase === 'Paused' && UNASKED.has(shift.cause);
  return goneBack || stopped || isHeldUp(shift) || troubles(shift).length > 0;
}

/** Whether a shift needs a person, moves or rests. */
export function group(shift) {
  if (isWrong(shift) || waitsForPerson(shift)) {
    return NEEDS_PERSON;
  }
  return AT_REST.has(shift.phase) ? RESTS : MOVES;
}

/** Which colour a phase has. */
export const phaseKind = (shift) => (isWrong(shift) ? 'bad' : shift.phase === 'Succeeded' ? 'good' : 'open');

/** The next rung of the ladder; undefined at its end, or where none is aimed at. */
export function target(shift) {
  const at = shift.weights[shift.destination] ?? 0;
  return ['Pending', 'Preparing', 'Previewing', 'Shifting', 'Paused', 'Baking'].includes(shift.phase)
    ? [...shift.plan.steps, 100].find((rung) => rung > at) : undefined;
}

/** Where the shift is on its ladder, in words. */
export function rung(shift) {
  const at = shift.weights[shift.destination] ?? 0;
  const rungs = [...shift.plan.steps, 100];
  const index = rungs.indexOf(at);
  return index < 0 ? (target(shift) === undefined ? '' : `before rung 1 of ${rungs.length}`) : `rung ${index + 1} of ${rungs.length}`;
}

/** The split in words, for who sees no bar. */
export function splitWords(shift) {
  const next = target(shift);
  const split = `${weight(shift.weights[shift.source] ?? 0)} ${shift.source}, `
    + `${weight(shift.weights[shift.destination] ?? 0)} ${shift.destination}`;
  return next === undefined ? split : `${split}, next ${weight(next)}`;
}

/** When it began, as far as its decisions are kept. */
export const began = (shift) => shift.began ?? shift.updated;
