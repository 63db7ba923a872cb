"""A panel for regression: lags only where years compare, breaks as eras, errors clustered by unit.

Open it with `marimo edit notebooks/panel.py`, or run it as a script. Belongs here: setting a panel up and one plain
estimate in numpy. Does not belong here: causal claims; take the frame to the tool of your trade.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium")


@app.cell
def _():
    import warnings

    import marimo as mo
    import numpy as np
    import pandas as pd

    import cchc

    return cchc, mo, np, pd, warnings


@app.cell
def _(mo):
    mo.md("""
    # A panel of units and years

    *Bảng dữ liệu đơn vị × năm: chỉ lấy trễ khi hai năm so sánh được, gãy chuỗi thành kỳ, sai số gộp theo đơn vị.*

    Three things go wrong in panels of these indices, and are set right here: a **lag across a change of scoring** is
    no lag; a **mean of the country** is no unit; a **province of 2026** that bears an old name is another place.
    """)
    return


@app.cell
def _(cchc, mo):
    held = [row["index_code"] for row in cchc.indices(as_="records") if row["last_year"]]
    index = mo.ui.dropdown(held, value="PAPI" if "PAPI" in held else held[0], label="Index · Chỉ số")
    index
    return (index,)


@app.cell
def _(cchc, index, warnings):
    with warnings.catch_warnings():
        # What they warn of is set right below, and the answer's metadata keeps the sentences.
        warnings.simplefilter("ignore", cchc.CchcWarning)
        scores = cchc.scores(index.value, as_="pandas")
    cautions = cchc.metadata(scores)["warnings"]
    return cautions, scores


@app.cell
def _(cautions, mo):
    mo.md("\n".join(["**To be known · Cần biết**", "", *(f"- {caution}" for caution in cautions)]) if cautions else "")
    return


@app.cell
def _(scores):
    panel = scores[
        [
            "unit_key",
            "unit_name",
            "geography",
            "year",
            "percent",
            "comparable_with_previous",
            "is_series_break",
            "evidence",
        ]
    ].dropna(subset="percent")
    # An era is a run of years that one scoring made.
    new_series = panel.groupby("year")["is_series_break"].any().fillna(False).astype(int)
    panel = panel.assign(era=panel["year"].map(new_series.cumsum()).astype(int), year=panel["year"].astype(int))
    # The year before of the same unit, where the two compare; a missing year leaves the lag missing.
    before = panel[["unit_key", "year", "percent"]].assign(year=panel["year"] + 1)
    panel = panel.merge(before.rename(columns={"percent": "lag"}), on=["unit_key", "year"], how="left")
    panel["lag"] = panel["lag"].where(panel["comparable_with_previous"].fillna(False).astype(bool))
    panel = panel.sort_values(["unit_key", "year"], ignore_index=True)
    return (panel,)


@app.cell
def _(mo, panel):
    years_held = panel.groupby("unit_key")["year"].nunique()
    whole = years_held[years_held == panel["year"].nunique()].index
    balanced = panel[panel["unit_key"].isin(whole)]
    sizes = {
        name: (len(frame), frame["unit_key"].nunique(), frame["year"].nunique(), frame["lag"].notna().sum())
        for name, frame in {"unbalanced · không cân bằng": panel, "balanced · cân bằng": balanced}.items()
    }
    told = "\n    ".join(f"| {name} | {' | '.join(map(str, numbers))} |" for name, numbers in sizes.items())
    mo.md(f"""
    ## Unbalanced and balanced

    | | rows | units | years | rows with a lag |
    |---|---|---|---|---|
    {told}

    Units that an index left out are not missing at random: look at `cchc.coverage()` before you balance.
    """)
    return (balanced,)


@app.cell
def _(panel):
    eras = panel.groupby("era")["year"].agg(["min", "max", "nunique"]).rename(columns={"nunique": "years"})
    eras
    return (eras,)


@app.cell
def _(np):
    def clustered(y, x, cluster):
        """Least squares of y on x with errors clustered: coefficients, standard errors (CR1), rows and clusters."""
        inverse = np.linalg.pinv(x.T @ x)
        coefficients = inverse @ x.T @ y
        residuals = y - x @ coefficients
        groups = np.unique(cluster)
        sums = np.array([x[cluster == group].T @ residuals[cluster == group] for group in groups])
        rows, columns = x.shape
        scale = len(groups) / (len(groups) - 1) * (rows - 1) / max(rows - columns, 1)
        covariance = scale * inverse @ (sums.T @ sums) @ inverse
        return coefficients, np.sqrt(np.diag(covariance).clip(0)), rows, len(groups)

    def within(frame, columns, unit):
        """The columns less their mean in each unit: what is left of them inside units."""
        return frame[columns] - frame.groupby(unit)[columns].transform("mean")

    return clustered, within


@app.cell
def _(clustered, panel, pd, within):
    sample = panel.dropna(subset=["lag"])
    # A dummy an era but the first: levels of different scorings are not one level.
    dummies = pd.get_dummies(sample["era"], prefix="era", drop_first=True, dtype=float)
    terms = ["lag", *dummies.columns]
    design = pd.concat([sample[["unit_key", "percent", "lag"]], dummies], axis=1)
    inside = within(design, ["percent", *terms], "unit_key")
    estimate, error, rows_used, units_used = clustered(
        inside["percent"].to_numpy(float), inside[terms].to_numpy(float), design["unit_key"].to_numpy()
    )
    table = pd.DataFrame({"term": terms, "estimate": estimate, "standard_error": error}).round(4)
    table
    return rows_used, table, units_used


@app.cell
def _(mo, rows_used, units_used):
    mo.md(f"""
    Score in percent of the maximum on its lag and eras, within units; {rows_used} rows, errors clustered by
    {units_used} units. A lag beside unit effects is biased in short panels (Nickell), and few clusters make errors too
    small: this is a set-up to start from, not a result.
    """)
    return


@app.cell
def _(cchc, mo, scores):
    mo.md(f"## Cite · Trích dẫn\n\n{cchc.cite(scores).text}\n\n```bibtex\n{cchc.cite(scores).bibtex}\n```")
    return


if __name__ == "__main__":
    app.run()
