// One dialog at a time, by the browser's own: it keeps the focus, and Escape closes it.
let shown = null;
let redraw = () => {};

export const whenDialogChanges = (callback) => {
  redraw = callback;
};

/** Shows what draw() gives, until it is closed. */
export function show(draw) {
  shown = draw;
  redraw();
  const dialog = document.querySelector('dialog');
  if (!dialog.open) {
    dialog.showModal();
  }
}

export function close() {
  document.querySelector('dialog')?.close();
}

export function closed() {
  shown = null;
  redraw();
}

/** What is shown now. */
export const content = () => shown?.();

/** The dialog says something else now. */
export const again = () => redraw();
