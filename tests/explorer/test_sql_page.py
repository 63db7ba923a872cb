"""The page of queries in a browser: answers, refusals, stopping, and a link that holds the query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.pipeline

EXAMPLES = Path(__file__).parents[2] / "explorer" / "src" / "sql" / "examples.ts"
JOIN = (
    "select s.index_code, count(*) as n, avg(g.gap_percent) from fct_score as s "
    "join mart_gap as g using (score_key) group by 1 order by 2 desc"
)
ENDLESS = "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c where x < 0"


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    complaints: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{site}#/en/sql")
        yield page
    assert complaints == []


def ask(page: Page, sql: str) -> None:
    page.get_by_label("Query", exact=True).fill(sql)
    page.keyboard.press("Control+Enter")


def caption(page: Page) -> str:
    expect(page.locator("caption")).to_be_visible(timeout=30_000)
    return page.locator("caption").inner_text()


def test_every_example_is_answered(page: Page, site: str) -> None:
    examples = re.findall(r"sql: `([^`]+)`", EXAMPLES.read_text("utf-8"))
    assert len(examples) >= 6
    for sql in examples:
        page.goto("about:blank")
        page.goto(f"{site}#/en/sql?q={quote(sql)}")
        expect(page.locator("[data-outcome=done], .failure")).to_be_visible(timeout=30_000)
        assert page.locator(".failure").count() == 0, sql


def test_a_join_of_two_marts_leads_on_to_pages_and_stands_in_the_address(page: Page, site: str) -> None:
    ask(page, JOIN)
    assert re.match(r"Result: \d+ rows in [\d.,]+ ms", caption(page))
    assert page.url.startswith(f"{site}#/en/sql?") and "fct_score" in page.url
    page.goto("about:blank")
    page.goto(f"{site}#/en/sql?q=" + quote("select figure_id from fct_figure order by figure_id limit 1"))
    caption(page)
    page.locator("td a, tbody th a").first.click()
    expect(page.get_by_role("heading", name="As printed")).to_be_visible()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select * from fct_scroe", "There is no table “fct_scroe”. The nearest is “fct_score”."),
        ("select scor from fct_score", "There is no column “scor” in the tables asked. The nearest is “score”."),
        ("delete from fct_score", "Data can only be read here: use select, or with … select."),
        ("attach 'x' as y", "Data can only be read here: use select, or with … select."),
        ("select 1; select 2", "One query at a time: take away what stands after the semicolon."),
    ],
)
def test_what_cannot_be_run_is_one_sentence(page: Page, sql: str, said: str) -> None:
    ask(page, sql)
    expect(page.get_by_role("alert")).to_have_text(said, timeout=15_000)


def test_an_endless_query_is_stopped_and_the_next_one_answered(page: Page) -> None:
    ask(page, ENDLESS)
    expect(page.get_by_text("Running…")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("alert")).to_contain_text("The query was stopped")
    ask(page, "select count(*) as n from dim_index")
    assert "1 rows" in caption(page)
