// Starts a shift. What the server refuses is said at the field that it is about.
import {html, nothing} from './libraries.js';
import {api} from './api.js';
import * as dialog from './dialog.js';
import {values} from './filters.js';
import {go, shiftAddress} from './route.js';
import {keep, key, store} from './store.js';

let problem = null;
let isSending = false;
let offered = {};
const FIELDS = ['namespace', 'service', 'source', 'destination', 'policy', 'steps', 'acknowledge'];

export const startButton = () => html`<button type="button" class="primary" @click=${open}>Start a shift</button>`;

function open() {
  problem = null;
  offered = offer();
  dialog.show(form);
}

/** What can be chosen, and what is chosen at first: it stays while the form is open. */
function offer() {
  const shifts = [...store.shifts.values()];
  const clusters = store.clusters.map((cluster) => cluster.name);
  return {
    clusters,
    namespaces: [...new Set([...values(shifts, 'namespace'), ...values(store.policies, 'namespace')])],
    policies: values(store.policies, 'name'),
    source: shifts[0]?.source ?? clusters[1],
    destination: shifts[0]?.destination ?? clusters[0],
  };
}

const numbers = (text) => text.split(/[\s,;%]+/).filter(Boolean).map(Number);
const names = (text) => text.split(/[\s,;]+/).filter(Boolean);

async function send(event) {
  event.preventDefault();
  const given = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value.trim()));
  const {namespace, steps, acknowledge, ...shift} = given;
  if (steps) shift.steps = numbers(steps);
  if (acknowledge) shift.acknowledge = names(acknowledge);
  isSending = true;
  problem = null;
  dialog.again();
  try {
    const started = await api.start(namespace, shift);
    keep(started);
    dialog.close();
    go(shiftAddress(key(started)));
  } catch (refusal) {
    problem = refusal;
  } finally {
    isSending = false;
    dialog.again();
    document.querySelector('dialog [aria-invalid=true]')?.focus();
  }
}

function form() {
  const {clusters, namespaces, policies, source, destination} = offered;
  return html`<form class="start" @submit=${send} novalidate aria-labelledby="start-title">
    <h2 id="start-title">Start a shift</h2>
    ${field('namespace', 'Namespace', {options: namespaces, value: namespaces[0] ?? ''})}
    ${field('service', 'Service', {hint: 'the Kubernetes Service that is moved'})}
    <div class="pair">${cluster('source', 'From', clusters, source)}${cluster('destination', 'To', clusters, destination)}</div>
    ${field('policy', 'Policy', {options: policies,
      hint: 'a ShiftPolicy of the namespace; its default where left empty'})}
    <details ?open=${['steps', 'acknowledge'].includes(problem?.field)}><summary>More</summary>
      ${field('steps', 'Steps', {hint: 'per cents on the way to 100, as 1, 5, 25, 50, 95'})}
      ${field('acknowledge', 'Accepted warnings', {hint: 'ids of preflight checks, as connections-cut'})}
      <label class="field"><span>Mode</span><select name="mode"><option value="Shift">Shift: moves the traffic</option>
        <option value="Observe">Observe: judges, and moves nothing</option></select></label>
    </details>
    ${problem && !FIELDS.includes(problem.field) ? html`<p class="refused" role="alert">${problem.detail}</p>` : nothing}
    <div class="buttons"><button type="button" @click=${dialog.close}>Cancel</button>
      <button class="primary" ?disabled=${isSending}>${isSending ? 'Looking at both clusters …' : 'Start'}</button></div>
  </form>`;
}

function refusal(name) {
  return problem?.field === name
    ? html`<span class="refused" id=${`${name}-problem`} role="alert">${problem.detail}</span>` : nothing;
}

function field(name, label, {options = [], value = '', hint = ''} = {}) {
  return html`<div class="field"><label for=${`start-${name}`}>${label}</label>
    <input id=${`start-${name}`} name=${name} value=${value} list=${`${name}-list`} autocomplete="off" spellcheck="false"
      aria-describedby=${`${name}-problem ${name}-hint`} aria-invalid=${problem?.field === name}>
    <datalist id=${`${name}-list`}>${options.map((option) => html`<option value=${option}></option>`)}</datalist>
    ${hint ? html`<small id=${`${name}-hint`}>${hint}</small>` : nothing}${refusal(name)}</div>`;
}

/** Chosen, or typed by who may not list the clusters. */
const cluster = (name, label, options, selected) => (options.length ? choice(name, label, options, selected)
  : field(name, label, {value: selected ?? ''}));

function choice(name, label, options, selected) {
  return html`<div class="field"><label for=${`start-${name}`}>${label}</label>
    <select id=${`start-${name}`} name=${name} aria-describedby=${`${name}-problem`}
      aria-invalid=${problem?.field === name}>${options.map((option) => html`<option
        ?selected=${option === selected}>${option}</option>`)}</select>${refusal(name)}</div>`;
}
