/** The rules that find discrepancies, as `dbt_project/seeds/rules.csv` words them; a test keeps both alike. */
import type { Language } from "../routing";

export interface Rule {
  name: Record<Language, string>;
  text: Record<Language, string>;
}

export const RULES: Record<string, Rule> = {
  R1: {
    name: { vi: "thứ hạng theo điểm", en: "rank follows score" },
    text: { vi: "Hạng tốt hơn không bao giờ đi với điểm thấp hơn; bằng điểm thì đồng hạng.", en: "A better rank never stands beside a lower score; ties share a rank (competition ranking)." },
  },
  R2: {
    name: { vi: "tổng bằng các phần", en: "total is its parts" },
    text: { vi: "Tổng bằng các thành phần theo công thức của bộ chỉ số, trong sai số làm tròn của số in.", en: "A total is what its parts make by the framework's formula within the rounding of what is printed." },
  },
  R3: {
    name: { vi: "điểm không quá tối đa", en: "score within maximum" },
    text: { vi: "Điểm nằm giữa 0 và điểm tối đa.", en: "A score lies between zero and its maximum." },
  },
  R4: {
    name: { vi: "các mức tối đa tạo thành tổng", en: "maxima make the total" },
    text: { vi: "Điểm tối đa các lĩnh vực cộng lại bằng điểm tối đa của tổng.", en: "The maxima of all domains sum to the maximum of the total." },
  },
  R5: {
    name: { vi: "đủ đơn vị", en: "universe complete" },
    text: { vi: "Bảng đầy đủ nêu mọi đơn vị, mỗi đơn vị một lần; không bỏ hạng nếu không đồng hạng; đồng hạng thì cùng điểm.", en: "A complete table names every unit, each once, and skips no rank without a tie; ties share a score." },
  },
  R6: {
    name: { vi: "mức thay đổi điểm", en: "stated change of score" },
    text: { vi: "Mức tăng giảm nêu trong văn bản bằng hiệu điểm hai năm, trong sai số làm tròn.", en: "A stated change is the difference of the two years' scores within their rounding." },
  },
  R7: {
    name: { vi: "mức thay đổi hạng", en: "stated change of rank" },
    text: { vi: "Số bậc tăng giảm bằng hiệu thứ hạng hai năm; lên hạng là dương.", en: "A stated change of rank is the difference of the two years' ranks; up is positive." },
  },
  R8: {
    name: { vi: "số đơn vị xếp hạng", en: "number of units ranked" },
    text: { vi: "Mẫu số của thứ hạng là số đơn vị được xếp hạng năm đó; không hạng nào vượt số ấy.", en: "The number behind a rank is how many units are ranked that year; no rank lies beyond it." },
  },
  R9: {
    name: { vi: "số liệu nêu lại khớp số công bố", en: "claim is what is published" },
    text: { vi: "Số liệu nêu lại khớp với số của bên công bố hoặc với số mà nhiều nguồn độc lập cùng in.", en: "A claim says what the publisher printed or what several independent sources print alike." },
  },
  R10: {
    name: { vi: "trung bình, cao nhất, thấp nhất", en: "stated mean, highest, lowest" },
    text: { vi: "Trung bình, cao nhất và thấp nhất nêu ra khớp với điểm của các đơn vị; các trang nêu cùng một trung bình.", en: "A stated mean, highest or lowest fits the scores of the units; pages state one mean." },
  },
  R11: {
    name: { vi: "nhóm theo ngưỡng", en: "group follows cut-offs" },
    text: { vi: "Nhóm của đơn vị theo ngưỡng điểm của năm đó; nhóm PAPI là tứ phân vị; nhóm tốt hơn không có điểm thấp hơn.", en: "A unit's group follows the limits of the year; groups of PAPI are quartiles; a better group never has a lower score." },
  },
  R12: {
    name: { vi: "ngày tháng hợp lý", en: "plausible dates" },
    text: { vi: "Kết quả năm N được phê duyệt và công bố sau khi năm N kết thúc.", en: "Results of year N are approved and published after year N has ended." },
  },
  R13: {
    name: { vi: "so sánh qua điểm gãy", en: "change across a break" },
    text: { vi: "Mức thay đổi so qua năm đứt gãy chuỗi số liệu không phải là tiến bộ hay thụt lùi.", en: "A change across a break in series is neither progress nor decline." },
  },
};
