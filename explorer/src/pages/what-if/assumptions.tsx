/** What the what-if assumes, said beside its result. */
import { useLanguage, useWords } from "../../language";
import { formatNumber } from "../../numbers";
import { Section } from "../../parts/page";
import { isSurvey } from "../../reckoning/surveys";
import { unpacked } from "../../release";
import { filled } from "../../words/unit";
import { WHAT_IF } from "../../words/what-if";
import type { BenchProps } from "./bench";

export function Assumptions({ model, indexCode, year, file, unitKey }: BenchProps) {
  const words = useWords(WHAT_IF);
  const language = useLanguage();
  const units = model.rivals.length + 1;
  const isWeighted = model.domains.some((domain) => domain.weight !== model.domains[0]!.weight) || model.domains[0]!.weight !== 1;
  const level = unitKey.split("/")[0];
  const missing = unpacked(file.absent).filter((row) => row.level === level).length;
  const formula = filled(isWeighted ? words.assumeFormula_weighted_sum : words.assumeFormula_sum, {
    count: model.domains.length,
    max: formatNumber(language, model.totalMax),
  });
  return (
    <Section title={words.assumes}>
      <ul class="small">
        <li>{filled(words.assumeHeld, { year })}</li>
        <li>{formula} {words.assumeBase}</li>
        <li>{filled(words.assumeRank, { units })}</li>
        {missing > 0 && <li>{filled(words.assumeMissing, { n: missing })}</li>}
        {isSurvey(indexCode) && <li>{words.assumeSurvey}</li>}
      </ul>
    </Section>
  );
}
