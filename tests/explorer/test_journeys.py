"""Twelve journeys of officers and researchers: in both languages, by keyboard alone, on a telephone's screen.

Belongs here: what people come for, and whether they get it. Does not belong here: how one moves (`Visitor`), what
holds of every page whatever one came for.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.explorer.page_kinds import wait_until_whole
from tests.explorer.printing import printed_sheet
from tests.explorer.visitor import Visitor

QUANG_NGAI = "/unit/province/quang-ngai?index=PAPI&year=2024"
TOTAL = "/figure/papi%2F2024-totals%23quang-ngai.PAPI.2024._total.score"
WEAKEST = ("Kiểm soát tham nhũng trong khu vực công", "Control of Corruption in the Public Sector")
CELLS = "table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.innerText))"
JOIN = """select unit.name_vi, score.score from fct_score as score
join dim_unit as unit using (unit_key)
where score.index_code = 'PAPI' and score.year = 2024 and score.domain_code = '_total'
order by score.score desc limit 3"""


def _number(visitor: Visitor, text: str) -> str:
    return text if visitor.language == "en" else text.replace(".", ",")


def _weakest(page: Page) -> Locator:
    return page.locator("li.domain").first


def _rows(table: Locator) -> list[list[str]]:
    cells: list[list[str]] = table.evaluate(CELLS)
    return cells


def _downloaded(visitor: Visitor, button: Locator) -> list[list[str]]:
    with visitor.page.expect_download() as download:
        visitor.follow(button)
    text = Path(download.value.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff"), "Excel shows Vietnamese letters by the byte order mark"
    assert (
        visitor.page.evaluate("document.querySelector('.foot strong').textContent") in download.value.suggested_filename
    )
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_1_find_quang_ngai_without_diacritics(visitor: Visitor) -> None:
    visitor.open()
    visitor.press("/")
    expect(
        visitor.page.get_by_role("combobox", name=visitor.say("Tìm trong kho dữ liệu", "Search the warehouse"))
    ).to_be_focused()
    visitor.type("quang ngai")
    first = visitor.page.get_by_role("option").first
    expect(first).to_contain_text(visitor.say("Quảng Ngãi", "Quang Ngai"))
    visitor.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    visitor.press("Enter")

    expect(visitor.heading).to_have_text(visitor.say("Tỉnh Quảng Ngãi", "Quang Ngai"))
    expect(visitor.heading).to_be_focused()
    assert "/unit/province/quang-ngai" in visitor.page.url


def test_2_see_the_weakest_domain_and_what_it_is_worth(visitor: Visitor) -> None:
    visitor.open("/unit/province/quang-ngai")
    visitor.follow(visitor.page.locator("#content").get_by_role("link", name="PAPI", exact=True))
    weakest = _weakest(visitor.page)
    expect(weakest.get_by_role("heading", level=3)).to_have_text(f"4. {visitor.say(*WEAKEST)}")
    for told in ("7.00", "8.20", "1.20", "+33"):
        expect(weakest.locator("dl")).to_contain_text(_number(visitor, told))

    details = weakest.locator("summary").first
    visitor.follow(details)
    expect(weakest.locator(".behind")).to_have_count(0)
    visitor.press("Enter")
    expect(weakest.locator(".behind")).to_contain_text(visitor.say("tăng 33 bậc", "up 33 places"))
    expect(weakest.locator(".rival").first).to_contain_text(visitor.say("tăng nhiều nhất", "rose most"))


def test_3_open_the_task_that_a_rival_planned_in_its_document(visitor: Visitor) -> None:
    visitor.open(QUANG_NGAI)
    rival = _weakest(visitor.page).locator(".rival").first
    expect(rival.get_by_role("heading")).to_contain_text(visitor.say("Tây Ninh", "Tay Ninh"))
    expect(rival.locator("blockquote").first).to_contain_text("Chủ trì kiểm tra đột xuất việc nhận hồ sơ")
    visitor.follow(rival.get_by_role("link", name="1247/KH-UBND").first)

    expect(visitor.heading).to_contain_text("Cải thiện Chỉ số Hiệu quả quản trị và hành chính công")
    task = visitor.page.locator(".record.chosen")
    expect(task).to_contain_text("Chủ trì kiểm tra đột xuất việc nhận hồ sơ tại Bộ phận Một cửa của 30 xã")
    expect(task.locator("mark")).to_have_text("trước ngày 30/9/2024")
    expect(task).to_contain_text("Thanh tra tỉnh")
    expect(task).to_be_in_viewport()


def test_4_trace_a_figure_to_its_quote(visitor: Visitor) -> None:
    visitor.open(QUANG_NGAI)
    visitor.follow(_weakest(visitor.page).locator("strong a"))
    expect(visitor.heading).to_contain_text(_number(visitor, "7.0025"))
    expect(visitor.page.locator(".proof li")).to_have_count(5)
    visitor.follow(visitor.page.locator(".proof a").first)

    expect(visitor.heading).to_contain_text("PAPI 2024 · Quảng Ngãi")
    mark = visitor.page.locator(".passage mark")
    expect(mark).to_have_text(re.compile(r"^1[.,]7626\d*$"))
    expect(visitor.page.locator(".steps, main ol").first).to_contain_text(visitor.say("Bản chụp", "Capture"))
    visitor.follow(visitor.page.locator(".passage ~ p a"))
    expect(visitor.page).to_have_url(re.compile("/document/papi%2F2024"))


def test_5_cite_a_figure_with_version_and_place(visitor: Visitor) -> None:
    visitor.open(TOTAL)
    visitor.follow(visitor.button("Sao chép trích dẫn", "Copy citation"))
    version = visitor.page.locator(".foot strong").inner_text()
    citation = visitor.copied()
    assert citation == visitor.page.locator(".cite p").first.inner_text()
    for told in ("43", version, "papi/2024-totals#quang-ngai.PAPI.2024._total.score"):
        assert told in citation
    visitor.follow(visitor.button("Sao chép BibTeX", "Copy BibTeX"))
    expect(visitor.page.locator(".cite [role=status]").last).not_to_be_empty()
    bibtex = visitor.copied()
    assert bibtex.startswith("@") and version in bibtex


def test_6_share_what_is_on_screen(visitor: Visitor) -> None:
    visitor.open("/index/PAPI/2024")
    table = visitor.page.locator("table.data-table").first
    visitor.select(visitor.field("Lĩnh vực, nội dung", "Domain, component"), f"4 {visitor.say(*WEAKEST)}")
    visitor.follow(table.locator("thead button").nth(1))
    expect(table.locator("thead th").nth(1)).to_have_attribute("aria-sort", "ascending")
    visitor.tab_to(visitor.button("Sao chép liên kết", "Copy link"), "Shift+Tab")
    visitor.press("Enter")
    shared = visitor.copied()
    assert shared == visitor.page.url and "domain=4" in shared

    wait_until_whole(visitor.page)
    seen = _rows(table)
    visitor.page = visitor.new_page()
    visitor.page.goto(shared)
    there = visitor.page.locator("table.data-table").first
    expect(there.locator("thead th").nth(1)).to_have_attribute("aria-sort", "ascending")
    wait_until_whole(visitor.page)
    assert _rows(there) == seen
    assert seen[-1][0] == visitor.say("Tây Ninh", "Tay Ninh") and len(seen) == 61


def test_7_print_one_page(visitor: Visitor) -> None:
    visitor.page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }")
    visitor.open(QUANG_NGAI)
    visitor.follow(visitor.button("In một trang A4", "Print on one A4 page"))
    assert visitor.page.evaluate("window.printed") == 1
    visitor.page.locator("#plans .empty, #plans .tasks, #plans .targets").first.wait_for()
    text = printed_sheet(visitor.page)
    for told in (visitor.say(*WEAKEST), _number(visitor, "43.07"), "1247/KH-UBND", "CC BY 4.0"):
        assert told in text
    assert visitor.say("Mục lục", "Menu") not in text


def test_8_what_if_lifts_the_rank_and_says_what_it_assumes(visitor: Visitor) -> None:
    visitor.open(QUANG_NGAI)
    visitor.follow(visitor.link("Thử: thêm điểm", "What if"))
    result = visitor.page.locator(".result")
    expect(result.locator("dd").first).to_contain_text("38/61")
    visitor.tab_to(visitor.page.get_by_role("slider", name=visitor.say(*WEAKEST)))
    visitor.press("End")
    expect(result.locator(".result-then")).to_contain_text("5/61")
    expect(result.locator(".result-then")).to_contain_text(_number(visitor, "46.07"))
    expect(result).to_contain_text(visitor.say("tăng 33 bậc", "up 33 places"))
    expect(visitor.page.locator("main")).to_contain_text(
        visitor.say("Mọi đơn vị khác giữ nguyên điểm năm 2024", "All other units keep their scores of 2024")
    )
    expect(visitor.page).to_have_url(re.compile(r"\?d4="))
    visitor.page.reload()
    expect(result.locator(".result-then")).to_contain_text("5/61")


def test_9_read_trajectories_of_two_units_across_a_break(visitor: Visitor) -> None:
    visitor.open("/series?index=PAPI")
    for unit in ("quang ngai", "tay ninh"):
        visitor.choose(visitor.field("Thêm đơn vị", "Add a unit"), unit)
    expect(visitor.page.locator("figure svg")).to_contain_text("//")
    expect(visitor.page.locator("main")).to_contain_text(visitor.say("tổng 80 điểm thay vì 60", "80"))

    visitor.tab_to(visitor.page.get_by_role("slider"))
    read_out = visitor.page.get_by_role("listitem").filter(has_text=visitor.say("Quảng Ngãi:", "Quang Ngai:"))
    expect(read_out).to_contain_text(_number(visitor, "43.0691"))
    visitor.press(*["ArrowLeft"] * 7)
    expect(visitor.page.get_by_role("slider")).to_have_attribute("aria-valuetext", "2017")
    expect(read_out).not_to_contain_text(_number(visitor, "43.0691"))
    told = read_out.locator("strong").inner_text()

    visitor.follow(visitor.button("Xem dạng bảng", "Show as table"))
    row = (
        visitor.page.locator("tbody tr")
        .filter(has_text=visitor.say("Quảng Ngãi", "Quang Ngai"))
        .filter(has_text="2017")
    )
    expect(row).to_contain_text(told)


def test_10_compare_units_and_take_the_table_away(visitor: Visitor) -> None:
    visitor.open("/compare?index=PAPI&year=2024")
    for unit in ("quang ngai", "tay ninh"):
        visitor.choose(visitor.field("Thêm đơn vị", "Add a unit"), unit)
    expect(visitor.heading).to_contain_text(visitor.say("Quảng Ngãi, Tây Ninh", "Quang Ngai, Tay Ninh"))
    rows = _downloaded(visitor, visitor.button("Tải CSV", "Download CSV"))
    head, total = rows[0], rows[1]
    assert len(rows) == 1 + 9 + 2, "a head, the total and eight domains, citation and address"
    assert total[head.index(visitor.say("Quảng Ngãi", "Quang Ngai"))].startswith("43.069")
    assert visitor.page.locator(".foot strong").inner_text() in rows[-2][0]
    assert rows[-1] == [f"# {visitor.page.url}"]


def test_11_join_two_tables_in_sql(visitor: Visitor) -> None:
    visitor.open("/sql")
    visitor.tab_to(visitor.page.locator("#sql-text"))
    visitor.press("Control+a")
    visitor.page.keyboard.insert_text(JOIN)
    visitor.press("Control+Enter")
    result = visitor.page.locator("table.data-table")
    expect(result.locator("tbody tr")).to_have_count(3)
    seen = _rows(result)
    assert [row[0] for row in seen][:2] == ["Quảng Ninh", "Tây Ninh"]
    visitor.follow(visitor.button("Sao chép liên kết", "Copy link"))
    shared = visitor.copied()

    visitor.page = visitor.new_page()
    visitor.page.goto(shared)
    there = visitor.page.locator("table.data-table")
    expect(there.locator("tbody tr")).to_have_count(3)
    assert _rows(there) == seen
    visitor.tab_to(visitor.page.locator("#sql-text"))
    visitor.press("Control+a")
    visitor.page.keyboard.insert_text("select '=1+1' as a, '@SUM(1)' as b, -0.5 as c")
    visitor.press("Control+Enter")
    expect(there.locator("tbody")).to_contain_text("=1+1")
    assert _downloaded(visitor, visitor.button("Tải CSV", "Download CSV").last)[1] == ["'=1+1", "'@SUM(1)", "-0.5"]


def test_12_learn_why_a_figure_is_missing_and_what_contradicts_another(visitor: Visitor) -> None:
    visitor.open("/quality")
    matrix = visitor.page.locator(".matrix").first
    visitor.tab_to(matrix.get_by_role("link", name="PAR INDEX", exact=True))
    visitor.press("ArrowRight")
    expect(matrix.locator("td a:focus")).to_have_attribute("aria-label", re.compile(r"^PAR INDEX 2012: 0/63\. 63 "))
    visitor.press("ArrowLeft", "Enter")
    expect(visitor.page).to_have_url(re.compile("index=PAR_INDEX"))
    grid = visitor.page.locator(".unit-grid")
    visitor.tab_to(grid.locator("a[tabindex='0']"))
    visitor.press("ArrowDown", "ArrowDown")
    expect(grid.locator("a:focus")).to_have_attribute("aria-label", re.compile(r"^. .+ 20\d\d: .+"))
    reasons = visitor.page.locator("table.data-table tbody")
    expect(reasons).to_contain_text(visitor.say("Chưa tìm thấy", "found"))

    visitor.tab_to(visitor.page.get_by_role("tab", selected=True), "Shift+Tab")
    visitor.press("ArrowRight")
    expect(visitor.page.get_by_role("tab", name=visitor.say("Sai lệch", "Discrepancies"))).to_be_focused()
    visitor.follow(visitor.page.locator("table.data-table").get_by_role("link", name=re.compile("^R9 ")))
    finding = visitor.page.locator(".finding").first
    expect(finding).to_contain_text("R9")
    if finding.locator("summary").count():  # a few figures are listed at once, more stand behind a word
        visitor.follow(finding.locator("summary"))
    visitor.follow(finding.locator("a[href*='/figure/']"))

    expect(visitor.page.locator(".kicker")).to_have_text(visitor.say("Số liệu gốc", "Figure"))
    expect(visitor.page.locator("main")).to_contain_text("R9")
    before = visitor.page.url
    visitor.follow(
        visitor.page.get_by_role("link", name=visitor.say("English: read this page", "Tiếng Việt: đọc trang này"))
    )
    visitor.language = visitor.say("en", "vi")
    expect(visitor.page.locator(".kicker")).to_have_text(visitor.say("Số liệu gốc", "Figure"))
    assert visitor.page.url == before.replace(visitor.say("#/en/", "#/vi/"), visitor.say("#/vi/", "#/en/"))
