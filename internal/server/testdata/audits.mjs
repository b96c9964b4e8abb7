// Judges a GraphQL endpoint by the audits of graphql-http and prints the results
// as JSON: [{ id, name, status, reason }], in the order of the package.
//
//   node audits.mjs http://127.0.0.1:8080/graphql
import { auditServer } from "graphql-http";

const [url] = process.argv.slice(2);
const results = await auditServer({ url });
const plain = results.map(({ id, name, status, reason }) => ({ id, name, status, reason: reason ?? "" }));
process.stdout.write(JSON.stringify(plain) + "\n");
