/** Discrepancies, contradictions and verdicts on claims, as pages of figures, documents and quality show them.
 *
 * Belongs here: one of each in words. Does not belong here: lists and counts of pages.
 */
import { findingText } from "../evidence/wording";
import { documentOfFigure } from "../file-names";
import { half, useLanguage, useWords } from "../language";
import { formatNumber } from "../numbers";
import type { Language } from "../routing";
import type { ClaimRow, ContradictionRow, DiscrepancyRow } from "../shapes";
import { FIGURE_WORDS } from "../words/figure";
import { measureName, valueText } from "../words/measures";
import { RULES } from "../words/rules";
import { SEVERITIES, VERDICTS } from "../words/verdicts";
import { evidenceWords } from "./badges";
import { FigureLink, IndexLink, indexShort, pageAddress, UnitLink } from "./links";
import { Printed } from "./printed";

export function SaidBadge({ of, code }: { of: typeof VERDICTS; code: string }) {
  const language = useLanguage();
  const said = of[code];
  return <span class={`badge ${said?.tone ?? ""}`} title={said?.text[language]}>{said?.name[language] ?? code}</span>;
}

export function Discrepancy({ row, shown = 3 }: { row: DiscrepancyRow; shown?: number }) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  const rule = RULES[row.rule];
  return (
    <div class="finding">
      <p>
        <SaidBadge of={SEVERITIES} code={row.severity} /> <strong>{row.rule} · {rule?.name[language] ?? row.rule_name}</strong>
        <About row={row} />
      </p>
      <p>{words.expected}: <Printed text={findingText(language, half(language, row.expected))} />; {words.found}: <Printed text={findingText(language, row.found)} /></p>
      <p class="small muted">{rule?.text[language] ?? row.explanation}</p>
      <FigureChips figureIds={row.figure_ids} shown={shown} />
    </div>
  );
}

export function Contradiction({ row }: { row: ContradictionRow }) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  return (
    <div class="finding">
      <p>
        <span class="badge bad">{words.contradiction}</span> <a href={pageAddress(language, "figure", [row.contradiction_id])}>{row.figures} {words.contradictionOf}</a>
        <About row={row} />{row.measure && <> · {measureName(language, row.measure)}</>}
      </p>
      <p class="small">{words.setAsideIs}: <FigureLink figureId={row.set_aside_figure_id}><Printed text={row.set_aside_figure_id} /></FigureLink></p>
    </div>
  );
}

/** Index, year and unit of a finding, as far as they are told. */
function About({ row }: { row: { index_code: string | null; year: number | null; unit_key: string | null; unit_name: string | null } }) {
  return (
    <>
      {row.index_code && row.year !== null && <> · <IndexLink index={row.index_code} year={row.year} /></>}
      {row.unit_key ? <> · <UnitLink unitKey={row.unit_key} name={row.unit_name} /></> : row.unit_name && <> · <Printed text={row.unit_name} /></>}
    </>
  );
}

export function ClaimCheck({ row, unit, context }: { row: ClaimRow; unit: string | null; context?: string }) {
  const language = useLanguage();
  return (
    <div class="finding">
      <p>
        <SaidBadge of={VERDICTS} code={row.verdict} /> {context && <>{context}: </>}
        <FigureLink figureId={row.claim_id}><Printed text={`${row.unit_name ?? ""} ${indexShort(row.index_code ?? "")} ${row.year ?? ""}, ${measureName(language, row.measure)} ${row.value_raw ?? ""}`} /></FigureLink>
      </p>
      <p class="small">{claimSentence(language, row, unit)}{" "}
        {row.against_figure_id && <FigureLink figureId={row.against_figure_id} />}
        {!row.against_figure_id && row.against_score_key && <a href={pageAddress(language, "figure", [row.against_score_key])}>{language === "vi" ? "Số đối chiếu" : "Reference"}</a>}
      </p>
    </div>
  );
}

/** What a check found, in the reader's language; the release holds it in English. */
export function claimSentence(language: Language, row: ClaimRow, unit: string | null): string {
  if (language === "en") return row.explanation ?? "";
  const said = VERDICTS[row.verdict]?.text.vi ?? row.verdict;
  if (row.reference_value === null) return said;
  const reference = row.reference_high !== null && row.reference_high !== row.reference_value
    ? `${formatNumber(language, row.reference_value)}–${formatNumber(language, row.reference_high)}`
    : valueText(language, row.reference_value, unit);
  const evidence = row.reference_evidence ? ` (${evidenceWords(language, row.reference_evidence).name.toLowerCase()})` : "";
  return `${said} Số đối chiếu: ${reference}${evidence}.`;
}

/** Links to figures, short: the document's key and what stands after it; more than `shown` stand behind a word. */
export function FigureChips({ figureIds, shown }: { figureIds: string[]; shown: number }) {
  const words = useWords(FIGURE_WORDS);
  const list = (
    <ul class="figure-keys small">
      {figureIds.filter(Boolean).map((id) => <li key={id}><FigureLink figureId={id}><FigureKey figureId={id} /></FigureLink></li>)}
    </ul>
  );
  if (figureIds.length <= shown) return figureIds.length ? list : null;
  return <details class="small"><summary>{words.basis} ({figureIds.length})</summary>{list}</details>;
}

function FigureKey({ figureId }: { figureId: string }) {
  const document = documentOfFigure(figureId);
  return <><Printed text={figureId.slice(document.length + 1)} /> <span class="muted">— <Printed text={document} /></span></>;
}
