/** After a step to another page the focus belongs on its heading; the heading may come later, with its data. */
let isRequested = false;

export function requestFocus(): void {
  isRequested = true;
}

/** Whether the heading should take the focus now; asked once for each request. */
export function takeFocusRequest(): boolean {
  const was = isRequested;
  isRequested = false;
  return was;
}
