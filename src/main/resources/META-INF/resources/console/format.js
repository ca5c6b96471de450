// Numbers and times as people read them: three digits at most, always with a unit.
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HIGHEST_ODDS = 1_000_000;
const LOWEST_ODDS = 0.01;

let ahead = 0;

/** Gangway's clock, where it is ahead of this browser's; the simulated mesh lives faster. */
export function now() {
  return Date.now() + ahead;
}

/** Takes note of a time that Gangway has told. */
export function told(instant) {
  ahead = Math.max(ahead, Date.parse(instant) - Date.now() || 0);
}

export function digits(value) {
  const rounded = Number(value.toPrecision(value < 1 ? 1 : value < 100 ? 2 : 3));
  return rounded.toLocaleString('en', {maximumFractionDigits: 6});
}

export const count = (value) => value.toLocaleString('en');

/** A weight: exact, as it is written into the routes. */
export const weight = (percent) => `${Number(percent).toLocaleString('en', {maximumFractionDigits: 1})}\u00a0%`;

/** A share that was measured, from 0 to 1. */
export function share(ratio) {
  const percent = ratio * 100;
  if (percent > 0 && percent < 0.1) {
    return `${digits(percent)}\u00a0%`;
  }
  return `${percent.toFixed(percent >= 9.95 || percent === 0 ? 0 : 1)}\u00a0%`;
}

export const millis = (value) => (value >= 1000 ? `${digits(value / 1000)}\u00a0s` : `${digits(value)}\u00a0ms`);

export function odds(value) {
  const words = value > HIGHEST_ODDS ? `over ${count(HIGHEST_ODDS)}`
    : value < LOWEST_ODDS ? `under ${LOWEST_ODDS}` : digits(value);
  return `${words} : 1`;
}

export function duration(seconds) {
  if (seconds < 2 * MINUTE) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 2 * HOUR) return `${Math.round(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${Math.round(seconds / HOUR)} h`;
  return `${Math.round(seconds / DAY)} d`;
}

export const secondsSince = (instant) => Math.max(0, (now() - Date.parse(instant)) / 1000);
export const ago = (instant) => `${duration(secondsSince(instant))} ago`;
export const exact = (instant) => new Date(instant).toLocaleString();

/** A value of an objective, in its unit. */
export const measured = (objective, value) => (value == null ? 'not seen'
  : objective === 'ERROR_RATIO' ? share(value) : millis(value));

export const OBJECTIVES = {ERROR_RATIO: 'Failed requests', LATENCY_MILLIS: 'Latency'};

/** The word for an objective of a shift; connections are counted where it moves those. */
export const objectiveName = (objective, protocol) => (
  protocol === 'Tcp' && objective === 'ERROR_RATIO' ? 'Failed connections' : OBJECTIVES[objective] ?? objective);

/** What a reason says beside its findings, whose numbers are shown apart; or else the finding that matters most. */
export function headline(reason, findings = []) {
  const more = findings.reduce((text, finding) => text.replace(finding.sentence, ''), reason)
    .split('; ').filter((part) => part.trim()).join('; ');
  if (more || !findings.length) {
    return unbroken(more);
  }
  const telling = findings.find((finding) => finding.verdict === 'DEGRADED')
    ?? findings.reduce((most, finding) => (finding.evidence > most.evidence ? finding : most));
  return unbroken(telling.sentence.split('; evidence for harm')[0]);
}

/** A number stays on the line of its unit. */
const unbroken = (text) => text.replace(/(\d) (%|ms|s|min)(?=\W|$)/g, '$1\u00a0$2');

