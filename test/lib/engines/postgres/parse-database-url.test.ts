import { parseDatabaseUrl } from '../../../../lib/engines/postgres/parse-database-url.ts';

test('a URL names server, database, user, password and how far TLS is asked for', () => {
  expect(parseDatabaseUrl('postgresql://an%40na:s%2Fcret@db.example:6432/shop?sslmode=require')).toEqual({
    host: 'db.example',
    port: 6432,
    name: 'shop',
    user: 'an@na',
    password: 's/cret',
    sslMode: 'require',
  });
});

test('what is left out is what libpq takes for it', () => {
  expect(parseDatabaseUrl('postgres://ana@localhost')).toMatchObject({ port: 5432, name: 'ana', password: undefined });
});

test.each(['', 'localhost:5432', 'mysql://ana:secret@localhost/shop', 'postgres://localhost/shop'])(
  'is not taken for one, and told without its password: %j',
  (text) => {
    const parse = () => parseDatabaseUrl(text);

    expect(parse).toThrow(expect.objectContaining({ code: 'EXTERNAL_ADDRESS_INVALID' }));
    expect(parse).not.toThrow('secret');
  },
);
