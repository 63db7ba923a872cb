/** The what-if's model of a unit, made once of each data file: every domain that is opened asks for it.
 *
 * Belongs here: keeping what was made. Does not belong here: making it (`known.ts`, `model.ts`).
 */
import type { IndexYear } from "../shapes";
import { knownOf } from "./known";
import { modelOf } from "./model";
import type { Model } from "./what-if";

const kept = new WeakMap<IndexYear, Map<string, Model | null>>();

/** Null where the unit's index-year has no model: its parts do not make its total, or rivals are not all held. */
export function unitModel(file: IndexYear, unitKey: string): Model | null {
  const ofFile = kept.get(file) ?? new Map<string, Model | null>();
  kept.set(file, ofFile);
  if (!ofFile.has(unitKey)) {
    const known = knownOf(file, unitKey);
    const made = known && modelOf(known, unitKey);
    ofFile.set(unitKey, made && "model" in made ? made.model : null);
  }
  return ofFile.get(unitKey) ?? null;
}
