// Lets the reference implementation of GraphQL judge, by the name of the judgement.
import { readFileSync } from 'node:fs';
import {
  assertValidSchema, buildClientSchema, buildSchema, getIntrospectionQuery, introspectionFromSchema,
  lexicographicSortSchema, printSchema,
} from 'graphql';

const options = [
  'descriptions', 'specifiedByUrl', 'directiveIsRepeatable', 'schemaDescription', 'inputValueDeprecation', 'oneOf',
  'experimentalDirectiveDeprecation',
];

// every combination of the options: what clients send differs only in these
function queries() {
  const texts = [];
  for (let bits = 0; bits < 1 << options.length; bits++) {
    texts.push(getIntrospectionQuery(Object.fromEntries(options.map((name, i) => [name, Boolean(bits & (1 << i))]))));
  }
  return texts; // the last one asks for everything
}

// how many fields the query type has in the schema that each answer means
function read(answers) {
  return answers.map((data) => Object.keys(buildClientSchema(data).getQueryType().getFields()).length);
}

// the schema that a text and an introspection answer mean, in one spelling
function compare({ sdl, data }) {
  const written = buildSchema(sdl);
  const fetched = buildClientSchema(data);
  assertValidSchema(written);
  assertValidSchema(fetched);
  const everything = Object.fromEntries(options.map((name) => [name, true]));
  return {
    fromText: printSchema(lexicographicSortSchema(written)),
    fromAnswer: printSchema(lexicographicSortSchema(fetched)),
    ownAnswer: introspectionFromSchema(written, everything),
  };
}

// the descriptions of the types T0, T1 and so on in a text
function descriptions(sdl) {
  const schema = buildSchema(sdl);
  const found = [];
  for (let i = 0; schema.getType(`T${i}`); i++) found.push(schema.getType(`T${i}`).description ?? '');
  return found;
}

const judgements = { queries, read, compare, descriptions };
const input = readFileSync(0, 'utf8');
console.log(JSON.stringify(judgements[process.argv[2]](input && JSON.parse(input))));
