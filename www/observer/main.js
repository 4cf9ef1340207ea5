// The observer as the loader gets it: the shell, with the core to be fetched after consent.
import { settings } from "./options.js";
import { start } from "./session.js";

window.motivo.$("observer", (loader) => start(settings(loader)));
