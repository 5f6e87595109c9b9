// A new brand in a sandbox: a key, a member, an earn, a burn. Run it while `npm start` is up.
import { generateKeyPairSync, randomInt } from 'node:crypto';
import { KongsiClient, proofOfPossession, signerOf } from '@kongsi/partner-sdk';

const baseUrl = process.argv[2] ?? 'http://127.0.0.1:8080';
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const signer = await signerOf(key);
const made = await fetch(`${baseUrl}/v1/test/partners`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ brandName: 'Kopi Kita', jwk: signer.publicJwk, proof: await proofOfPossession(signer, baseUrl) }),
}).catch(() => {
  console.error(`No hub answers at ${baseUrl}. Start one with npm start, or name its address: npm run quickstart -- http://127.0.0.1:8080`);
  process.exit(1);
});
const { partnerId, outletId, tillId } = await made.json();

const kongsi = new KongsiClient({ partnerId, key, baseUrl, tillId });
const member = await kongsi.members.enrol({ name: 'Siti Rahayu', identifiers: [{ kind: 'PHONE', value: `+62812${randomInt(10_000_000, 99_999_999)}` }] });
const earn = await kongsi.earns.create({ externalId: `R-1001-E-${member.id.slice(-12)}`, member: member.id, outletId, amount: { currency: 'IDR', value: '125000.00' } });
const burn = await kongsi.burns.create({ externalId: `R-1002-B-${member.id.slice(-12)}`, member: member.id, outletId, points: 5 });

console.log(`${member.name} earned ${earn.points} points on Rp125.000 and burned ${burn.points}.`);
console.log(`Issued by ${burn.legs[0].issuerId}, worth Rp${burn.value.value}. Left: ${burn.balance.available}.`);
