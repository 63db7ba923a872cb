"""Rows whose every free text tries to be more than text: for the tests of whatever writes names, titles and quotes.

Belongs here: the texts and the rows of the sample build that hold them. Does not belong here: what becomes of them in a
file (the tests of that file).

Each text stands, whole, in title, publisher, issuer, owner, number, note and url of a document, in the names of a unit,
a domain, an index and a source, in quotes and names of figures, facts, claims and discrepancies, and in what plans say.
"""

from __future__ import annotations

from typing import Any

from sample_build import CAPTURE, ROWS, Row, figure, score, unit

TEXTS: dict[str, str] = {
    "script": "<script>window.pwned = 1</script>",
    "script_end": "</script><script>window.pwned = 2</script>",
    "handler": '"><img src=x onerror="window.pwned = 3">',
    "attribute": "' onmouseover='window.pwned = 4",
    "link": "javascript:window.pwned=5",
    "data_link": "data:text/html,<script>window.pwned=6</script>",
    "markdown": "[click](javascript:window.pwned=7) | `x` | ![x](https://evil.example/x.png)",
    "comment": "<!-- ]]> --> <![CDATA[ &amp; &#60;",
    "template": "{{7*7}} ${window.pwned=8} %s {0}",
    "hyperlink": '=HYPERLINK("https://evil.example","click")',
    "sum": "@SUM(1+1)*cmd|' /C calc'!A0",
    "plus": "+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "newline": "\n=1+1",
    "space": " =1+1",
    "fullwidth": "＝1+1",
    "zero_width": "\u200b=1+1\u2060 zero\u200dwidth\ufeff",
    "bidi": "abc\u202egpj.exe\u202c \u2066isolated\u2069 \u200f",
    "bidi_formula": "\u202e=1+1",
    "control": "a\x00b\x01c\x08d\x1b[31me\x7ff\x85g",
    "separators": 'a;b,c|d"e"\u2028f\u2029g',
    "lines": "first\r\nsecond\nthird\tfourth",
    "excel_escape": "_x000D_ _x0041_",
    "emoji": "😀 👨‍👩‍👧 🇻🇳 e\u0301",
    "prototype": "__proto__",
    "path": "../../../../etc/passwd%00",
    "bibtex": r"\input{/etc/passwd} } @misc{x, title={y} % \write18{id}",
    "yaml": "---\n? !!python/object:os.system [id]\n",
    "quote": "dòng «" + "x" * 40_000 + "» cuối",
}
"""Hostile texts by what they try."""

UNIT_KEY = "province/hostile-{}/63-2008"
DOCUMENT_ID = "hostile/{}"


def build_rows() -> dict[str, list[Row]]:
    """The rows of the sample build and hostile ones; give them to `sample_build.write_build`."""
    rows = {table: list(of_table) for table, of_table in ROWS.items()}
    for number, (name, text) in enumerate(TEXTS.items()):
        for table, row in _rows(name, text, number):
            rows[table].append(row)
    return rows


