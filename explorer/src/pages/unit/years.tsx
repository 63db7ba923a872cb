/** An index's totals through the years, with what is not held told as such. */
import { half, useLanguage, useWords } from "../../language";
import { EvidenceBadge } from "../../parts/badges";
import { indexShort, PageLink } from "../../parts/links";
import { TOTAL } from "../../reckoning/model";
import type { UnitData } from "../../reckoning/unit-view";
import type { Route } from "../../routing";
import { filled, UNIT } from "../../words/unit";
import { Change, Place, Score } from "./values";

export function Years({ data, indexCode, route, year }: { data: UnitData; indexCode: string; route: Route; year: number }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const rows = data.scores.filter((row) => row.index_code === indexCode && row.domain_code === TOTAL).sort((a, b) => b.year - a.year);
  if (rows.length < 2) return null;
  return (
    <div class="stack">
      <h3>{words.series}</h3>
      <table class="years">
        <caption class="small muted">{filled(words.seriesCaption, { index: indexShort(indexCode) })}</caption>
        <thead>
          <tr>
            <th scope="col">{words.year}</th><th scope="col" class="number">{words.score}</th><th scope="col" class="number">{words.rank}</th><th scope="col" class="number">{words.change}</th><th scope="col" class="wide-only">{words.evidence}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.score_key} class={row.year === year ? "chosen" : undefined}>
              <th scope="row"><PageLink page="unit" parts={route.parts} state={{ ...route.state, index: indexCode, year: row.year, open: "" }}>{row.year}</PageLink></th>
              <td class="number"><Score row={row} /></td>
              <td class="number"><Place row={row} /></td>
              <td class="number">{row.is_series_break ? <span class="small muted" title={half(language, row.comparability_reason) || words.series_break}>{words.notComparable}</span> : <Change value={data.gaps.get(row.score_key)?.change} of={row} />}</td>
              <td class="wide-only"><EvidenceBadge evidence={row.score === null ? (row.rank_evidence_class ?? row.evidence_class) : row.evidence_class} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
