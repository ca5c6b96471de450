// One shift: its story on the left, its picture on the right.
import {html, nothing} from './libraries.js';
import {PHASE_SIGNS, VERDICTS, hold, phaseKind, rung, target, troubles} from './attention.js';
import {actions} from './actions.js';
import {badge, holdBadge, route, splitBar} from './bar.js';
import {clusterCards} from './clusters.js';
import {ago, exact, headline, weight} from './format.js';
import {ladder} from './ladder.js';
import {objectives, towardsGo} from './objectives.js';
import {preflight} from './preflight.js';
import {story} from './story.js';
import {store} from './store.js';

/** The page. */
export function shiftPage(id, redraw) {
  const shift = store.shifts.get(id);
  if (!shift) {
    return html`<main id="main" class="empty"><h1 tabindex="-1">${id}</h1>
      <p>${store.isLoaded ? 'There is no such shift: it was deleted, or never there.' : 'Reading the shift …'}</p>
      <p><a href="/" data-route>All shifts</a></p></main>`;
  }
  return html`<main id="main" class="shift">
    ${head(shift)}
    <div class="columns"><div>${story(shift)}</div>
      <div class="picture">${ladder(shift)}${objectives(shift)}${clusterCards(shift, redraw)}${preflight(shift, redraw)}</div>
    </div></main>`;
}

function head(shift) {
  const verdict = VERDICTS[shift.verdict];
  const why = headline(shift.reason, shift.evidence.findings);
  return html`<header class="shift-head">
    <nav aria-label="Path"><a href="/" data-route>Fleet</a> / ${shift.namespace}</nav>
    <div class="page-head"><div><h1 tabindex="-1">${shift.name}</h1>
      <p class="about">${route(shift)} ${badge(phaseKind(shift), PHASE_SIGNS[shift.phase] ?? '', shift.phase)}
        ${badge(verdict.kind, verdict.sign, verdict.word)} ${shift.mode === 'Observe'
  ? badge('open', '◉', 'Observes only') : nothing}
        <span class="soft">attempt ${shift.attempt}${shift.requestedBy ? ` · asked by ${shift.requestedBy}` : ''} ·
        <time datetime=${shift.updated} title=${exact(shift.updated)}>changed ${ago(shift.updated)}</time></span></p></div>
      ${actions(shift)}</div>
    ${troubles(shift).map((trouble) => html`<p class="trouble"><b>${trouble.label}:</b> ${trouble.words}${trouble.since
    ? ` (since ${ago(trouble.since).replace(' ago', '')})` : ''}${trouble.todo ? html`<br><b>Way out:</b> ${trouble.todo}`
    : nothing}</p>`)}
    <div class="now"><p class="big"><b>${weight(shift.weights[shift.destination] ?? 0)}</b> at
        <span class="at-destination">${shift.destination}</span>${shift.preview ? ` (${shift.preview})` : ''}
        <span class="soft">${rung(shift)}${target(shift) === undefined ? '' : `, next ${weight(target(shift))}`}</span></p>
      ${splitBar(shift, {rungs: shift.plan.steps})}
      <div><div role="status">${hold(shift) ? html`<p class="why">${holdBadge(shift)} ${why}${until(shift.held)}</p>`
    : nothing}</div>${hold(shift) ? nothing : html`<p class="why">${why}</p>`}</div>${towardsGo(shift)}</div>
  </header>`;
}

/** The reason has the time in the zone of the window; this is the reader's. */
const until = (held) => (held.until
  ? html` <span class="soft">(your time: <time datetime=${held.until}>${exact(held.until)}</time>)</span>` : nothing);
