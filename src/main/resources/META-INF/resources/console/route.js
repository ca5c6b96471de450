// What is shown is in the address, so that a link shares it.
const FILTERS = ['q', 'phase', 'cluster', 'namespace', 'sort'];

let onChange = () => {};

/** Where we are: {shift: "namespace/name" or null, filter}. */
export function here() {
  const query = new URLSearchParams(location.search);
  return {
    shift: query.get('shift'),
    place: query.get('shift')?.split('/')[0] ?? query.get('namespace') ?? '',
    filter: Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ''])),
  };
}

/** The address of a shift's page. */
export const shiftAddress = (id) => `/?shift=${id.split('/').map(encodeURIComponent).join('/')}`;

/** The address of the fleet by a filter. */
export function fleetAddress(filter) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
  return query.size ? `/?${query}` : '/';
}

/** Goes there. What is typed replaces the address, so that "back" leaves the list. */
export function go(address, {replace = false} = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  onChange({isTyped: replace});
}

/** Follows links within the console, and "back". */
export function watchRoute(changed) {
  onChange = changed;
  window.addEventListener('popstate', () => changed({isTyped: false}));
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-route]');
    if (link && !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      go(link.getAttribute('href'));
    }
  });
}
