/** The total of an index-year in large: score, place, change, the step to the next place, the place in the region. */
import type { ComponentChildren } from "preact";
import { half, named, useLanguage, useWords } from "../../language";
import { formatNumber, formatRank } from "../../numbers";
import { EvidenceBadge } from "../../parts/badges";
import { visibleText } from "../../parts/printed";
import { placeOfRow, type Line } from "../../reckoning/unit-view";
import { filled, UNIT } from "../../words/unit";
import { Change, Place, Score } from "./values";

export function Summary({ total }: { total: Line }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const { gap } = total;
  return (
    <dl class="summary">
      <Total total={total} />
      <Rank total={total} />
      <LastYear total={total} />
      {gap && <Fact label={words.next}><Next total={total} /></Fact>}
      {gap?.region_rank && (gap.region_units ?? 0) > 1 && (
        <Fact label={`${words.regionRank} ${named(language, gap.region_vi, gap.region_en)}`}><span class="big">{formatRank(gap.region_rank, gap.region_units)}</span></Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Total({ total: { score } }: { total: Line }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  return (
    <Fact label={words.total}>
      <span class={score.score === null ? "middling" : "big"}><Score row={score} /></span>
      {score.max_score !== null && <span class="muted"> {words.ofMax} {formatNumber(language, score.max_score)}</span>}
      <br /><EvidenceBadge evidence={score.score === null ? score.rank_evidence_class : score.evidence_class} />
    </Fact>
  );
}

function Rank({ total: { score, gap } }: { total: Line }) {
  const words = useWords(UNIT);
  const isBoth = score.rank_published !== null && score.rank_computed !== null;
  return (
    <Fact label={words.rank}>
      <span class="big"><Place row={score} /></span>
      {isBoth && <><br /><span class="small muted">{words.rankComputed}: {formatRank(score.rank_computed)}</span></>}
      {score.rank_published === null && gap && <><br /><span class="small muted">{filled(words.ofUnits, { n: gap.units })}</span></>}
    </Fact>
  );
}

function LastYear({ total: { score, gap } }: { total: Line }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  return (
    <Fact label={words.change}>
      {score.is_series_break ? <span class="small">{half(language, score.comparability_reason) || words.series_break}</span> : <span class="big"><Change value={gap?.change} of={score} /></span>}
    </Fact>
  );
}

function Next({ total: { score, gap } }: { total: Line }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const points = gap?.points_to_next_rank;
  if (gap?.gap_to_best === 0 && placeOfRow(score)?.place === 1) return <>{words.first}</>;
  if (points === null || points === undefined) return <span class="small muted">{words.nextUnknown}</span>;
  const told = formatNumber(language, points, { decimals: 4 });
  return (
    <>
      <span class="big">+{told}</span>
      {gap?.next_unit_names && <><br /><span class="small muted">{filled(words.nextHint, { points: told, units: visibleText(gap.next_unit_names) })}</span></>}
    </>
  );
}
