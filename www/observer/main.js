// The observer as the loader gets it: the shell, with the core to be fetched after consent.
import { start } from "./session.js";
import { instantiate } from "./wasm.js";

window.motivo.$("observer", (options) => start({ ...options, core: () => instantiate(options.wasm("observer")) }));
