// The findings in the console, what is wrong first.
// Never in the page.
export function print(findings) {
  const wrong = findings.filter(({ ok }) => !ok).length;
  console.group("motivo.doctor(): " + (wrong ? wrong + " to look at" : "all is well"));
  for (const { ok, what, fix } of findings) console.log(ok ? "✓" : "✗", what, ok ? "" : "\n  → " + fix);
  console.groupEnd();
}
