// Answers what it was given, with the version of the pinned package.
import { readFileSync } from 'node:fs';
import { version } from 'graphql';
import { createHandler } from 'graphql-http';

if (process.argv[2] === 'fail') {
  console.error('asked to fail');
  process.exit(3);
}
process.stdout.write(JSON.stringify({
  stdin: readFileSync(0, 'utf8'),
  args: process.argv.slice(2),
  graphql: version,
  graphqlHTTP: typeof createHandler,
}));
