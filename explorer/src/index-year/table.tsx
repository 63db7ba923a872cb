/** The league table of an index-year: every value with its status, evidence and way back to the print. */
import { useMemo } from "preact/hooks";
import { named, useLanguage } from "../language";
import { decimalsOf, formatNumber, NOTHING } from "../numbers";
import { EvidenceBadge, SourcesCount, StatusBadge } from "../parts/badges";
import { useCatalogue } from "../parts/catalogue";
import { FigureLink, UnitLink } from "../parts/links";
import { DataTable, type Column } from "../parts/table";
import { isClaimedRank } from "../reckoning/unit-view";
import { changeState, type Route } from "../routing";
import type { IndexScoreRow } from "../shapes";
import type { IndexYearWords } from "../words/index-year";
import { bestRank, measuresOf, type View } from "./rows";

export interface LeagueTableProps {
  route: Route;
  view: View;
  words: IndexYearWords;
  index: string;
  year: number;
  caption: string;
}

export function LeagueTable({ route, view, words, index, year, caption }: LeagueTableProps) {
  const columns = useColumns(view, words, index, year);
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={view.rows}
      rowKey={(row) => row.score_key}
      sort={route.state["sort"] ?? firstSort(view)}
      onSort={(sort) => changeState(route, { sort })}
      fileName={`${index}-${year}-${view.domainCode}`}
      isChosen={(row) => row.unit_key === route.state["unit"]}
    />
  );
}

/** By score where most are held and may be held against each other, else by rank. */
function firstSort({ rows, isOneScale }: View): string {
  const scored = rows.filter((row) => row.score !== null).length;
  return isOneScale && scored * 2 >= rows.length ? "-score" : "rank_published";
}

function useColumns(view: View, words: IndexYearWords, index: string, year: number): Column<IndexScoreRow>[] {
  const language = useLanguage();
  const catalogue = useCatalogue();
  return useMemo(() => {
    const decimals = decimalsOf(view.rows.map((row) => row.score));
    const measureNames: Record<string, string> = { points: words.measure_points, percent: "%" };
    const measure = (row: IndexScoreRow) => (row.score === null ? "" : (measureNames[row.unit_of_measure ?? ""] ?? row.unit_of_measure ?? ""));
    const state = { index, year };
    const signed = (value: number | null) => `${(value ?? 0) > 0 ? "+" : ""}${formatNumber(language, value, { decimals, fixed: true })}`;
    const detail = (row: IndexScoreRow) => {
      const unit = catalogue.unit(row.unit_key);
      const parent = unit?.parent_unit_key ? catalogue.unit(unit.parent_unit_key) : undefined;
      return parent ? named(language, parent.name_vi, parent.name_en) : "";
    };
    const name = (row: IndexScoreRow) => {
      const unit = catalogue.unit(row.unit_key);
      return named(language, unit?.name_vi ?? row.unit_name, unit?.name_en);
    };
    const all: (Column<IndexScoreRow> & { isNeeded?: boolean })[] = [
      { key: "unit", label: words.unit, value: name, cell: (row) => <UnitLink unitKey={row.unit_key} name={name(row)} state={state} /> },
      {
        key: "score",
        label: view.domain?.max_score && view.isOneScale ? `${words.scoreOf} ${formatNumber(language, view.domain.max_score)})` : words.score,
        kind: "number",
        value: (row) => row.score,
        cell: (row) => (row.score === null ? <Interval row={row} title={words.bounds} /> : formatNumber(language, row.score, { decimals, fixed: true })),
      },
      { key: "measure", label: words.measure, value: measure, isNeeded: measuresOf(view.rows).length > 1 },
      {
        key: "change", label: words.change, hint: words.changeHint, kind: "number", value: (row) => row.change,
        cell: (row) => <span class={`change ${row.change === null ? "" : row.change > 0 ? "up" : row.change < 0 ? "down" : ""}`}>{signed(row.change)}</span>,
        isNeeded: view.rows.some((row) => row.change !== null),
      },
      {
        key: "rank_published", label: words.rankPublished, hint: words.rankPublishedHint, kind: "number", firstSort: "ascending",
        value: (row) => row.rank_published ?? row.rank_inferred,
        cell: (row) => row.rank_published ?? (row.rank_inferred === null ? NOTHING : <span class="muted" title={words.inferred}>({row.rank_inferred})</span>),
      },
      { key: "rank_computed", label: words.rankComputed, hint: words.rankComputedHint, kind: "number", firstSort: "ascending", value: (row) => row.rank_computed, cell: (row) => row.rank_computed ?? NOTHING },
      { key: "of", label: words.levels_province, value: detail, isNeeded: view.level !== "province" && view.rows.some((row) => detail(row) !== "") },
      { key: "status", label: words.status, hint: words.statusHint, value: (row) => row.status, cell: (row) => <StatusBadge status={row.status} /> },
      {
        key: "evidence", label: words.evidence, hint: words.evidenceHint,
        value: (row) => (isRankBelow(row) ? `${evidenceOf(row)}; ${words.rank}: ${row.rank_evidence_class}` : evidenceOf(row)),
        cell: (row) => <><EvidenceBadge evidence={evidenceOf(row)} />{isRankBelow(row) && <span class="small nowrap"> {words.rank}: <EvidenceBadge evidence={row.rank_evidence_class} /></span>}</>,
      },
      { key: "sources", label: words.sources, hint: words.sourcesHint, kind: "number", value: (row) => sources(row).agree, cell: (row) => <SourcesCount {...sources(row)} /> },
      {
        key: "figure", label: words.figure, hint: words.figureHint, value: (row) => figureOf(row),
        cell: (row) => <FigureLink figureId={figureOf(row)} label={`${words.figure}: ${name(row)}`}>{words.open}</FigureLink>,
      },
    ];
    return all.filter((column) => column.isNeeded !== false);
  }, [view, words, language, catalogue, index, year]);
}

/** The bounds of a score that is not held, as an interval. */
function Interval({ row, title }: { row: IndexScoreRow; title: string }) {
  const language = useLanguage();
  if (row.low === null || row.high === null) return <>{NOTHING}</>;
  return (
    <span class="muted" title={title}>
      {formatNumber(language, row.low, { decimals: 2 })}–{formatNumber(language, row.high, { decimals: 2 })}
      <span class="hidden-visually"> ({title})</span>
    </span>
  );
}

/** Whether others told the rank of a score that is the publisher's own. */
function isRankBelow(row: IndexScoreRow): boolean {
  return row.score !== null && isClaimedRank(row) && !row.evidence_class?.startsWith("claim");
}

function evidenceOf(row: IndexScoreRow): string | null {
  return row.score === null ? row.rank_evidence_class : row.evidence_class;
}

/** Sources of the score, or of the rank where there is no score. */
function sources(row: IndexScoreRow): { agree: number | null; differ: number | null } {
  if (row.score === null) return { agree: row.rank_sources_agree, differ: row.rank_sources_differ };
  return { agree: row.sources_agree, differ: row.sources_differ };
}

/** The figure that the value is; a value made of parts is found by its own key. */
function figureOf(row: IndexScoreRow): string | null {
  if (row.score !== null) return row.figure_id ?? row.score_key;
  return row.rank_figure_id ?? (bestRank(row) === null && row.low === null ? null : row.score_key);
}
