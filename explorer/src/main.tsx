/** Starts the explorer in the page, once the data that every page needs has had its turn to load. */
import { render } from "preact";
import { App } from "./app";
import { watchReader } from "./parts/focus";
import { restoreTheme } from "./theme";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/parts.css";
import "./styles/print.css";

restoreTheme();
watchReader();
// In a task of its own: the one that ends the page's loading lays the page out too.
addEventListener("DOMContentLoaded", () => setTimeout(() => render(<App />, document.getElementById("explorer")!)));
