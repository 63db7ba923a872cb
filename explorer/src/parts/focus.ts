/** After a step to another page the focus belongs on its heading, which may come later, with its data, or come twice. */
let wish: "none" | "asked" | "granted" = "none";

export function requestFocus(): void {
  wish = "asked";
}

/** Give a heading the focus if a step to its page asked for it and the reader has done nothing since. */
export function focusIfRequested(heading: HTMLElement | null): void {
  if (wish === "none" || !heading) return;
  const isLost = document.activeElement === document.body || document.activeElement === null;
  if (wish === "granted" && !isLost) return;
  if (wish === "asked") scrollTo(0, 0);
  heading.focus({ preventScroll: true });
  wish = "granted";
}

/** Once the reader types or points, the focus is theirs. */
export function watchReader(): void {
  const forget = () => {
    wish = "none";
  };
  addEventListener("keydown", forget, true);
  addEventListener("pointerdown", forget, true);
}
