/** The unit profile: for an officer who asks where points were lost, against whom, and what the best did.
 *
 * Belongs here: loading and the order of the parts in `unit/`. Does not belong here: the parts, or any reckoning.
 */
import { useMemo } from "preact/hooks";
import { unitFile } from "../file-names";
import { named, useLanguage, useWords } from "../language";
import { useCatalogue } from "../parts/catalogue";
import { useData, Waiting } from "../parts/data";
import { Later } from "../parts/later";
import { indexShort } from "../parts/links";
import { CiteBox, CopyLink, PageHead, Section } from "../parts/page";
import { visibleText } from "../parts/printed";
import { WithPlans } from "../plans";
import { orderOf } from "../reckoning/gaps";
import { chosenOf, indexYearOf, unitDataOf, type IndexYearView } from "../reckoning/unit-view";
import type { Route } from "../routing";
import type { UnitFile } from "../shapes";
import "../styles/unit.css";
import { UNIT } from "../words/unit";
import { unitTitle, UnitHead } from "./unit/about";
import { ChosenSection } from "./unit/chosen";
import { UnitChooser } from "./unit/chooser";
import { DoubtsSection } from "./unit/doubts";
import { GlanceSection } from "./unit/glance";
import { PlansSection } from "./unit/plans";
import { Sheet } from "./unit/sheet";

export function UnitPage({ route }: { route: Route }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const { units } = useCatalogue();
  const path = route.parts.join("/");
  const known = units.find((unit) => unit.unit_path === path);
  const file = useData<UnitFile>(known ? unitFile(path) : null);
  if (path === "") return <UnitChooser title={words.chooseUnit} lead={words.chooseLead} />;
  if (!known) return <UnitChooser title={words.unknown} lead={words.unknownHint} />;
  if (file.status === "ready") return <Profile file={file.content} route={route} />;
  return (
    <>
      <PageHead title={visibleText(named(language, known.name_vi, known.name_en))} kicker={words.page} />
      <Waiting of={file} />
    </>
  );
}

function Profile({ file, route }: { file: UnitFile; route: Route }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const { indices, release } = useCatalogue();
  const data = useMemo(() => unitDataOf(file), [file]);
  const chosen = chosenOf(data, indices.map((row) => row.index_code), route.state["index"], route.state["year"]);
  const view = chosen && indexYearOf(data, chosen, orderOf(route.state["order"]));
  const latest = data.periods.at(-1)!;
  const title = unitTitle(language, latest);
  const name = visibleText(named(language, latest.name_vi, latest.name_en));
  return (
    <WithPlans>
      <UnitHead data={data} />
      <GlanceSection data={data} route={route} chosen={chosen} />
      <Later>
        {view && <ChosenSection data={data} view={view} unitName={name} route={route} />}
        <PlansSection data={data} unitName={name} />
        <Later><DoubtsSection data={data} chosen={chosen} /></Later>
        <Section title={words.cite} id="cite">
          <CiteBox citation={citation(release.citation, title, view)} />
          <p><CopyLink /></p>
        </Section>
        {view && <Later><Sheet data={data} view={view} title={title} name={name} /></Later>}
      </Later>
    </WithPlans>
  );
}

function citation(release: string, title: string, view: IndexYearView | null): string {
  return view ? `${release} ${title}, ${indexShort(view.chosen.indexCode)} ${view.chosen.year}.` : `${release} ${title}.`;
}
