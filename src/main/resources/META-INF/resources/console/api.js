// The REST interface, as anybody else calls it.
const TOKEN = 'gangway.token';
const SECONDS = 1000;
const PATIENCE = 30 * SECONDS;

/** What went wrong, in the words of an application/problem+json. */
export class Problem extends Error {
  constructor({status = 0, title = 'Gangway does not answer', detail = '', field = ''}) {
    super(detail || title);
    Object.assign(this, {status, title, detail: detail || title, field});
  }
}

export const token = {
  get: () => sessionStorage.getItem(TOKEN) ?? '',
  set: (value) => sessionStorage.setItem(TOKEN, value.trim().replace(/^Bearer\s+/i, '')),
  forget: () => sessionStorage.removeItem(TOKEN),
};

/** The headers that every request has. */
export function headers(more = {}) {
  return token.get() ? {...more, Authorization: `Bearer ${token.get()}`} : more;
}

/** Makes a Problem of an answer that is none of 2xx. */
export async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  return new Problem({title: `Gangway answers ${response.status}`, ...body, status: response.status});
}

async function call(method, path, body) {
  const options = {method, headers: headers({Accept: 'application/json'}), cache: 'no-cache'};
  options.signal = AbortSignal.timeout(PATIENCE);
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers['Content-Type'] = 'application/json';
  }
  const response = await fetch(path, options).catch((failure) => {
    throw new Problem({detail: failure.name === 'TimeoutError'
      ? `no answer within ${PATIENCE / SECONDS} s: look whether it was done, and try again`
      : 'Gangway can\'t be reached: look at the network, and try again'});
  });
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.status === 204 || response.status === 202 ? null : response.json();
}

/** All pages of a list, one after another. */
async function* pages(path, query) {
  let next = '';
  do {
    const page = await call('GET', `${path}?limit=500${query}${next && `&continue=${encodeURIComponent(next)}`}`);
    yield page.items;
    next = page.continue;
  } while (next);
}

async function all(path, query = '') {
  const items = [];
  for await (const page of pages(path, query)) {
    items.push(...page);
  }
  return items;
}

const at = (...parts) => parts.map(encodeURIComponent).join('/');
const ofShift = ({namespace, name}) => `/api/v1/namespaces/${at(namespace)}/shifts/${at(name)}`;

export const api = {
  shifts: (scope) => all('/api/v1/shifts', `&history=false${scope && `&namespace=${at(scope)}`}`),
  policies: (scope) => all(scope ? `/api/v1/namespaces/${at(scope)}/policies` : '/api/v1/policies'),
  clusters: async () => (await call('GET', '/api/v1/clusters')).items,
  cluster: (name) => call('GET', `/api/v1/clusters/${at(name)}`),
  shift: (id) => call('GET', ofShift(id)),
  preflight: (id) => call('GET', `${ofShift(id)}/preflight`),
  gateway: (cluster) => call('GET', `/api/v1/clusters/${at(cluster)}/gateway`),
  start: (namespace, shift) => call('POST', `/api/v1/namespaces/${at(namespace)}/shifts`, shift),
  command: (id, verb, body) => call('POST', `${ofShift(id)}/${verb}`, body),
};
