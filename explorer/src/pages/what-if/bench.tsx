/** The controls of the what-if and what follows from them; its gains stand in the address. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { named, useLanguage, useWords } from "../../language";
import { formatNumber, formatRank } from "../../numbers";
import { PageLink, UnitLink } from "../../parts/links";
import { CopyLink, Section } from "../../parts/page";
import { gainsOf, stateOf } from "../../reckoning/gains";
import { placeOf } from "../../reckoning/ranks";
import { ownBestOf, type UnitData } from "../../reckoning/unit-view";
import { gainsUpTo, outcome, room, weighedGain, type DomainOfModel, type Gains, type Model, type Outcome } from "../../reckoning/what-if";
import { changeState, type Route } from "../../routing";
import type { IndexYear } from "../../shapes";
import { filled } from "../../words/unit";
import { WHAT_IF } from "../../words/what-if";
import { Assumptions } from "./assumptions";
import { Ways } from "./ways";

export interface BenchProps {
  model: Model;
  unitKey: string;
  indexCode: string;
  year: number;
  file: IndexYear;
  /** The unit's own data, for its best year and its region; null until it is there. */
  data: UnitData | null;
  route: Route;
}

/** A moved slider waits this long before the address follows: browsers refuse too many changes of it. */
const PAUSE = 200;

export function Bench(props: BenchProps) {
  const { model, unitKey, route } = props;
  const words = useWords(WHAT_IF);
  const [gains, setGains] = useGains(model, route);
  const then = useMemo(() => outcome(model, gains), [model, gains]);
  return (
    <>
      <Result model={model} then={then} gained={weighedGain(model, gains)} published={publishedRank(props)} />
      <div class="columns">
        <Section title={words.domains}>
          <Presets {...props} onGains={setGains} />
          <ul class="gains">
            {model.domains.map((domain) => (
              <GainRow key={domain.code} domain={domain} gain={gains[domain.code] ?? 0} onGain={(gain) => setGains({ ...gains, [domain.code]: gain })} />
            ))}
          </ul>
        </Section>
        <div class="stack">
          <Ways model={model} onGains={setGains} />
          <Assumptions {...props} />
        </div>
      </div>
      <p class="row no-print">
        <CopyLink />
        <PageLink page="unit" parts={unitKey.split("/").slice(0, -1)} state={{ index: props.indexCode, year: props.year }}>{words.profile}</PageLink>
      </p>
    </>
  );
}

/** The gains, which the address states and follows. */
function useGains(model: Model, route: Route): [Gains, (gains: Gains) => void] {
  const stated = JSON.stringify(gainsOf(route.state, model));
  const [gains, setGains] = useState<Gains>(() => JSON.parse(stated) as Gains);
  const written = useRef(stated);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (stated !== written.current) {
      written.current = stated;
      setGains(JSON.parse(stated) as Gains);
    }
  }, [stated]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (next: Gains) => {
    setGains(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const state = stateOf(next, model);
      written.current = JSON.stringify(gainsOf(state, model));
      changeState(route, state);
    }, PAUSE);
  };
  return [gains, change];
}

function publishedRank({ data, indexCode, year }: BenchProps): number | null {
  return data?.scores.find((row) => row.index_code === indexCode && row.year === year && row.domain_code === "_total")?.rank_published ?? null;
}

function Result({ model, then, gained, published }: { model: Model; then: Outcome; gained: number; published: number | null }) {
  const words = useWords(WHAT_IF);
  const language = useLanguage();
  const now = placeOf(model.total, model.rivals.map((rival) => rival.total));
  const count = model.rivals.length + 1;
  const number = (value: number) => formatNumber(language, value, { decimals: 2, fixed: true });
  const won = now.place - then.place;
  return (
    <section class="result" aria-label={words.then}>
      <dl class="summary">
        <div><dt>{words.now}</dt><dd><span class="big">{number(model.total)}</span><br />{words.rank} {formatRank(now.place, count)}</dd></div>
        <div class="result-then" aria-live="polite" aria-atomic="true">
          <dt>{words.then}</dt>
          <dd>
            <span class="big">{number(then.total)}</span> <span class="change up">{gained > 0 && `+${formatNumber(language, gained, { decimals: 4 })}`}</span>
            <br />
            <strong>{words.rank} {formatRank(then.place, count)}</strong>, {won > 0 ? filled(words.rankUp, { n: won }) : words.rankSame}
            {then.ties > 0 && `, ${filled(words.ties, { n: then.ties })}`}
          </dd>
        </div>
      </dl>
      <Overtaken then={then} />
      {published !== null && published !== now.place && <p class="small muted">{filled(words.published, { rank: published, computed: now.place })}</p>}
    </section>
  );
}

