import { judgeEffects } from './judge-effects.ts';

const exactly = (effects: number, acknowledged = true) => ({ minimum: effects, maximum: effects, acknowledged });

test('finds nothing wrong where each order has what it must, be it lost or doubled', () => {
  const judgement = judgeEffects(
    new Map([
      ['kept', exactly(1)],
      ['lost', exactly(0)],
      ['doubled', exactly(3)],
      ['refused', exactly(0, false)],
    ]),
    new Map([
      ['kept', 1],
      ['doubled', 3],
    ]),
  );

  expect(judgement).toEqual({ orders: 3, lost: 1, doubled: 2, mustLose: 1, mustDouble: 2, faults: [] });
});

test('names each order that has too few effects, too many, or any though nobody sent it', () => {
  const judgement = judgeEffects(
    new Map([
      ['missing', exactly(1)],
      ['spared', exactly(0)],
      ['twice', { minimum: 0, maximum: 1, acknowledged: true }],
    ]),
    new Map([
      ['spared', 1],
      ['twice', 2],
      ['stranger', 1],
    ]),
  );

  expect(judgement).toMatchObject({ orders: 3, lost: 1, doubled: 1, mustLose: 1, mustDouble: 0 });
  expect(judgement.faults).toEqual([
    'missing has 0 effects, and must have 1',
    'spared has 1 effects, and must have 0',
    'twice has 2 effects, and must have 0–1',
    'stranger has 1 effects, and must have 0',
  ]);
});
