// Each objective: its values over time with the threshold, and the evidence as bars towards go and towards back.
import './chart.js';
import {html, nothing} from './libraries.js';
import {VERDICTS} from './attention.js';
import {badge, progress} from './bar.js';
import {count, duration, measured, objectiveName, odds, secondsSince} from './format.js';
import {samples} from './samples.js';

const MORE = /needs (?:about )?([\d.,]+) more (?:requests?|connections?)/;
const JUDGED = new Set(['Observing', 'Previewing', 'Shifting', 'Paused', 'Baking']);

/** Findings tell objectives apart by their kind and, for latency, by what is slow. */
const isSame = (one, other) => one.objective === other.objective && one.edgeMillis === other.edgeMillis;

/** What was found for an objective at each moment, oldest first. */
function course(shift, finding) {
  const moments = new Map([...shift.history, ...samples(shift)].map((moment) => [moment.at, moment.findings]));
  return [...moments].sort(([a], [b]) => a.localeCompare(b))
    .map(([at, findings]) => ({at: Date.parse(at) / 1000, found: findings.find((one) => isSame(one, finding))}))
    .filter(({found}) => found && (found.destination != null || found.source != null));
}

export function objectives(shift) {
  const {findings} = shift.evidence;
  return html`<section aria-labelledby="objectives-title"><h2 id="objectives-title">Objectives</h2>
    ${findings.length ? nothing : html`<p class="soft">Nothing is measured yet.</p>`}
    <div class="objectives">${findings.map((finding) => objective(shift, finding))}</div></section>`;
}

function objective(shift, finding) {
  const name = finding.edgeMillis ? `${objectiveName(finding.objective, shift.protocol)} (slow from ${
    measured('LATENCY_MILLIS', finding.edgeMillis)})` : objectiveName(finding.objective, shift.protocol);
  const verdict = VERDICTS[finding.verdict];
  const rows = course(shift, finding);
  const value = (field) => rows.map(({found}) => found[field] ?? null);
  const now = (field) => measured(finding.objective, finding[field]);
  const plot = {
    size: 'small',
    label: `${name} over time: ${shift.destination} ${now('destination')}, ${shift.source} ${now('source')}, limit ${
      finding.limit == null ? 'none' : now('limit')}`,
    times: rows.map(({at}) => at),
    unit: (number) => measured(finding.objective, number),
    series: [
      {label: shift.destination, colour: 'destination', drawn: 'line', values: value('destination')},
      {label: shift.source, colour: 'source', drawn: 'line', values: value('source')},
      {label: 'limit', colour: 'bad', drawn: 'limit', values: value('limit')},
    ],
  };
  return html`<article class="card"><header><h3>${name}</h3>${badge(verdict.kind, verdict.sign, verdict.word)}</header>
    <p class="figures"><span class="at-destination">${now('destination')}</span> against
      <span class="at-source">${now('source')}</span>${finding.limit == null ? nothing
        : html`, at most ${now('limit')}`}</p>
    <time-chart .plot=${plot}></time-chart>
    ${progress({label: 'Towards back', kind: 'bad', ratio: Math.log(Math.max(1, finding.evidence))
      / Math.log(finding.evidenceLimit), words: `harm ${odds(finding.evidence)}, back at ${odds(finding.evidenceLimit)}`})}
  </article>`;
}

/** How much of what the next step needs has been seen. */
export function towardsGo(shift) {
  const {gatheredSince, destination} = shift.evidence;
  if (!JUDGED.has(shift.phase) || !gatheredSince) {
    return nothing;
  }
  const soak = shift.weights[shift.destination] === 100 ? shift.plan.watchSeconds
    : shift.phase === 'Baking' ? shift.plan.bakeSeconds : shift.plan.soakSeconds;
  const waited = Math.min(soak, secondsSince(gatheredSince));
  const lacking = Number(MORE.exec(shift.reason)?.[1].replaceAll(',', '') ?? 0);
  const needed = destination.requests + lacking;
  const what = shift.protocol === 'Tcp' ? 'connections' : 'requests';
  return progress({label: 'Towards go', kind: 'good',
    ratio: Math.min(soak ? waited / soak : 1, needed ? destination.requests / needed : 0),
    words: `${count(destination.requests)} of ${count(needed)} ${what}, ${Math.round(waited)} of ${duration(soak)}`});
}
