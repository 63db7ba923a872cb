/** The steps of a proof taken apart: `1. Text «figure», with step 2: conclusion.`
 *
 * Belongs here: reading the steps. Does not belong here: making them (the warehouse reasons).
 */
export type ProofPart = { text: string } | { figureId: string } | { step: number };

export interface ProofStep {
  number: number | null;
  parts: ProofPart[];
}

export function proofSteps(proof: string[]): ProofStep[] {
  return proof.map((line) => {
    const [, number, rest] = /^(\d+)\. ([\s\S]*)$/.exec(line) ?? [null, null, line];
    return { number: number ? Number(number) : null, parts: partsOf(rest ?? line) };
  });
}

/** A text with the figures («key») and the earlier steps (`step 2`) that it names. */
export function partsOf(text: string): ProofPart[] {
  return text
    .split(/(«[^»]*#[^»]*»|\bstep \d+\b)/)
    .filter((part) => part !== "")
    .map((part) => {
      const figure = /^«([^»]*#[^»]*)»$/.exec(part);
      if (figure) return { figureId: figure[1]! };
      const step = /^step (\d+)$/.exec(part);
      return step ? { step: Number(step[1]) } : { text: part };
    });
}
