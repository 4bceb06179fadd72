import { type EventSchema, listedValues, type SchemaNode } from '../event-schema.ts';
import { toXsdPattern } from './to-xsd-pattern.ts';
import { xmlElement, xmlText } from './xml-element.ts';

/** The XML namespace of one version of an event. */
export const xsdNamespace = (event: string, version: number): string => `urn:sluice:${event}:${version}`;

/**
 * The XSD 1.0 of a registered schema: one element named after the event, its fields in any order. What the XSD accepts,
 * the JSON Schema accepts too; it is the stricter of the two where XML has no words: no fields but the named ones,
 * numbers without exponent, time offsets up to 14 hours.
 */
export const generateXsd = (event: string, version: number, schema: EventSchema): string => {
  const namespace = xsdNamespace(event, version);
  const lines = xmlElement(
    'xs:schema',
    {
      'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
      xmlns: namespace,
      targetNamespace: namespace,
      elementFormDefault: 'qualified',
    },
    toElement(event, schema, {}),
  );
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...lines, ''].join('\n');
};

const toElement = (name: string, node: SchemaNode, occurs: Readonly<Record<string, string>>): string[] =>
  xmlElement('xs:element', { name, ...occurs }, toAnnotation(node), toType(node));

const toAnnotation = ({ description, 'x-rules': rules = [] }: SchemaNode): string[] => {
  const texts = [...(description === undefined ? [] : [description]), ...rules];
  return texts.length === 0
    ? []
    : xmlElement('xs:annotation', {}, ...texts.map((text) => xmlText('xs:documentation', text)));
};

const toType = (node: SchemaNode): string[] => {
  switch (node.type) {
    case 'object':
      return toFields(node);
    case 'array':
      return toItems(node);
    case 'string':
      return toRestriction(node.format === undefined ? 'xs:string' : timeTypes[node.format].base, node);
    case 'number':
      return toRestriction('xs:decimal', node);
    case 'integer':
      return toRestriction('xs:integer', node);
    case 'boolean':
      return toRestriction('xs:boolean', node);
  }
};

const toFields = ({ properties = {}, required = [] }: SchemaNode): string[] => {
  const fields = Object.entries(properties).map(([name, field]) =>
    toElement(name, field, required.includes(name) ? {} : { minOccurs: '0' }),
  );
  return xmlElement('xs:complexType', {}, xmlElement('xs:all', {}, ...fields));
};

const toItems = ({ items, minItems = 0, maxItems }: SchemaNode): string[] => {
  const occurs = { minOccurs: String(minItems), maxOccurs: maxItems === undefined ? 'unbounded' : String(maxItems) };
  return xmlElement(
    'xs:complexType',
    {},
    xmlElement('xs:sequence', {}, items === undefined ? [] : toElement('item', items, occurs)),
  );
};

/** XSD's times may lack the offset, and may have years of more digits and an hour 24: RFC 3339 has none of these. */
const timeTypes = {
  'date-time': {
    base: 'xs:dateTime',
    pattern: '[0-9]{4}-[^T]+T([01][0-9]|2[0-3]):[^Z+-]+(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])',
  },
  date: { base: 'xs:date', pattern: '[0-9]{4}-[0-9]{2}-[0-9]{2}' },
} as const;

const toRestriction = (base: string, node: SchemaNode): string[] =>
  xmlElement('xs:simpleType', {}, xmlElement('xs:restriction', { base }, ...toFacets(base, node)));

// xs:decimal has no exponent.
const decimal = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 });

const toFacets = (base: string, node: SchemaNode): string[][] => {
  const facet = (name: string, value: string | number | undefined): string[][] =>
    value === undefined
      ? []
      : [xmlElement(`xs:${name}`, { value: typeof value === 'number' ? decimal.format(value) : value })];
  // xs:boolean may be restricted by a pattern only (XML Schema part 2, 3.2.2).
  const listed = base === 'xs:boolean' ? 'pattern' : 'enumeration';
  return [
    ...(listedValues(node) ?? []).flatMap((value) => facet(listed, typeof value === 'boolean' ? String(value) : value)),
    ...facet('minLength', node.minLength),
    ...facet('maxLength', node.maxLength),
    ...facet('pattern', node.pattern === undefined ? undefined : toXsdPattern(node.pattern)),
    ...facet('pattern', node.format === undefined ? undefined : timeTypes[node.format].pattern),
    ...facet('minInclusive', node.minimum),
    ...facet('minExclusive', node.exclusiveMinimum),
    ...facet('maxInclusive', node.maximum),
    ...facet('maxExclusive', node.exclusiveMaximum),
  ];
};
