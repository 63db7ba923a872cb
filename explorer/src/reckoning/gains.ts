/** Gains in an address: `d4=0.5` is half a point more in domain 4. Belongs here: the pure translation. */
import { bounded, type Gains, type Model } from "./what-if";

const PREFIX = "d";

/** The gains that an address states, held within each domain's room; what is no domain of the model is left out. */
export function gainsOf(state: Record<string, string>, model: Model): Gains {
  const gains: Gains = {};
  for (const domain of model.domains) {
    const gain = bounded(domain, Number(state[PREFIX + domain.code] ?? 0));
    if (gain > 0) gains[domain.code] = gain;
  }
  return gains;
}

/** The state of an address that states the gains; domains without a gain are named empty, so that they leave it. */
export function stateOf(gains: Gains, model: Model): Record<string, string> {
  return Object.fromEntries(
    model.domains.map((domain) => {
      const gain = bounded(domain, gains[domain.code]);
      return [PREFIX + domain.code, gain > 0 ? String(Number(gain.toFixed(6))) : ""];
    }),
  );
}
