const aspects = ['region', 'temperature', 'timestamp'] as const;
export type Aspect = (typeof aspects)[number];

/** What one team has for the readings of a day, in the source's order. */
export interface TeamOutput {
  readonly team: string;
  /** Where each aspect is in a reading, and in what it is expressed. */
  readonly fields: Readonly<Record<Aspect, { readonly name: string; readonly unit: string }>>;
  readonly readings: readonly Readonly<Record<string, number | string>>[];
}

interface Side {
  readonly team: string;
  readonly name: string;
  readonly unit: string;
  /** The first reading's value. */
  readonly sample: number | string | undefined;
}

/** One line of the side-by-side table. */
export interface AspectRow {
  readonly aspect: Aspect;
  readonly sides: readonly [Side, Side];
  readonly sameName: boolean;
  readonly sameUnit: boolean;
  readonly readings: number;
  /** In how many readings the two values are not the same. */
  readonly differing: number;
}

/** Compares two teams' readings one by one; a reading that only one of them has differs. */
export const compareOutputs = (left: TeamOutput, right: TeamOutput): AspectRow[] =>
  aspects.map((aspect) => {
    const sides = [toSide(left, aspect), toSide(right, aspect)] as const;
    const readings = Math.max(left.readings.length, right.readings.length);
    const differing = Array.from({ length: readings }, (_, index) => index).filter(
      (index) => left.readings[index]?.[sides[0].name] !== right.readings[index]?.[sides[1].name],
    );
    return {
      aspect,
      sides,
      sameName: sides[0].name === sides[1].name,
      sameUnit: sides[0].unit === sides[1].unit,
      readings,
      differing: differing.length,
    };
  });

const toSide = ({ team, fields, readings }: TeamOutput, aspect: Aspect): Side => {
  const { name, unit } = fields[aspect];
  return { team, name, unit, sample: readings[0]?.[name] };
};
