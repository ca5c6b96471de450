// Whether what is shown is live; and the token, where one is asked for.
import {html, nothing} from './libraries.js';
import {token} from './api.js';
import {duration} from './format.js';
import {fleetAddress, go} from './route.js';
import {comeAs, reconnect, store} from './store.js';

export function connection() {
  const words = store.isLive ? 'Live' : `Connection lost, last seen ${duration((Date.now() - store.lastSeen) / 1000)} ago`;
  return html`<span class="connection ${store.isLive ? 'live' : 'lost'}"><span aria-hidden="true">${store.isLive
    ? '●' : '○'}</span> ${words}</span>`;
}

/** What went wrong at last, with the way to try again. */
export function fault() {
  return store.problem ? html`<p class="trouble banner" role="alert">${store.problem.detail}
    <button type="button" @click=${reconnect}>Try again</button></p>` : nothing;
}

/** What must be told before anything can be shown; undefined where nothing must. */
export function asks() {
  return store.asksToken ? tokenForm() : store.problem?.status === 403 ? namespaceForm() : undefined;
}

/** Who may not read all namespaces may read one. */
function namespaceForm() {
  const look = (event) => {
    event.preventDefault();
    go(fleetAddress({namespace: new FormData(event.target).get('namespace').trim()}));
  };
  return html`<form class="token" @submit=${look} aria-labelledby="namespace-title"><h2 id="namespace-title">Which namespace?</h2>
    <div class="field"><label for="namespace">A namespace whose shifts you may read</label><input id="namespace"
      name="namespace" required autocomplete="off" spellcheck="false"></div>
    <div class="buttons"><button class="primary">Look</button></div></form>`;
}

function tokenForm() {
  const keep = (event) => {
    event.preventDefault();
    comeAs(() => token.set(new FormData(event.target).get('token')));
  };
  return html`<form class="token" @submit=${keep} aria-labelledby="token-title"><h2 id="token-title">Who are you?</h2>
    <p>${token.get() ? 'Gangway does not take this token: it has expired, or is of another cluster.'
    : 'Gangway asks for a bearer token.'} For a ServiceAccount:
      <code>kubectl create token NAME -n NAMESPACE</code>. It is kept in this tab alone, until it is closed.</p>
    <div class="field"><label for="token">Bearer token</label><input id="token" name="token" type="password" required
      autocomplete="off" spellcheck="false"></div>
    <div class="buttons"><button class="primary">Sign in</button></div></form>`;
}

/** Takes the token back. */
export function signOut() {
  return token.get() ? html`<button type="button" class="plain"
    @click=${() => comeAs(token.forget)}>Forget the token</button>` : nothing;
}
