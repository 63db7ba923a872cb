/** Sentences that the warehouse makes in English (proofs, what a rule expected and found), in Vietnamese.
 *
 * Belongs here: the phrases of `reasoning/wording.py` and of the rules, one for one. What has no phrase here stays as it
 * is, so that nothing is ever left out. Does not belong here: texts of documents.
 */
import type { Language } from "../routing";

const PROOF: [RegExp, string][] = [
  [/No rank scores less than a lower one/g, "Hạng trên không bao giờ có điểm thấp hơn hạng dưới"],
  [/Nobody scores more than rank 1/g, "Không đơn vị nào có điểm cao hơn hạng 1"],
  [/Nobody scores less than the last rank/g, "Không đơn vị nào có điểm thấp hơn hạng cuối"],
  [/The mean is that of the (\d+) units/g, "Trung bình là của $1 đơn vị"],
  [/The framework makes the total of its parts/g, "Theo công thức của bộ chỉ số, tổng điểm do các thành phần tạo thành"],
  [/The framework makes domain (\S+) of its parts/g, "Theo công thức của bộ chỉ số, lĩnh vực $1 do các thành phần tạo thành"],
  [/, to the rounding of each/g, ", tính cả sai số làm tròn của từng số"],
  [/the score of each of (\d+) ranks is bounded by its nearest/g, "điểm của mỗi hạng trong $1 hạng bị chặn bởi hạng gần nhất"],
  [/And so on for (\d+) more steps of the same figures/g, "Và cứ thế thêm $1 bước với cùng các số liệu"],
  [/the score of rank (\d+) in /g, "điểm của hạng $1 trong "],
  [/the rank of /g, "hạng của "],
  [/ in (?=[A-Z][A-Z_]* \d{4})/g, " trong "],
  [/ domain (?=\S)/g, ", lĩnh vực "],
  [/ follows to be at rank (\d+)/g, " suy ra ở hạng $1"],
  [/ is printed at rank /g, " được in ở hạng "],
  [/ is printed in a group that is /g, " được in trong nhóm "],
  [/ is printed as the highest of /g, " được in là cao nhất của "],
  [/ is printed as the lowest of /g, " được in là thấp nhất của "],
  [/ is printed as unchanged/g, " được in là không đổi"],
  [/ is printed as up /g, " được in là tăng "],
  [/ is printed as down /g, " được in là giảm "],
  [/ is printed as (\S+) places? better/g, " được in là lên $1 bậc"],
  [/ is printed as (\S+) places? worse/g, " được in là xuống $1 bậc"],
  [/ is printed as /g, " được in là "],
  [/ is printed (\S+) below the first/g, " được in là kém đơn vị đầu $1"],
  [/ is printed (\S+) below the mean/g, " được in là kém trung bình $1"],
  [/ is printed (\S+) above the mean/g, " được in là hơn trung bình $1"],
  [/ since (?=\d{4})/g, " so với "],
  [/ is at least /g, " ít nhất là "],
  [/ is at most /g, " nhiều nhất là "],
  [/ and at most /g, " và nhiều nhất là "],
  [/ cannot be both/g, " không thể là cả hai"],
  [/ is (?=-?\d)/g, " là "],
  [/, with /g, ", cùng với "],
  [/\band the scale/g, "và thang điểm"],
  [/\bthe scale/g, "thang điểm"],
  [/ and (\d+) more/g, " và $1 bước nữa"],
  [/^ and $/g, " và "],
  // Decimal points become commas, but for the codes of domains (1.1, 1.1.2).
  [/(?<!lĩnh vực )(?<![\d.])(\d+)\.(\d+)(?![.\d]*\d)/g, "$1,$2"],
];

const FINDING: [RegExp, string][] = [
  [/^(\d+) units ranked$/g, "$1 đơn vị được xếp hạng"],
  [/^of (\d+)$/g, "trên $1"],
  [/ from (?=-?\d)/g, " từ "],
  [/(?<=\d) to (?=-?\d)/g, " đến "],
  [/^one unit at rank (\d+)$/g, "một đơn vị ở hạng $1"],
  [/^mean (\S+) of (\d+) units$/g, "trung bình $1 của $2 đơn vị"],
  [/rank (\d+) scores no less than rank (\d+)/g, "điểm của hạng $1 không thấp hơn hạng $2"],
  [/^dated (\d{4}) or later$/g, "ngày trong năm $1 hoặc sau đó"],
  [/between (\S+) and (\S+)/g, "giữa $1 và $2"],
  [/^places ([+-]?\d+)/g, "$1 bậc"],
  [/ since (?=\d{4})/g, " so với "],
  [/(?<=\d) at rank (?=\d)/g, " ở hạng "],
  [/, by several documents$/g, ", theo nhiều văn bản"],
  [/(?<=\d) points\b/g, " điểm"],
  [/(?<=\d) percent\b/g, " %"],
  [/(?<=\d) by (?=\d)/g, " theo "],
  [/ and (?=\d)/g, " và "],
];

export function proofText(language: Language, text: string): string {
  return language === "vi" ? replaced(text, PROOF) : text;
}

/** What a rule expected or found. */
export function findingText(language: Language, text: string | null): string {
  return language === "vi" ? replaced(text ?? "", FINDING) : (text ?? "");
}

function replaced(text: string, phrases: [RegExp, string][]): string {
  return phrases.reduce((told, [phrase, words]) => told.replace(phrase, words), text);
}
