// The split as a bar: the destination's part from the left, the source's beside it, ticks on it.
import {html, nothing} from './libraries.js';
import {hold, splitWords, target} from './attention.js';
import {weight} from './format.js';

/** Who is where; the two colours are the same everywhere. */
export const route = (shift) => html`<span class="route">
  <span class="at-source">${shift.source}</span><span class="to" aria-label="to">→</span>
  <span class="at-destination">${shift.destination}</span></span>`;

/** The split that is wanted now, with the next rung as a tick, or with all rungs. */
export function splitBar(shift, {rungs = []} = {}) {
  const at = shift.weights[shift.destination] ?? 0;
  const next = target(shift);
  return html`<div class="split" role="img" aria-label=${splitWords(shift)} title=${splitWords(shift)}>
    <div class="bar" .style=${`--share: ${at}%`}>
      ${rungs.map((rung) => html`<i class="rung" .style=${`--at: ${rung}%`}></i>`)}
      ${next === undefined ? nothing : html`<i class="target" .style=${`--at: ${next}%`}></i>`}
    </div>
  </div>`;
}

/** The destination's share, as a number. */
export const shareNumber = (shift) => html`<b class="share">${weight(shift.weights[shift.destination] ?? 0)}</b>`;

/** A state with its sign, so that colour is never alone. */
export const badge = (kind, sign, word) => html`<span class="badge ${kind}"><span aria-hidden="true">${sign}</span>
  ${word}</span>`;

/** What holds the shift, where evidence does not. */
export function holdBadge(shift) {
  const held = hold(shift);
  return held ? badge('warn held', held.sign, html`<span class="unseen">held by</span> ${held.word}`) : nothing;
}

/** How far something is on the way to its limit. */
export function progress({label, ratio, kind, words}) {
  const part = Math.max(0, Math.min(1, ratio)) * 100;
  return html`<div class="progress ${kind}">
    <div class="progress-label"><span>${label}</span><span>${words}</span></div>
    <div class="track" role="meter" aria-label=${label} aria-valuenow=${Math.round(part)} aria-valuemin="0"
      aria-valuemax="100" aria-valuetext=${words}><i .style=${`inline-size: ${part}%`}></i></div>
  </div>`;
}
