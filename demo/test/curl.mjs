#!/usr/bin/env node
// The few options of curl that the README's walk-through uses, for a machine that has no curl: -s, -u, -d and -H.
const options = { headers: {} };
const rest = process.argv.slice(2);
let url = '';
while (rest.length > 0) {
  const word = rest.shift();
  if (word === '-u') options.headers.authorization = `Basic ${Buffer.from(rest.shift()).toString('base64')}`;
  else if (word === '-d') Object.assign(options, { method: 'POST', body: rest.shift() }) && (options.headers['content-type'] = 'application/x-www-form-urlencoded');
  else if (word === '-H') {
    const [name, ...value] = rest.shift().split(': ');
    options.headers[name] = value.join(': ');
  } else if (!word.startsWith('-')) url = word;
}
process.stdout.write(await (await fetch(url, options)).text());
