"""Plans in shapes of their own: what the readers of plans find stands, reviewed, in the JSON file beside each."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from scrapers.documents.model import Document, Locator
from scrapers.documents.opening import open_document
from scrapers.readers.bodies import coordinating_bodies, leading_bodies, split_bodies
from scrapers.readers.deadlines import find_deadline, frequencies, read_deadline
from scrapers.readers.failures import find_lost_points, find_threshold, tells_failure
from scrapers.readers.headings import Part, domain_of, part_of
from scrapers.readers.metadata import read_metadata
from scrapers.readers.origin import Origin
from scrapers.readers.plan_lines import plan_lines
from scrapers.readers.plan_records import PlanRecord, read_plan
from scrapers.readers.sections import read_outline
from scrapers.readers.target_grammar import find_goals
from scrapers.records import AnomalyRecord, DeductionRecord, TargetRecord, TaskRecord
from scrapers.vocabulary.wording import reading_form

RECORDED = Path(__file__).parents[2] / "recorded" / "plans"
DOCUMENTS = sorted(RECORDED.glob("*.txt"))
GIVEN = ("document_id", "capture_id", "reader_version", "position")


def read(name: str, data: bytes) -> tuple[Document, list[PlanRecord]]:
    document = open_document(data, name)
    origin = Origin(f"recorded/{name}", "0" * 64, "recorded", None, name, "recorded", "claim")
    own, _ = read_metadata(document, origin)
    return document, read_plan(document, origin, own)


def told(record: PlanRecord) -> dict[str, Any]:
    """What a record says, as JSON has it."""
    fields = {
        name: value for name, value in asdict(record).items() if name not in GIVEN and value not in (None, (), "")
    }
    return dict(json.loads(json.dumps({"record": type(record).__name__, **fields})))


def test_there_are_documents() -> None:
    assert len(DOCUMENTS) >= 5
    assert {path.name.removesuffix(".expected.json") for path in RECORDED.glob("*.json")} == {p.stem for p in DOCUMENTS}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_plan_gives_its_expected_records(path: Path) -> None:
    document, records = read(path.name, path.read_bytes())
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert [told(record) for record in records] == expected
    for record in records:
        assert record.quote == document.at(Locator.parse(record.locator))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_form_of_the_letters_does_not_matter(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    _, composed = read(path.name, text.encode())
    decomposed_document, decomposed = read(path.name, unicodedata.normalize("NFD", text).encode())
    assert len(composed) == len(decomposed)
    for one, other in zip(composed, decomposed, strict=True):
        assert unicodedata.normalize("NFC", other.quote) == one.quote
        assert other.quote == decomposed_document.at(Locator.parse(other.locator))


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Giao Sở Nội vụ chủ trì rà soát", ("Sở Nội vụ",)),
        (
            "Lãnh đạo các phòng, ban, Chủ tịch UBND cấp xã:",
            ("Lãnh đạo các phòng, ban", "Chủ tịch UBND cấp xã"),
        ),
        ("Văn phòng HĐND và UBND huyện tổng hợp", ("Văn phòng HĐND và UBND huyện",)),
        ("Uỷ ban nhân dân các xã thường xuyên niêm yết", ("Ủy ban nhân dân các xã",)),
        (
            "Phòng Văn hoá - Thông tin và UBND các xã, thị trấn thực hiện",
            ("Phòng Văn hóa - Thông tin", "UBND các xã, thị trấn"),
        ),
        (
            "Trách nhiệm của Sở Thông tin và Truyền thông và các sở, ngành:",
            ("Sở Thông tin và Truyền thông", "các sở, ngành"),
        ),
        ("Các cơ quan, đơn vị có liên quan phối hợp", ("Các cơ quan, đơn vị có liên quan",)),
    ],
)
def test_bodies_at_the_beginning(text: str, bodies: tuple[str, ...]) -> None:
    phrase = leading_bodies(reading_form(text))
    assert phrase is not None
    assert phrase.bodies == bodies


@pytest.mark.parametrize(
    "text", ["Ban hành kế hoạch", "Tổ chức hội nghị", "Báo cáo kết quả", "Phòng, chống tham nhũng", "Các báo cáo CCHC"]
)
def test_verbs_and_things_are_no_bodies(text: str) -> None:
    assert leading_bodies(text) is None


def test_lists_of_bodies() -> None:
    assert split_bodies("Các phòng, ban; đơn vị sự nghiệp, UBND các xã, thị trấn.") == (
        "Các phòng, ban",
        "đơn vị sự nghiệp",
        "UBND các xã, thị trấn",
    )
    assert coordinating_bodies("Chủ trì, phối hợp chặt chẽ với Cục Thuế tỉnh, các cơ quan liên quan rà soát") == (
        "Cục Thuế tỉnh",
        "các cơ quan liên quan",
    )


@pytest.mark.parametrize(
    ("text", "on", "raw"),
    [
        ("hoàn thành trước ngày 31/10/2024", "2024-10-31", "hoàn thành trước ngày 31/10/2024"),
        ("xong trong quý III/2024", "2024-09", "xong trong quý III/2024"),
        ("đến hết tháng 6 năm 2024", "2024-06", "đến hết tháng 6 năm 2024"),
        ("gửi báo cáo trước ngày 15/11", "2024-11-15", "trước ngày 15/11"),
        ("lộ trình đến năm 2025", "2025", "đến năm 2025"),
        ("báo cáo hằng tháng", None, "hằng tháng"),
    ],
)
def test_deadlines(text: str, on: str | None, raw: str) -> None:
    deadline = find_deadline(text, 2024)
    assert deadline is not None
    assert (deadline.on, deadline.raw) == (on, raw)


def test_dates_of_documents_are_no_deadlines() -> None:
    assert find_deadline("theo Quyết định số 12/QĐ-UBND ngày 03/4/2023 của UBND tỉnh", 2024) is None
    assert find_deadline("trước ngày 31/02/2024", 2024) is None
    assert find_deadline("trước ngày 15/11", None) is None
    assert read_deadline("Thường xuyên.", 2024).raw == "Thường xuyên"
    assert frequencies("định kỳ hằng quý, 6 tháng và năm") == ("quarterly", "half_yearly", "yearly")


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("đạt tối thiểu 95%", [(">=", 95.0, None, "percent")]),
        ("ít nhất từ 40% trở lên", [(">=", 40.0, None, "percent")]),
        ("đạt từ 90 điểm trở lên", [(">=", 90.0, None, "points")]),
        ("từ 85% đến 90%", [("between", 85.0, 90.0, "percent")]),
        ("trên 50%", [(">", 50.0, None, "percent")]),
        ("không quá 02 lần", [("<=", 2.0, None, "lần")]),
        ("dưới 1%", [("<", 1.0, None, "percent")]),
        ("giảm 10% so với năm 2021", [("decrease_by", 10.0, None, "percent")]),
        ("tăng từ 2 bậc trở lên", [("increase_rank", 2.0, None, "places")]),
        ("tăng ít nhất 1,5 điểm", [("increase", 1.5, None, "points")]),
        ("thuộc nhóm 10 tỉnh dẫn đầu", [("<=", 10.0, None, "rank")]),
        ("xếp thứ 15 trở lên", [("<=", 15.0, None, "rank")]),
        ("vào nhóm khá", [(">=", None, None, "group")]),
        ("hoàn thành xong trước ngày 30/6/2024", [("done_by", None, None, None)]),
        ("mỗi năm 02 lần", [("=", 2.0, None, "lần")]),
        ("trả lời tất cả các phản ánh", [("=", 100.0, None, "percent")]),
        ("dịch vụ công mức độ 3, 4 theo Đề án 06", []),
        ("báo cáo thực hiện trước ngày 15/11/2024", []),
        ("đạt 100% và riêng cấp xã đạt trên 60%", [("=", 100.0, None, "percent"), (">", 60.0, None, "percent")]),
    ],
)
def test_goals(text: str, goals: list[tuple[str, float | None, float | None, str | None]]) -> None:
    assert [(goal.operator, goal.value, goal.value_to, goal.unit) for goal in find_goals(text)] == goals


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("dưới 50%", "<", 50.0),
        ("chưa đạt 0,5%", "<", 0.5),
        ("không hoàn thành 100%", "<", 100.0),
        ("trên 5%", ">", 5.0),
    ],
)
def test_thresholds(text: str, operator: str, value: float) -> None:
    threshold = find_threshold(f"Tỷ lệ hồ sơ {text}")
    assert threshold is not None
    assert (threshold.operator, threshold.value, threshold.unit) == (operator, value, "percent")


def test_points_lost() -> None:
    assert find_lost_points("mất 7,14/16 điểm") == 7.14
    assert find_lost_points("bị trừ 0,5 điểm do nộp chậm") == 0.5
    assert find_lost_points("Chỉ số đạt 4,75 điểm, giảm 0,44 điểm so với năm 2020") is None
    assert find_lost_points("nộp chậm sẽ bị trừ 1 điểm") is None
    assert tells_failure("Tỷ lệ hồ sơ đúng hạn dưới 95%")
    assert not tells_failure("Rà soát thủ tục hành chính")


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", Part.PURPOSE),
        ("NHIỆM VỤ VÀ TRÁCH NHIỆM THỰC HIỆN", Part.WORK),
        ("Tôn tại, hạn chế mất điểm", Part.WEAKNESS),
        ("Giải pháp khắc phục các tiêu chí bị trừ điểm", Part.REMEDY),
        ("Kết quả thực hiện nhiệm vụ năm 2022", Part.RESULT),
        ("Nâng cao kết quả giải quyết hồ sơ", Part.WORK),
        ("Trách nhiệm thực hiện", Part.RESPONSIBILITY),
        ("TỔ CHỨC THỰC HIỆN", Part.ORGANISATION),
        ("KINH PHÍ THỰC HIỆN", Part.ASIDE),
    ],
)
def test_parts(title: str, part: Part) -> None:
    assert part_of(title) is part


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Cải cách thể chế, theo dõi thi hành pháp luật", "INSTITUTIONS"),
        ("Về cải cách TTHC (Nội dung: “Công khai TTHC”)", "PROCEDURES"),
        ("Nâng cao chất lượng cải cách chế độ công vụ", "CIVIL_SERVICE"),
        ("Những tồn tại đối với Chỉ số SIPAS", "SIPAS_PART"),
        ("Tổ chức thực hiện", None),
    ],
)
def test_domains_of_headings(title: str, code: str | None) -> None:
    domain = domain_of(title)
    assert (domain[0] if domain else None) == code


def test_a_domain_keeps_both_marks_of_its_quotation() -> None:
    found = domain_of('Chỉ số nội dung "Kiểm soát tham nhũng trong khu vực công":')
    assert found and found[1] == 'Chỉ số nội dung "Kiểm soát tham nhũng trong khu vực công"'
    assert (domain_of('"Cải cách thể chế"') or ("", ""))[1] == "Cải cách thể chế"


def test_the_outline_takes_any_order_of_markers() -> None:
    text = "I. A\n1. B\na) C\n+ D\n- E\n- F\n+ G\nđ) H\n1.1. I\n2. K\nII. L\n"
    outline = read_outline(plan_lines(open_document(text.encode(), "a.txt")))
    assert [(node.line.body, node.section, node.parent) for node in outline.nodes] == [
        ("A", "I", -1),
        ("B", "I.1", 0),
        ("C", "I.1.a", 1),
        ("D", "I.1.a", 2),
        ("E", "I.1.a", 3),
        ("F", "I.1.a", 3),
        ("G", "I.1.a", 2),
        ("H", "I.1.đ", 1),
        ("I", "I.1.đ.1.1", 7),
        ("K", "I.2", 0),
        ("L", "II", -1),
    ]


def _plan(body: str) -> list[PlanRecord]:
    return read("a.txt", f"KẾ HOẠCH\nNâng cao Chỉ số cải cách hành chính năm 2024\n\n{body}".encode())[1]


def test_recipients_captions_and_counters_are_nothing() -> None:
    records = _plan(
        "Trên đây là Kế hoạch nâng cao Chỉ số, đề nghị các đơn vị thực hiện.\n\nNơi nhận:\n- Sở Nội vụ (báo cáo);\n"
        "- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nSố lượt truy cập: 100%\nẢnh: Cán bộ rà soát hồ sơ\n"
    )
    assert records == []


def test_a_target_below_what_lost_points_is_told() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Cải cách thủ tục hành chính\n1.1. Hạn chế mất điểm\n"
        "- Tỷ lệ hồ sơ nộp trực tuyến toàn trình dưới 70%.\n1.2. Nhiệm vụ\n"
        "- Tuyên truyền để tỷ lệ hồ sơ nộp trực tuyến toàn trình đạt ít nhất {}%.\n"
    )
    assert [r.kind for r in _plan(body.format(50)) if isinstance(r, AnomalyRecord)] == ["target_vs_deduction_scale"]
    assert not [r for r in _plan(body.format(70)) if isinstance(r, AnomalyRecord)]


def test_bodies_stand_in_four_places_or_nowhere() -> None:
    records = _plan(
        "I. YÊU CẦU\n- Đúng tiến độ.\nII. NHIỆM VỤ\n1. Cải cách thể chế\n- Sở Tư pháp rà soát văn bản trái luật.\n"
        "- Rà soát văn bản hết hiệu lực thi hành.\n* Đơn vị chủ trì: Văn phòng UBND tỉnh\n2. Cải cách tài chính công\n"
        "- Giao Sở Tài chính:\n+ Đôn đốc giải ngân vốn đầu tư công.\n3. Cải cách chế độ công vụ\n"
        "- Bồi dưỡng công chức theo vị trí việc làm.\n"
    )
    tasks = [record for record in records if isinstance(record, TaskRecord)]
    assert [(task.lead_units, task.units_from) for task in tasks] == [
        (("Sở Tư pháp",), "item"),
        (("Văn phòng UBND tỉnh",), "block"),
        (("Sở Tài chính",), "list"),
        ((), "none"),
    ]


def test_results_are_no_targets_and_no_tasks() -> None:
    records = _plan("I. KẾT QUẢ NĂM 2023\n- Đã giải quyết đúng hạn 98,5% hồ sơ.\n- Tổ chức 02 lớp tập huấn.\n")
    assert not [record for record in records if isinstance(record, TargetRecord | TaskRecord | DeductionRecord)]
