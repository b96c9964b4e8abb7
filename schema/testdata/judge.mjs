// Lets the reference implementation of GraphQL judge the schema that is served.
import { readFileSync } from 'node:fs';
import {
  assertValidSchema, buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema,
} from 'graphql';

const options = [
  'descriptions', 'specifiedByUrl', 'directiveIsRepeatable', 'schemaDescription', 'inputValueDeprecation', 'oneOf',
];

// What clients send: each option alone, none and all. The last one asks for everything.
function queries() {
  const none = Object.fromEntries(options.map((name) => [name, false]));
  const sets = [none, ...options.map((name) => ({ ...none, [name]: true })), Object.fromEntries(options.map((name) => [name, true]))];
  return sets.map((set) => getIntrospectionQuery(set));
}

// The schema that the text and each answer mean, in one spelling.
function read({ sdl, answers }) {
  const written = buildSchema(sdl);
  assertValidSchema(written);
  const fetched = answers.map((data) => {
    const schema = buildClientSchema(data);
    assertValidSchema(schema);
    return printSchema(lexicographicSortSchema(schema));
  });
  return { written: printSchema(lexicographicSortSchema(written)), fetched };
}

const judgements = { queries, read };
const input = readFileSync(0, 'utf8');
console.log(JSON.stringify(judgements[process.argv[2]](input && JSON.parse(input))));