def _rows(name: str, text: str, number: int) -> list[tuple[str, Row]]:
    """One row of each table, every free text of which is `text`."""
    key, document = UNIT_KEY.format(name.replace("_", "-")), DOCUMENT_ID.format(name)
    place: dict[str, Any] = {"capture_id": CAPTURE, "is_current": True, "locator": "char:3-12", "quote": text}
    cell: Row = {"index_code": "PAPI", "year": 2021, "unit_key": key, "unit_name": text}
    listed: Row = {"document_id": document, "section": text, "position": number, "domain_label": text} | place
    duty = {column: value for column, value in listed.items() if column != "domain_label"}
    figure_id = f"{document}#hostile.PAPI.2021._total.score"
    named = unit(key, text, text, text, full_name_vi=text, note=text)
    return [
        ("dim_unit", named),
        ("dim_province", named),
        ("dim_unit_spelling", {"spelling": text, "level": "province", "canonical_name": text, "source": text}),
        ("dim_index", {"index_code": f"HOSTILE_{number}", "name_vi": text, "name_en": text, "publisher_vi": text,
                       "publisher_en": text, "level": "province", "note": text}),
        ("dim_domain", {"domain_key": f"PAPI/2021/hostile-{number}", "index_code": "PAPI", "year": 2021,
                        "domain_code": f"9.{number}", "name_vi": text, "name_en": text, "sort_order": 100 + number}),
        ("dim_code", {"table_name": "fct_task", "column_name": "verb", "value": text, "name_en": text, "name_vi": text,
                      "corresponds_to": text, "source": text}),
        ("dim_domain_change", {"domain_change_key": document, "index_code": "PAPI", "kind": "renamed",
                               "level": "domain",
                               "from_name_vi": text, "to_name_vi": text, "note": text, "source": text}),
        ("dim_document", {"document_id": document, "source": "papi", "url": text, "kind": "table", "evidence": "claim",
                          "publisher": text, "owner": text, "title": text, "number": text, "full_number": text,
                          "issuer": text, "issuer_raw": text, "issuer_unit": text, "co_signers": [text, text],
                          "page_title": text, "licence": text, "note": text, "text_complete": True, "captures": 1,
                          "figures": 1, "capture_id": place["capture_id"], "plan_years": [2021]}),
        ("bridge_citation", {"citation_id": f"{document}#1", "citing_document_id": document, "quote": text,
                             "cited_full_number": text, "cited_issuer": text, "about": text, "in_footnote": False,
                             "is_repeat": False}),
        ("fct_figure", figure(figure_id, "score", 1.5, text, unit_key=key, unit_name=text, unit_name_raw=text,
                              domain_label=text, document_id=document, evidence="claim")),
        ("fct_score", score(2021, "_total", 1.5, score_key=f"PAPI/2021/hostile-{number}/_total", unit_key=key,
                            unit_name=text, figure_id=figure_id, evidence="claim", domain_name_vi=text)),
        ("fct_claim_check", cell | {"claim_id": figure_id, "measure": "score", "domain_code": "_total", "value": 1.5,
                                    "value_raw": text, "verdict": "differs", "mixes_years": False,
                                    "is_own_claim": False, "document_id": document, "explanation": text}),
        ("fct_discrepancy", cell | {"discrepancy_id": f"R9/{document}", "rule": "R9", "rule_name": text,
                                    "severity": "error", "document_id": document, "expected": text, "found": text,
                                    "figure_ids": [figure_id], "quote": text, "explanation": text}),
        ("fct_bound", cell | {"bound_key": f"PAPI/2021/{key}/_total/score", "domain_code": "_total",
                              "measure": "score", "low": 1.0, "high": 2.0, "status": "bounded", "figures": 1,
                              "figure_ids": [figure_id], "proof": [text, text]}),
        ("fct_deduction", listed | {"deduction_id": f"{document}#deduction", "criterion": text, "reason": text,
                                    "lost_points": 0.5, "evidence_documents": [text]}),
        ("fct_task", listed | {"task_id": f"{document}#task", "text": text, "lead_units": [text, text],
                               "coordinating_units": [text], "units_from": "item", "deadline_raw": text}),
        ("fct_target", listed | {"target_id": f"{document}#target", "description": text, "value_raw": text,
                                 "base": text, "deadline_raw": text}),
        ("fct_reporting_duty", duty | {"reporting_duty_id": f"{document}#duty", "units": [text],
                                       "recipients": [text], "via": [text], "due_raw": text}),
        ("mart_source", {"source": f"hostile-{number}", "name_vi": text, "name_en": text, "publisher": text,
                         "licence": text, "documents": 1, "figures": 1, "suspect_documents": 1, "suspect_figures": 1,
                         "is_held_back": False}),
        ("fct_anomaly", {"anomaly_id": document, "kind": "unknown_unit", "severity": "error", "found": text,
                         "message": text, "document_id": document} | place),
        ("mart_coverage_unit", cell | {"cell_key": f"PAPI/2021/{key}", "level": "province", "status": "exact",
                                       "score": 1.5, "reason_en": text, "reason_vi": text}),
        ("mart_gap", cell | {"score_key": f"PAPI/2021/hostile-{number}/_total", "domain_code": "_total",
                             "domain_name_vi": text, "domain_name_en": text, "score": 1.5, "best_score": 43.5,
                             "best_unit_name": text, "most_risen_unit_name": text}),
        ("dim_known_error", {"error_id": f"hostile-{number}", "found_by": "R9", "unit_key": key, "status": "reported",
                                    "reason": text, "source": text, "rows_found": 1}),
    ]  # fmt: skip
