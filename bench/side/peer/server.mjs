// The peer of the measurement: @neo4j/graphql on Apollo Server, as a competent user
// would set both up, over the database that exitgraph reads. It listens on a free
// port of the loopback interface, prints one line of JSON when it is ready, and ends
// with its standard input. NEO4J_URI says where the database is; WORKERS how many
// processes share the port.
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";
import cluster from "node:cluster";
import { readFileSync } from "node:fs";
import { typeDefs } from "./typedefs.mjs";

const workers = Number(process.env.WORKERS ?? 1);

async function serve() {
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
    listen: { host: "127.0.0.1", port: 0 }, // which all workers of a cluster share
    context: async () => ({ sessionConfig: { database: "neo4j" } }),
  });
  return url;
}

const version = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;

function ready(url, pids) {
  console.log(
    JSON.stringify({ url, pids, node: process.versions.node, peer: version("@neo4j/graphql"), apollo: version("@apollo/server") }),
  );
}

if (cluster.isWorker) {
  process.on("disconnect", () => process.exit(0)); // with the process that shares the port out
  process.on("SIGINT", () => {}); // which ends the workers
  process.send(await serve());
} else {
  process.stdin.on("end", () => process.exit(0)).resume();
  process.on("SIGINT", () => process.exit(0));
  if (workers === 1) {
    ready(await serve(), [process.pid]);
  } else {
    const all = Array.from({ length: workers }, () => cluster.fork());
    const urls = await Promise.all(all.map((w) => new Promise((listening) => w.on("message", listening))));
    ready(urls[0], [process.pid, ...all.map((w) => w.process.pid)]);
  }
}
