/** The shapes of the explorer's data files, the contract with `publishing/explorer`.
 *
 * Belongs here: types only. Field names are the columns of the marts (see the release's dictionary), so that a reader
 * of one can read the other. Tables come packed: columns once, then rows; `unpacked` in `release.ts` makes objects.
 */

/** A table: read it by `unpacked` in `release.ts`. */
export interface Packed<Row> {
  /** The columns that `rows` hold. */
  columns: (keyof Row & string)[];
  rows: unknown[][];
  /** Columns that have one value in all rows. */
  same?: Record<string, unknown>;
  /** Texts of the columns that hold numbers in their place: a number is the place in the list, null is null. */
  words?: Record<string, string[]>;
  /** Columns of keys that begin alike: two digits of base 36, how many letters of the key above begin it, then the rest. */
  front?: string[];
}

export interface ReleaseInfo {
  version: string;
  built_from: string;
  figures: number;
  facts: number;
  discrepancies: number;
  documents: number;
  citation: string;
}

export interface IndexRow {
  index_code: string;
  name_vi: string;
  name_en: string;
  publisher_vi: string | null;
  publisher_en: string | null;
  level: string;
  unit_of_measure: string | null;
  total_min: number | null;
  total_max: number | null;
}

export interface UnitRow {
  unit_key: string;
  /** The unit over all its periods: the key without the period, such as `province/quang-ngai`; names its `unit/` file. */
  unit_path: string;
  level: string;
  code: string | null;
  name_vi: string;
  name_en: string | null;
  name_ascii: string;
  region_vi: string | null;
  region_en: string | null;
  geography: string | null;
  valid_from: string | null;
  valid_to: string | null;
  parent_unit_key: string | null;
  successor_unit_key: string | null;
}

/** One row an index-year: `mart_coverage`. */
export interface IndexYearRow {
  index_code: string;
  year: number;
  level: string;
  geography: string | null;
  units_expected: number | null;
  units_scored: number;
  units_ranked: number;
  status: string;
  best_evidence: string | null;
  reason: string | null;
}

/** A set of rules that scores of some years follow: `dim_framework`. */
export interface FrameworkRow {
  framework_key: string;
  index_code: string;
  scope: string;
  valid_from_year: number;
  valid_to_year: number | null;
  decision: string | null;
  formula: string | null;
  formula_factor: number | null;
  total_min: number | null;
  total_max: number | null;
  series_break: string | null;
  weights_status: string | null;
  note: string | null;
}

/** The total and the top-level domains of a framework, named as in the last of its years. */
export interface TopDomainRow {
  index_code: string;
  scope: string;
  framework_key: string | null;
  domain_code: string;
  is_total: boolean;
  sort_order: number | null;
  name_vi: string | null;
  name_en: string | null;
  max_score: number | null;
  min_score: number | null;
  weight: number | null;
  conformed_code: string | null;
}

/** A domain in one year: `dim_domain`, all levels. */
export interface DomainRow extends TopDomainRow {
  domain_key: string;
  year: number;
  parent_domain_key: string | null;
  conformed_match: string | null;
  /** What a point of the domain weighs in the total: `mart_gap`; null where it is not known or not held. */
  weight_in_total: number | null;
}

/** From this year on, values of the domain do not compare with those before. */
export interface BreakRow {
  index_code: string;
  scope: string;
  year: number;
  domain_code: string;
  reason_vi: string | null;
  reason_en: string | null;
}

export interface ConformedRow {
  conformed_code: string;
  conformed_name_vi: string;
  conformed_name_en: string;
}

/** `core`: loaded by every page, so kept small. */
export interface Core {
  release: ReleaseInfo;
  indices: Packed<IndexRow>;
  units: Packed<UnitRow>;
  index_years: Packed<IndexYearRow>;
  frameworks: Packed<FrameworkRow>;
  domains: Packed<TopDomainRow>;
  breaks: Packed<BreakRow>;
  conformed: Packed<ConformedRow>;
}

