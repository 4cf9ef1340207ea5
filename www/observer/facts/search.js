// How many products a search page says it found.
// Never reads what was searched for.
import { amountIn } from "./price.js";
import { isRelated, isSeen } from "./shapes.js";

const PATH = /search|suche|recherche|busca|ricerca|zoeken/i;
const ASKED = /[?&](q|s|query|search|search_query|keyword)=/;
const NONE = /\b(no|0|zero) (\w+ )?(results?|products?|items?|matches)\b|nothing (was )?found|did not match|keine (\w+ )?(treffer|ergebnisse|produkte|artikel)|aucun (résultat|produit)|no se (han )?encontr|nessun (risultato|prodotto)|geen (resultaten|producten)|لا توجد نتائج/i;
const SOME = /(\d[\d.,\s]*)\s+(\w+ )?(results?|products?|items?|treffer|ergebnisse|produkte|artikel|résultats?|produits?|resultados|productos|risultati|prodotti|resultaten)\b/i;
const LINES = 'h1,h2,[role=status],[class*="result" i],[class*="empty" i],[class*="count" i],[class*="info" i],main p';
const MOST_LINES = 60;
const LONGEST_TEXT = 160;

export function readSearch() {
  if (!PATH.test(location.pathname) && !ASKED.test(location.search)) return;
  for (const line of [...document.querySelectorAll(LINES)].slice(0, MOST_LINES)) {
    const text = line.textContent.trim().slice(0, LONGEST_TEXT + 1);
    if (text.length > LONGEST_TEXT || isRelated(line) || !isSeen(line)) continue;
    if (NONE.test(text)) return { type: "search", found: 0 };
    const [, found] = SOME.exec(text) || [];
    if (found) return { type: "search", found: amountIn(found) };
  }
}
