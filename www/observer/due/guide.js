// Brings a part of another page of the shop, reduced to plain elements, without leaving this page.
// Never runs anything of it: scripts, styles, forms, frames and event attributes stay behind.

const KEPT = "H2 H3 H4 P UL OL LI DL DT DD TABLE CAPTION THEAD TBODY TR TH TD FIGURE FIGCAPTION IMG A B STRONG EM I SMALL BR BLOCKQUOTE";
const ATTRIBUTES = ["href", "src", "alt", "width", "height", "colspan", "rowspan", "scope"];
const LEFT_OUT = "h1,script,style,template,form,nav,iframe,object,video,audio,[hidden]";

// A fragment of the part that the address's #fragment names, or of its main part; null without one.
export async function guide(address) {
  const { href, hash, pathname } = new URL(address, location.href);
  const page = pathname === location.pathname ? document : await load(href);
  const part = (hash && page.getElementById(hash.slice(1))) || page.querySelector("main");
  if (!part) return null;
  const fragment = document.createDocumentFragment();
  fragment.append(...[...part.childNodes].flatMap((node) => plain(node, href)));
  return fragment;
}

// XMLHttpRequest makes a document that runs nothing, and needs no policy of Trusted Types.
function load(href) {
  return new Promise((loaded, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", href);
    request.responseType = "document";
    request.onload = () => (request.status < 400 && request.response ? loaded(request.response) : failed(request.status));
    request.onerror = failed;
    request.send();
  });
}

function plain(node, base) {
  if (node.nodeType === Node.TEXT_NODE) return [node.data];
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return [];
  const children = [...node.childNodes].flatMap((child) => plain(child, base));
  if (!KEPT.split(" ").includes(node.tagName)) return children;
  const copy = document.createElement(node.tagName);
  for (const name of ATTRIBUTES) {
    const value = node.getAttribute(name);
    const address = value && (name === "href" || name === "src") && new URL(value, base);
    if (address && /^https?:$/.test(address.protocol)) copy.setAttribute(name, address.href);
    else if (value != null && !address) copy.setAttribute(name, value);
  }
  copy.append(...children);
  return [copy];
}
