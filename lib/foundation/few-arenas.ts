/**
 * Keeps glibc from giving each thread a heap of its own, up to eight a core, none of which is ever handed back whole (mallopt(3),
 * M_ARENA_MAX). Without effect on macOS.
 */
export const fewArenas = { MALLOC_ARENA_MAX: '2' } as const;