/** A fact: `fct_score`, with the interval of its `fct_bound`. */
export interface ScoreRow {
  score_key: string;
  unit_key: string;
  unit_name: string;
  level: string;
  domain_key: string;
  domain_code: string;
  score: number | null;
  max_score: number | null;
  unit_of_measure: string | null;
  rank_published: number | null;
  rank_inferred: number | null;
  rank_of: number | null;
  rank_computed: number | null;
  /** A official or workbook, B series break, E claim, L bounds only: see the dictionary. */
  status: string;
  is_series_break: boolean;
  comparable_with_previous: boolean;
  /** "English · tiếng Việt". */
  comparability_reason: string | null;
  evidence: string | null;
  evidence_class: string | null;
  rank_evidence_class: string | null;
  figure_id: string | null;
  rank_figure_id: string | null;
  max_figure_id: string | null;
  bound_key: string | null;
  low: number | null;
  high: number | null;
  sources_agree: number | null;
  sources_differ: number | null;
  largest_difference: number | null;
  rank_sources_agree: number | null;
  rank_sources_differ: number | null;
  contradictions: number | null;
}

/** A fact in an index-year, with its change as `mart_gap` tells it. */
export interface IndexScoreRow extends ScoreRow {
  change: number | null;
}

/** How the units of a level stand in a domain: the columns of `mart_gap` that are one for all of them. */
export interface FieldRow {
  domain_key: string;
  level: string;
  unit_of_measure: string | null;
  units: number;
  best_score: number;
  best_unit_name: string;
  best_score_key: string;
  median_score: number;
  greatest_rise: number | null;
  most_risen_unit_name: string | null;
  most_risen_score_key: string | null;
}

/** A unit of the index's universe of which no fact is held, and why: `dim_index_unit`. */
export interface AbsentRow {
  unit_key: string;
  unit_name: string;
  level: string;
  status: string;
  reason_vi: string | null;
  reason_en: string | null;
}

/** An interval that follows for a measure of which no fact is held: `fct_bound`. */
export interface BoundRow {
  bound_key: string;
  index_code: string;
  year: number;
  unit_key: string;
  unit_name: string;
  domain_key: string;
  domain_code: string;
  measure: string;
  unit_of_measure: string | null;
  low: number | null;
  high: number | null;
  value: number | null;
  status: string;
}

/** `index/<INDEX>/<year>`: all levels of units and of domains. */
export interface IndexYear {
  index_code: string;
  year: number;
  coverage: Packed<IndexYearRow & { totals_held: number; is_whole: boolean }>;
  frameworks: Packed<FrameworkRow>;
  domains: Packed<DomainRow>;
  fields: Packed<FieldRow>;
  scores: Packed<IndexScoreRow>;
  bounds: Packed<BoundRow>;
  absent: Packed<AbsentRow>;
}

/** A fact on a unit's own page. */
export interface UnitScoreRow extends ScoreRow {
  index_code: string;
  year: number;
  geography: string | null;
  domain_name_vi: string | null;
  domain_name_en: string | null;
}

/** `mart_gap` of the unit, joined to its scores by `score_key`: every column but those that stand in the scores or on no page. */
export interface GapRow {
  score_key: string;
  index_code: string;
  year: number;
  domain_code: string;
  conformed_code?: string | null;
  change: number | null;
  units: number;
  best_score: number;
  best_unit_key?: string | null;
  best_unit_name: string;
  best_score_key: string;
  gap_to_best: number;
  median_score: number;
  greatest_rise: number | null;
  most_risen_unit_key?: string | null;
  most_risen_unit_name: string | null;
  most_risen_score_key: string | null;
  previous_year_score?: number | null;
  region_vi?: string | null;
  region_en?: string | null;
  region_units?: number | null;
  region_rank?: number | null;
  region_median_score?: number | null;
  region_best_score?: number | null;
  region_best_unit_key?: string | null;
  region_best_unit_name?: string | null;
  points_lost?: number | null;
  points_in_total?: number | null;
  weight_in_total?: number | null;
  totals_held?: number | null;
  rank_worth?: number | null;
  rank_worth_ties?: number | null;
  next_unit_names?: string | null;
  points_to_next_rank?: number | null;
}

