import { jest } from '@jest/globals';
import { listContractVersions } from '../../../../../functions/contracts/registry/contract-versions.ts';
import type { EventSchema } from '../../../../../functions/contracts/registry/event-schema.ts';
import { generateXsd, xsdNamespace } from '../../../../../functions/contracts/registry/xsd/generate-xsd.ts';
import { dispatchEvent, weatherObservation } from '../../../fixtures/grid-events.ts';
import { findJavaCompiler, toXml, validateXml } from './validate-xml.ts';

const java = await findJavaCompiler();
if (java === undefined) console.warn('The XSDs were not validated: that needs a JDK, a Java with its compiler.');
const testWithJava = java === undefined ? test.skip : test;
const validate = (xsd: string, documents: readonly string[]) => validateXml(java ?? '', xsd, documents);

jest.setTimeout(60_000);

const xsdOf = (event: string): string => {
  const version = listContractVersions().find((each) => each.event === event);
  if (version === undefined) throw new Error(`${event} has no contract`);
  return generateXsd(event, version.version, version.schema);
};

testWithJava('the XSD accepts a dispatch event and refuses what the contract refuses', () => {
  const event = dispatchEvent();
  const { unit: _unit, ...unitless } = event;
  const documents = [
    event,
    { ...event, value_mw: -0.000001, event_time: '2024-02-29T23:59:59.5Z' },
    unitless,
    { ...event, price: 1 },
    { ...event, fuel_type: 'distillate' },
    { ...event, unit: 'kW' },
    { ...event, value_mw: 100_001 },
    { ...event, value_mw: 'much' },
    { ...event, event_id: 'dispatch_NSW1_coal_1' },
    { ...event, event_time: '2023-01-18T00:05:00' },
    { ...event, event_time: '2023-02-29T00:05:00Z' },
    { ...event, event_time: '2023-01-18T24:00:00Z' },
  ];

  const verdicts = validate(
    xsdOf('MarketDispatchEvent'),
    documents.map((fields) => toXml(xsdNamespace('MarketDispatchEvent', 1), 'MarketDispatchEvent', fields)),
  );

  expect(verdicts.map((verdict) => verdict === 'valid')).toEqual(documents.map((_, index) => index < 2));
});

testWithJava('an observation may lack what was not measured, and its text may be anything that XML can hold', () => {
  const { temperature_celsius: _none, ...observation } = weatherObservation({ location_name: 'A & B <"C">' });

  const namespace = xsdNamespace('WeatherObservation', 1);

  expect(validate(xsdOf('WeatherObservation'), [toXml(namespace, 'WeatherObservation', observation)])).toEqual([
    'valid',
  ]);
});

testWithJava('elements, numbers, texts and truth values are each an XSD type with their limits', () => {
  const schema: EventSchema = {
    type: 'object',
    properties: {
      lines: {
        type: 'array',
        minItems: 1,
        maxItems: 2,
        items: {
          type: 'object',
          properties: { quantity: { type: 'integer', exclusiveMinimum: 0 } },
          required: ['quantity'],
        },
      },
      paid: { type: 'boolean', const: true },
      day: { type: 'string', format: 'date' },
      share: { type: 'number', minimum: 0.0000001, exclusiveMaximum: 1e21 },
    },
    required: ['lines'],
  };
  const namespace = xsdNamespace('OrderPlaced', 1);
  const document = (content: string): string => `<OrderPlaced xmlns="${namespace}">${content}</OrderPlaced>`;
  const line = (quantity: number): string => `<item><quantity>${quantity}</quantity></item>`;

  const verdicts = validate(generateXsd('OrderPlaced', 1, schema), [
    document(`<lines>${line(1)}${line(2)}</lines><paid>true</paid><day>2023-01-18</day><share>0.5</share>`),
    document(`<day>2023-01-18</day><lines>${line(1)}</lines>`),
    document('<lines/>'),
    document(`<lines>${line(1)}${line(1)}${line(1)}</lines>`),
    document(`<lines>${line(0)}</lines>`),
    document(`<lines>${line(1)}</lines><paid>false</paid>`),
    document(`<lines>${line(1)}</lines><day>2023-01-18Z</day>`),
    document(`<lines>${line(1)}</lines><share>0</share>`),
  ]);

  expect(verdicts.map((verdict) => verdict === 'valid')).toEqual([true, true, ...Array(6).fill(false)]);
});

testWithJava('the validator is awake: it refuses a schema that is none', () => {
  expect(() => validate(xsdOf('WeatherObservation').replace('xs:all', 'xs:any'), [])).toThrow();
});
