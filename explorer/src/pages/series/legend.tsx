/** What the marks of trajectories mean, and why lines are cut. Belongs here: these words. Does not belong here: marks. */
import { useLanguage, useWords } from "../../language";
import { Section } from "../../parts/page";
import { CUT_SIGN } from "../../trajectories/drawing";
import type { Break, Field, Line } from "../../trajectories/lines";
import { SERIES } from "../../words/series";
import { filled } from "../../words/unit";

/** The signs that stand in the chart, and no others. */
export function Legend({ lines, field, isCut }: { lines: Line[]; field: Field[]; isCut: boolean }) {
  const words = useWords(SERIES);
  const points = lines.flatMap((line) => line.points);
  const has = (origin: string) => points.some((point) => point.value !== null && point.origin === origin);
  return (
    <ul class="series-legend small muted" aria-label={words.legend}>
      {has("published") && <li><Sign><circle cx="14" cy="6" r="4" fill="currentColor" /><path d="M0 6h28" /></Sign>{words.published}</li>}
      {has("claimed") && <li><Sign><path d="M0 6h28" stroke-dasharray="5 4" /><circle class="hollow" cx="14" cy="6" r="4" /></Sign>{words.claimed}</li>}
      {has("computed") && <li><Sign><path d="M0 6h28" /><rect x="10" y="2" width="8" height="8" fill="currentColor" /></Sign>{words.computed}</li>}
      {points.some((point) => point.low !== null) && <li><Sign><rect x="11" y="0" width="6" height="12" fill="currentColor" opacity=".4" stroke="none" /></Sign>{words.band}</li>}
      {field.length > 0 && <li><Sign><rect x="0" y="1" width="28" height="10" fill="currentColor" opacity=".2" stroke="none" /><path d="M0 6h28" stroke-dasharray="1 4" /></Sign>{words.field}</li>}
      {isCut && <li><Sign><path d="M14 0v12" stroke-dasharray="3 3" /></Sign>{filled(words.cut, { sign: CUT_SIGN })}</li>}
    </ul>
  );
}

function Sign({ children }: { children: preact.ComponentChildren }) {
  return <svg class="sign" viewBox="0 0 28 12" aria-hidden="true">{children}</svg>;
}

export function Breaks({ breaks }: { breaks: Break[] }) {
  const words = useWords(SERIES);
  const language = useLanguage();
  if (breaks.length === 0) return null;
  const reason = (one: Break) => (one.kind === "merger" ? words.merger : ((language === "vi" ? (one.reasonVi ?? one.reasonEn) : one.reasonEn) ?? words.breakUnknown));
  return (
    <Section title={words.breaks}>
      <ul class="plain-list">
        {breaks.map((one) => <li key={`${one.year} ${one.kind} ${one.reasonEn}`}><strong>{filled(words.breakYear, { year: one.year })}</strong>: {reason(one)}.</li>)}
      </ul>
    </Section>
  );
}
