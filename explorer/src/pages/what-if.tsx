/** What-if: points gained by domain, and the total and rank that follow with all other units held.
 *
 * Belongs here: the address, choosing, and whether it can be reckoned. Does not belong here: the reckoning
 * (`reckoning/what-if.ts`), the controls (`what-if/`).
 */
import { useMemo } from "preact/hooks";
import { indexYearFile, unitFile } from "../file-names";
import { named, useLanguage, useWords } from "../language";
import { useCatalogue } from "../parts/catalogue";
import { useData, Waiting } from "../parts/data";
import { Combobox, Select } from "../parts/fields";
import { indexShort, PageLink, pageAddress } from "../parts/links";
import { EmptyState, PageHead, UnknownIndex } from "../parts/page";
import { visibleText } from "../parts/printed";
import { knownOf } from "../reckoning/known";
import { modelOf, type Refusal } from "../reckoning/model";
import { reckonableOf, unitDataOf, type UnitData } from "../reckoning/unit-view";
import { unpacked } from "../release";
import type { Route } from "../routing";
import type { IndexYear, UnitFile, UnitRow } from "../shapes";
import "../styles/what-if.css";
import { filled } from "../words/unit";
import { WHAT_IF } from "../words/what-if";
import { Bench } from "./what-if/bench";

interface Asked {
  indexCode: string;
  year: number;
  path: string;
}

/** Where the page starts when the address names nothing: the newest index-year of which all is held. */
const START = { indexCode: "PAPI" };

export function WhatIfPage({ route }: { route: Route }) {
  const words = useWords(WHAT_IF);
  const asked = useAsked(route);
  const isHeld = useCatalogue().isHeld(asked.indexCode, asked.year);
  const file = useData<IndexYear>(isHeld ? indexYearFile(asked.indexCode, asked.year) : null);
  const title = useTitle(asked);
  return (
    <>
      <PageHead title={title} kicker={words.page} lead={words.lead} />
      <Choice asked={asked} file={file.status === "ready" ? file.content : null} />
      {!isHeld ? <UnknownIndex /> : asked.path === "" ? <EmptyState>{words.none}</EmptyState> : file.status === "ready" ? <Reckoned key={asked.path} asked={asked} file={file.content} route={route} /> : <Waiting of={file} />}
    </>
  );
}

function useAsked(route: Route): Asked {
  const { yearsOf } = useCatalogue();
  const [indexCode = START.indexCode, year = "", ...path] = route.parts;
  const newest = yearsOf(indexCode).filter((row) => row.status === "complete").map((row) => row.year);
  return { indexCode, year: Number(year) || Math.max(0, ...newest), path: path.join("/") };
}

function useTitle({ indexCode, year, path }: Asked): string {
  const words = useWords(WHAT_IF);
  const language = useLanguage();
  const unit = useUnit(path);
  return unit ? filled(words.titleOf, { unit: visibleText(named(language, unit.name_vi, unit.name_en)), index: indexShort(indexCode), year }) : words.title;
}

function useUnit(path: string): UnitRow | undefined {
  return useCatalogue().units.findLast((unit) => unit.unit_path === path);
}

function Choice({ asked, file }: { asked: Asked; file: IndexYear | null }) {
  const words = useWords(WHAT_IF);
  const language = useLanguage();
  const { indices, yearsOf, unit } = useCatalogue();
  const go = (change: Partial<Asked>) => {
    const next = { ...asked, ...change };
    location.hash = pageAddress(language, "what-if", [next.indexCode, next.year, ...(next.path ? next.path.split("/") : [])]);
  };
  const years = [...new Set(yearsOf(asked.indexCode).filter((row) => row.units_scored > 0).map((row) => row.year))].sort((a, b) => b - a);
  const units = useMemo(() => {
    const totals = file ? unpacked(file.scores).filter((row) => row.domain_code === "_total" && row.score !== null) : [];
    const options = totals.flatMap((row) => unit(row.unit_key) ?? []).map((row) => ({ value: row.unit_path, label: visibleText(named(language, row.name_vi, row.name_en)) }));
    return options.sort((a, b) => VIETNAMESE.compare(a.label, b.label));
  }, [file, language]);
  const withYears = indices.filter((row) => yearsOf(row.index_code).some((year) => year.units_scored > 0));
  return (
    <div class="controls">
      <Select label={words.index} value={asked.indexCode} options={withYears.map((row) => ({ value: row.index_code, label: indexShort(row.index_code) }))} onChange={(indexCode) => go({ indexCode, year: newestYear(yearsOf(indexCode)) })} />
      <Select label={words.year} value={String(asked.year)} options={years.map((year) => ({ value: String(year), label: String(year) }))} onChange={(year) => go({ year: Number(year) })} />
      <Combobox label={words.unit} value={asked.path} options={units} onChange={(path) => go({ path })} />
    </div>
  );
}

const VIETNAMESE = new Intl.Collator("vi");

function newestYear(rows: { year: number; status: string; units_scored: number }[]): number {
  const complete = rows.filter((row) => row.status === "complete");
  return Math.max(...(complete.length > 0 ? complete : rows.filter((row) => row.units_scored > 0)).map((row) => row.year));
}

function Reckoned({ asked, file, route }: { asked: Asked; file: IndexYear; route: Route }) {
  const words = useWords(WHAT_IF);
  const language = useLanguage();
  const { unit: unitOf } = useCatalogue();
  const unit = useUnit(asked.path);
  const unitKey = useMemo(() => unpacked(file.scores).find((row) => unitOf(row.unit_key)?.unit_path === asked.path)?.unit_key ?? null, [file, asked.path]);
  const profile = useData<UnitFile>(unit ? unitFile(asked.path) : null);
  const data = useMemo(() => (profile.status === "ready" ? unitDataOf(profile.content) : null), [profile]);
  const made = useMemo(() => {
    const known = unitKey === null ? null : knownOf(file, unitKey);
    return known && unitKey !== null ? modelOf(known, unitKey) : ({ refusal: "no_total" } as { refusal: Refusal });
  }, [file, unitKey]);
  const names = { unit: visibleText(named(language, unit?.name_vi, unit?.name_en)) || asked.path, index: indexShort(asked.indexCode), year: asked.year };
  if ("refusal" in made) {
    return (
      <>
        <EmptyState title={words.refused}>
          {filled(words[made.refusal], names)} {unit && <PageLink page="unit" parts={asked.path.split("/")}>{words.profile}</PageLink>}
        </EmptyState>
        {data && <Elsewhere data={data} />}
      </>
    );
  }
  return <Bench model={made.model} unitKey={unitKey!} indexCode={asked.indexCode} year={asked.year} file={file} data={data} route={route} />;
}

/** Where the unit can be reckoned, for those who came to a year where it cannot. */
function Elsewhere({ data }: { data: UnitData }) {
  const words = useWords(WHAT_IF);
  const choices = reckonableOf(data);
  if (choices.length === 0) return null;
  return (
    <p>
      {words.elsewhere}:{" "}
      {choices.map(({ indexCode, year }, at) => (
        <>
          {at > 0 && ", "}
          <PageLink page="what-if" parts={[indexCode, year, ...data.path.split("/")]}>{indexShort(indexCode)} {year}</PageLink>
        </>
      ))}
    </p>
  );
}
