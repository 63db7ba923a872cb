/** Verdicts on claims and grades of discrepancies, with what they mean. */
import type { Language } from "../routing";

type Said = { tone: string; name: Record<Language, string>; text: Record<Language, string> };

export const VERDICTS: Record<string, Said> = {
  agrees: { tone: "good", name: { vi: "khớp", en: "agrees" }, text: { vi: "Khớp với số đối chiếu, trong sai số làm tròn.", en: "Is the reference value, within rounding." } },
  rounding: { tone: "info", name: { vi: "làm tròn", en: "rounding" }, text: { vi: "Chỉ chênh ở chữ số cuối.", en: "Differs in the last digit alone." } },
  differs: { tone: "bad", name: { vi: "lệch", en: "differs" }, text: { vi: "Khác số đối chiếu.", en: "Is not the reference value." } },
  wrong_year: { tone: "bad", name: { vi: "nhầm năm", en: "wrong year" }, text: { vi: "Là số của năm khác.", en: "Is the value of another year." } },
  other_index: { tone: "bad", name: { vi: "nhầm chỉ số", en: "other index" }, text: { vi: "Là số của chỉ số khác.", en: "Is the value of another index." } },
  unverifiable: { tone: "", name: { vi: "chưa kiểm chứng được", en: "unverifiable" }, text: { vi: "Không có nguồn nào khác để đối chiếu.", en: "No other source holds what it could be checked against." } },
};

export const SEVERITIES: Record<string, Said> = {
  error: { tone: "bad", name: { vi: "lỗi", en: "error" }, text: { vi: "Không thể đúng.", en: "Cannot be right." } },
  warning: { tone: "warn", name: { vi: "cảnh báo", en: "warning" }, text: { vi: "Có căn cứ để ngờ.", en: "Weaker grounds speak against it." } },
  note: { tone: "info", name: { vi: "lưu ý", en: "note" }, text: { vi: "Đáng biết.", en: "Worth knowing." } },
  info: { tone: "info", name: { vi: "thông tin", en: "info" }, text: { vi: "Đáng biết.", en: "Worth knowing." } },
};
