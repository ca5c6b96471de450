// Puts the page together: one store, one address, one place that draws.
import {html, nothing, render} from './libraries.js';
import {asks, connection, fault, signOut} from './connection.js';
import * as dialog from './dialog.js';
import {fleetPage} from './fleet.js';
import {headline, weight} from './format.js';
import {here, watchRoute} from './route.js';
import {begin, reconnect, refresh, store} from './store.js';
import {shiftPage} from './shift.js';

const app = document.getElementById('app');
const said = document.getElementById('said');
let isDrawing = false;

function draw() {
  isDrawing = false;
  const {shift, filter} = here();
  document.title = shift ? `${shift} · Gangway` : 'Gangway';
  document.documentElement.dataset.connection = store.isLive ? 'live' : 'lost';
  render(html`<header class="top"><a class="brand" href="/" data-route><img src="/console/icon.svg" alt="" width="24"
      height="24"> Gangway</a>${signOut()}${connection()}</header>
    ${fault()}
    ${asks() && !store.isLoaded ? html`<main id="main">${asks()}</main>`
    : shift ? shiftPage(shift, redraw) : fleetPage(filter)}
    <dialog @close=${dialog.closed}>${dialog.content() ?? nothing}</dialog>`, app);
}

function redraw() {
  if (!isDrawing) {
    isDrawing = true;
    queueMicrotask(draw);
  }
}

/** Decisions of what is looked at, for who does not see them; in the fleet only those that took something back. */
function announce(change) {
  const {shift} = here();
  const id = `${change.namespace}/${change.shift}`;
  if (shift === id || (!shift && change.to.startsWith('Roll'))) {
    const destination = store.shifts.get(id)?.destination;
    said.textContent = `${change.shift}: ${change.to}, ${weight(change.after[destination] ?? 0)} at ${destination}, ${
      change.verdict.toLowerCase()}. ${headline(change.reason, change.findings)}`;
  }
}

let place = here().place;

watchRoute(({isTyped}) => {
  draw();
  if (here().place !== place && !store.mayReadAll) {
    reconnect();
  }
  place = here().place;
  if (!isTyped) {
    scrollTo(0, 0);
    document.querySelector('h1')?.focus({preventScroll: true});
    const {shift} = here();
    if (shift) {
      refresh(shift);
    }
  }
});
dialog.whenDialogChanges(draw);
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest('input, select, textarea, dialog');
  if (event.key === '/' && !isTyping && document.getElementById('search')) {
    event.preventDefault();
    document.getElementById('search').focus();
  }
});
setInterval(redraw, 1000);
draw();
begin({redraw, opened: () => here().shift, place: () => here().place, announce});
