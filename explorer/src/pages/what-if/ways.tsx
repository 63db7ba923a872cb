/** The smallest gains that would take the next place, the top ten and the lead. */
import { named, useLanguage, useWords } from "../../language";
import { formatNumber } from "../../numbers";
import { Section } from "../../parts/page";
import { nextPlace } from "../../reckoning/ranks";
import { pointsFor, wayTo, type Gains, type Model, type Way } from "../../reckoning/what-if";
import { filled } from "../../words/unit";
import { WHAT_IF } from "../../words/what-if";

const STEPS_SHOWN = 3;

/** Domains that would need the same gain, together. */
function byGain(way: Way): [number, Way["alone"]][] {
  const groups = new Map<number, Way["alone"]>();
  for (const one of way.alone) groups.set(one.gain, [...(groups.get(one.gain) ?? []), one]);
  return [...groups];
}

export function Ways({ model, onGains }: { model: Model; onGains: (gains: Gains) => void }) {
  const words = useWords(WHAT_IF);
  const next = nextPlace(model.total, model.rivals.map((rival) => rival.total));
  const places: [string, number][] = [];
  if (next !== null) places.push([words.next, next]);
  if (model.rivals.length >= 10 && next !== 10) places.push([words.top10, 10]);
  if (next !== 1) places.push([words.first, 1]);
  return (
    <Section title={words.ways}>
      <dl class="ways">
        {places.map(([label, place]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd><WayTold model={model} place={place} way={wayTo(model, place)} onGains={onGains} /></dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function WayTold({ model, place, way, onGains }: { model: Model; place: number; way: Way | null; onGains: (gains: Gains) => void }) {
  const words = useWords(WHAT_IF);
  const language = useLanguage();
  if (way === null) return <span class="muted">{pointsFor(model, place) === 0 ? words.held : words.cannot}</span>;
  const number = (value: number) => formatNumber(language, value, { decimals: value < 0.1 ? 4 : 2 });
  const list = byGain(way)
    .slice(0, STEPS_SHOWN)
    .map(([gain, of]) => `+${number(gain)} ${of.length === model.domains.length ? words.anyDomain : of.map(({ domain }) => named(language, domain.name_vi, domain.name_en)).join(` ${words.or} `)}`)
    .join("; ");
  const first = way.alone[0];
  return (
    <>
      <span>{filled(words.way, { place: way.place, points: number(way.points) })}.</span>{" "}
      <span class="small muted">{first ? filled(words.alone, { list }) : words.aloneNone}</span>{" "}
      {first && <button type="button" class="button quiet" onClick={() => onGains({ [first.domain.code]: first.gain })}>{words.use}<span class="hidden-visually">: {named(language, first.domain.name_vi, first.domain.name_en)} +{number(first.gain)}</span></button>}
    </>
  );
}
