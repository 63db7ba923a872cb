/** The charts, a script of its own that pages load when they first draw one: it carries the chart library. */
import * as Plot from "@observablehq/plot";

export interface Charts {
  plot: typeof Plot.plot;
  Plot: typeof Plot;
}

declare global {
  interface Window {
    cchcCharts?: Charts;
  }
}

window.cchcCharts = { plot: Plot.plot, Plot };
