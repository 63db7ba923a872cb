/** What no document prints itself: a fact with its interval and proof, and figures that cannot all be true.
 *
 * Belongs here: showing facts, bounds, contradictions and their steps. Does not belong here: finding them.
 */
import { bibtex, keyCitation } from "../evidence/citing";
import type { Proof } from "../evidence/find-figure";
import { proofSteps, type ProofPart } from "../evidence/proof";
import { proofText } from "../evidence/wording";
import { named, useLanguage, useWords } from "../language";
import { formatNumber, formatRank } from "../numbers";
import { EvidenceBadge, SourcesCount, StatusBadge, StatusLegend } from "../parts/badges";
import { useCatalogue } from "../parts/catalogue";
import { FigureLink, IndexLink, indexShort, UnitLink } from "../parts/links";
import { CiteBox, CopyLink, PageHead, Section } from "../parts/page";
import { Printed } from "../parts/printed";
import { FigureChips } from "../parts/verdicts";
import { unpacked } from "../release";
import type { ContradictionRow, IndexScoreRow, IndexYear } from "../shapes";
import "../styles/evidence.css";
import { FIGURE_WORDS } from "../words/figure";
import { measureName, unitName, valueText } from "../words/measures";

export interface FactProps {
  fact: IndexScoreRow | null;
  indexYear: IndexYear;
  proofs: Proof[];
}

export function FactView({ fact, indexYear, proofs }: FactProps) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  const { release } = useCatalogue();
  const of = (fact ?? proofs[0])!;
  const domain = unpacked(indexYear.domains).find((one) => one.domain_key === of.domain_key);
  const key = fact?.score_key ?? proofs[0]!.bound_key;
  const what = `${indexShort(indexYear.index_code)} ${indexYear.year} · ${of.unit_name}`;
  const told = fact?.score != null ? valueText(language, fact.score, fact.unit_of_measure) : proofs[0] ? intervalText(language, proofs[0]) : "";
  const isDerived = !fact?.figure_id && proofs.length > 0;
  return (
    <>
      <PageHead title={told ? `${what}: ${told}` : what} kicker={isDerived && proofs[0]!.status !== "E" ? words.bound : words.facts}
        lead={<><Printed text={named(language, domain?.name_vi, domain?.name_en) || of.domain_code} />. {isDerived && (proofs[0]!.status === "E" ? words.derivedLead : words.boundLead)}</>}>
        <div class="row no-print"><CopyLink /></div>
      </PageHead>
      <FactFields fact={fact} unitKey={of.unit_key} unitName={of.unit_name} index={indexYear} domainCode={of.domain_code} />
      {fact && <StatusLegend statuses={[fact.status]} />}
      {proofs.map((proof) => <ProofView key={proof.bound_key} proof={proof} />)}
      {fact && !fact.figure_id && !fact.rank_figure_id && proofs.length === 0 && <p class="muted">{words.noProof}</p>}
      <Section title={words.cite}>
        <CiteBox citation={keyCitation(release, key, `${what}, ${of.domain_code}${told ? `: ${told}` : ""}`, fact?.score != null && fact.figure_id !== null)} bibtex={bibtex(release, key)} />
        <p class="small muted">{words.key}: <code><Printed text={key} /></code></p>
      </Section>
    </>
  );
}

function FactFields({ fact, unitKey, unitName: name, index, domainCode }: { fact: IndexScoreRow | null; unitKey: string; unitName: string; index: IndexYear; domainCode: string }) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  return (
    <dl class="fields">
      <dt>{words.stepUnit}</dt><dd><UnitLink unitKey={unitKey} name={name} /></dd>
      <dt>{words.stepDomain}</dt><dd><IndexLink index={index.index_code} year={index.year} state={{ domain: domainCode }} /></dd>
      {fact && fact.score !== null && <><dt>{words.score}</dt><dd>{valueText(language, fact.score, fact.unit_of_measure)}{fact.max_score !== null && ` / ${formatNumber(language, fact.max_score)}`} {fact.figure_id && <FigureLink figureId={fact.figure_id} />} <EvidenceBadge evidence={fact.evidence_class ?? fact.evidence} /></dd></>}
      {fact && fact.rank_published !== null && <><dt>{words.rank}</dt><dd>{formatRank(fact.rank_published, fact.rank_of)} {fact.rank_figure_id && <FigureLink figureId={fact.rank_figure_id} />} <EvidenceBadge evidence={fact.rank_evidence_class} /></dd></>}
      {fact && <><dt>{words.status}</dt><dd><StatusBadge status={fact.status} /></dd><dt>{words.sources}</dt><dd><SourcesCount agree={fact.sources_agree} differ={fact.sources_differ} /></dd></>}
    </dl>
  );
}