function Overtaken({ then }: { then: Outcome }) {
  const words = useWords(WHAT_IF);
  const language = useLanguage();
  const lists: [string, Outcome["overtaken"]][] = [[words.overtakes, then.overtaken], [words.levels, then.levelled]];
  if (then.overtaken.length + then.levelled.length === 0) return <p class="small muted">{words.nobody}</p>;
  return (
    <>
      {lists.map(([label, rivals]) => rivals.length > 0 && (
        <p class="small">
          {filled(label, { n: rivals.length })}:{" "}
          {rivals.map((rival, at) => <>{at > 0 && ", "}<UnitLink unitKey={rival.unitKey} name={rival.name} /> <span class="muted">{formatNumber(language, rival.total)}</span></>)}
        </p>
      ))}
    </>
  );
}

/** One domain: a slider and a number that say the same, both held within its room. */
function GainRow({ domain, gain, onGain }: { domain: DomainOfModel; gain: number; onGain: (gain: number) => void }) {
  const words = useWords(WHAT_IF);
  const language = useLanguage();
  const name = named(language, domain.name_vi, domain.name_en);
  const most = room(domain);
  const step = most > 1 ? 0.01 : 0.001;
  const number = (value: number) => formatNumber(language, value, { decimals: 2 });
  const read = (event: { currentTarget: HTMLInputElement }) => {
    const value = event.currentTarget.valueAsNumber;
    onGain(Number.isNaN(value) ? 0 : Math.min(most, Math.max(0, value)));
  };
  /** The last whole step of a slider may fall short of its end. */
  const slide = (event: { currentTarget: HTMLInputElement }) => {
    const value = event.currentTarget.valueAsNumber;
    onGain(value + step > most ? most : value);
  };
  return (
    <li class="gain">
      <span class="gain-name">{name}</span>
      <span class="small muted">
        {filled(words.current, { score: number(domain.score), max: number(domain.max) })}; {filled(words.atMost, { n: `+${number(most)}` })}
        {domain.weight !== 1 && `; ${filled(words.weight, { n: formatNumber(language, domain.weight) })}`}
      </span>
      <input type="range" min="0" max={most} step={step} value={gain} aria-label={filled(words.slider, { name })} aria-valuetext={`+${number(gain)}`} onInput={slide} />
      <input type="number" min="0" max={most} step="any" value={gain === 0 ? "" : Number(gain.toFixed(4))} placeholder="0" aria-label={filled(words.number, { name })} onChange={read} />
    </li>
  );
}

function Presets({ model, unitKey, indexCode, year, file, data, onGains }: BenchProps & { onGains: (gains: Gains) => void }) {
  const words = useWords(WHAT_IF);
  const levels = useMemo(() => levelsOf({ file, unitKey, data, indexCode, year }), [file, unitKey, data, indexCode, year]);
  const presets: [string, Record<string, number | null>][] = [
    [words.ownBest, levels.ownBest],
    [words.median, levels.median],
    [words.region, levels.region],
    [words.best, levels.best],
  ];
  return (
    <div class="stack">
      <h3>{words.presets}</h3>
      <div class="row">
        {presets.filter(([, level]) => Object.keys(level).length > 0).map(([label, level]) => (
          <button type="button" class="button" onClick={() => onGains(gainsUpTo(model, level))}>{label}</button>
        ))}
        <button type="button" class="button quiet" onClick={() => onGains({})}>{words.clear}</button>
      </div>
      <p class="small muted">{words.presetsNote}</p>
    </div>
  );
}

/** The levels that presets lift domains to, as `mart_gap` tells them in the unit's own data. */
function levelsOf({ unitKey, data, indexCode, year }: { file: IndexYear; unitKey: string; data: UnitData | null; indexCode: string; year: number }) {
  const levels = { ownBest: {}, median: {}, region: {}, best: {} } as Record<"ownBest" | "median" | "region" | "best", Record<string, number | null>>;
  if (!data) return levels;
  levels.ownBest = ownBestOf(data, { indexCode, year });
  for (const row of data.scores) {
    const gap = data.gaps.get(row.score_key);
    if (!gap || row.unit_key !== unitKey || row.index_code !== indexCode || row.year !== year) continue;
    levels.median[row.domain_code] = gap.median_score;
    levels.best[row.domain_code] = gap.best_score;
    if (gap.region_best_score !== null && gap.region_best_score !== undefined) levels.region[row.domain_code] = gap.region_best_score;
  }
  return levels;
}
