// The checks of a shift, looked at anew when somebody asks.
import {html, nothing} from './libraries.js';
import {api} from './api.js';
import {badge} from './bar.js';
import {key} from './store.js';

const SIGNS = {PASS: ['good', '✓', 'Pass'], WARN: ['warn', '!', 'Warn'], FAIL: ['bad', '✕', 'Fail'],
  UNKNOWN: ['open', '?', 'Unknown']};
const WORST_FIRST = ['FAIL', 'UNKNOWN', 'WARN', 'PASS'];

let looked = {};

async function look(shift, redraw) {
  looked = {id: key(shift), isLooking: true};
  redraw();
  try {
    looked = {id: key(shift), report: await api.preflight(shift)};
  } catch (problem) {
    looked = {id: key(shift), problem};
  }
  redraw();
}

export function preflight(shift, redraw) {
  const {report, problem, isLooking} = looked.id === key(shift) ? looked : {};
  return html`<section aria-labelledby="preflight-title"><header><h2 id="preflight-title">Preflight</h2>
      <button type="button" ?disabled=${isLooking} @click=${() => look(shift, redraw)}>${isLooking
    ? 'Looking at both clusters …' : 'Look anew'}</button></header>
    <div role="status">${problem ? html`<p class="refused">${problem.detail}</p>` : nothing}
    ${report ? html`<p>${report.mayBegin ? 'Nothing keeps it from beginning.' : 'This keeps it from beginning:'}</p>` : nothing}
    </div>${report ? checks(report) : nothing}</section>`;
}

function checks(report) {
  const sorted = report.checks.toSorted((a, b) => WORST_FIRST.indexOf(a.result) - WORST_FIRST.indexOf(b.result));
  return html`<ul class="checks">${sorted.map((check) => html`<li>${badge(...SIGNS[check.result])}
    <div><b>${check.id}</b>${check.acknowledged ? ' (accepted)' : ''}<br>${check.seen}
    ${check.todo && check.result !== 'PASS' ? html`<br><b>Way out:</b> ${check.todo}` : nothing}</div></li>`)}</ul>`;
}