function ProofView({ proof }: { proof: Proof }) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  return (
    <Section title={`${words.proof}: ${measureName(language, proof.measure)} ${intervalText(language, proof)}`}>
      <p class="muted">{words.proofLead}</p>
      <ProofSteps proof={proof.proof} figureIds={proof.figure_ids} />
    </Section>
  );
}

/** The steps, and the figures they rest on, numbered. */
function ProofSteps({ proof, figureIds }: { proof: string[]; figureIds: string[] }) {
  const words = useWords(FIGURE_WORDS);
  const numbers = new Map(figureIds.map((id, at) => [id, at + 1]));
  return (
    <>
      <ol class="proof">
        {proofSteps(proof).map((step) => (
          <li class={step.number === null ? "so" : undefined}>
            {step.number === null && <strong>{words.conclusion}: </strong>}
            {step.parts.map((part) => <Part part={part} numbers={numbers} />)}
          </li>
        ))}
      </ol>
      <h3>{words.basis} ({figureIds.length})</h3>
      <ol class="figure-keys small">
        {figureIds.map((id) => <li key={id} value={numbers.get(id)}><FigureLink figureId={id}><Printed text={id} /></FigureLink></li>)}
      </ol>
    </>
  );
}

function Part({ part, numbers }: { part: ProofPart; numbers: Map<string, number> }) {
  const language = useLanguage();
  if ("text" in part) return <Printed text={proofText(language, part.text)} />;
  if ("step" in part) return <em>{language === "vi" ? "bước" : "step"} {part.step}</em>;
  const number = `[${numbers.get(part.figureId) ?? "?"}]`;
  return <FigureLink figureId={part.figureId} label={`${number} ${part.figureId}`}>{number}</FigureLink>;
}

function intervalText(language: "vi" | "en", proof: Proof): string {
  const words = FIGURE_WORDS[language];
  const unit = unitName(language, proof.unit_of_measure);
  if (proof.value !== null && proof.status === "E") return valueText(language, proof.value, proof.measure === "rank" ? "rank" : proof.unit_of_measure);
  const low = proof.low === null ? "…" : formatNumber(language, proof.low);
  const high = proof.high === null ? "…" : formatNumber(language, proof.high);
  return `${low} ${words.to} ${high}${unit ? ` ${unit}` : ""}`;
}

export function ContradictionView({ contradiction }: { contradiction: ContradictionRow }) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  return (
    <>
      <PageHead kicker={words.contradiction}
        title={`${indexShort(contradiction.index_code ?? "")} ${contradiction.year ?? ""} · ${contradiction.unit_name ?? ""}: ${contradiction.figures} ${words.contradictionOf}`}
        lead={<>{contradiction.unit_key && <><UnitLink unitKey={contradiction.unit_key} name={contradiction.unit_name} /> · </>}{measureName(language, contradiction.measure ?? "")}</>}>
        <div class="row no-print"><CopyLink /></div>
      </PageHead>
      {contradiction.set_aside_figure_id && (
        <Section title={words.setAsideIs}><FigureChips figureIds={[contradiction.set_aside_figure_id]} shown={1} /></Section>
      )}
      <Section title={words.proof}>
        <p class="muted">{words.proofLead}</p>
        <ProofSteps proof={contradiction.proof} figureIds={contradiction.figure_ids} />
      </Section>
    </>
  );
}
