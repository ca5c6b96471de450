// Which shifts are shown, and in which order. Pure: what is asked for comes from the address.
import {began, group, hold, target} from './attention.js';

const text = (value) => (a, b) => value(a).localeCompare(value(b));
const number = (value) => (a, b) => value(a) - value(b);
const VERDICT_ORDER = ['DEGRADED', 'INCONCLUSIVE', 'HEALTHY'];

/** By what the list can be sorted; the first is what it is without being asked. */
export const ORDERS = {
  attention: {label: 'What needs a person first', compare: number(group)},
  service: {label: 'Service', compare: text((shift) => shift.service)},
  route: {label: 'From and to', compare: text((shift) => `${shift.source} ${shift.destination}`)},
  weight: {label: 'Weight', compare: number((shift) => shift.weights[shift.destination] ?? 0)},
  phase: {label: 'Phase', compare: text((shift) => shift.phase)},
  verdict: {label: 'Verdict', compare: number((shift) => VERDICT_ORDER.indexOf(shift.verdict))},
  age: {label: 'Age', compare: text((shift) => began(shift)), isDown: true},
  owner: {label: 'Asked by', compare: text((shift) => shift.requestedBy ?? '')},
};

/** Splits "-age" into its order and direction. */
export function order(sort) {
  const name = sort.replace(/^-/, '');
  return {name: name in ORDERS ? name : 'attention', isDown: sort.startsWith('-')};
}

/** What a click on a column asks for: that order, or its reverse. */
export function turned(sort, name) {
  const now = order(sort);
  return now.name === name && !now.isDown ? `-${name}` : name;
}

function wants(filter, shift) {
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  const haystack = [shift.namespace, shift.name, shift.service, shift.source, shift.destination, shift.phase,
    hold(shift)?.word, shift.requestedBy].join(' ').toLowerCase();
  return words.every((word) => haystack.includes(word))
    && (!filter.phase || shift.phase === filter.phase)
    && (!filter.namespace || shift.namespace === filter.namespace)
    && (!filter.cluster || [shift.source, shift.destination].includes(filter.cluster));
}

/** The shifts that are asked for, in order; those that are equal stay by name. */
export function select(shifts, filter) {
  const {name, isDown} = order(filter.sort);
  const sign = isDown ? -1 : 1;
  const byName = text((shift) => `${shift.namespace}/${shift.name}`);
  return shifts
    .filter((shift) => wants(filter, shift))
    .sort((a, b) => sign * ORDERS[name].compare(a, b) || byName(a, b));
}

/** The values that there are, for a choice. */
export const values = (shifts, ...fields) => [...new Set(shifts.flatMap((shift) => fields.map((f) => shift[f])))].sort();

/** How far the whole is: how many have arrived, and what share of the way is gone on average. */
export function howFar(shifts) {
  const moved = shifts.reduce((sum, shift) => sum + (shift.weights[shift.destination] ?? 0), 0);
  return {
    arrived: shifts.filter((shift) => target(shift) === undefined && shift.weights[shift.destination] === 100).length,
    average: shifts.length ? moved / shifts.length : 0,
  };
}
