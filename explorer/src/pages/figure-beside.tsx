/** What stands beside a printed figure: where else it is printed, and which findings cite it.
 *
 * Belongs here: these two sections of the page. Does not belong here: the form of one finding (`parts/verdicts`).
 */
import { documentOfFigure } from "../file-names";
import { useLanguage, useWords } from "../language";
import { formatChange } from "../numbers";
import { EvidenceBadge } from "../parts/badges";
import { DocumentLink, FigureLink } from "../parts/links";
import { Section } from "../parts/page";
import { Printed } from "../parts/printed";
import { DataTable, type Column } from "../parts/table";
import { ClaimCheck, Contradiction, Discrepancy } from "../parts/verdicts";
import { unpacked } from "../release";
import type { DocumentFile, FigureRow, RivalFigureRow } from "../shapes";
import { FIGURE_WORDS } from "../words/figure";
import { valueText } from "../words/measures";

export function Rivals({ figure, file }: { figure: FigureRow; file: DocumentFile }) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  const rivals = unpacked(file.rivals).filter((one) => one.figure_id === figure.figure_id);
  const titles = new Map(unpacked(file.documents).map((one) => [one.document_id, one.title ?? one.page_title ?? one.full_number]));
  const difference = (one: RivalFigureRow) => (one.value === null || figure.value === null || one.unit_of_measure !== figure.unit_of_measure ? null : one.value - figure.value);
  const columns: Column<RivalFigureRow>[] = [
    { key: "document", label: words.document, value: (one) => titles.get(one.document_id) ?? one.document_id, cell: (one) => <DocumentLink documentId={one.document_id} title={titles.get(one.document_id) ?? null} /> },
    { key: "value", label: words.value, kind: "number", value: (one) => one.value, cell: (one) => <FigureLink figureId={one.rival_figure_id}>{valueText(language, one.value, one.unit_of_measure)}</FigureLink> },
    { key: "difference", label: words.difference, kind: "number", value: difference, cell: (one) => { const by = difference(one); return by === 0 ? words.same : formatChange(language, by); } },
    { key: "printed", label: words.printed, value: (one) => one.value_raw, cell: (one) => <q><Printed text={one.quote ?? one.value_raw} /></q> },
    { key: "evidence", label: words.evidence, value: (one) => one.evidence, cell: (one) => <EvidenceBadge evidence={one.evidence} /> },
  ];
  return (
    <Section title={words.rivals}>
      {rivals.length === 0 ? <p class="muted">{words.noRivals}</p> : <DataTable caption={words.rivalsLead} columns={columns} rows={rivals} rowKey={(one) => one.rival_figure_id} fileName="rivals" />}
    </Section>
  );
}

export function FigureFindings({ figure, file }: { figure: FigureRow; file: DocumentFile }) {
  const words = useWords(FIGURE_WORDS);
  const id = figure.figure_id;
  const discrepancies = unpacked(file.discrepancies).filter((one) => one.figure_ids.includes(id));
  const contradictions = unpacked(file.contradictions).filter((one) => one.figure_ids.includes(id));
  const claims = unpacked(file.claims).filter((one) => one.claim_id === id || one.against_figure_id === id);
  const isEmpty = discrepancies.length + contradictions.length + claims.length === 0;
  return (
    <Section title={words.against}>
      {isEmpty && <p class="muted">{words.noAgainst}</p>}
      <div class="stack">
        {discrepancies.map((row) => <Discrepancy key={row.discrepancy_id} row={row} />)}
        {contradictions.map((row) => <Contradiction key={row.contradiction_id} row={row} />)}
        {claims.map((row) => (
          <ClaimCheck key={row.claim_id} row={row} unit={figure.unit_of_measure}
            context={row.claim_id === id ? words.claimOfThis : `${words.claimAgainstThis} (${documentOfFigure(row.claim_id)})`} />
        ))}
      </div>
    </Section>
  );
}
