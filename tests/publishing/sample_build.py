"""A small build database with the tables of the warehouse, for the tests of publishing and of the command line.

Belongs here: invented rows that hold what may go wrong in text (diacritics, formulas, control characters, markup,
lists, nulls) and a hand-made dbt manifest. Does not belong here: tests.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

UNIT_COLUMNS = (
    "unit_key varchar, level varchar, code varchar, name_vi varchar, name_en varchar, name_ascii varchar, "
    "full_name_vi varchar, canonical_name varchar, unit_type varchar, region_vi varchar, region_en varchar, "
    "geography varchar, valid_from date, valid_to date, parent_unit_key varchar, successor_unit_key varchar, "
    "portal_host varchar, index_status varchar, source varchar, note varchar"
)

PLACE_COLUMNS = (
    "capture_id varchar, is_current boolean, locator varchar, quote varchar, reader varchar, reader_version varchar"
)
PLANNER_COLUMNS = (
    "issuer_unit_key varchar, issuer_unit_name varchar, issuer_level varchar, issuer_province_name varchar, "
    "plan_years integer[], index_codes varchar[]"
)
DOMAIN_COLUMNS = "document_id varchar, section varchar, position integer, conformed_code varchar, domain_label varchar"

TABLES: dict[str, str] = {
    "dim_unit": UNIT_COLUMNS,
    "dim_province": UNIT_COLUMNS,
    "dim_unit_spelling": "spelling varchar, level varchar, canonical_name varchar, source varchar",
    "dim_index": "index_code varchar, name_vi varchar, name_en varchar, publisher_vi varchar, publisher_en varchar, "
    "level varchar, national_index_code varchar, unit_of_measure varchar, total_min double, total_max double, "
    "first_year integer, last_year integer, note varchar, source varchar",
    "dim_code": "table_name varchar, column_name varchar, value varchar, name_en varchar, name_vi varchar, "
    "corresponds_to varchar, source varchar",
    "dim_domain_change": "domain_change_key varchar, index_code varchar, scope varchar, level varchar, kind varchar, "
    "from_framework_key varchar, from_domain_code varchar, from_name_vi varchar, from_name_en varchar, "
    "from_max_score double, from_first_year integer, from_last_year integer, to_framework_key varchar, "
    "to_domain_code varchar, to_name_vi varchar, to_name_en varchar, to_max_score double, to_first_year integer, "
    "to_last_year integer, conformed_code varchar, proof varchar, note varchar, source varchar",
    "dim_framework": "framework_key varchar, index_code varchar, scope varchar, valid_from_year integer, "
    "valid_to_year integer, decision varchar, formula varchar, formula_factor double, total_min double, "
    "total_max double, domain_count integer, criteria_count integer, subcriteria_count integer, max_assessed double, "
    "max_survey double, series_break varchar, weights_status varchar, source varchar, note varchar",
    "dim_domain": "domain_key varchar, index_code varchar, scope varchar, year integer, framework_key varchar, "
    "domain_code varchar, parent_domain_key varchar, is_total boolean, sort_order integer, name_vi varchar, "
    "name_en varchar, max_score double, min_score double, weight double, conformed_code varchar, "
    "conformed_match varchar, source varchar",
    "dim_document": "document_id varchar, source varchar, url varchar, kind varchar, evidence varchar, "
    "publisher varchar, owner varchar, title varchar, type varchar, number varchar, symbol varchar, "
    "full_number varchar, issuer varchar, issuer_raw varchar, issuer_unit varchar, issuer_level varchar, "
    "issuer_parent varchar, signer varchar, signer_title varchar, signer_capacity varchar, co_signers varchar[], "
    "digital_signer varchar, digitally_signed_on date, place varchar, issued_on date, issued_precision varchar, "
    "effective_on date, expires_on date, published_on date, validity varchar, field varchar, gazette_number varchar, "
    "gazette_on date, addressees varchar[], recipients varchar[], archive_line varchar, drafters varchar[], "
    "attachments varchar[], plan_years integer[], index_years integer[], text_complete boolean, page_title varchar, "
    "page_type varchar, page_full_number varchar, page_issuer varchar, page_signer varchar, page_issued_on date, "
    "told_by_page varchar[], licence varchar, compiled_from varchar, note varchar, capture_id varchar, "
    "first_captured_at timestamp, last_captured_at timestamp, captures integer, figures integer",
    "bridge_conformed_domain": "conformed_code varchar, conformed_name_vi varchar, conformed_name_en varchar, "
    "conformed_meaning varchar, index_code varchar, scope varchar, framework_key varchar, valid_from_year integer, "
    "valid_to_year integer, domain_code varchar, name_vi varchar, name_en varchar, max_score double, "
    "conformed_match varchar, is_own boolean, note varchar",
    "bridge_citation": "citation_id varchar, citing_document_id varchar, cited_document_id varchar, "
    "cited_type varchar, cited_full_number varchar, cited_on date, cited_precision varchar, cited_issuer varchar, "
    "about varchar, about_index_code varchar, about_year integer, in_footnote boolean, is_repeat boolean, "
    "capture_id varchar, locator varchar, quote varchar",
    "bridge_unit_event": "event_id varchar, event_on date, event_on_precision varchar, kind varchar, level varchar, "
    "from_unit_key varchar, to_unit_key varchar, from_name varchar, to_name varchar, from_type varchar, "
    "to_type varchar, part varchar, decision varchar, source varchar, note varchar",
    "dim_index_unit": "index_code varchar, year integer, unit_key varchar, unit_name varchar, level varchar, "
    "geography varchar, as_of date, is_member boolean, is_expected boolean, is_published boolean, status varchar, "
    "domains_left_out varchar[], reason_en varchar, reason_vi varchar, source varchar",
    "fct_figure": "figure_id varchar, index_code varchar, year integer, unit_key varchar, unit_name varchar, "
    "unit_name_raw varchar, unit_level varchar, domain_key varchar, domain_code varchar, domain_label varchar, "
    "conformed_code varchar, measure varchar, value double, unit_of_measure varchar, value_raw varchar, "
    "base_year integer, scope varchar, in_words boolean, confidence double, doubt varchar, reconciled varchar, "
    "evidence varchar, document_id varchar, capture_id varchar, "
    "is_current boolean, first_seen_on date, last_seen_on date, superseded_by varchar, locator varchar, "
    'quote varchar, sentence varchar, "between" varchar, reader varchar, reader_version varchar',
    "fct_score": "score_key varchar, index_code varchar, year integer, unit_key varchar, unit_name varchar, "
    "level varchar, geography varchar, domain_key varchar, domain_code varchar, domain_name_vi varchar, "
    "domain_name_en varchar, score double, max_score double, percent double, unit_of_measure varchar, "
    "rank_published integer, rank_of integer, rank_computed integer, status varchar, evidence varchar, "
    "figure_id varchar, rank_figure_id varchar, max_figure_id varchar, figures_agree integer, "
    "figures_differ integer, evidence_class varchar, rank_evidence_class varchar, rank_inferred integer, "
    "comparable_with_previous boolean, comparability_reason varchar, bound_key varchar, sources_agree integer, "
    "sources_differ integer, largest_difference double, rank_sources_agree integer, rank_sources_differ integer, "
    "contradictions integer, is_series_break boolean default false",
    "fct_score_34": "score_34_key varchar, index_code varchar, year integer, unit_key varchar, unit_name varchar, "
    "domain_key varchar, domain_code varchar, domain_name_vi varchar, domain_name_en varchar, method varchar, "
    "score double, low double, high double, max_score double, percent double, unit_of_measure varchar, "
    "rank_computed integer, status varchar, is_series_break boolean, evidence varchar, evidence_class varchar, "
    "constituents varchar[], constituents_expected integer, constituents_scored integer, score_keys varchar[]",
    "fct_discrepancy": "discrepancy_id varchar, rule varchar, rule_name varchar, severity varchar, "
    "first_seen_on date, index_code varchar, year integer, unit_key varchar, unit_name varchar, domain_key varchar, "
    "document_id varchar, expected varchar, found varchar, difference double, tolerance double, "
    "figure_ids varchar[], citation_id varchar, quote varchar, explanation varchar",
    "fct_bound": "bound_key varchar, index_code varchar, year integer, unit_key varchar, unit_name varchar, "
    "level varchar, domain_key varchar, domain_code varchar, measure varchar, unit_of_measure varchar, low double, "
    "high double, width double, value double, decimals integer, status varchar, figures bigint, "
    "figure_ids varchar[], proof varchar[]",
    "fct_claim_check": "claim_id varchar, index_code varchar, year integer, base_year integer, unit_key varchar, "
    "unit_name varchar, domain_key varchar, domain_code varchar, measure varchar, value double, value_raw varchar, "
    "verdict varchar, reference_value double, reference_high double, reference_evidence varchar, difference double, "
    "tolerance double, against_figure_id varchar, against_score_key varchar, against_figure_ids varchar[], "
    "sources_agree integer, sources_differ integer, agrees_with_year integer, agrees_with_index varchar, "
    "mixes_years boolean, is_own_claim boolean, document_id varchar, explanation varchar",
    "fct_contradiction": "contradiction_id varchar, index_code varchar, year integer, unit_key varchar, "
    "unit_name varchar, domain_key varchar, measure varchar, set_aside_figure_id varchar, figures bigint, "
    "figure_ids varchar[], states varchar[], proof varchar[]",
    "fct_capture": "look_id varchar, source varchar, url varchar, looked_at timestamp, method varchar, "
    "outcome varchar, http_status integer, capture_id varchar, document_ids varchar[], media_type varchar, "
    "bytes bigint, file_name varchar, message varchar, page_kind varchar, run_id varchar, "
    "found_on varchar, read_as varchar",
    "mart_coverage_unit": "cell_key varchar, index_code varchar, year integer, unit_key varchar, unit_name varchar, "
    "level varchar, geography varchar, status varchar, score double, low double, high double, width double, "
    "rank integer, evidence_class varchar, score_key varchar, bound_key varchar, reason_en varchar, "
    "reason_vi varchar",
    "mart_gap": "score_key varchar, index_code varchar, year integer, unit_key varchar, unit_name varchar, "
    "level varchar, geography varchar, domain_key varchar, domain_code varchar, domain_name_vi varchar, "
    "domain_name_en varchar, score double, max_score double, unit_of_measure varchar, evidence varchar, "
    "evidence_class varchar, change double, units integer, best_score double, best_unit_name varchar, "
    "best_score_key varchar, gap_to_best double, gap_percent double, median_score double, greatest_rise double, "
    "most_risen_unit_name varchar, most_risen_score_key varchar, conformed_code varchar, previous_year_score double, "
    "best_unit_key varchar, most_risen_unit_key varchar, region_vi varchar, region_en varchar, region_units integer, "
    "region_rank integer, region_median_score double, region_best_score double, region_best_unit_name varchar, "
    "region_best_unit_key varchar, weight_in_total double, "
    "points_lost double, points_in_total double, totals_held integer, rank_worth integer, rank_worth_ties integer, "
    "points_to_next_rank double, next_unit_names varchar",
    "mart_domain_task": "domain_task_key varchar, conformed_code varchar, conformed_name_vi varchar, "
    "conformed_name_en varchar, domain_label varchar, unit_key varchar, unit_name varchar, level varchar, "
    "province_name varchar, plan_year integer, index_codes varchar[], task_id varchar, text varchar, verb varchar, "
    "lead_units varchar[], coordinating_units varchar[], deadline varchar, due_on date, deadline_raw varchar, "
    "document_id varchar, document_title varchar, document_full_number varchar, document_issued_on date, "
    "document_url varchar",
    "mart_source": "source varchar, name_vi varchar, name_en varchar, publisher varchar, licence varchar, "
    "language varchar, kind varchar, cadence varchar, documents integer, figures integer, suspect_documents integer, "
    "suspect_figures integer, suspect_since date, kept_as_of date, is_held_back boolean, newest_on date, "
    "last_looked_on date",
    "mart_province_year": "unit_key varchar, year integer, unit_name varchar, geography varchar, papi_score double, "
    "papi_rank integer, papi_status varchar",
    "bridge_known_error": "error_id varchar, told_in varchar, row_id varchar",
    "dim_known_error": "error_id varchar, found_by varchar, index_code varchar, year integer, unit_key varchar, "
    "domain_code varchar, document_id varchar, value varchar, status varchar, reason varchar, source varchar, "
    "rows_found integer",
    "mart_coverage": "index_code varchar, year integer, level varchar, geography varchar, units_expected integer, "
    "units_scored integer, units_ranked integer, units_with_domains integer, figures integer, status varchar, "
    "best_evidence varchar, published_on date, missing_units varchar, reason varchar",
    "fct_deduction": f"deduction_id varchar, {DOMAIN_COLUMNS}, criterion varchar, reason varchar, "
    "threshold_operator varchar, threshold_value double, threshold_unit varchar, lost_points double, "
    f"evidence_documents varchar[], {PLACE_COLUMNS}",
    "fct_task": f"task_id varchar, {DOMAIN_COLUMNS}, text varchar, verb varchar, lead_units varchar[], "
    "coordinating_units varchar[], units_from varchar, deadline varchar, due_on date, deadline_raw varchar, "
    f"{PLANNER_COLUMNS}, {PLACE_COLUMNS}",
    "fct_target": f"target_id varchar, {DOMAIN_COLUMNS}, description varchar, operator varchar, value double, "
    "value_to double, unit_of_measure varchar, value_raw varchar, base varchar, base_year integer, "
    f"index_code varchar, deadline varchar, due_on date, deadline_raw varchar, {PLANNER_COLUMNS}, {PLACE_COLUMNS}",
    "fct_reporting_duty": "reporting_duty_id varchar, document_id varchar, section varchar, position integer, "
    f"units varchar[], recipients varchar[], via varchar[], frequency varchar, due_raw varchar, {PLACE_COLUMNS}",
    "fct_anomaly": "anomaly_id varchar, kind varchar, severity varchar, expected varchar, found varchar, "
    f"message varchar, document_id varchar, {PLACE_COLUMNS}",
}

CAPTURE = "c0ffee" + "0" * 58
DOCUMENT = "papi/2021"
EVIL_TEXT = '=HYPERLINK("http://x","y")'
CONTROL_TEXT = "chữ\x1b[31m đỏ\x07 [bold]x[/bold]"
FIGURE = "papi/2021#bac-ninh.PAPI.2021._total.score"
RANK_FIGURE = "papi/2021#bac-ninh.PAPI.2021._total.rank"

Row = dict[str, Any]


def unit(key: str, name: str, name_en: str, ascii_name: str, **other: Any) -> Row:
    """A row of dim_unit with what a test does not care about filled in."""
    level, _, geography = key.split("/")[0], key.split("/")[1], key.split("/")[2]
    row: Row = {"unit_key": key, "level": level, "name_vi": name, "name_en": name_en, "name_ascii": ascii_name}
    row |= {"canonical_name": name, "full_name_vi": f"Tỉnh {name}", "geography": geography, "source": "decision"}
    return row | other


UNITS: list[Row] = [
    unit("province/bac-ninh/63-2008", "Bắc Ninh", "Bac Ninh", "Bac Ninh", code="27", valid_to="2025-06-30",
         successor_unit_key="province/bac-ninh/34-2025", valid_from="2008-08-01"),
    unit("province/bac-ninh/34-2025", "Bắc Ninh", "Bac Ninh", "Bac Ninh", code="24", valid_from="2025-07-01"),
    unit("province/dak-lak/63-2008", "Đắk Lắk", "Dak Lak", "Dak Lak", code="66", note=EVIL_TEXT),
    unit("province/ho-chi-minh/63-2008", "Hồ Chí Minh", "Ho Chi Minh City", "Ho Chi Minh", code="79",
         full_name_vi="Thành phố Hồ Chí Minh"),
    unit("province/ba-ria-vung-tau/63-2008", "Bà Rịa - Vũng Tàu", "Ba Ria - Vung Tau", "Ba Ria - Vung Tau"),
    unit("ministry/bo-tu-phap/from-2025-03", "Bộ Tư pháp", "Ministry of Justice", "Bo Tu phap",
         full_name_vi="Bộ Tư pháp"),
    unit("department/bac-ninh/so-tu-phap", "Sở Tư pháp", "Department of Justice", "So Tu phap", geography=None,
         full_name_vi="Sở Tư pháp", parent_unit_key="province/bac-ninh/63-2008"),
    unit("department/dak-lak/so-tu-phap", "Sở Tư pháp", "Department of Justice", "So Tu phap", geography=None,
         full_name_vi="Sở Tư pháp", parent_unit_key="province/dak-lak/63-2008"),
]  # fmt: skip

INDICES: list[Row] = [
    {"index_code": "PAPI", "name_vi": "Chỉ số PAPI", "name_en": "PAPI", "publisher_vi": "CECODES và UNDP",
     "publisher_en": "CECODES and UNDP", "level": "province", "first_year": 2020, "last_year": 2021},
    {"index_code": "PAR_INDEX", "name_vi": "Chỉ số cải cách hành chính", "name_en": "PAR INDEX",
     "publisher_vi": "Bộ Nội vụ", "publisher_en": "Ministry of Home Affairs", "level": "province"},
]  # fmt: skip


def score(year: int, code: str, value: float | None, **other: Any) -> Row:
    """A row of fct_score of Bắc Ninh in PAPI."""
    row: Row = {"score_key": f"PAPI/{year}/bac-ninh/{code}", "index_code": "PAPI", "year": year}
    row |= {"unit_key": "province/bac-ninh/63-2008", "unit_name": "Bắc Ninh", "level": "province"}
    row |= {"domain_key": f"PAPI/{year}/{code}", "domain_code": code, "score": value, "max_score": 80.0}
    row |= {"unit_of_measure": "points", "status": "A" if value is not None else "L", "evidence": "official"}
    return row | {"figures_agree": 1, "figures_differ": 0} | other


def domain(year: int, code: str, order: int, name: str) -> Row:
    """A row of dim_domain of PAPI."""
    parent = None if code == "_total" else f"PAPI/{year}/_total"
    return {"domain_key": f"PAPI/{year}/{code}", "index_code": "PAPI", "year": year, "domain_code": code,
            "is_total": code == "_total", "sort_order": order, "name_vi": name,
            "parent_domain_key": parent}  # fmt: skip


def figure(figure_id: str, measure: str, value: float, quote: str, **other: Any) -> Row:
    """A row of fct_figure printed in the sample document."""
    row: Row = {"figure_id": figure_id, "index_code": "PAPI", "year": 2021, "unit_name": "Bắc Ninh"}
    row |= {"unit_key": "province/bac-ninh/63-2008", "unit_level": "province", "domain_code": "_total"}
    row |= {"domain_key": "PAPI/2021/_total"}
    row |= {"measure": measure, "value": value, "value_raw": quote, "quote": quote, "unit_of_measure": "points"}
    row |= {"document_id": DOCUMENT, "capture_id": CAPTURE, "locator": "table:1/row:1/col:2/char:20-25"}
    row |= {"reader": "figure_table", "reader_version": "1", "evidence": "official", "is_current": True}
    return row | other


READ: Row = {"capture_id": CAPTURE, "is_current": True, "locator": "char:3-12", "quote": "x", "reader": "r",
             "reader_version": "1"}  # fmt: skip


ROWS: dict[str, list[Row]] = {
    "dim_unit": UNITS,
    "dim_province": [row for row in UNITS if row["level"] == "province"],
    "dim_unit_spelling": [
        {"spelling": spelling, "level": "province", "canonical_name": "Bắc Ninh", "source": "print"}
        for spelling in ("BNI", "北寧")
    ],
    "dim_index": INDICES,
    "dim_framework": [{"framework_key": "PAPI/2011", "index_code": "PAPI", "formula": "sum", "total_max": 80.0}],
    "dim_domain": [domain(y, c, n, t) for y in (2020, 2021) for n, (c, t) in enumerate(
        [("_total", "Tổng"), ("1", "Tham gia của người dân"), ("2", "Công khai, minh bạch")])],
    "dim_code": [
        {"table_name": "fct_score", "column_name": "status", "value": "A", "name_en": "normal",
         "name_vi": "bình thường", "corresponds_to": "SDMX CL_OBS_STATUS A", "source": "SDMX"},
        {"table_name": "fct_score", "column_name": "status", "value": "E", "name_en": "derived", "name_vi": "suy ra",
         "source": EVIL_TEXT},
    ],
    "dim_domain_change": [
        {"domain_change_key": "PAPI/2011/2>PAPI/2018/2", "index_code": "PAPI", "scope": "", "level": "domain",
         "kind": "renamed", "from_framework_key": "PAPI/2011", "from_domain_code": "2", "from_name_vi": "Công khai",
         "from_last_year": 2017, "to_framework_key": "PAPI/2018", "to_domain_code": "2", "to_first_year": 2018,
         "to_name_vi": "Công khai, minh bạch", "proof": "subject", "note": EVIL_TEXT, "source": "print"},
    ],
    "dim_document": [
        {"document_id": DOCUMENT, "source": "papi", "url": "https://papi.org.vn/2021", "kind": "table",
         "evidence": "official", "publisher": "CECODES", "title": "Bảng điểm PAPI 2021", "text_complete": True,
         "licence": "CC BY", "capture_id": CAPTURE, "first_captured_at": "2026-11-20 01:02:03", "captures": 1,
         "last_captured_at": "2026-11-20 01:02:03", "figures": 2, "issued_on": "2022-05-10"},
        {"document_id": "news/1", "source": "news", "owner": "news.example", "evidence": "claim",
         "title": CONTROL_TEXT, "note": EVIL_TEXT,
         "text_complete": False, "figures": 1, "captures": 1},
    ],
    "bridge_conformed_domain": [{"conformed_code": "DIGITAL", "framework_key": "PAPI/2019", "domain_code": "8",
                                 "conformed_match": "narrower", "is_own": False}],
    "bridge_citation": [{"citation_id": "news/1#1", "citing_document_id": "news/1", "cited_full_number": "876/QĐ-BNV",
                         "in_footnote": False, "is_repeat": False, "quote": "Quyết định số 876/QĐ-BNV"}],
    "bridge_unit_event": [
        {"event_id": "2025-07-01/bac-ninh", "event_on": "2025-07-01", "event_on_precision": "day", "kind": "merge",
         "level": "province", "from_unit_key": "province/bac-ninh/63-2008", "to_unit_key": "province/bac-ninh/34-2025",
         "decision": "202/2025/QH15", "source": "decision"},
    ],
    "dim_index_unit": [
        {"index_code": "PAPI", "year": 2021, "unit_key": "province/bac-ninh/63-2008", "unit_name": "Bắc Ninh",
         "level": "province", "is_member": True, "is_expected": True, "is_published": None, "status": "member",
         "domains_left_out": ["2", "_total"]},
    ],
    "fct_figure": [
        figure(FIGURE, "score", 43.5, "43,50"),
        figure(RANK_FIGURE, "rank", 5, "5", locator="table:1/row:1/col:3/char:26-27"),
        figure("news/1#bac-ninh.PAPI.2021._total.score", "score", -0.5, "-0,5 điểm", document_id="news/1",
               evidence="claim", locator="char:3-12"),
    ],
    "fct_score": [
        score(2020, "_total", 42.25, rank_published=7, rank_of=63, rank_computed=7),
        score(2021, "_total", 43.5, rank_published=5, rank_of=63, rank_computed=5, figure_id=FIGURE,
              rank_figure_id=RANK_FIGURE, figures_agree=1, figures_differ=1),
        score(2021, "1", 5.123456789012345), score(2021, "2", None),
        score(2021, "_total", 41.0, score_key="PAPI/2021/dak-lak/_total", unit_key="province/dak-lak/63-2008",
              unit_name="Đắk Lắk", rank_published=6),
    ],
    "fct_score_34": [
        {"score_34_key": "PAPI/2021/province/bac-ninh/34-2025/_total/range", "index_code": "PAPI", "year": 2021,
         "unit_key": "province/bac-ninh/34-2025", "unit_name": "Bắc Ninh", "domain_key": "PAPI/2021/_total",
         "domain_code": "_total", "method": "range", "low": 43.5, "high": 43.5, "status": "E",
         "constituents": ["province/bac-giang/63-2008", "province/bac-ninh/63-2008"], "constituents_expected": 2,
         "constituents_scored": 1, "score_keys": ["PAPI/2021/bac-ninh/_total"]},
    ],
    "fct_bound": [
        {"bound_key": "PAPI/2021/province/dak-lak/63-2008/_total/score", "index_code": "PAPI", "year": 2021,
         "unit_key": "province/dak-lak/63-2008", "unit_name": "Đắk Lắk", "level": "province",
         "domain_key": "PAPI/2021/_total", "domain_code": "_total", "measure": "score", "low": 41.5, "high": 41.7,
         "width": 0.2, "decimals": 2, "status": "bounded", "figures": 1, "figure_ids": [FIGURE],
         "proof": [f"1. A figure «{FIGURE}»: Đắk Lắk is at most 41.7.", "2. A group: Đắk Lắk is at least 41.5."]},
    ],
    "fct_contradiction": [
        {"contradiction_id": f"contradiction:{RANK_FIGURE}", "index_code": "PAPI", "year": 2021, "measure": "rank",
         "set_aside_figure_id": RANK_FIGURE, "figures": 2, "figure_ids": [FIGURE, RANK_FIGURE],
         "states": ["a score", "a rank"], "proof": ["1. Both cannot be true."]},
    ],
    "fct_claim_check": [
        {"claim_id": "news/1#bac-ninh.PAPI.2021._total.score", "index_code": "PAPI", "year": 2021, "measure": "score",
         "unit_key": "province/bac-ninh/63-2008", "unit_name": "Bắc Ninh", "domain_code": "_total", "value": -0.5,
         "verdict": "differs", "reference_value": 43.5, "against_figure_id": FIGURE, "mixes_years": False,
         "is_own_claim": False, "document_id": "news/1", "explanation": EVIL_TEXT},
    ],
    "fct_discrepancy": [
        {"discrepancy_id": "R9/news/1#1", "rule": "R9", "rule_name": "claim differs", "severity": "error",
         "index_code": "PAPI",
         "year": 2021, "unit_key": "province/bac-ninh/63-2008", "unit_name": "Bắc Ninh",
         "document_id": "news/1", "expected": "43.5", "found": "-0.5",
         "difference": -44.0, "figure_ids": ["news/1#bac-ninh.PAPI.2021._total.score", FIGURE],
         "explanation": EVIL_TEXT},
        {"discrepancy_id": "R5/PAPI/2020", "rule": "R5", "rule_name": "universe", "severity": "error",
         "figure_ids": []},
    ],
    "fct_deduction": [{"deduction_id": "news/1#deduction.I.1.cham-bao-cao", "document_id": "news/1", "section": "I.1",
                       "criterion": "Chậm báo cáo", "lost_points": 0.5, "evidence_documents": []} | READ],
    "fct_task": [
        {"task_id": "news/1#task.II.1.a.ra-soat", "document_id": "news/1", "section": "II.1.a", "text": EVIL_TEXT,
         "lead_units": ["=1+1", "Sở Nội vụ"], "coordinating_units": ["UBND các huyện, thị xã", CONTROL_TEXT],
         "units_from": "item", "deadline": "2024-10", "due_on": "2024-10-31"} | READ,
        {"task_id": "news/1#task.II.1.b.hop", "document_id": "news/1", "text": "Họp", "lead_units": [],
         "coordinating_units": [], "units_from": "none", "issuer_unit_key": "province/bac-ninh/34-2025",
         "issuer_unit_name": "Bắc Ninh", "plan_years": [2026]} | READ,
    ],
    "fct_target": [{"target_id": "news/1#target.I.ty-le", "document_id": "news/1", "description": "Tỷ lệ",
                    "operator": ">=", "value": 95.0, "unit_of_measure": "percent"} | READ],
    "fct_reporting_duty": [{"reporting_duty_id": "news/1#reporting_duty.III.so", "document_id": "news/1",
                            "units": ["Các sở"], "recipients": ["UBND tỉnh"], "via": ["Sở Nội vụ"]} | READ],
    "fct_capture": [
        {"look_id": "1", "source": "papi", "url": "https://papi.org.vn/2021", "looked_at": "2026-11-20 01:02:03",
         "method": "fetched", "outcome": "new", "http_status": 200, "capture_id": CAPTURE, "media_type": "text/csv",
         "bytes": 321, "file_name": "2021.csv", "document_ids": ["papi/2021"],
         "read_as": CAPTURE},
        {"look_id": "2", "source": "papi", "url": "https://papi.org.vn/2021", "looked_at": "2026-11-21 01:00:00",
         "method": "fetched", "outcome": "unchanged", "http_status": 304, "capture_id": CAPTURE,
         "document_ids": ["papi/2021"], "read_as": CAPTURE},
        {"look_id": "3", "source": "moha", "url": "https://moha.gov.vn/x", "looked_at": "2026-11-21 01:00:09",
         "method": "fetched", "outcome": "failed", "http_status": 503, "message": "503 Service Unavailable"},
    ],
    "mart_source": [
        {"source": "papi", "name_vi": "PAPI, bảng điểm", "name_en": "PAPI, tables", "publisher": "CECODES",
         "licence": "CC BY", "language": "mul", "kind": "bundled", "cadence": "yearly", "documents": 3, "figures": 5,
         "suspect_documents": 0, "suspect_figures": 0, "is_held_back": False, "newest_on": "2026-11-20",
         "last_looked_on": "2026-11-21"},
        {"source": "moha", "name_vi": "Bộ Nội vụ", "name_en": EVIL_TEXT, "publisher": "Bộ Nội vụ",
         "kind": "live", "cadence": "weekly", "documents": 1, "figures": 2, "suspect_documents": 1,
         "suspect_figures": 2, "suspect_since": "2026-11-21", "kept_as_of": "2026-11-19", "is_held_back": False,
         "newest_on": "2026-11-01", "last_looked_on": "2026-11-21"},
    ],
    "fct_anomaly": [{"anomaly_id": "a1", "kind": "unknown_unit", "severity": "error", "found": "Xứ Lạ",
                     "message": "no unit of that name", "document_id": "news/1"}],
    "mart_coverage_unit": [
        {"cell_key": "PAPI/2021/province/bac-ninh/63-2008", "index_code": "PAPI", "year": 2021, "unit_name": "Bắc Ninh",
         "unit_key": "province/bac-ninh/63-2008", "level": "province", "status": "exact", "score": 43.5, "rank": 5},
        {"cell_key": "PAPI/2021/province/dak-lak/63-2008", "index_code": "PAPI", "year": 2021, "unit_name": "Đắk Lắk",
         "unit_key": "province/dak-lak/63-2008", "level": "province", "status": "bounded", "low": 41.5, "high": 41.7,
         "width": 0.2},
        {"cell_key": "PAPI/2020/province/dak-lak/63-2008", "index_code": "PAPI", "year": 2020, "unit_name": "Đắk Lắk",
         "unit_key": "province/dak-lak/63-2008", "level": "province", "status": "not_found"},
    ],
    "mart_gap": [
        {"score_key": "PAPI/2021/dak-lak/_total", "index_code": "PAPI", "year": 2021, "unit_name": "Đắk Lắk",
         "domain_code": "_total", "score": 41.0, "best_score": 43.5, "best_unit_name": "Bắc Ninh", "gap_to_best": 2.5},
        {"score_key": "PAPI/2021/bac-ninh/_total", "index_code": "PAPI", "year": 2021, "unit_name": "Bắc Ninh",
         "domain_code": "_total", "score": 43.5, "best_score": 43.5, "best_unit_name": "Bắc Ninh", "gap_to_best": 0.0,
         "change": 1.25, "median_score": 42.25, "region_units": 3, "region_rank": 1, "points_to_next_rank": None},
        {"score_key": "PAPI/2021/bac-ninh/1", "index_code": "PAPI", "year": 2021, "unit_name": "Bắc Ninh",
         "domain_code": "1", "score": 5.123456789012345, "max_score": 10.0, "best_score": 6.5, "gap_to_best": 1.376543,
         "best_unit_name": "Đắk Lắk", "gap_percent": 13.7654, "conformed_code": "DIGITAL", "change": -0.004,
         "most_risen_unit_name": "Đắk Lắk", "most_risen_unit_key": "province/dak-lak/63-2008", "greatest_rise": 0.75,
         "points_lost": 4.876543, "points_in_total": 4.876543, "rank_worth": 4, "rank_worth_ties": 0,
         "totals_held": 61},
    ],
    "mart_domain_task": [
        {"domain_task_key": "news/1#task.II.1.a.ra-soat@2024", "conformed_code": "DIGITAL", "conformed_name_vi": "Số",
         "unit_key": "province/dak-lak/63-2008", "unit_name": "Đắk Lắk", "level": "province", "plan_year": 2024,
         "index_codes": ["PAPI"], "task_id": "news/1#task.II.1.a.ra-soat", "text": EVIL_TEXT,
         "lead_units": ["=1+1", "Sở Nội vụ"], "due_on": "2024-10-31", "document_id": "news/1",
         "document_title": CONTROL_TEXT, "document_url": "javascript:alert(1)"},
    ],
    "mart_province_year": [
        {"unit_key": "province/bac-ninh/63-2008", "year": 2021, "unit_name": "Bắc Ninh", "papi_score": 43.5,
         "papi_rank": 5, "papi_status": "A"},
    ],
    "bridge_known_error": [{"error_id": "news-1", "told_in": "fct_discrepancy", "row_id": "R9/news/1#1"}],
    "dim_known_error": [
        {"error_id": "news-1", "found_by": "R9", "index_code": "PAPI", "year": 2021, "status": "reported",
         "unit_key": "province/bac-ninh/63-2008", "reason": EVIL_TEXT, "rows_found": 1},
    ],
    "mart_coverage": [
        {"index_code": "PAPI", "year": 2020, "level": "province", "geography": "63-2008", "units_expected": 63,
         "units_scored": 1, "figures": 0, "status": "partial", "best_evidence": "official"},
        {"index_code": "PAPI", "year": 2021, "level": "province", "geography": "63-2008", "units_expected": 63,
         "units_scored": 2, "figures": 3, "status": "partial", "best_evidence": "official",
         "missing_units": "Bắc Giang; Đồng Tháp"},
        {"index_code": "PAR_INDEX", "year": 2021, "level": "province", "units_expected": 63, "units_scored": 0,
         "figures": 0, "status": "not_found", "reason": "chưa tìm thấy"},
    ],
}  # fmt: skip


def write_build(path: Path, rows: dict[str, list[Row]] | None = None, *, backwards: bool = False) -> Path:
    """Write the build database; `backwards` puts every table's rows in the opposite order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as con:
        con.execute("create schema marts")
        for table, columns in TABLES.items():
            con.execute(f"create table marts.{table} ({columns})")
            table_rows = (rows or ROWS)[table]
            insert(con, table, table_rows[::-1] if backwards else table_rows)
    return path


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows given as column -> value."""
    for row in rows:
        marks = ", ".join("?" for _ in row)
        con.execute(f"insert into marts.{table} ({', '.join(row)}) values ({marks})", list(row.values()))


def change_build(path: Path, statement: str) -> None:
    """Run a statement on the build database."""
    with duckdb.connect(str(path)) as con:
        con.execute(statement)


PROMISES: list[tuple[str, str, str, str, dict[str, Any]]] = [
    ("status", "accepted_values", "fct_score", "status", {"values": ["A", "B", "E", "L"]}),
    ("filled", "not_null", "fct_score", "index_code", {}),
    ("figure", "relationships", "fct_score", "figure_id", {"to": "ref('fct_figure')", "field": "figure_id"}),
    ("parent", "relationships", "dim_unit", "successor_unit_key", {"to": "ref('dim_unit')", "field": "unit_key"}),
    ("no_key", "relationships", "fct_task", "conformed_code", {"to": "ref('dim_domain')", "field": "conformed_code"}),
]
"""What the tests of the sample manifest promise: name, test, table, column, arguments."""


def write_manifest(path: Path, machine_path: str, run: str = "run-1") -> Path:
    """Write a small manifest of dbt with what differs from run to run and machine to machine in it."""
    model: Row = {
        "resource_type": "model", "name": "fct_score", "alias": "fct_score", "schema": "marts", "created_at": run,
        "description": "Facts. · Dữ kiện.\n", "compiled_code": f"select * from '{machine_path}/records/x.parquet'",
        "columns": {"score": {"name": "score", "description": "Score </script> of it. · Điểm số."}},
        "package_name": "cchc_warehouse", "unique_id": "model.cchc_warehouse.fct_score",
    }  # fmt: skip
    promises = {
        f"test.cchc_warehouse.{name}": {
            "resource_type": "test", "attached_node": f"model.cchc_warehouse.{table}", "config": {"where": None},
            "test_metadata": {"name": test, "kwargs": {"column_name": column, **arguments}},
        }
        for name, test, table, column, arguments in PROMISES
    }  # fmt: skip
    manifest = {
        "metadata": {"generated_at": run, "invocation_id": run, "env": {"X": run}, "project_name": "cchc_warehouse"},
        "nodes": {"model.cchc_warehouse.fct_score": model, **promises},
        "sources": {}, "macros": {}, "exposures": {}, "metrics": {}, "child_map": {"model.b": ["b", "a"]},
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    return path
