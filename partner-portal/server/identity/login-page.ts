import type { DemoUser } from './people.js';

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** One button a person: this page exists in development only, and says so. */
export function loginPage(uid: string, users: readonly DemoUser[]): string {
  const groups = new Map<string, DemoUser[]>();
  for (const user of users) groups.set(user.brand ?? 'Operator', [...(groups.get(user.brand ?? 'Operator') ?? []), user]);
  const sections = [...groups].map(([brand, people]) => `<section aria-label="${escape(brand)}"><h2>${escape(brand)}</h2>${people.map((user) =>
    `<form method="post" action="/oidc/interaction/${escape(uid)}"><button name="sub" value="${escape(user.sub)}"><span>${escape(user.name)}</span><small>${escape(user.roles.join(', '))}</small></button></form>`).join('')}</section>`).join('');
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Masuk · Kongsi</title><link rel="stylesheet" href="/login.css"></head>
<body><main><h1>Masuk ke Kongsi</h1><p>Penyedia identitas untuk pengembangan: pilih siapa Anda. <span lang="en">Development identity provider: choose who you are.</span></p>${sections || '<p>Belum ada pengguna. <span lang="en">Nobody can sign in yet; the demo coalition makes the people.</span></p>'}</main></body></html>`;
}

export const LOGIN_CSS = `:root{color-scheme:light dark;--ink:#1b2430;--soft:#59636e;--line:#d9dee3;--tint:#f0f5f4;--accent:#0b5351;--page:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf1;--soft:#a9b4bf;--line:#37424d;--tint:#1f2a31;--accent:#6cc5bd;--page:#12181d}}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}main{max-width:44rem;margin:0 auto;padding:4rem 1.5rem}
h1{font-size:1.75rem;margin:0 0 .5rem;border-top:3px solid var(--accent);padding-top:1.25rem}p{color:var(--soft);margin:0 0 2rem}p span{display:block;font-size:.875rem}
section{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.75rem;margin-bottom:1.75rem}h2{grid-column:1/-1;font-size:.875rem;margin:0;color:var(--soft);font-weight:600}form{margin:0}
button{width:100%;min-height:3.5rem;text-align:left;padding:.65rem .9rem;border:1px solid var(--line);border-radius:8px;background:var(--tint);color:inherit;font:inherit;cursor:pointer}
button:hover,button:focus-visible{border-color:var(--accent);outline:2px solid var(--accent);outline-offset:1px}button span{display:block;font-weight:600}button small{color:var(--soft)}`;
