// What a person can want of a shift. Each says what will be written where before it is done.
import {html, nothing} from './libraries.js';
import {api} from './api.js';
import * as dialog from './dialog.js';
import {keep} from './store.js';
import {weight} from './format.js';

const UNDER_WAY = ['Pending', 'Preparing', 'Previewing', 'Shifting', 'Baking'];
const at = (shift) => weight(shift.weights[shift.destination] ?? 0);
const clusters = (shift) => {
  const names = shift.clusters.map(({name}) => name);
  return (names.length ? names : [shift.source, shift.destination]).join(' and ');
};

const isIn = (...phases) => (shift) => phases.includes(shift.phase);

/** What is approved is what is read here: where it waits for another step by then, Gangway refuses. */
const ACTS = {
  approve: {label: 'Approve', fits: (shift) => shift.held?.by === 'Approval', isMain: true,
    sends: ({held}) => ({percent: held.percent}),
    says: (shift) => [approved(shift), `It holds for attempt ${shift.held.attempt} up to this weight; a later step asks again.`]},
  pause: {label: 'Pause', fits: isIn(...UNDER_WAY),
    says: (shift) => [`Its weight stands at ${at(shift)} ${shift.destination}; no routes are written.`,
      'Judging goes on, and harm still rolls back.']},
  resume: {label: 'Resume', fits: isIn('Paused'),
    says: (shift) => [`It goes on from ${at(shift)} ${shift.destination}, one step after another, as the evidence allows.`]},
  promote: {label: 'Promote', fits: isIn(...UNDER_WAY, 'Paused'), isDangerous: true,
    says: (shift) => [`Writes 0 % ${shift.source} / 100 % ${shift.destination} into the routes of ${shift.namespace}/${
      shift.service} in ${clusters(shift)}, without waiting for evidence.`,
    `It is at ${at(shift)} now. It is watched afterwards, and rolled back on harm.`]},
  rollback: {label: 'Roll back', fits: isIn(...UNDER_WAY, 'Paused', 'Succeeded', 'Observing'), isDangerous: true,
    says: (shift) => [`Writes 100 % ${shift.source} / 0 % ${shift.destination} into the routes of ${shift.namespace}/${
      shift.service} in ${clusters(shift)}, at once, as far as ${shift.source} has the pods for it.`,
    `It is at ${at(shift)} ${shift.destination} now. Nothing but a retry takes this back.`]},
  retry: {label: 'Retry', fits: isIn('RolledBack'),
    says: () => ['Begins again at the first step, as a new attempt; what was gathered before does not count.']},
};

function approved(shift) {
  const {percent} = shift.held;
  if (percent > 0) {
    return `Writes ${weight(100 - percent)} ${shift.source} / ${weight(percent)} ${shift.destination} into the routes of ${
      shift.namespace}/${shift.service} in ${clusters(shift)}, as soon as windows and gates let it too. It is at ${at(shift)} now.`;
  }
  return `Attempt ${shift.held.attempt} begins, as soon as windows and gates let it too; the weights stay at 100 % ${
    shift.source} until the first step.`;
}

/** The buttons for what the shift as it stands allows. */
export function actions(shift) {
  return html`<div class="buttons" role="group" aria-label="Actions">${Object.entries(ACTS)
    .filter(([, act]) => act.fits(shift))
    .map(([verb, act]) => html`<button type="button" class=${act.isDangerous ? 'danger' : act.isMain ? 'primary' : ''}
      @click=${() => confirm(shift, verb)}>${act.label}${act.isDangerous ? '\u00a0…' : ''}</button>`)}</div>`;
}

function confirm(shift, verb) {
  const act = ACTS[verb];
  const more = act.sends?.(shift);
  let problem = null;
  let isSending = false;
  const send = async (event) => {
    event.preventDefault();
    isSending = true;
    problem = null;
    dialog.again();
    try {
      const reason = new FormData(event.target).get('reason').trim();
      keep(await api.command(shift, verb, reason || more ? {...more, ...(reason && {reason})} : undefined));
      dialog.close();
    } catch (refusal) {
      problem = refusal;
    } finally {
      isSending = false;
      dialog.again();
    }
  };
  dialog.show(() => html`<form class="confirm" @submit=${send} aria-labelledby="confirm-title">
    <h2 id="confirm-title">${act.label} ${shift.namespace}/${shift.name}?</h2>
    ${act.says(shift).map((sentence) => html`<p>${sentence}</p>`)}
    <div class="field"><label for="confirm-reason">Reason, for the story (may be left empty)</label>
      <input id="confirm-reason" name="reason" maxlength="500" autocomplete="off"></div>
    ${problem ? html`<p class="refused" role="alert">${problem.detail}</p>` : nothing}
    <div class="buttons"><button type="button" @click=${dialog.close}>Cancel</button>
      <button class=${act.isDangerous ? 'danger' : 'primary'} ?disabled=${isSending}>${act.label}</button></div></form>`);
}
