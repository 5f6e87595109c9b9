import { readFileSync } from 'node:fs';
import { KongsiClient } from '@kongsi/partner-sdk';

const folder = process.argv[2] ?? '.kongsi';
const demo = JSON.parse(readFileSync(`${folder}/demo.json`, 'utf8'));
const { partnerId, tillId, outletId, keyFile } = demo.partners[0];
const key = JSON.parse(readFileSync(`${folder}/${keyFile}`, 'utf8'));
const kongsi = new KongsiClient({ partnerId, tillId, key, baseUrl: demo.hub });
const { id: member } = demo.members[0];
const earn = await kongsi.earns.create({ externalId: `R-${Date.now()}-E`, member, outletId, amount: { currency: 'IDR', value: '125000.00' } });
console.log(`Earned ${earn.points} points; the member has ${earn.balance.available}.`);
