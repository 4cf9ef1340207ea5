// The plan and the texts of this page's language: there, whole, and of this storefront.
// Never judged by what they say.
import { readPlan } from "../due/plan.js";
import { finder } from "../signals/find.js";
import { bad, good } from "./finding.js";
import { probe } from "./probe.js";

// A plan counts its own lines, so that a cut-off one is noticed.
function isWhole(text) {
  const lines = text.split("\n").length - 2;
  return text.startsWith("motivo-plan\t") && text.endsWith("\nend\t" + lines + "\n");
}

// Sets `here.plan`, `here.find` and `here.word` where they can be read.
export async function plan(here) {
  const { loader, tag, storefront, refuses } = here;
  const folder = tag.getAttribute("data-plan") || loader.home + "v1/plan/" + storefront + "/";
  const get = async (name) => {
    const address = new URL(folder + name, document.baseURI).href;
    const kept = bad(`the page may not read ${address}`, "send Access-Control-Allow-Origin: * with everything under v1/plan/");
    const { answer, finding } = await probe(refuses, address, () => loader.fetchFile(address), kept);
    if (finding) return { finding };
    if (answer.ok) return { text: await answer.text() };
    const fix = answer.status === 404 ? 'check data-storefront, and that its motivo.json is given to `motivo serve` or `motivo dist`' : "look at that host's log";
    return { finding: bad(`${address} is answered with ${answer.status}`, fix) };
  };
  const { text, finding } = await get("plan.txt");
  if (finding) return finding;
  if (!isWhole(text)) return bad("the plan is damaged", "publish it again, and let nothing rewrite it on the way");
  here.plan = readPlan(text);
  here.find = finder(text);
  if (here.plan.storefront !== storefront) return bad(`the plan is of the storefront "${here.plan.storefront}", the tag says "${storefront}"`, "change data-storefront or data-plan");
  const language = (tag.getAttribute("data-locale") || document.documentElement.lang).toLowerCase().split("-")[0];
  const locale = here.plan.locales.find((one) => one.toLowerCase() === language) || here.plan.locales[0];
  const texts = await get(`messages.${locale}.json`);
  if (texts.finding) return texts.finding;
  try {
    const messages = JSON.parse(texts.text);
    here.word = (key) => messages[key] || "";
  } catch {
    return bad(`messages.${locale}.json is no JSON`, "publish it again, and let nothing rewrite it on the way");
  }
  return good(`plan and texts are whole; texts in "${locale}"`);
}