/** `bridge_unit_event`: how units became others. */
export interface UnitEventRow {
  event_id: string;
  event_on: string | null;
  event_on_precision: string | null;
  kind: string;
  level: string;
  from_unit_key: string;
  to_unit_key: string;
  from_name: string;
  to_name: string;
  from_type: string | null;
  to_type: string | null;
  part: string | null;
  decision: string | null;
  source: string | null;
  note: string | null;
}

/** `fct_claim_check`. */
export interface ClaimRow {
  claim_id: string;
  index_code: string;
  year: number;
  unit_key: string;
  unit_name: string;
  domain_key: string | null;
  domain_code: string | null;
  measure: string;
  value: number | null;
  value_raw: string | null;
  verdict: string;
  reference_value: number | null;
  reference_high: number | null;
  reference_evidence: string | null;
  difference: number | null;
  against_figure_id: string | null;
  against_score_key: string | null;
  document_id: string;
  is_own_claim: boolean;
  explanation: string | null;
}

/** `fct_discrepancy`. */
export interface DiscrepancyRow {
  discrepancy_id: string;
  rule: string;
  rule_name: string;
  severity: string;
  index_code: string | null;
  year: number | null;
  unit_key: string | null;
  unit_name: string | null;
  domain_key: string | null;
  document_id: string | null;
  expected: string | null;
  found: string | null;
  difference: number | null;
  tolerance: number | null;
  figure_ids: string[];
  citation_id: string | null;
  quote: string | null;
  first_seen_on: string | null;
  explanation: string | null;
}

/** What a task, target or deduction says of the document it stands in. */
export interface InDocument {
  document_id: string;
  section: string | null;
  position: number | null;
  locator: string | null;
  quote: string | null;
}

/** A planned task: `fct_task`. */
export interface TaskRow extends InDocument {
  task_id: string;
  conformed_code: string | null;
  domain_label: string | null;
  text: string;
  verb: string | null;
  lead_units: string[];
  coordinating_units: string[];
  deadline: string | null;
  due_on: string | null;
  deadline_raw: string | null;
}

/** `fct_target`. */
export interface TargetRow extends InDocument {
  target_id: string;
  conformed_code: string | null;
  domain_label: string | null;
  description: string | null;
  operator: string | null;
  value: number | null;
  value_to: number | null;
  unit_of_measure: string | null;
  value_raw: string | null;
  base: string | null;
  base_year: number | null;
  index_code: string | null;
  deadline: string | null;
  due_on: string | null;
  deadline_raw: string | null;
}

/** `fct_deduction`: points lost, as a document tells them. */
export interface DeductionRow extends InDocument {
  deduction_id: string;
  conformed_code: string | null;
  domain_label: string | null;
  criterion: string | null;
  reason: string | null;
  threshold_operator: string | null;
  threshold_value: number | null;
  threshold_unit: string | null;
  lost_points: number | null;
  evidence_documents: string[];
}

/** A document in short, for lists and for the line below a task. */
export interface DocumentRow {
  document_id: string;
  title: string | null;
  type: string | null;
  full_number: string | null;
  issuer: string | null;
  issuer_level: string | null;
  /** The unit that issued it, where it is known: its last period, which may have come after the document. */
  issuer_unit_key: string | null;
  issuer_unit_name: string | null;
  /** The province that a department, district or commune belongs to. */
  issuer_province_name: string | null;
  publisher: string | null;
  page_title: string | null;
  issued_on: string | null;
  plan_years: number[];
  index_years: number[];
  evidence: string;
  source: string;
  /** http(s) only. */
  url: string | null;
}

/** A period of a unit: `dim_unit`. */
export interface UnitPeriodRow extends UnitRow {
  full_name_vi: string | null;
  unit_type: string | null;
  portal_host: string | null;
  index_status: string | null;
  note: string | null;
}

