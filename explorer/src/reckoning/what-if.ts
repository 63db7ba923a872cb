/** What a unit's total and place would be with some points more in its domains, all other units held as they are.
 *
 * The total moves by each domain's points times what a point of it weighs by the framework's formula, from the total
 * that was published: no gain gives that total and place again. Belongs here: pure arithmetic. Does not belong here:
 * where the numbers come from, or words.
 */
import { nextPlace, placeOf, rounded, totalFor } from "./ranks";

export interface DomainOfModel {
  code: string;
  name_vi: string | null;
  name_en: string | null;
  score: number;
  max: number;
  /** What one point of the domain weighs in the total. */
  weight: number;
}

export interface Rival {
  unitKey: string;
  name: string;
  total: number;
}

export interface Model {
  total: number;
  totalMax: number | null;
  domains: DomainOfModel[];
  rivals: Rival[];
}

/** Points gained by domain code; a domain that is not named gains none. */
export type Gains = Record<string, number>;

export interface Outcome {
  total: number;
  place: number;
  ties: number;
  /** Units that were ahead and fall behind, the best of them first. */
  overtaken: Rival[];
  /** Units that were ahead and are level now. */
  levelled: Rival[];
}

/** The points that a domain can gain before it meets its maximum. */
export function room(domain: DomainOfModel): number {
  return Math.max(0, rounded(domain.max - domain.score));
}

/** A gain held between nothing and the domain's room; what is no number gains nothing. */
export function bounded(domain: DomainOfModel, gain: number | undefined): number {
  if (gain === undefined || Number.isNaN(gain)) return 0;
  return Math.min(Math.max(0, gain), room(domain));
}

/** What the gains weigh in the total. */
export function weighedGain(model: Model, gains: Gains): number {
  return rounded(model.domains.reduce((sum, domain) => sum + bounded(domain, gains[domain.code]) * domain.weight, 0));
}

export function outcome(model: Model, gains: Gains): Outcome {
  const gained = rounded(model.total + weighedGain(model, gains));
  const total = model.totalMax === null ? gained : Math.min(gained, Math.max(model.totalMax, rounded(model.total)));
  const before = rounded(model.total);
  const caught = model.rivals
    .filter((rival) => rounded(rival.total) > before && rounded(rival.total) <= total)
    .sort((a, b) => b.total - a.total || (a.unitKey < b.unitKey ? -1 : 1));
  return {
    total,
    ...placeOf(total, totals(model)),
    overtaken: caught.filter((rival) => rounded(rival.total) < total),
    levelled: caught.filter((rival) => rounded(rival.total) === total),
  };
}

/** The points of the total that take a place when all other units keep theirs; 0 when it is held already. */
export function pointsFor(model: Model, place: number): number | null {
  const needed = totalFor(place, totals(model));
  return needed === null ? null : Math.max(0, rounded(needed - rounded(model.total)));
}

export interface Way {
  place: number;
  points: number;
  /** What each domain would have to gain if it alone brought the points, the smallest first; only where there is room. */
  alone: { domain: DomainOfModel; gain: number }[];
}

/** The smallest gains that take a place; null where it is held already, or cannot be reached with all points. */
export function wayTo(model: Model, place: number): Way | null {
  const points = pointsFor(model, place);
  if (points === null || points === 0 || points > weighedGain(model, everything(model))) return null;
  const alone = model.domains
    .filter((domain) => domain.weight > 0)
    .map((domain) => ({ domain, gain: roundedUp(points / domain.weight) }))
    .filter(({ domain, gain }) => gain <= room(domain))
    .sort((a, b) => a.gain - b.gain || (a.domain.code < b.domain.code ? -1 : 1));
  return { place, points, alone };
}

/** The way to the nearest better place. */
export function wayToNext(model: Model): Way | null {
  const place = nextPlace(model.total, totals(model));
  return place === null ? null : wayTo(model, place);
}

/** The gains that bring each domain up to a level; domains that stand above it gain nothing. */
export function gainsUpTo(model: Model, levels: Record<string, number | null | undefined>): Gains {
  const gains: Gains = {};
  for (const domain of model.domains) {
    const level = levels[domain.code];
    const gain = level === null || level === undefined ? 0 : bounded(domain, roundedUp(level - domain.score));
    if (gain > 0) gains[domain.code] = gain;
  }
  return gains;
}

export function everything(model: Model): Gains {
  return Object.fromEntries(model.domains.map((domain) => [domain.code, room(domain)]));
}

/** Places won when the gains are had: never negative. */
export function placesWon(model: Model, gains: Gains): number {
  return placeOf(model.total, totals(model)).place - outcome(model, gains).place;
}

function totals(model: Model): number[] {
  return model.rivals.map((rival) => rival.total);
}

/** Rounded up to six decimals, so that the gain told does reach what it is told for. */
function roundedUp(value: number): number {
  return Math.ceil(rounded(value * 1e6)) / 1e6;
}
