// One card for each cluster of a shift.
import {html, nothing} from './libraries.js';
import {api} from './api.js';
import {badge} from './bar.js';
import {ago, exact, weight} from './format.js';
import {store} from './store.js';

/** What is looked up when a card is shown, and not again for a while: {found, problem}, both missing at first. */
function lookUp(ask, keptMillis) {
  const answers = new Map();
  return (name, redraw) => {
    const known = answers.get(name);
    if (!known || Date.now() - known.at > keptMillis) {
      const answer = (more) => answers.set(name, {at: Date.now(), ...more});
      answer({found: known?.found});
      ask(name).then((found) => answer({found}), (problem) => answer({problem})).then(redraw);
    }
    return answers.get(name);
  };
}

const gateway = lookUp(api.gateway, 60_000);
const cluster = lookUp(api.cluster, 5_000);

export function clusterCards(shift, redraw) {
  return html`<section aria-labelledby="clusters-title"><h2 id="clusters-title">Clusters</h2>
    <div class="cards">${[shift.source, shift.destination].map((name) => card(shift, name, redraw))}
      ${shift.clusters.filter(({name}) => name !== shift.source && name !== shift.destination)
    .map(({name}) => card(shift, name, redraw))}</div></section>`;
}

function card(shift, name, redraw) {
  const shown = shift.clusters.find((one) => one.name === name);
  const known = cluster(name, redraw).found ?? store.clusters.find((one) => one.name === name);
  const isReachable = known?.reachable ?? shown?.reachable ?? false;
  const role = name === shift.source ? 'source' : name === shift.destination ? 'destination' : 'clients';
  return html`<article class="card"><header><h3 class="at-${role}">${name}</h3>
    ${isReachable ? badge('good', '✓', 'Reachable') : badge('bad', '✕', 'Unreachable')}</header>
    <dl><dt>Role</dt><dd>${role}${known?.network ? ` · ${known.network}` : ''}</dd>
      <dt>Weight that stands</dt><dd>${shown?.weights ? standing(shift, shown.weights) : 'no routes of this shift yet'}</dd>
      <dt>API server</dt><dd>${known?.lastAnswer ? html`<time title=${exact(known.lastAnswer)}>answered ${
    ago(known.lastAnswer)}</time>` : 'no answer yet'}${known?.problem ? `; ${known.problem}` : ''}</dd>
      <dt>Gateway</dt><dd>${gatewayWords(gateway(name, redraw))}</dd>
      <dt>Prometheus</dt><dd class="address">${known?.prometheus ? prometheus(known) : 'none is named'}</dd></dl>
    ${shown?.message ? html`<p class="trouble">${shown.message}${shown.todo ? html`<br><b>Way out:</b> ${shown.todo}`
    : nothing}</p>` : nothing}</article>`;
}

function standing(shift, weights) {
  return html`<span class="at-source">${weight(weights[shift.source] ?? 0)}</span> /
    <span class="at-destination">${weight(weights[shift.destination] ?? 0)}</span>`;
}

/** Where it is, and how old what it has is: nothing can be judged by samples that stand still. */
function prometheus({prometheus: address, newestSample, prometheusProblem}) {
  return html`${address}<br>${newestSample ? html`<time title=${exact(newestSample)}>newest sample ${ago(newestSample)}</time>`
    : prometheusProblem ?? 'asking how old its samples are …'}`;
}

function gatewayWords({found, problem}) {
  if (problem) {
    return `not known: ${problem.detail}`;
  }
  return found ? (found.complete ? `complete, ${found.addresses.join(', ') || 'no address'}` : found.lacking) : 'looking …';
}
