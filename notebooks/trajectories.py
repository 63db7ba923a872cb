"""Rank trajectories of chosen units, with breaks in series drawn as breaks and bounds where nobody printed a rank.

Open it with `marimo edit notebooks/trajectories.py`, or run it as a script. Belongs here: one chart and how it is
made. Does not belong here: averages of ranks, which mean nothing.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium")


@app.cell
def _():
    import warnings

    import altair as alt
    import marimo as mo

    import cchc

    return alt, cchc, mo, warnings


@app.cell
def _(mo):
    mo.md("""
    # Rank trajectories

    *Đường thứ hạng: đứt ở năm đổi cách tính, khoảng giá trị ở năm không có hạng in.*

    A line joins two years only where both are held and the scoring did not change between them. The shape of a
    point tells whether its rank was printed; others were computed from scores or follow from other figures. 1 is best.
    """)
    return


@app.cell
def _(cchc, mo):
    held = [row["index_code"] for row in cchc.indices(as_="records") if row["last_year"] and row["level"] == "province"]
    index = mo.ui.dropdown(held, value="PAPI" if "PAPI" in held else held[0], label="Index · Chỉ số")
    index
    return (index,)


@app.cell
def _(cchc, index, warnings):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cchc.CchcWarning)  # breaks and geographies are drawn
        ranks = cchc.ranks(index.value, as_="pandas")
    ranks = ranks.astype({"year": int, "rank": int})
    return (ranks,)


@app.cell
def _(mo, ranks):
    names = sorted(ranks["unit_name"].unique())
    leaders = ranks[ranks["year"] == ranks["year"].max()].nsmallest(2, "rank")["unit_name"]
    first = [name for name in dict.fromkeys(["Quảng Ngãi", *leaders]) if name in names]
    units = mo.ui.multiselect(names, value=first, label="Units · Đơn vị")
    units
    return (units,)


@app.cell
def _(ranks):
    breaks = ranks[ranks["is_series_break"].fillna(False).astype(bool)].groupby("year", as_index=False).first()
    breaks = breaks.assign(reason=breaks["comparability_reason"].fillna(""))[["year", "reason"]]
    return (breaks,)


@app.cell
def _(breaks, ranks, units):
    chosen = ranks[ranks["unit_name"].isin(units.value)].sort_values(["unit_name", "year"])
    # A new line begins after a year that is missing, in a new geography, and in a year that began a new series.
    before = chosen.groupby("unit_name")
    starts = (
        (chosen["year"] != before["year"].shift() + 1)
        | (chosen["geography"] != before["geography"].shift())
        | chosen["year"].isin(breaks["year"])
    )
    lines = chosen.assign(
        line=starts.groupby(chosen["unit_name"]).cumsum().astype(int),
        printed=chosen["rank_basis"].eq("published").map({True: "printed · in", False: "not printed · không in"}),
    )[["unit_name", "year", "rank", "rank_basis", "printed", "line", "evidence"]]
    return (lines,)


@app.cell
def _(cchc, index, units):
    # Ranks that nobody printed, but that other figures leave an interval for.
    bounds = cchc.query(
        """
        select unit_name, year, low, high from fct_bound
        where index_code = ? and measure = 'rank' and domain_code = '_total' and status = 'bounded'
            and unit_name in (select unnest(?))
        order by unit_name, year
        """,
        [index.value, list(units.value)],
        as_="pandas",
    )
    return (bounds,)


@app.cell
def _(alt, bounds, breaks, lines):
    year = alt.X("year:Q", title="Year · Năm", axis=alt.Axis(format="d", tickMinStep=1), scale=alt.Scale(zero=False))
    rank = alt.Y(
        "rank:Q", title="Rank · Thứ hạng", scale=alt.Scale(reverse=True, zero=False), axis=alt.Axis(tickMinStep=1)
    )
    colour = alt.Color("unit_name:N", title="Unit · Đơn vị", legend=alt.Legend(symbolOpacity=1))
    told = ["unit_name", "year", "rank", "rank_basis", "evidence"]
    line = alt.Chart(lines).mark_line().encode(year, rank, colour, detail="line:N")
    point = (
        alt.Chart(lines)
        .mark_point(size=60, opacity=1)
        .encode(year, rank, colour, shape=alt.Shape("printed:N", title=None), tooltip=told)
    )
    rule = (
        alt.Chart(breaks)
        .mark_rule(strokeDash=[4, 3], color="#777")
        .encode(alt.X("before:Q"), tooltip=["year", "reason"])
        .transform_calculate(before="datum.year - 0.5")
    )
    band = alt.Chart(bounds).mark_rule(strokeWidth=6, opacity=0.25).encode(year, alt.Y("low:Q"), alt.Y2("high"), colour)
    chart = (band + rule + line + point).properties(width=640, height=360)
    chart
    return (chart,)


@app.cell
def _(breaks, mo):
    mo.md("\n".join(["**Breaks · Gãy chuỗi**", "", *(f"- {row.year}: {row.reason}" for row in breaks.itertuples())]))
    return


@app.cell
def _(cchc, mo):
    mo.md(f"## Cite · Trích dẫn\n\n{cchc.cite('fct_score').text}")
    return


if __name__ == "__main__":
    app.run()
