/** Names of anomalies, of which a reader of documents tells, and of the operators of targets. */
import type { Language } from "../routing";

const ANOMALIES: Record<string, string> = {
  date_before_result: "ngày trước khi có kết quả",
  doubtful_claim: "số liệu không chắc là của chỉ số",
  effective_before_issue: "hiệu lực trước ngày ban hành",
  impossible_date: "ngày không có thật",
  inferred_parent: "cấp trên được suy ra",
  max_changes_between_years: "điểm tối đa đổi giữa hai năm",
  missing_day: "thiếu ngày",
  missing_number: "thiếu số",
  mixed_decimal_separator: "lẫn dấu thập phân",
  opened_so: "mở tệp bằng cách khác",
  score_up_rank_down: "điểm tăng mà hạng giảm",
  space_in_symbol: "ký hiệu có khoảng trắng",
  suspect_capture: "bản chụp đáng ngờ",
  text_in_number_column: "chữ trong cột số",
  truncated_text: "chữ bị cắt",
  type_vs_symbol: "loại văn bản không hợp ký hiệu",
  unit_mismatch: "đơn vị không khớp",
  witnesses_differ: "trang đăng và văn bản ghi khác nhau",
  year_in_title: "năm trong tên văn bản",
};

export function anomalyName(language: Language, kind: string): string {
  return language === "vi" ? (ANOMALIES[kind] ?? kind) : kind.replaceAll("_", " ");
}

/** What the operators of targets ask for. */
export const DOCUMENT_KINDS: Record<string, Record<Language, string>> = {
  done_by: { vi: "hoàn thành đúng hạn", en: "done by the deadline" },
  increase: { vi: "tăng", en: "up by" },
  decrease_by: { vi: "giảm", en: "down by" },
  increase_rank: { vi: "tăng hạng", en: "up in rank" },
};
