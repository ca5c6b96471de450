// The decisions, newest first, each with its numbers.
import {html, nothing, repeat} from './libraries.js';
import {PHASE_SIGNS, VERDICTS} from './attention.js';
import {ago, count, exact, headline, measured, objectiveName, odds, weight} from './format.js';

export function story(shift) {
  const entries = shift.history.map((entry, index) => ({...entry, before: shift.history[index - 1]})).reverse();
  return html`<section class="story" aria-labelledby="story-title"><h2 id="story-title">Story</h2>
    ${entries.length ? nothing : html`<p class="soft">Nothing is decided yet.</p>`}
    <ol reversed>${repeat(entries, (entry) => `${entry.at} ${entry.phase} ${entry.reason}`,
      (entry) => html`<li class=${kind(entry)}>${decision(shift, entry)}</li>`)}</ol></section>`;
}

function kind(entry) {
  return entry.phase.startsWith('Roll') ? 'bad' : entry.phase === 'Succeeded' ? 'good' : 'open';
}

function decision(shift, entry) {
  const at = entry.weights[shift.destination] ?? 0;
  const from = entry.before?.weights[shift.destination] ?? 0;
  const verdict = VERDICTS[entry.verdict];
  return html`<div class="when"><span class="sign" aria-hidden="true">${PHASE_SIGNS[entry.phase] ?? '•'}</span>
      <b>${entry.phase}</b> <span class="move">${from === at ? weight(at) : `${weight(from)} → ${weight(at)}`}</span>
      <time datetime=${entry.at} title=${exact(entry.at)}>${ago(entry.at)}</time></div>
    <p>${headline(entry.reason, entry.findings)}</p>
    ${entry.alerts?.map(alert) ?? nothing}
    ${entry.findings.length ? findings(shift, entry.findings, verdict) : nothing}`;
}

/** An alert with the way to where it is shown. */
function alert({name, source, alertmanager, startsAt, resolvedAt}) {
  const shown = [source, alertmanager].find((address) => /^https?:/.test(address ?? ''));
  return html`<p class="soft">Alert ${shown ? html`<a href=${shown} target="_blank" rel="noreferrer">${name}</a>` : name},
    firing since ${exact(startsAt)}${resolvedAt ? `, resolved ${exact(resolvedAt)}` : ''}</p>`;
}

function findings(shift, found, verdict) {
  return html`<details><summary>${verdict.sign} ${verdict.word}: the numbers</summary><div class="scrolls" tabindex="0"
    role="group" aria-label="Numbers of this decision"><table>
    <thead><tr><th scope="col">Objective</th><th scope="col">${shift.destination}</th><th scope="col">${shift.source}</th>
      <th scope="col">Limit</th><th scope="col">Bad</th><th scope="col">Harm</th></tr></thead>
    <tbody>${found.map((one) => html`<tr><th scope="row">${objectiveName(one.objective, shift.protocol)}</th>
      <td>${measured(one.objective, one.destination)}</td><td>${measured(one.objective, one.source)}</td>
      <td>${one.limit == null ? 'none' : measured(one.objective, one.limit)}</td>
      <td>${count(one.bad)} of ${count(one.requests)}</td>
      <td>${odds(one.evidence)} of ${odds(one.evidenceLimit)}</td></tr>`)}</tbody></table></div></details>`;
}
