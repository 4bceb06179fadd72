import { DiskFullError, requireDiskSpace } from '../../../../lib/targets/instance/require-disk-space.ts';

const withFree = (megabytes: number) => async () => ({ bavail: megabytes * 256, bsize: 4_096 });

test('nothing is started on a disk without room, and the error says how much is missing', async () => {
  const refused = requireDiskSpace('/data', withFree(200));

  await expect(refused).rejects.toThrow(DiskFullError);
  await expect(refused).rejects.toMatchObject({
    code: 'DISK_FULL',
    retryable: true,
    message: '200 MB are free in /data; the engines need 256 MB to start.',
    actions: ['free 56 MB or more', 'sluice reset --yes --instance NAME removes what an instance stored'],
  });
});

test('a disk with room is nobody’s concern', async () => {
  await expect(requireDiskSpace('/data', withFree(256))).resolves.toBeUndefined();
});
