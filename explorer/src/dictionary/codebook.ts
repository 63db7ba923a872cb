/** A codebook for a choice of tables, indices and years, as Markdown and as JSON.
 *
 * Belongs here: pure choice and writing. Does not belong here: the page, the meaning of columns (the release's own).
 */
import { named } from "../language";
import type { Catalogue } from "../parts/catalogue";
import { STATUS_MEANING, evidenceWords } from "../parts/badges";
import { unpacked } from "../release";
import type { Language } from "../routing";
import type { Dictionary, FrameworkRow, IndexRow, TopDomainRow } from "../shapes";

export interface Choice {
  tables: string[];
  indices: string[];
  from: number;
  to: number;
}

export interface Codebook {
  release: string;
  citation: string;
  years: [number, number];
  tables: (Dictionary["tables"][number] & { codes: { column: string; code: string; rows: number; meaning?: string }[] })[];
  indices: (IndexRow & { frameworks: (FrameworkRow & { domains: TopDomainRow[] })[] })[];
}

export function codebookOf(choice: Choice, dictionary: Dictionary, catalogue: Catalogue, language: Language): Codebook {
  const codes = unpacked(dictionary.codes);
  const isIn = (framework: FrameworkRow) => framework.valid_from_year <= choice.to && (framework.valid_to_year ?? Infinity) >= choice.from;
  return {
    release: catalogue.release.version,
    citation: catalogue.release.citation,
    years: [choice.from, choice.to],
    tables: dictionary.tables
      .filter((table) => choice.tables.includes(table.name))
      .map((table) => ({ ...table, codes: codes.filter((row) => row.table === table.name).map((row) => withMeaning(row, language)) })),
    indices: catalogue.indices
      .filter((index) => choice.indices.includes(index.index_code))
      .map((index) => ({
        ...index,
        frameworks: catalogue.frameworks
          .filter((framework) => framework.index_code === index.index_code && isIn(framework))
          .map((framework) => ({ ...framework, domains: catalogue.domains.filter((domain) => domain.framework_key === framework.framework_key) })),
      })),
  };
}

function withMeaning({ column, code, rows }: { column: string; code: string; rows: number }, language: Language) {
  const meaning = codeMeaning(column, code, language);
  return meaning ? { column, code, rows, meaning } : { column, code, rows };
}

/** What a code means, where the explorer says it of the values themselves. */
export function codeMeaning(column: string, code: string, language: Language): string {
  if (column === "status") return STATUS_MEANING[code]?.[language] ?? "";
  return column.includes("evidence") ? evidenceWords(language, code).meaning : "";
}

export function codebookMarkdown(book: Codebook, language: Language): string {
  const tables = book.tables.map((table) => tableMarkdown(table, language));
  const indices = book.indices.map((index) => indexMarkdown(index, language));
  const head = `# CCHC: ${language === "vi" ? "sách mã" : "codebook"}\n\n${cell(book.citation)}\n\n${book.years[0]}–${book.years[1]}\n`;
  return [head, ...tables, ...indices].join("\n");
}

function tableMarkdown(table: Codebook["tables"][number], language: Language): string {
  const columns = table.columns.map((column) => `| \`${column.name}\` | ${column.type} | ${cell(language === "vi" ? column.vi : column.en)} |`);
  const codes = table.codes.map((row) => `| \`${row.column}\` | \`${cell(row.code)}\` | ${row.rows} | ${cell(row.meaning ?? "")} |`);
  return [
    `## ${table.name}\n`,
    `${cell(language === "vi" ? table.vi : table.en)}\n`,
    ["| | | |", "|---|---|---|", ...columns].join("\n"),
    ...(codes.length > 0 ? ["", ["| | | | |", "|---|---|---:|---|", ...codes].join("\n")] : []),
    "",
  ].join("\n");
}

function indexMarkdown(index: Codebook["indices"][number], language: Language): string {
  const lines = index.frameworks.flatMap((framework) => [
    `### ${framework.framework_key} (${framework.valid_from_year}–${framework.valid_to_year ?? ""})\n`,
    ...(framework.decision ? [`${cell(framework.decision)}\n`] : []),
    ["| | | |", "|---|---|---:|", ...framework.domains.map((domain) => `| \`${domain.domain_code}\` | ${cell(named(language, domain.name_vi, domain.name_en))} | ${domain.max_score ?? ""} |`)].join("\n"),
    "",
  ]);
  const publisher = named(language, index.publisher_vi, index.publisher_en);
  return [`## ${index.index_code}: ${cell(named(language, index.name_vi, index.name_en))}\n`, ...(publisher ? [`${cell(publisher)}\n`] : []), ...lines].join("\n");
}

/** Text that stays inside its cell and is no markup. */
function cell(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`).replace(/\s+/g, " ");
}
