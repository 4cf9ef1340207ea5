// Whether a search page says that it found nothing.
// Never reads what was searched for.
import { isRelated, isSeen } from "./shapes.js";

const PATH = /search|suche|recherche|[?&](q|s|query)=/i;
const NONE = /\b(no|0) (\w+ )?(results|products|items|matches)\b|nothing found|did not match|keine (\w+ )?(treffer|ergebnisse|produkte)|aucun|لا توجد/i;
const LINES = 'h1,h2,[role=status],[class*="result" i],main p';
const MOST_LINES = 60;
const LONGEST_TEXT = 160;

export const foundNothing = () =>
  PATH.test(location.pathname + location.search) &&
  [...document.querySelectorAll(LINES)].slice(0, MOST_LINES).some((line) => {
    const text = line.textContent;
    return text.length < LONGEST_TEXT && NONE.test(text) && !isRelated(line) && isSeen(line);
  });
