// One card for each cluster of a shift.
import {html, nothing} from './libraries.js';
import {api} from './api.js';
import {badge} from './bar.js';
import {ago, exact, weight} from './format.js';
import {store} from './store.js';

const KEPT_MILLIS = 60_000;
const gateways = new Map();

/** A gateway is looked up when its card is shown, and not again for a while. */
function gateway(name, redraw) {
  const known = gateways.get(name);
  if (!known || Date.now() - known.at > KEPT_MILLIS) {
    gateways.set(name, {at: Date.now(), found: known?.found});
    api.gateway(name)
      .then((found) => gateways.set(name, {at: Date.now(), found}), (problem) => gateways.set(name, {at: Date.now(), problem}))
      .then(redraw);
  }
  return gateways.get(name);
}

export function clusterCards(shift, redraw) {
  return html`<section aria-labelledby="clusters-title"><h2 id="clusters-title">Clusters</h2>
    <div class="cards">${[shift.source, shift.destination].map((name) => card(shift, name, redraw))}
      ${shift.clusters.filter(({name}) => name !== shift.source && name !== shift.destination)
    .map(({name}) => card(shift, name, redraw))}</div></section>`;
}

function card(shift, name, redraw) {
  const shown = shift.clusters.find((cluster) => cluster.name === name);
  const known = store.clusters.find((cluster) => cluster.name === name);
  const isReachable = known?.reachable ?? shown?.reachable ?? false;
  const role = name === shift.source ? 'source' : name === shift.destination ? 'destination' : 'clients';
  return html`<article class="card"><header><h3 class="at-${role}">${name}</h3>
    ${isReachable ? badge('good', '✓', 'Reachable') : badge('bad', '✕', 'Unreachable')}</header>
    <dl><dt>Role</dt><dd>${role}${known?.network ? ` · ${known.network}` : ''}</dd>
      <dt>Weight that stands</dt><dd>${shown?.weights ? standing(shift, shown.weights) : 'no routes of this shift yet'}</dd>
      <dt>API server</dt><dd>${known?.lastAnswer ? html`<time title=${exact(known.lastAnswer)}>answered ${
    ago(known.lastAnswer)}</time>` : 'no answer yet'}${known?.problem ? `; ${known.problem}` : ''}</dd>
      <dt>Gateway</dt><dd>${gatewayWords(gateway(name, redraw))}</dd>
      <dt>Prometheus</dt><dd class="address">${known?.prometheus ?? 'none is named'}</dd></dl>
    ${shown?.message ? html`<p class="trouble">${shown.message}${shown.todo ? html`<br><b>Way out:</b> ${shown.todo}`
    : nothing}</p>` : nothing}</article>`;
}

function standing(shift, weights) {
  return html`<span class="at-source">${weight(weights[shift.source] ?? 0)}</span> /
    <span class="at-destination">${weight(weights[shift.destination] ?? 0)}</span>`;
}

function gatewayWords({found, problem}) {
  if (problem) {
    return `not known: ${problem.detail}`;
  }
  return found ? (found.complete ? `complete, ${found.addresses.join(', ') || 'no address'}` : found.lacking) : 'looking …';
}