/** `unit/<unit_path>`: everything of a unit over its periods. Rivals' tasks stand in `tasks`. */
export interface UnitFile {
  unit_path: string;
  /** Oldest first. */
  periods: Packed<UnitPeriodRow>;
  events: Packed<UnitEventRow>;
  scores: Packed<UnitScoreRow>;
  gaps: Packed<GapRow>;
  bounds: Packed<BoundRow>;
  absent: Packed<AbsentRow & { index_code: string; year: number }>;
  /** Claims whose verdict is neither that they agree nor that nothing can be said. */
  claims: Packed<ClaimRow>;
  discrepancies: Packed<DiscrepancyRow>;
  /** Of plans that the unit issued. */
  targets: Packed<TargetRow & { plan_years: number[]; index_years: number[] }>;
  deductions: Packed<DeductionRow & { plan_years: number[]; index_years: number[] }>;
  /** The documents named above. */
  documents: Packed<DocumentRow>;
}

/** One row a unit, year and (top-level domain or total). */
export interface SeriesRow {
  unit_path: string;
  unit_key: string;
  year: number;
  domain_code: string;
  unit_of_measure: string | null;
  score: number | null;
  low: number | null;
  high: number | null;
  max_score: number | null;
  rank_published: number | null;
  rank_inferred: number | null;
  rank_computed: number | null;
  rank_of: number | null;
  status: string;
  is_series_break: boolean;
  comparable_with_previous: boolean;
  comparability_reason: string | null;
  evidence_class: string | null;
  rank_evidence_class: string | null;
  figure_id: string | null;
  /** Null where only an interval is held. */
  score_key: string | null;
}

/** `series/<INDEX>`. Scopes other than the national one (a province's own scheme) stand in it with their units. */
export interface Series {
  index_code: string;
  /** `domain_code` with the names of the last year. */
  domains: Packed<TopDomainRow>;
  rows: Packed<SeriesRow>;
}

/** One row a unit of 34, year and (top-level domain or total): `fct_score_34`; it has no rank of a publisher. */
export interface Series34Row {
  unit_path: string;
  unit_key: string;
  year: number;
  domain_code: string;
  method: string;
  unit_of_measure: string | null;
  score: number | null;
  low: number | null;
  high: number | null;
  max_score: number | null;
  rank_computed: number | null;
  status: string;
  is_series_break: boolean;
  evidence_class: string | null;
  constituents_expected: number | null;
  constituents_scored: number | null;
}

/** `series_34/<INDEX>`. */
export interface Series34 {
  index_code: string;
  domains: Packed<TopDomainRow>;
  rows: Packed<Series34Row>;
}

/** A figure as its document prints it: `fct_figure`. */
export interface FigureRow {
  figure_id: string;
  index_code: string | null;
  year: number | null;
  unit_key: string | null;
  unit_name: string | null;
  unit_name_raw: string | null;
  unit_level: string | null;
  domain_key: string | null;
  domain_code: string | null;
  domain_label: string | null;
  conformed_code: string | null;
  measure: string;
  value: number | null;
  unit_of_measure: string | null;
  value_raw: string | null;
  base_year: number | null;
  scope: string | null;
  in_words: boolean | null;
  confidence: number | null;
  doubt: string | null;
  reconciled: string | null;
  evidence: string;
  capture_id: string | null;
  is_current: boolean;
  first_seen_on: string | null;
  last_seen_on: string | null;
  superseded_by: string | null;
  locator: string | null;
  quote: string | null;
  sentence: string | null;
  between: string | null;
  reader: string | null;
  reader_version: string | null;
  /** Where `value_raw` stands in `quote` (and `quote` in `sentence`): start and end in UTF-16 units; null where not found. */
  value_span: [number, number] | null;
  quote_span: [number, number] | null;
  /** The fact of its cell, and what the fact takes from this figure; null where it takes nothing. */
  score_key: string | null;
  used_as: "score" | "rank" | "max" | null;
}

/** A figure of another document (or place) for the same unit, year, domain and measure. */
export interface RivalFigureRow {
  figure_id: string;
  rival_figure_id: string;
  document_id: string;
  value: number | null;
  value_raw: string | null;
  unit_of_measure: string | null;
  evidence: string;
  confidence: number | null;
  is_current: boolean;
  quote: string | null;
}

