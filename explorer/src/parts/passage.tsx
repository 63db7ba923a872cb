/** A passage of a document with what was read of it marked.
 *
 * Belongs here: showing pieces, rows and sentences. Does not belong here: choosing them (`evidence/passage.ts`).
 */
import type { Passage, Piece } from "../evidence/passage";
import { useLanguage, useWords } from "../language";
import type { FigureRow } from "../shapes";
import "../styles/evidence.css";
import { FIGURE_WORDS } from "../words/figure";
import { measureName } from "../words/measures";
import { pageAddress } from "./links";
import { Printed } from "./printed";

export function PassageView({ passage, isShort }: { passage: Passage; isShort?: boolean }) {
  const words = useWords(FIGURE_WORDS);
  return (
    <figure class="passage">
      {passage.form === "table" ? <TablePassage passage={passage} /> : <SentencePassage passage={passage} />}
      {!isShort && <figcaption class="small muted">{passage.form === "table" ? words.neighboursTable : words.neighboursProse}</figcaption>}
    </figure>
  );
}

/** The pieces of a text, the quote underlined and the value marked. */
export function Pieces({ pieces }: { pieces: Piece[] }) {
  return (
    <span class="pieces" lang="vi">
      {pieces.map((piece) =>
        piece.kind === "value" ? <mark><Printed text={piece.text} /></mark>
          : piece.kind === "quote" ? <span class="quoted"><Printed text={piece.text} /></span>
            : <Printed text={piece.text} />)}
    </span>
  );
}

function SentencePassage({ passage }: { passage: Extract<Passage, { form: "sentence" }> }) {
  return (
    <blockquote class="sentences stack">
      {passage.before.map((one) => <Neighbour key={one.figure_id} figure={one} />)}
      <p class="own"><Pieces pieces={passage.own} /></p>
      {passage.after.map((one) => <Neighbour key={one.figure_id} figure={one} />)}
    </blockquote>
  );
}

function Neighbour({ figure }: { figure: FigureRow }) {
  return <p class="muted small" lang="vi"><Printed text={figure.sentence ?? figure.quote} /></p>;
}

function TablePassage({ passage }: { passage: Extract<Passage, { form: "table" }> }) {
  const language = useLanguage();
  const domains = new Set(passage.columns.map((one) => one.domain_code));
  const head = (one: FigureRow) => [domains.size > 1 ? (one.domain_label ?? one.domain_code) : null, measureName(language, one.measure), one.year].filter(Boolean).join(" · ");
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={measureName(language, passage.columns[passage.ownColumn]!.measure)}>
      <table class="cells">
        <thead>
          <tr>
            <td></td>
            {passage.columns.map((one, at) => <th scope="col" class={`number${at === passage.ownColumn ? " own" : ""}`}><Printed text={head(one)} /></th>)}
          </tr>
        </thead>
        <tbody>
          {passage.rows.map((row) => (
            <tr class={row.isOwn ? "own" : undefined}>
              <th scope="row"><Printed text={row.head} /></th>
              {row.cells.map((cell, at) => (
                <td class={`number${row.isOwn && at === passage.ownColumn ? " own" : ""}`}>
                  {cell && (row.isOwn && at === passage.ownColumn ? <Pieces pieces={cell.pieces} />
                    : <a class="plain" href={pageAddress(language, "figure", [cell.figureId])}><Printed text={cell.pieces.map((piece) => piece.text).join("")} /></a>)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
