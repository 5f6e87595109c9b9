/** An element: its name and its text, or its children in order. */
export interface Element {
  readonly name: string;
  readonly content: string | readonly Element[];
}

export const element = (name: string, content: Element['content']): Element => ({ name, content });

/** Characters that XML 1.0 has no form for; a text from outside may hold them. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu;

/** Text as XML carries it: what has a meaning there is escaped, what cannot be said is left out, and white space is single blanks. */
export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/\s+/g, ' ').trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A document with its declaration, two blanks a level, empty elements closed in themselves. */
export function xmlDocument(root: Element, attributes: Readonly<Record<string, string>>): string {
  const [first = '', ...rest] = lines(root, 0);
  const names = Object.entries(attributes).map(([name, value]) => ` ${name}="${xmlText(value)}"`).join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n${[first.replace(`<${root.name}`, `<${root.name}${names}`), ...rest].join('\n')}\n`;
}

function lines({ name, content }: Element, depth: number): string[] {
  const indent = '  '.repeat(depth);
  if (typeof content === 'string') {
    const text = xmlText(content);
    return [text === '' ? `${indent}<${name}/>` : `${indent}<${name}>${text}</${name}>`];
  }
  return [`${indent}<${name}>`, ...content.flatMap((child) => lines(child, depth + 1)), `${indent}</${name}>`];
}