export interface CitationRow {
  citation_id: string;
  citing_document_id: string;
  cited_document_id: string | null;
  cited_type: string | null;
  cited_full_number: string | null;
  cited_on: string | null;
  cited_issuer: string | null;
  about: string | null;
  about_index_code: string | null;
  about_year: number | null;
  locator: string | null;
  quote: string | null;
}

/** A capture of the document: `fct_capture`. */
export interface CaptureRow {
  look_id: string;
  looked_at: string;
  method: string | null;
  source: string | null;
  outcome: string;
  http_status: number | null;
  file_name: string | null;
  message: string | null;
  capture_id: string | null;
  media_type: string | null;
  bytes: number | null;
  url: string | null;
}

/** The fact of a cell that the document prints a figure of, also where another print was chosen. */
export interface DocumentFactRow {
  score_key: string;
  score: number | null;
  unit_of_measure: string | null;
  rank_published: number | null;
  rank_of: number | null;
  status: string;
  evidence: string | null;
  sources_agree: number | null;
  sources_differ: number | null;
  largest_difference: number | null;
  figures_agree: number | null;
  figures_differ: number | null;
  figure_id: string | null;
  rank_figure_id: string | null;
  max_figure_id: string | null;
}

/** Which reader read a record of a document, and whether the document still says so. */
export interface ReadBy {
  capture_id: string | null;
  is_current: boolean;
  reader: string | null;
  reader_version: string | null;
}

export interface DutyRow extends InDocument {
  reporting_duty_id: string;
  units: string[];
  recipients: string[];
  via: string[];
  frequency: string | null;
  due_raw: string | null;
}

export interface AnomalyRow extends ReadBy {
  anomaly_id: string;
  kind: string;
  severity: string;
  expected: string | null;
  found: string | null;
  message: string | null;
  locator: string | null;
  quote: string | null;
}

export interface KnownErrorRow {
  error_id: string;
  found_by: string | null;
  index_code: string | null;
  year: number | null;
  unit_key: string | null;
  domain_code: string | null;
  document_id: string | null;
  value: string | null;
  status: string;
  reason: string;
  source: string | null;
  rows_found: number | null;
}

/** Figures that cannot all be true: `fct_contradiction`, all columns. */
export interface ContradictionRow {
  contradiction_id: string;
  index_code: string;
  year: number;
  unit_key: string;
  unit_name: string;
  domain_key: string;
  measure: string;
  set_aside_figure_id: string | null;
  figures: number;
  figure_ids: string[];
  states: string[];
  proof: string[];
}

/**
 * `document/<file name of document_id>` (see `fileName` in `file-names.ts`); records stand in order of their place.
 *
 * A document of many records comes in `parts` files: part 1 under its own name, part n as `document/<file name>-part-<n>`,
 * each with the next rows of every table of records; `document` and the citations stand in part 1 alone.
 */
export interface DocumentFile {
  document_id: string;
  part: number;
  parts: number;
  /** `dim_document`, every column that is not null. */
  document: Record<string, unknown>;
  /** Figures of all parts, by measure and so on are the reader's to count; this is their number. */
  figures_total: number;
  figures: Packed<FigureRow>;
  rivals: Packed<RivalFigureRow>;
  facts: Packed<DocumentFactRow>;
  tasks: Packed<TaskRow & ReadBy & { units_from: string | null }>;
  targets: Packed<TargetRow & ReadBy>;
  deductions: Packed<DeductionRow & ReadBy>;
  duties: Packed<DutyRow & ReadBy>;
  anomalies: Packed<AnomalyRow>;
  known_errors: Packed<KnownErrorRow>;
  /** Of the document, or citing its figures. */
  discrepancies: Packed<DiscrepancyRow>;
  contradictions: Packed<ContradictionRow>;
  /** Its own claims, and those checked against its figures. */
  claims: Packed<ClaimRow>;
  captures: Packed<CaptureRow>;
  cites: Packed<CitationRow>;
  cited_by: Packed<CitationRow>;
  /** The documents named in the citations and rivals. */
  documents: Packed<DocumentRow>;
}

