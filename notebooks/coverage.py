"""What the release holds, index by index and year by year, and what it does not.

Open it with `marimo edit notebooks/coverage.py`, or run it as a script. Belongs here: coverage, the first thing to look
at. Does not belong here: scores.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium")


@app.cell
def _():
    import altair as alt
    import marimo as mo
    import pandas as pd

    import cchc

    return alt, cchc, mo, pd


@app.cell
def _(cchc, mo):
    mo.md(f"""
    # Coverage

    *Độ phủ: có gì, thiếu gì, chưa công bố, chưa tìm thấy. Phiên bản {cchc.version()}*

    A missing row is not a zero. `not_published` (–) says that the publisher gave no result, `not_found` that nothing is
    held of it, `partial` that a part is: its share of the units is told beside it.
    """)
    return


@app.cell
def _(cchc, mo):
    levels = sorted({row["level"] for row in cchc.coverage(as_="records")})
    level = mo.ui.dropdown(levels, value="province" if "province" in levels else levels[0], label="Level · Cấp")
    level
    return (level,)


@app.cell
def _(cchc, level, pd):
    coverage = cchc.coverage(level=level.value, as_="pandas")
    cells = coverage.assign(
        year=coverage["year"].astype(int),
        share=(coverage["units_scored"] / coverage["units_expected"]).astype(float),
        told=[
            "–" if status == "not_published" else f"{scored}/{'?' if expected is pd.NA else expected}"
            for status, scored, expected in coverage[["status", "units_scored", "units_expected"]].itertuples(
                index=False
            )
        ],
    )[["index_code", "year", "status", "share", "told", "best_evidence", "reason"]]
    return cells, coverage


@app.cell
def _(alt, cells):
    base = alt.Chart(cells).encode(
        alt.X("year:O", title="Year · Năm"),
        alt.Y("index_code:N", title="Index · Chỉ số"),
        tooltip=["index_code", "year", "status", "told", "best_evidence", "reason"],
    )
    square = base.mark_rect(stroke="white").encode(
        alt.Color("share:Q", title="Share scored · Tỷ lệ có điểm", scale=alt.Scale(scheme="blues", domain=[0, 1]))
    )
    # Words beside colour: a cell must be readable without it.
    text = base.mark_text(fontSize=9).encode(
        alt.Text("told:N"), color=alt.condition("datum.share > 0.6", alt.value("white"), alt.value("black"))
    )
    chart = (square + text).properties(width=alt.Step(34), height=alt.Step(24))
    chart
    return (chart,)


@app.cell
def _(cells):
    summary = cells.pivot_table(index="index_code", columns="status", values="year", aggfunc="count", fill_value=0)
    summary
    return (summary,)


@app.cell
def _(cells, mo):
    gaps = cells[cells["reason"].fillna("") != ""]
    mo.md(
        "\n".join(
            ["**Why · Vì sao**", "", *(f"- {row.index_code} {row.year}: {row.reason}" for row in gaps.itertuples())]
        )
    )
    return


@app.cell
def _(cchc, coverage, mo):
    mo.md(f"## Cite · Trích dẫn\n\n{cchc.cite(coverage).text}")
    return


if __name__ == "__main__":
    app.run()
