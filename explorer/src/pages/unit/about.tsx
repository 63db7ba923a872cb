/** The head of a unit's profile: what it is, its periods, what it came from and became. */
import type { ComponentChildren } from "preact";
import { named, useLanguage, useWords } from "../../language";
import { formatDate } from "../../numbers";
import { UnitLink } from "../../parts/links";
import { useCatalogue } from "../../parts/catalogue";
import { PageHead } from "../../parts/page";
import { OutsideLink, Printed, visibleText } from "../../parts/printed";
import type { UnitData } from "../../reckoning/unit-view";
import type { UnitEventRow, UnitPeriodRow } from "../../shapes";
import { UNIT } from "../../words/unit";

type UnitWords = Record<keyof (typeof UNIT)["vi"], string>;

export function UnitHead({ data }: { data: UnitData }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const latest = data.periods.at(-1)!;
  return (
    <PageHead title={unitTitle(language, latest)} kicker={[words.page, levelName(words, latest.level)].filter(Boolean).join(" · ")}>
      <dl class="facts unit-facts">
        <Fact label={words.code}>{latest.code}</Fact>
        <Fact label={words.region}>{named(language, latest.region_vi, latest.region_en) || null}</Fact>
        <Parent period={latest} />
        <Fact label={words.portal}>{latest.portal_host && <OutsideLink href={`https://${latest.portal_host}`}>{latest.portal_host}</OutsideLink>}</Fact>
        <Fact label={words.periods}>{data.periods.map((period) => periodText(words, language, period)).filter(Boolean).join("; ") || null}</Fact>
      </dl>
      {data.events.length > 0 && <Events data={data} />}
    </PageHead>
  );
}

export function unitTitle(language: "vi" | "en", period: UnitPeriodRow): string {
  return visibleText(language === "vi" ? (period.full_name_vi ?? period.name_vi) : (period.name_en ?? period.full_name_vi ?? period.name_vi));
}

export function levelName(words: UnitWords, level: string): string {
  return (words as Record<string, string>)[`level_${level}`] ?? "";
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Parent({ period }: { period: UnitPeriodRow }) {
  const words = useWords(UNIT);
  if (!period.parent_unit_key || period.parent_unit_key.startsWith("national/")) return null;
  return <Fact label={words.parent}><UnitLink unitKey={period.parent_unit_key} /></Fact>;
}

function periodText(words: UnitWords, language: "vi" | "en", period: UnitPeriodRow): string {
  if (!period.valid_from && !period.valid_to) return "";
  const from = period.valid_from ? `${words.from} ${formatDate(language, period.valid_from)}` : "";
  const to = period.valid_to ? `${words.until} ${formatDate(language, period.valid_to)}` : `${words.until} ${words.now}`;
  return [from, to].filter(Boolean).join(" ");
}

function Events({ data }: { data: UnitData }) {
  const words = useWords(UNIT);
  const byEvent = new Map<string, UnitEventRow[]>();
  for (const event of data.events) byEvent.set(event.event_id, [...(byEvent.get(event.event_id) ?? []), event]);
  return (
    <details class="small unit-events">
      <summary>{words.history} ({byEvent.size})</summary>
      <ul>
        {[...byEvent.values()].map((events) => <li key={events[0]!.event_id}><EventLine events={events} /></li>)}
      </ul>
    </details>
  );
}

function EventLine({ events }: { events: UnitEventRow[] }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const { unit } = useCatalogue();
  const first = events[0]!;
  const kinds = [...new Set(events.map((event) => (words as Record<string, string>)[`event_${event.kind}`] ?? event.kind))].join(", ");
  const date = first.event_on_precision === "not_later_than" ? `${words.notLater} ${formatDate(language, first.event_on)}` : formatDate(language, first.event_on);
  const names = (key: "from" | "to") => {
    const seen = new Map(events.map((event) => [event[`${key}_unit_key`], event[`${key}_name`]]));
    return [...seen].map(([unitKey, name], at) => (
      <>
        {at > 0 && ", "}
        {unit(unitKey) ? <UnitLink unitKey={unitKey} name={name} /> : name}
      </>
    ));
  };
  return (
    <>
      {date}, {kinds}: {names("from")} {words.becomes} {names("to")}
      {first.decision && <> (<Printed text={first.decision} />)</>}
    </>
  );
}

