// The peer of the measurement: @neo4j/graphql on Apollo Server, as a competent user
// would set both up, over the database that exitgraph reads. It listens on a free
// port of the loopback interface, prints one line of JSON when it is ready, and ends
// with its standard input. NEO4J_URI says where the database is.
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";
import { readFileSync } from "node:fs";
import { typeDefs } from "./typedefs.mjs";

const driver = neo4j.driver(process.env.NEO4J_URI);
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const server = new ApolloServer({
  schema,
  introspection: false,
  csrfPrevention: false, // there is no browser here: it spares the peer a check
  plugins: [ApolloServerPluginLandingPageDisabled()],
  nodeEnv: "production",
});
const { url } = await startStandaloneServer(server, {
  listen: { host: "127.0.0.1", port: 0 },
  context: async () => ({ sessionConfig: { database: "neo4j" } }),
});
const version = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
console.log(
  JSON.stringify({ url, node: process.versions.node, peer: version("@neo4j/graphql"), apollo: version("@apollo/server") }),
);
process.stdin.on("end", () => process.exit(0)).resume();
