// The weight over time as a staircase, with what was measured beside it.
import './chart.js';
import {html} from './libraries.js';
import {splitWords} from './attention.js';
import {now, weight} from './format.js';
import {samples} from './samples.js';

const seconds = (instant) => Date.parse(instant) / 1000;

/** One row for each moment, in order: {at, wanted, measured}. */
function moments(shift) {
  const wanted = shift.history.map((entry) => ({at: seconds(entry.at), wanted: entry.weights[shift.destination] ?? 0}));
  const measured = samples(shift).filter(({share}) => share !== null)
    .map(({at, share}) => ({at: seconds(at), measured: share}));
  const last = {at: Math.max(now() / 1000, seconds(shift.updated)), wanted: shift.weights[shift.destination] ?? 0};
  return [...wanted, ...measured, last].sort((a, b) => a.at - b.at);
}

export function ladder(shift) {
  const rows = moments(shift);
  let stands = 0;
  const wanted = rows.map((row) => (stands = row.wanted ?? stands));
  const plot = {
    size: 'tall',
    label: `Weight of ${shift.destination} over time; now ${splitWords(shift)}`,
    times: rows.map((row) => row.at),
    max: 100,
    unit: weight,
    marks: shift.plan.steps,
    series: [
      {label: `${shift.destination} configured`, colour: 'destination', drawn: 'steps', values: wanted},
      {label: 'measured', colour: 'ink', drawn: 'dots', values: rows.map((row) => row.measured ?? null)},
    ],
  };
  return html`<section aria-labelledby="ladder-title"><h2 id="ladder-title">Ladder</h2>
    <time-chart .plot=${plot}></time-chart></section>`;
}
