/** Discrepancies by rule, contradictions, and claims held against what is published.
 *
 * Belongs here: choosing and counting them. Does not belong here: the form of one (`parts/verdicts`).
 */
import { useMemo } from "preact/hooks";
import { useLanguage, useWords } from "../language";
import { formatNumber } from "../numbers";
import { Select } from "../parts/fields";
import { indexShort, pageAddress } from "../parts/links";
import { DataTable, type Column } from "../parts/table";
import { ClaimCheck, Contradiction, Discrepancy, SaidBadge } from "../parts/verdicts";
import { unpacked } from "../release";
import { changeState, type Route } from "../routing";
import type { DiscrepancyRow, Quality } from "../shapes";
import { QUALITY_WORDS } from "../words/quality";
import { RULES } from "../words/rules";
import { VERDICTS } from "../words/verdicts";
import { Limited } from "./document-findings";

const SHOWN = 15;

interface RuleCount {
  rule: string;
  error: number;
  warning: number;
  note: number;
}

export function Discrepancies({ route, quality }: { route: Route; quality: Quality }) {
  const words = useWords(QUALITY_WORDS);
  const rows = useMemo(() => unpacked(quality.discrepancies).sort(byWeight), [quality]);
  const contradictions = useMemo(() => unpacked(quality.contradictions), [quality]);
  const { rule = "", index = "" } = route.state;
  const shown = rows.filter((row) => (!rule || row.rule === rule) && (!index || row.index_code === index));
  if (rows.length === 0) return <p>{words.noDiscrepancies}</p>;
  const indices = [...new Set(rows.map((row) => row.index_code).filter((code): code is string => code !== null))].sort();
  return (
    <div class="stack">
      <RuleTable rows={rows.filter((row) => !index || row.index_code === index)} route={route} />
      <h2 id="list">{words.list} ({shown.length})</h2>
      <div class="row controls">
        <Select label={words.rule} value={rule} onChange={(value) => changeState(route, { rule: value })}
          options={[{ value: "", label: words.allRules }, ...ruleCounts(rows).map((one) => ({ value: one.rule, label: one.rule }))]} />
        <Select label={words.index} value={index} onChange={(value) => changeState(route, { index: value })}
          options={[{ value: "", label: words.all }, ...indices.map((value) => ({ value, label: indexShort(value) }))]} />
      </div>
      <Limited shown={SHOWN} rows={shown.map((row) => <Discrepancy key={row.discrepancy_id} row={row} shown={2} />)} />
      <h2>{words.contradictions} ({contradictions.length})</h2>
      <p class="muted">{words.contradictionsLead}</p>
      <Limited rows={contradictions.map((row) => <Contradiction key={row.contradiction_id} row={row} />)} />
    </div>
  );
}

const WEIGHTS = ["error", "warning", "note"];

/** What cannot be right first; then by rule, newest year first. */
function byWeight(a: DiscrepancyRow, b: DiscrepancyRow): number {
  return WEIGHTS.indexOf(a.severity) - WEIGHTS.indexOf(b.severity) || Number(a.rule.slice(1)) - Number(b.rule.slice(1)) || (b.year ?? 0) - (a.year ?? 0);
}

function ruleCounts(rows: DiscrepancyRow[]): RuleCount[] {
  const counts = new Map<string, RuleCount>();
  for (const row of rows) {
    const held = counts.get(row.rule) ?? { rule: row.rule, error: 0, warning: 0, note: 0 };
    if (row.severity === "error" || row.severity === "warning" || row.severity === "note") held[row.severity] += 1;
    counts.set(row.rule, held);
  }
  return [...counts.values()].sort((a, b) => Number(a.rule.slice(1)) - Number(b.rule.slice(1)));
}

function RuleTable({ rows, route }: { rows: DiscrepancyRow[]; route: Route }) {
  const words = useWords(QUALITY_WORDS);
  const language = useLanguage();
  const columns: Column<RuleCount>[] = [
    { key: "rule", label: words.rule, value: (row) => Number(row.rule.slice(1)), cell: (row) => <a href={pageAddress(language, "quality", [], { ...route.state, rule: row.rule })}>{row.rule} · {RULES[row.rule]?.name[language]}</a> },
    { key: "text", label: words.ruleName, value: (row) => RULES[row.rule]?.text[language] },
    { key: "error", label: words.errors, kind: "number", value: (row) => row.error },
    { key: "warning", label: words.warnings, kind: "number", value: (row) => row.warning },
    { key: "note", label: words.notes, kind: "number", value: (row) => row.note },
  ];
  return <DataTable caption={words.rulesCaption} columns={columns} rows={ruleCounts(rows)} rowKey={(row) => row.rule} isChosen={(row) => row.rule === route.state["rule"]} fileName="discrepancies-by-rule" />;
}

type VerdictCounts = Record<string, number | string> & { index_code: string };

export function Claims({ route, quality }: { route: Route; quality: Quality }) {
  const words = useWords(QUALITY_WORDS);
  const language = useLanguage();
  const claims = useMemo(() => unpacked(quality.claims), [quality]);
  const isOwnOnly = route.state["own"] === "1";
  const index = route.state["index"] ?? "";
  const shown = claims.filter((row) => (!isOwnOnly || row.is_own_claim) && (!index || row.index_code === index));
  const rows = verdictCounts(quality);
  const columns: Column<VerdictCounts>[] = [
    { key: "index", label: words.index, value: (row) => row.index_code, cell: (row) => <a href={pageAddress(language, "quality", [], { ...route.state, index: row.index_code })}>{indexShort(row.index_code)}</a> },
    ...Object.entries(VERDICTS).map(([verdict, said]): Column<VerdictCounts> => ({
      key: verdict, label: said.name[language], kind: "number", hint: said.text[language],
      value: (row) => Number(row[verdict] ?? 0), cell: (row) => (row[verdict] ? formatNumber(language, Number(row[verdict])) : "–"),
    })),
  ];
  return (
    <div class="stack">
      <DataTable caption={words.verdicts} columns={columns} rows={rows} rowKey={(row) => row.index_code} fileName="verdicts" isChosen={(row) => row.index_code === index} />
      <h2>{words.claimList} ({shown.length})</h2>
      <p class="muted">{words.claimsLead} <SaidBadge of={VERDICTS} code="differs" /> <SaidBadge of={VERDICTS} code="wrong_year" /> <SaidBadge of={VERDICTS} code="other_index" /></p>
      <div class="row controls">
        <Select label={words.index} value={index} onChange={(value) => changeState(route, { index: value })}
          options={[{ value: "", label: words.all }, ...rows.map((row) => ({ value: row.index_code, label: indexShort(row.index_code) }))]} />
        <label class="row center"><input type="checkbox" checked={isOwnOnly} onChange={(event) => changeState(route, { own: event.currentTarget.checked ? "1" : "" })} /> {words.ownOnly}</label>
      </div>
      <Limited shown={SHOWN} rows={shown.map((row) => <ClaimCheck key={row.claim_id} row={row} unit={null} />)} />
    </div>
  );
}

function verdictCounts(quality: Quality): VerdictCounts[] {
  const counts = new Map<string, VerdictCounts>();
  for (const { index_code, verdict, claims } of unpacked(quality.verdicts)) {
    counts.set(index_code, { ...(counts.get(index_code) ?? { index_code }), [verdict]: claims });
  }
  return [...counts.values()].sort((a, b) => a.index_code.localeCompare(b.index_code));
}
