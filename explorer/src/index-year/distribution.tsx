/** How the units' scores are spread: a dot a unit, the chosen one marked. */
import { named, useLanguage } from "../language";
import { decimalsOf, formatNumber } from "../numbers";
import { useCatalogue } from "../parts/catalogue";
import { Chart } from "../parts/chart";
import { DataTable } from "../parts/table";
import type { IndexScoreRow } from "../shapes";
import type { IndexYearWords } from "../words/index-year";
import { glanceDecimals, type View } from "./rows";

/** So few dots need less height. */
const FEW = 30;

export interface DistributionProps {
  view: View;
  words: IndexYearWords;
  chosen: string | undefined;
  fileName: string;
}

export function Distribution({ view, words, chosen, fileName }: DistributionProps) {
  const language = useLanguage();
  const catalogue = useCatalogue();
  const rows = view.rows.filter((row) => row.score !== null);
  const decimals = decimalsOf(rows.map((row) => row.score));
  const name = (row: IndexScoreRow) => {
    const unit = catalogue.unit(row.unit_key);
    return named(language, unit?.name_vi ?? row.unit_name, unit?.name_en);
  };
  const format = (value: number) => formatNumber(language, value, { decimals: glanceDecimals(view.rows) });
  const marked = rows.filter((row) => row.unit_key === chosen);
  const median = view.fields.length === 1 ? view.fields[0]!.median_score : undefined;
  return (
    <Chart
      label={`${words.distribution}: ${rows.length} ${words.units}${median === undefined ? "" : `, ${words.median} ${format(median)}`}`}
      drawKey={`${fileName} ${chosen} ${language} ${rows.length}`}
      draw={({ Plot }, width) =>
        Plot.plot({
          width,
          height: rows.length < FEW ? 130 : 190,
          marginBottom: 34,
          marginLeft: 8,
          marginRight: 8,
          x: { label: words.score, tickFormat: format, nice: true, inset: 8 },
          marks: [
            median === undefined ? null : Plot.ruleX([median], { stroke: "var(--series-2)", strokeDasharray: "4 3" }),
            median === undefined ? null : Plot.text([median], { text: () => `${words.median} ${format(median)}`, x: (value: number) => value, frameAnchor: "top", dy: -6, fill: "var(--ink)", textAnchor: "middle" }),
            Plot.dot(rows, Plot.dodgeY({
              x: "score",
              r: 4,
              padding: 1,
              anchor: "bottom",
              fill: (row: IndexScoreRow) => (row.unit_key === chosen ? "var(--series-2)" : "var(--series-1)"),
              title: (row: IndexScoreRow) => `${name(row)}: ${formatNumber(language, row.score)}`,
            })),
            Plot.ruleX(marked, { x: "score", stroke: "var(--series-2)" }),
            Plot.text(marked, { x: "score", frameAnchor: "top", dy: 12, dx: 5, textAnchor: "start", text: name, fill: "var(--ink)", fontWeight: 600, stroke: "var(--paper)", strokeWidth: 4 }),
          ],
        })
      }
      table={
        <DataTable
          caption={words.distribution}
          columns={[
            { key: "unit", label: words.unit, value: name },
            { key: "score", label: words.score, kind: "number", value: (row) => row.score, cell: (row) => formatNumber(language, row.score, { decimals, fixed: true }) },
          ]}
          rows={rows}
          rowKey={(row) => row.unit_key}
          sort="-score"
          fileName={fileName}
        />
      }
    />
  );
}
