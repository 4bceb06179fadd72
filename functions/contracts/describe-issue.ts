import type { z } from 'zod';
import type { ItemError } from './problem.ts';

/** A validation issue in the words of whoever wrote the value: where, what is wrong, how to put it right. */
export const describeIssue = (issue: z.core.$ZodIssue): Omit<ItemError, 'index'> => ({
  path: issue.path.join('.'),
  message: issue.message,
  fix: fixOf(issue),
});

const fixOf = (issue: z.core.$ZodIssue): string => {
  const field = issue.path.length === 0 ? 'the item' : issue.path.join('.');
  switch (issue.code) {
    case 'invalid_type':
      return `Give ${field} as ${issue.expected}`;
    case 'invalid_value':
      return `Use ${issue.values.map(String).join(', ')} for ${field}`;
    case 'unrecognized_keys':
      return `Leave out ${issue.keys.join(', ')}`;
    case 'too_big':
      return `Give ${field} at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      return `Give ${field} at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'datetime'
        ? `Write ${field} like 2023-01-18T00:05:00+10:00`
        : `Write ${field} in the form ${issue.pattern ?? issue.format}`;
    case 'custom':
      return typeof issue.params?.['fix'] === 'string' ? issue.params['fix'] : `Correct ${field}`;
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return `Correct ${field}`;
  }
};

const unitOf = (origin: string): string => (origin === 'string' ? ' characters' : '');
