/** An element as a reader of its own finds it: name, attributes, text, children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: XmlElement[];
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };
const decoded = (text: string): string => {
  if (/&(?!(amp|lt|gt|quot|apos);)/.test(text)) throw new Error(`An ampersand stands alone in ${text}.`);
  return text.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
};

/** Reads a small XML document strictly: one root, every element closed, nothing unescaped. */
export function readXml(text: string): XmlElement {
  const [, rest] = /^<\?xml version="1\.0" encoding="utf-8"\?>\n([\s\S]*)$/.exec(text) ?? [];
  if (rest === undefined) throw new Error('The declaration is missing.');
  const open: XmlElement[] = [{ name: '', attributes: {}, text: '', children: [] }];
  const token = /<(\/?)([A-Za-z]\w*)((?: [\w:]+="[^"<&]*")*)(\/?)>|([^<>]+)/gy;
  for (;;) {
    const at = token.lastIndex;
    const found = token.exec(rest);
    if (!found) {
      if (at !== rest.length) throw new Error(`Not XML at ${rest.slice(at, at + 40)}`);
      break;
    }
    const [, closing, name, attributes, empty, content] = found;
    const parent = open.at(-1) as XmlElement;
    if (content !== undefined) parent.text += decoded(content);
    else if (closing === '/') {
      if (parent.name !== name) throw new Error(`${name ?? ''} closes ${parent.name}.`);
      open.pop();
    } else {
      const made: XmlElement = { name: name ?? '', attributes: Object.fromEntries([...(attributes ?? '').matchAll(/ ([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])), text: '', children: [] };
      parent.children.push(made);
      if (empty !== '/') open.push(made);
    }
  }
  const [root, ...others] = open[0]?.children ?? [];
  if (open.length !== 1 || !root || others.length > 0) throw new Error('Not one whole element.');
  return root;
}

/** A rule as an XML schema states it: a pattern of the text, or the children in order, `many` of one kind. */
export type XmlRule = RegExp | { readonly sequence: readonly (readonly [string, XmlRule])[] } | { readonly many: readonly [string, XmlRule]; readonly max: number };

/** Every breach of a rule, with the path of the element. */
export function breachesOf(element: XmlElement, rule: XmlRule, path = element.name): string[] {
  if (rule instanceof RegExp) return rule.test(element.text) && element.children.length === 0 ? [] : [`${path}: "${element.text}" is not ${rule.source}`];
  if ('many' in rule) {
    const [name, of] = rule.many;
    const count = element.children.length;
    return [...(count >= 1 && count <= rule.max ? [] : [`${path}: holds ${count}, not 1 to ${rule.max}`]), ...element.children.flatMap((child, at) => (child.name === name ? breachesOf(child, of, `${path}/${name}[${at + 1}]`) : [`${path}: ${child.name} is not ${name}`]))];
  }
  const [names, wanted] = [element.children.map((child) => child.name).join(' '), rule.sequence.map(([name]) => name).join(' ')];
  return names === wanted ? rule.sequence.flatMap(([name, of], at) => breachesOf(element.children[at] as XmlElement, of, `${path}/${name}`)) : [`${path}: its elements are ${names}, not ${wanted}`];
}
