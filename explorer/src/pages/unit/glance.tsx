/** All indices of a unit at a glance: the newest total of each, its place, its way through the years, its evidence. */
import { named, useLanguage, useWords } from "../../language";
import { EvidenceBadge } from "../../parts/badges";
import { indexShort } from "../../parts/links";
import { useCatalogue } from "../../parts/catalogue";
import { Section } from "../../parts/page";
import { glanceOf, type Chosen, type Glance, type UnitData } from "../../reckoning/unit-view";
import { address, type Route } from "../../routing";
import { UNIT } from "../../words/unit";
import { Spark } from "./spark";
import { Change, Place, Score, scoreText } from "./values";

export function GlanceSection({ data, route, chosen }: { data: UnitData; route: Route; chosen: Chosen | null }) {
  const words = useWords(UNIT);
  const { indices } = useCatalogue();
  const rows = glanceOf(data, indices.map((row) => row.index_code));
  if (rows.length === 0) return null;
  return (
    <Section title={words.glance} id="glance">
      <table class="glance">
        <caption class="small muted">{words.glanceCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.index}</th>
            <th scope="col" class="number">{words.year}</th>
            <th scope="col" class="number">{words.score}</th>
            <th scope="col" class="number">{words.rank}</th>
            <th scope="col" class="number wide-only">{words.change}</th>
            <th scope="col" class="wide-only">{words.trend}</th>
            <th scope="col" class="wide-only">{words.evidence}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => <GlanceRow key={row.indexCode} row={row} route={route} isChosen={row.indexCode === chosen?.indexCode} />)}
        </tbody>
      </table>
    </Section>
  );
}

function GlanceRow({ row, route, isChosen }: { row: Glance; route: Route; isChosen: boolean }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const { latest } = row;
  const index = useCatalogue().index(row.indexCode);
  const evidence = latest.score === null ? latest.rank_evidence_class : latest.evidence_class;
  const to = address({ ...route, state: { ...route.state, index: row.indexCode, year: "", open: "" } });
  const span = row.points.length > 1 ? `${row.points[0]!.year}–${row.points.at(-1)!.year}` : "";
  return (
    <tr class={isChosen ? "chosen" : undefined}>
      <th scope="row">
        <a href={to} aria-current={isChosen ? "true" : undefined} title={named(language, index?.name_vi, index?.name_en) || undefined}>{indexShort(row.indexCode)}</a>
      </th>
      <td class="number">{latest.year}</td>
      <td class="number">
        <Score row={latest} />
        {latest.score !== null && latest.max_score !== null && <span class="small muted">/{scoreText(language, latest.max_score, { ...latest, unit_of_measure: null }, false)}</span>}
      </td>
      <td class="number"><Place row={latest} /></td>
      <td class="number wide-only">{latest.is_series_break ? <span class="small muted" title={words.series_break}>{words.notComparable}</span> : <Change value={row.change} of={latest} />}</td>
      <td class="wide-only"><span class="row center nowrap"><Spark points={row.points} /> <span class="small muted">{span}</span></span></td>
      <td class="wide-only"><EvidenceBadge evidence={evidence} /></td>
    </tr>
  );
}
