/**
 * V8's heap limits as the nodejs24.x runtime's start script sets them: a tenth of the memory for the new space, of which a
 * semi-space is half, and the rest for the old one. Memory outside the heap is not limited locally.
 */
export const toMemoryArguments = (memoryMb: number): readonly string[] => {
  const newSpaceMb = Math.floor(memoryMb / 10);
  return [`--max-semi-space-size=${Math.floor(newSpaceMb / 2)}`, `--max-old-space-size=${memoryMb - newSpaceMb}`];
};
