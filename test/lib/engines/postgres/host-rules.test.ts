import { hostRules } from '../../../../lib/engines/postgres/host-rules.ts';

test('without containers only this machine is let in', () => {
  expect(hostRules([])).toBe(`
host all         sluice 127.0.0.1/32 trust
host replication sluice 127.0.0.1/32 trust
`);
});

test('from a network of containers the role comes into the application’s database and no other', () => {
  expect(hostRules(['172.17.0.0/16'])).toBe(`${hostRules([])}host sluice      sluice 172.17.0.0/16 trust\n`);
});
