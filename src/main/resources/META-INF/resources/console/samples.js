// What was seen of each shift while this page is open: its history has the decisions, this has what came between them.
const MOST = 400;
const seen = new Map();

const idOf = ({namespace, name}) => `${namespace}/${name}`;

/** Takes note of a shift as it was read. */
export function sample(shift) {
  const samples = seen.get(idOf(shift)) ?? [];
  if (samples.at(-1)?.at === shift.updated) {
    return;
  }
  const {source, destination, findings} = shift.evidence;
  const requests = source.requests + destination.requests;
  samples.push({
    at: shift.updated,
    share: requests ? (100 * destination.requests) / requests : null,
    findings,
  });
  seen.set(idOf(shift), samples.slice(-MOST));
}

/** The samples of a shift, oldest first. */
export const samples = (shift) => seen.get(idOf(shift)) ?? [];
