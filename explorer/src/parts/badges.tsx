/** Small signs that say how far a value may be trusted: its status and its evidence. */
import { useLanguage, type Words } from "../language";
import type { Language } from "../routing";

/** What the statuses of SDMX mean here (`fct_score.status`). */
export const STATUS_MEANING: Record<string, Record<Language, string>> = {
  A: { vi: "Bình thường", en: "Normal value" },
  B: { vi: "Năm đầu của chuỗi mới: không so được với năm trước", en: "First year of a new series: not comparable with the year before" },
  E: { vi: "Suy ra từ các số đã in, không in nguyên văn", en: "Derived from printed figures, not printed itself" },
  L: { vi: "Biết hạng, chưa thu thập được điểm", en: "Rank known, score not collected" },
  M: { vi: "Không có", en: "Missing" },
};

const TONES: Record<string, string> = { A: "", B: "info", E: "warn", L: "warn", M: "bad" };

export function StatusBadge({ status }: { status: string | null | undefined }) {
  const language = useLanguage();
  if (!status) return null;
  const meaning = STATUS_MEANING[status]?.[language];
  return (
    <span class={`badge ${TONES[status] ?? ""}`} title={meaning}>
      {status}
      {meaning && <span class="hidden-visually"> ({meaning})</span>}
    </span>
  );
}

/** The meanings of the statuses that stand above, in words: for the line below a table. */
export function StatusLegend({ statuses }: { statuses: (string | null | undefined)[] }) {
  const language = useLanguage();
  const shown = Object.keys(STATUS_MEANING).filter((status) => statuses.includes(status));
  if (shown.length === 0) return null;
  return (
    <p class="source-note">
      {shown.map((status) => <span class="status-meaning" key={status}><span class={`badge ${TONES[status]}`}>{status}</span> {STATUS_MEANING[status]![language]} </span>)}
    </p>
  );
}

/** Short names of the classes of evidence (`evidence`, `evidence_class`) and what they mean. */
const EVIDENCE: Words<string> = {
  vi: {
    official: "Chính thức|Văn bản của chính cơ quan công bố chỉ số",
    workbook: "Bảng số liệu|Bảng số liệu (Excel) của cơ quan công bố chỉ số, hoặc bản chép lại từ đó",
    claims_agree: "Nhiều nơi nêu trùng|Nhiều nguồn độc lập nêu cùng một giá trị",
    claim: "Nơi khác nêu|Do nơi khác, không phải cơ quan công bố chỉ số, nêu lại",
    derived: "Suy ra|Tính từ các số đã in hoặc là giá trị duy nhất các số khác cho phép",
    derived_from_print: "Tính từ số in|Tính đúng từ các thành phần mà cơ quan công bố đã in",
    derived_by_inference: "Suy luận|Giá trị duy nhất mà các số khác cho phép",
    published: "Đã công bố|Cơ quan công bố chỉ số đã in, hoặc tính được từ đó",
  },
  en: {
    official: "Official|A document of the index's own publisher",
    workbook: "Workbook|A workbook of the index's own publisher, or a transcription of it",
    claims_agree: "Claims agree|Several independent sources print the same value",
    claim: "Claim|Printed by someone other than the index's publisher",
    derived: "Derived|Computed from printed figures, or the only value that other figures leave",
    derived_from_print: "From parts|Computed exactly from parts that the publisher printed",
    derived_by_inference: "Inferred|The only value that other figures leave",
    published: "Published|Printed by the index's publisher, or follows from that print",
  },
};

const EVIDENCE_TONES: Record<string, string> = {
  official: "good",
  workbook: "good",
  published: "good",
  derived_from_print: "info",
  claims_agree: "info",
  derived: "info",
  derived_by_inference: "warn",
  claim: "warn",
};

/** The name and meaning of a class of evidence in a language. */
export function evidenceWords(language: Language, evidence: string): { name: string; meaning: string } {
  const [name = evidence, meaning = ""] = (EVIDENCE[language][evidence] ?? evidence).split("|");
  return { name, meaning };
}

export function EvidenceBadge({ evidence }: { evidence: string | null | undefined }) {
  const language = useLanguage();
  if (!evidence) return null;
  const { name, meaning } = evidenceWords(language, evidence);
  return (
    <span class={`badge ${EVIDENCE_TONES[evidence] ?? ""}`} title={meaning}>
      {name}
    </span>
  );
}

/** How many sources agree and how many differ. */
export function SourcesCount({ agree, differ }: { agree: number | null; differ: number | null }) {
  const language = useLanguage();
  if (agree === null && differ === null) return null;
  const said = language === "vi" ? `${agree ?? 0} nguồn khớp, ${differ ?? 0} nguồn khác` : `${agree ?? 0} sources agree, ${differ ?? 0} differ`;
  return (
    <span class="nowrap" title={said}>
      <span aria-hidden="true">{agree ?? 0}{differ ? <span class="change down"> / {differ}</span> : ""}</span>
      <span class="hidden-visually">{said}</span>
    </span>
  );
}
