import { openEnvironmentRegister } from '../../../../lib/lambda-host/executor/environment-register.ts';
import type { Registration } from '../../../../lib/lambda-host/executor/registration.ts';

const registration: Registration = {
  functionName: 'greet',
  version: '$LATEST',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:greet',
  handler: 'index.handler',
  codeDirectory: '/code/greet',
  timeoutMs: 3000,
  memoryMb: 128,
  environment: {},
  hostEnvironment: {},
};

const openRegister = ({ refusing = '' } = {}) => {
  const calls: string[] = [];
  const register = openEnvironmentRegister(
    {
      put: async ({ functionName, codeDirectory }) => {
        if (codeDirectory === refusing) throw new Error('unreadable');
        calls.push(`put ${functionName} ${codeDirectory}`);
      },
      remove: async (functionName) => {
        calls.push(`remove ${functionName}`);
      },
    },
    (functionName, codeDirectory) => (functionName === 'bundled' ? '/bundles/it' : codeDirectory),
  );
  return { calls, register };
};

test('a function goes with the last of its registrations, each version by itself', async () => {
  const { calls, register } = openRegister();
  await register.put('a', registration);
  await register.put('b', registration);
  await register.put('c', { ...registration, version: '7' });

  await register.remove('a');
  const kept = register.requireKey('b');
  await register.remove('b');
  await register.remove('b');

  expect(kept).toBe('greet');
  expect(register.requireKey('c')).toBe('greet:7');
  expect(calls).toEqual(['put greet /code/greet', 'put greet /code/greet', 'put greet:7 /code/greet', 'remove greet']);
});

test('the caller may have a function run from another folder', async () => {
  const { calls, register } = openRegister();

  await register.put('a', { ...registration, functionName: 'bundled' });

  expect(calls).toEqual(['put bundled /bundles/it']);
});

test('a registration that is refused is none, and one that there was stays', async () => {
  const { register } = openRegister({ refusing: '/absent' });
  await register.put('old', registration);
  const refused = { ...registration, codeDirectory: '/absent' };

  await expect(register.put('new', refused)).rejects.toThrow('unreadable');
  await expect(register.put('old', refused)).rejects.toThrow('unreadable');

  expect(() => register.requireKey('new')).toThrow(expect.objectContaining({ code: 'ENVIRONMENT_UNKNOWN' }));
  expect(register.requireKey('old')).toBe('greet');
});
