// The observer's second half, for when an experience may be due; it travels with the views.
// Never loaded before consent, unless the shopper asks for their panel.
import { stage } from "./stage.js";

window.motivo.$("views", (page) => stage(wasm_bindgen, page));
