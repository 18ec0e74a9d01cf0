// Elements are made with text, never with markup: what a scenario calls its parts stays text.

type Child = Node | string | null | undefined | false;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children.filter((c): c is Node | string => c !== null && c !== undefined && c !== false));
  return node;
}

export interface TableSpec {
  caption: string;
  head: (string | Node)[];
  rows: (string | Node)[][];
  /** Columns of words; the others hold numbers and are set flush right. */
  words?: number[];
  /** Of the columns, where several tables below each other are to line up. */
  widths?: string[];
  /** Of many columns: set closer, so that eight or so fit a page. */
  close?: boolean;
}

/** A name that may be broken after its dots and underscores. */
export function breakable(name: string): Node {
  return el("span", {}, ...name.split(/(?<=[._])/).flatMap((part, i) => (i ? [el("wbr"), part] : [part])));
}

export function table(spec: TableSpec): HTMLElement {
  const isText = (i: number) => i === 0 || (spec.words ?? []).includes(i);
  const head = el("tr", {}, ...spec.head.map((h, i) => el("th", isText(i) ? { scope: "col" } : { scope: "col", class: "number" }, h)));
  const body = spec.rows.map((row) =>
    el(
      "tr",
      {},
      ...row.map((cell, i) =>
        i === 0 ? el("th", { scope: "row" }, cell) : el("td", isText(i) ? {} : { class: "number" }, cell),
      ),
    ),
  );
  const columns = spec.widths?.map((width) => {
    const column = el("col");
    column.style.width = width;
    return column;
  });
  const made = el("table", columns ? { class: "fixed" } : spec.close ? { class: "close" } : {}, columns ? el("colgroup", {}, ...columns) : null, el("caption", {}, spec.caption), el("thead", {}, head), el("tbody", {}, ...body));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": spec.caption }, made);
}

/** A closed drawer. What is inside is made when it is opened first. */
export function drawer(summary: string, content: () => Node): HTMLDetailsElement {
  const details = el("details", {}, el("summary", {}, summary));
  let made = false;
  const make = () => {
    if (!made) {
      made = true;
      details.append(content());
    }
  };
  details.addEventListener("toggle", () => details.open && make());
  return details;
}

let lastId = 0;
export function newId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

export interface Choice {
  label: string;
  options: { value: string; text: string }[];
  value: string;
}

/** A labelled native select. */
export function chooser(choice: Choice, changed: (value: string) => void): HTMLElement {
  const id = newId("choice");
  const select = el(
    "select",
    { id },
    ...choice.options.map((o) => el("option", { value: o.value }, o.text)),
  );
  select.value = choice.value;
  select.addEventListener("change", () => changed(select.value));
  return el("span", { class: "choice" }, el("label", { for: id }, choice.label), select);
}
