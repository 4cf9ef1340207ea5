// Runs the actions that the owner declared, when the shopper presses their button.
// The one file that does something in the shop; never on its own, and never an order.

const ANSWER_WITHIN = 5000; // A shop's script that does not answer by then has failed.

// Puts a product in the cart as the owner said; resolves to whether it landed there.
export async function act({ word }, session, action, product) {
  const key = "action." + action + ".";
  const landed = word(key + "event") ? await ask(word(key + "event"), product) : await post(word, key, product);
  const visit = session.visit();
  if (landed && visit) visit.fact({ type: "cart" });
  return landed;
}

function ask(event, { id, url }) {
  return new Promise((done) => {
    document.dispatchEvent(new CustomEvent(event, { detail: { id, url, done: (landed) => done(landed === true) } }));
    setTimeout(done, ANSWER_WITHIN, false);
  });
}

async function post(word, key, { id }) {
  const fields = new URLSearchParams(word(key + "fields"));
  const token = word(key + "token");
  // The one hidden field that the owner named: shops refuse a form without it.
  const hidden = token && document.querySelector(`input[type=hidden][name="${CSS.escape(token)}"]`);
  if (hidden) fields.set(token, hidden.value);
  const path = word(key + "post").replace("{id}", encodeURIComponent(id));
  try {
    return (await fetch(path, { method: "POST", body: fields, credentials: "same-origin" })).ok;
  } catch {
    return false;
  }
}