/** `bounds/<INDEX>/<year>`: intervals and contradictions with the steps that prove them. */
export interface Proofs {
  bounds: Packed<BoundRow & { level: string; width: number | null; decimals: number | null; figures: number; figure_ids: string[]; proof: string[] }>;
  contradictions: Packed<ContradictionRow>;
}

export type SearchKind = "unit" | "index" | "domain" | "criterion" | "document" | "task";

export interface SearchRow {
  kind: SearchKind;
  /** unit_path, index_code, `<index_code>/<year>/<domain_code>` (last year), document_id or task_id. */
  key: string;
  title_vi: string;
  title_en: string | null;
  /** Whose or of what it is: level and province, index, issuer and number. */
  detail_vi: string | null;
  detail_en: string | null;
  /** Other spellings and codes, one space between. */
  also: string | null;
  /** Task: its document_id; unit: its last unit_key; otherwise null. */
  of: string | null;
}

/** `search`. */
export interface Search {
  rows: Packed<SearchRow>;
}

/** `tasks`: every task with its document, for all pages that show plans. In parts as documents: `tasks-part-<n>`. */
export interface Tasks {
  part: number;
  parts: number;
  /** Current ones, in order of document and place. */
  tasks: Packed<TaskRow & PlanRow & { index_codes: string[] }>;
  /** Conformed domains that tasks or domains name. */
  subjects: Packed<ConformedRow>;
  /** Documents with any task, target or deduction: what was looked for and read. */
  plans: Packed<DocumentRow>;
}

/** Whose plan a task stands in; the same columns as in `DocumentRow`. */
export interface PlanRow {
  issuer_unit_key: string | null;
  issuer_unit_name: string | null;
  issuer_level: string | null;
  issuer_province_name: string | null;
  plan_years: number[];
}

/** `coverage_units/<INDEX>`: `mart_coverage_unit`. */
export interface CoverageUnits {
  index_code: string;
  cells: Packed<{
    year: number;
    unit_key: string;
    unit_name: string;
    level: string;
    status: string;
    score: number | null;
    low: number | null;
    high: number | null;
    rank: number | null;
    evidence_class: string | null;
    score_key: string | null;
    bound_key: string | null;
    reason_vi: string | null;
    reason_en: string | null;
  }>;
}

/** `quality`. */
export interface Quality {
  /** By index and level: years and units, and a string a unit with one character a year; `codes` tells what they mean. */
  coverage: {
    index_code: string;
    level: string;
    years: number[];
    units: string[];
    unit_names: string[];
    cells: string[];
  }[];
  codes: Record<string, string>;
  /** `mart_source`, all columns. */
  sources: Packed<Record<string, unknown>>;
  /** `mart_coverage`. */
  index_years: Packed<IndexYearRow>;
  discrepancies: Packed<DiscrepancyRow>;
  known_errors: Packed<KnownErrorRow>;
  contradictions: Packed<ContradictionRow>;
  verdicts: Packed<{ index_code: string; verdict: string; claims: number }>;
  /** Claims whose verdict is neither `agrees` nor `unverifiable`. */
  claims: Packed<ClaimRow>;
  anomalies: Packed<{ kind: string; severity: string; anomalies: number; documents: number }>;
  /** `checks.json` as it stands in the release. */
  checks: unknown;
}

export interface DictionaryColumn {
  name: string;
  type: string;
  /** Bilingual text as the warehouse holds it. */
  vi: string;
  en: string;
}

/** `dictionary`. */
export interface Dictionary {
  tables: { name: string; vi: string; en: string; key: string[]; rows: number; columns: DictionaryColumn[] }[];
  /** Values of the columns that hold codes, with how many rows hold each. */
  codes: Packed<{ table: string; column: string; code: string; rows: number; name_vi: string | null; name_en: string | null }>;
}

/** `changes`: against the release before; `previous` is null in a first release. */
export interface Changes {
  release: string;
  previous: string | null;
  summary: Packed<{ table: string; kind: string; rows: number }>;
  rows: Packed<{ table: string; kind: string; key: string; column: string | null; old: string | null; new: string | null }>;
  /** Rows of all kinds, of which `rows` holds the first. */
  rows_total: number;
}
