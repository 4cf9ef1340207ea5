// What comes with the views, in the scope of their glue. Never loaded before something is due.
window.motivo.$("views", wasm_bindgen);
