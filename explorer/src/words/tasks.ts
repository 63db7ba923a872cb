/** Words of the page of planned tasks. */
import type { Words } from "../language";

export const TASKS = {
  vi: {
    title: "Nhiệm vụ các đơn vị đã đề ra",
    lead: "Việc các địa phương và cơ quan giao trong kế hoạch cải thiện chỉ số, xếp theo lĩnh vực, trích nguyên văn từ văn bản.",
    subject: "Lĩnh vực", unit: "Đơn vị ban hành", year: "Năm kế hoạch", leadBody: "Cơ quan chủ trì", words: "Từ trong nhiệm vụ", wordsHint: "có dấu hoặc không dấu", all: "Tất cả",
    noSubject: "Chưa xếp vào lĩnh vực nào", noUnit: "Chưa rõ đơn vị",
    count: "{n} nhiệm vụ, {units} đơn vị, {documents} văn bản", group: "{n} nhiệm vụ của {units} đơn vị",
    more: "Hiện thêm {n} nhiệm vụ", none: "Không có nhiệm vụ nào khớp với các lựa chọn này.", clear: "Bỏ các lựa chọn",
    empty: "Bản này không có kế hoạch nào",
    emptyText: "Bản phát hành này chưa đọc văn bản kế hoạch nào, nên chưa có nhiệm vụ, mục tiêu hay điểm trừ. Nhiều cổng thông tin chỉ mở được bằng tay: hãy lưu văn bản về máy rồi thêm vào.",
    how1: "Thêm văn bản (PDF, DOCX, HTML hoặc TXT):", how2: "Đọc và dựng lại kho dữ liệu:",
    planned: "Nhiệm vụ", issued: "Ngày ban hành", document: "Văn bản", due: "Thời hạn", table: "Bảng nhiệm vụ", lead_: "Chủ trì",
  },
  en: {
    title: "Tasks that units have planned",
    lead: "What provinces and bodies set themselves in plans to improve an index, by domain, in the words of the document.",
    subject: "Domain", unit: "Issuing unit", year: "Plan year", leadBody: "Lead body", words: "Words in the task", wordsHint: "with or without diacritics", all: "All",
    noSubject: "Under no domain yet", noUnit: "Unit not known",
    count: "{n} {n:task/tasks}, {units} {units:unit/units}, {documents} {documents:document/documents}", group: "{n} {n:task/tasks} of {units} {units:unit/units}",
    more: "Show {n} more {n:task/tasks}", none: "No task matches these choices.", clear: "Clear the choices",
    empty: "This release holds no plan",
    emptyText: "No plan has been read for this release, so it holds no tasks, targets or deductions. Many portals open by hand only: save the document and add it.",
    how1: "Add documents (PDF, DOCX, HTML or TXT):", how2: "Read them and build the warehouse again:",
    planned: "Task", issued: "Issued", document: "Document", due: "Due", table: "Tasks as a table", lead_: "Lead",
  },
} satisfies Words<string>;
