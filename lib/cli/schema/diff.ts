import type { Command } from 'commander';
import { compareSchemas } from '../../../functions/contracts/registry/compare-schemas.ts';
import { compatibilityOf } from '../../../functions/contracts/registry/schema-change.ts';
import { defineCommand } from '../define-command.ts';
import { toChangeLines } from './change-lines.ts';
import { chooseVersion, parseVersion } from './choose-version.ts';
import { readRegistry, registryFolder } from './read-registry.ts';

export const defineSchemaDiff = (schema: Command): Command =>
  defineCommand(schema, {
    usage: 'diff <event> <older> <newer>',
    purpose: 'What changed between two registered versions of an event, and who can read whose events.',
    examples: ['./sluice schema diff MarketDispatchEvent v1 v2', './sluice schema diff WeatherObservation 1 2 --json'],
    parse: (_options, [event = '', older = '', newer = '']) => ({
      event,
      older: parseVersion(older),
      newer: parseVersion(newer),
    }),
    run: async ({ event, older, newer }) => {
      const registry = await readRegistry(registryFolder);
      const changes = compareSchemas(
        chooseVersion(registry, event, older).schema,
        chooseVersion(registry, event, newer).schema,
      );
      const compatibility = compatibilityOf(changes);
      return {
        data: { event, older, newer, compatibility, changes },
        lines: [
          ...toChangeLines(event, changes),
          changes.length === 0 ? 'No change.' : `${event} v${older} → v${newer}: ${compatibility}`,
        ],
      };
    },
  });
