// All shifts, one row each; what needs a person first.
import {guard, html, live, nothing, repeat} from './libraries.js';
import {GROUPS, PHASE_SIGNS, VERDICTS, began, group, phaseKind, troubles} from './attention.js';
import {badge, holdBadge, route, shareNumber, splitBar} from './bar.js';
import {ORDERS, howFar, order, select, turned, values} from './filters.js';
import {ago, count, duration, exact, headline, secondsSince, weight} from './format.js';
import {fleetAddress, go, shiftAddress} from './route.js';
import {key, store} from './store.js';
import {startButton} from './start.js';

const COLUMNS = [['service', 'Service'], ['route', 'From → to'], ['weight', 'At the destination'], ['phase', 'Phase'],
  ['verdict', 'Verdict'], [null, 'Why, or what it waits for'], ['age', 'Age'], ['owner', 'Asked by']];

/** The page. */
export function fleetPage(filter) {
  const all = [...store.shifts.values()];
  if (!store.isLoaded) {
    return html`<main id="main" class="empty"><p>Reading the shifts …</p></main>`;
  }
  return html`<main id="main">
    <header class="page-head"><div><h1 tabindex="-1">Fleet</h1>${summary(all)}</div>${startButton()}</header>
    ${all.length ? [filterBar(all, filter), list(select(all, filter), filter, all.length)] : lesson()}
  </main>`;
}

function summary(all) {
  if (!all.length) {
    return nothing;
  }
  const counts = GROUPS.map((_, index) => all.filter((shift) => group(shift) === index).length);
  const {arrived, average} = howFar(all);
  return html`<p class="summary">
    <span class=${counts[0] ? 'needs' : ''}><b>${count(counts[0])}</b> ${counts[0] === 1 ? 'needs' : 'need'} a person</span>
    <span><b>${count(counts[1])}</b> on the way</span> <span><b>${count(counts[2])}</b> at rest</span>
    <span><b>${count(arrived)}</b> of ${count(all.length)} arrived, ${weight(Math.round(average))} of the way on average</span>
  </p>`;
}

function filterBar(all, filter) {
  const change = (name) => (event) => go(fleetAddress({...filter, [name]: event.target.value}), {replace: true});
  const choice = (name, label, options) => html`<div><label for=${`by-${name}`}>${label}</label>
    <select id=${`by-${name}`} .value=${live(filter[name])} @change=${change(name)}>
      <option value="" ?selected=${!filter[name]}>all</option>
      ${options.map((option) => html`<option ?selected=${filter[name] === option}>${option}</option>`)}
    </select></div>`;
  return html`<form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
    <div class="search"><label for="search">Search</label><input type="search" id="search"
      placeholder="service, namespace, cluster" autocomplete="off" .value=${live(filter.q)} @input=${change('q')}></div>
    ${choice('namespace', 'Namespace', values(all, 'namespace'))}
    ${choice('cluster', 'Cluster', values(all, 'source', 'destination'))}
    ${choice('phase', 'Phase', values(all, 'phase'))}
    <div><label for="by-sort">Sort</label><select id="by-sort" .value=${live(order(filter.sort).name)}
      @change=${change('sort')}>
      ${Object.entries(ORDERS).map(([name, {label}]) => html`<option value=${name}
        ?selected=${order(filter.sort).name === name}>${label}</option>`)}</select></div>
  </form>`;
}

function list(shown, filter, total) {
  if (!shown.length) {
    return html`<p class="empty">None of ${count(total)} shifts is like that.
      <a href="/" data-route>Show all</a></p>`;
  }
  const {name, isDown} = order(filter.sort);
  const minute = Math.floor(Date.now() / 10_000);
  return html`<div class="fleet" role="table" aria-label="Shifts" aria-rowcount=${shown.length + 1}>
    <div class="row head" role="row">${COLUMNS.map(([column, label]) => html`<div role="columnheader"
      aria-sort=${column !== name ? 'none' : isDown ? 'descending' : 'ascending'}>${column ? html`<button type="button"
        @click=${() => go(fleetAddress({...filter, sort: turned(filter.sort, column)}), {replace: true})}>${label}<i
        aria-hidden="true">${column !== name ? '' : isDown ? ' ↓' : ' ↑'}</i></button>` : label}</div>`)}
    </div>
    ${repeat(shown, key, (shift, index) => [
      name === 'attention' && (!index || group(shift) !== group(shown[index - 1])) ? groupHead(shift, shown) : nothing,
      guard([shift, minute], () => row(shift)),
    ])}
  </div>`;
}

function groupHead(shift, shown) {
  const size = shown.filter((other) => group(other) === group(shift)).length;
  return html`<div class="group" role="row"><div role="cell"><h2>${GROUPS[group(shift)]}
    <span>${count(size)}</span></h2></div></div>`;
}

function row(shift) {
  const [trouble] = troubles(shift);
  const why = trouble ? `${trouble.label}: ${trouble.words}` : headline(shift.reason, shift.evidence.findings);
  const verdict = VERDICTS[shift.verdict];
  return html`<div class="row ${group(shift) === 0 ? 'needs' : ''}" role="row">
    <div role="cell" class="service"><a href=${shiftAddress(key(shift))} data-route>${shift.name}</a>
      <small>${shift.namespace}${shift.name === shift.service ? '' : ` · ${shift.service}`}${shift.mode === 'Observe'
        ? ' · observes only' : ''}</small></div>
    <div role="cell">${route(shift)}</div>
    <div role="cell" class="weight">${shareNumber(shift)}${splitBar(shift)}</div>
    <div role="cell" class="phase">${badge(phaseKind(shift), PHASE_SIGNS[shift.phase] ?? '', shift.phase)}
      ${holdBadge(shift)}</div>
    <div role="cell" class="verdict">${badge(verdict.kind, verdict.sign, verdict.word)}</div>
    <div role="cell" class="why" title=${why}>${why}</div>
    <div role="cell" class="age"><time datetime=${began(shift)} title=${`began ${exact(began(shift))}, last changed ${
      ago(shift.updated)}`}>${duration(secondsSince(began(shift)))}</time></div>
    <div role="cell" class="owner">${shift.requestedBy ?? ''}</div>
  </div>`;
}

function lesson() {
  const host = location.origin;
  return html`<section class="lesson"><h2>No shift yet</h2>
    <p>A shift moves one service from one cluster to another, a few per cent at a time, and back at once when users
      would feel it. Start one here, or from a shell:</p>
    <pre tabindex="0"><code>curl -X POST ${host}/api/v1/namespaces/shop/shifts -H 'Content-Type: application/json' \\
     -d '{"service":"checkout","source":"k8s2","destination":"eks1"}'</code></pre>
    <p>or as the custom resource that both of them write:</p>
    <pre tabindex="0"><code>kubectl apply -f - &lt;&lt;'EOF'
apiVersion: gangway.dev/v1alpha1
kind: TrafficShift
metadata: {name: checkout, namespace: shop}
spec: {service: checkout, source: k8s2, destination: eks1}
EOF
kubectl get trafficshifts -A -w</code></pre></section>`;
}
