/** Starts the explorer in the page. */
import { render } from "preact";
import { App } from "./app";
import "./styles/base.css";

render(<App />, document.getElementById("explorer")!);
