/** Units side by side: who cannot stand there, the dots, the table of differences.
 *
 * Belongs here: putting these together. Does not belong here: comparing and drawing (`comparing/`).
 */
import type { Beside } from "../../comparing/beside";
import { drawDots } from "../../comparing/dots";
import { scaleOf } from "../../comparing/scales";
import { named, useLanguage, useWords } from "../../language";
import { formatNumber } from "../../numbers";
import { useCatalogue } from "../../parts/catalogue";
import { Chart } from "../../parts/chart";
import { IndexLink, indexShort, PageLink } from "../../parts/links";
import { CopyLink, EmptyState, Note, Section, SourceNote } from "../../parts/page";
import { Printed } from "../../parts/printed";
import { COMPARE } from "../../words/compare";
import { filled } from "../../words/unit";
import type { Asked, Change } from "../compare";
import { useUnitNames } from "../series/choice";
import { UnitSign } from "./choice";
import { DifferenceTable } from "./difference-table";
import { useDomainNames } from "./domain-names";

const OTHERS_TELL = new Set(["claim", "claims_agree", "derived_by_inference"]);

export function SideBySide({ asked, found }: { asked: Asked; found: Beside; onChange: Change }) {
  const words = useWords(COMPARE);
  const shown = found.domains.filter((row) => asked.detail || row.depth <= 1);
  return (
    <div class="stack">
      <Refused found={found} />
      {found.units.length < 2 ? <EmptyState>{words.few}</EmptyState> : <Differences asked={asked} found={{ ...found, domains: shown }} />}
    </div>
  );
}

function Refused({ found }: { found: Beside }) {
  const words = useWords(COMPARE);
  const language = useLanguage();
  const nameOf = useUnitNames();
  if (found.refused.length === 0) return null;
  return (
    <Note tone="warn">
      <strong>{words.refused}</strong>
      <ul class="plain-list">
        {found.refused.map((one) => (
          <li key={one.path}>{filled(words[one.why], { unit: nameOf(one.path) })} {named(language, one.reasonVi, one.reasonEn) && <Printed text={`${named(language, one.reasonVi, one.reasonEn)}.`} />}</li>
        ))}
      </ul>
    </Note>
  );
}

function Differences({ asked, found }: { asked: Asked; found: Beside }) {
  const words = useWords(COMPARE);
  const { release } = useCatalogue();
  const nameOf = useUnitNames();
  const told = { index: indexShort(asked.index), year: asked.year, version: release.version };
  const hasClaims = found.domains.some((row) => row.cells.some((cell) => OTHERS_TELL.has(cell?.row.evidence_class ?? "")));
  const units = found.units.map((unit) => nameOf(unit.path));
  return (
    <>
      <Summary found={found} />
      {found.domains.some((row) => new Set(row.cells.flatMap((cell) => (cell && cell.row.score !== null ? scaleOf(cell.row) : []))).size > 1) && <Note tone="warn">{words.scales}</Note>}
      {hasClaims && <Note>{words.claims}</Note>}
      <Section title={words.dots}><Dots asked={asked} found={found} names={units} /></Section>
      <Section title={words.table}><DifferenceTable asked={asked} found={found} caption={filled(words.caption, told)} /></Section>
      <SourceNote>{filled(words.source, told)}</SourceNote>
      <div class="row no-print">
        <PageLink page="series" state={{ index: asked.index, units: asked.paths.join(",") }}>{words.series}</PageLink>
        <IndexLink index={asked.index} year={asked.year}>{filled(words.indexYear, told)}</IndexLink>
        <CopyLink />
      </div>
    </>
  );
}

/** In how many top-level domains the first unit stands above and below each other one. */
function Summary({ found }: { found: Beside }) {
  const words = useWords(COMPARE);
  const nameOf = useUnitNames();
  const domains = found.domains.filter((row) => row.depth === 1);
  return (
    <ul class="plain-list">
      {found.units.slice(1).map((unit, at) => {
        const differences = domains.flatMap((row) => row.cells[at + 1]?.toFirst ?? []);
        if (differences.length === 0) return null;
        const counts = { more: differences.filter((one) => one < 0).length, less: differences.filter((one) => one > 0).length, of: differences.length };
        return <li key={unit.path}>{filled(words.sum, { unit: nameOf(found.units[0]!.path), other: nameOf(unit.path), ...counts })}</li>;
      })}
    </ul>
  );
}

function Dots({ asked, found, names }: { asked: Asked; found: Beside; names: string[] }) {
  const words = useWords(COMPARE);
  const language = useLanguage();
  const nameOf = useDomainNames();
  const drawn = found.domains.filter((row) => row.cells.some((cell) => cell?.share !== null && cell !== undefined));
  if (drawn.length === 0) return <p class="muted">{words.noScale}</p>;
  const told = { units: names.join(", "), index: indexShort(asked.index), year: asked.year };
  return (
    <>
      <ul class="chips" aria-hidden="true">{names.map((name, at) => <li class="row center" key={name}><UnitSign at={asked.paths.indexOf(found.units[at]!.path)} /> {name}</li>)}</ul>
      <Chart
        label={filled(words.dotsLabel, told)}
        caption={<span class="small muted">{filled(words.dotsHint, { units: Math.max(...drawn.map((row) => row.units)) })}</span>}
        draw={(charts, width) => drawDots(charts, width, { signs: found.units.map((unit) => asked.paths.indexOf(unit.path)), domains: drawn, nameOf, percent: (share) => `${formatNumber(language, share * 100, { decimals: 0 })}%` })}
        drawKey={JSON.stringify([asked, language])}
        table={<DifferenceTable asked={asked} found={found} caption={filled(words.caption, told)} />}
      />
    </>
  );
}
