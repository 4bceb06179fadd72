type Properties = Readonly<Record<string, unknown>>;

export interface EventSourceChanges {
  /** The template's properties when the change was made. */
  readonly template: Properties;
  readonly changes: Properties;
}

/** What still holds of a mapping's updates once the template says something: a field until the template's own value for it changes. */
export const decideUpdatesKept = ({ template, changes }: EventSourceChanges, templateNow: Properties): Properties =>
  Object.fromEntries(
    Object.entries(changes).filter(([field]) => JSON.stringify(template[field]) === JSON.stringify(templateNow[field])),
  );
