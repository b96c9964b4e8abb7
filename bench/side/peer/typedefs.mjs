// The graph of exitgraph for @neo4j/graphql: its labels, relationships and the
// properties that the questions ask for.
//
// The library cannot group. What needs that is given to it as hand-written @cypher
// fields, the best that its users can do; their statements take the same way through
// the database as those of the floor, in bench/eight/questions.

const cells = `
      RETURN {factor: factor, phase: phase, valence: valence, findings: findings} AS row`;

const grouped = `
      WITH n.factor AS factor, n.phase AS phase, n.factorValence AS valence, count(*) AS findings${cells}`;

const factorCounts = `
      MATCH (f:Factor)
      WHERE f.key > ''
      WITH f ORDER BY f.key LIMIT $limit
      CALL (f) {
        MATCH (f)<-[:ABOUT]-(n)
        WHERE n.status = 'CURRENT' AND n.phase IS NOT NULL
        WITH n.phase AS phase, n.factorValence AS valence, count(*) AS findings
        RETURN collect({phase: phase, valence: valence, findings: findings}) AS cells
      }
      RETURN {factor: f.key, cells: cells} AS row`;

const matrix = `
      MATCH (f:Factor)
      CALL (f) {
        MATCH (f)<-[:ABOUT]-(n)
        WHERE n.status = 'CURRENT' AND n.phase IS NOT NULL
        RETURN n.phase AS phase, n.factorValence AS valence, count(*) AS findings
      }
      WITH f.key AS factor, phase, valence, findings${cells}`;

const matrixOfCountry = `
      CALL () {
        MATCH (s:Study)
        WHERE s.design = $design AND s.year >= $from
        MATCH (s)-[:HAS_SAMPLE]->(t)
        WHERE $country IN t.countriesOfStudy
        WITH DISTINCT s
        MATCH (s)<-[:FROM_STUDY]-(n)
        WHERE NOT n.samplesNamed
        RETURN n
        UNION
        MATCH (t:Sample)
        WHERE $country IN t.countriesOfStudy
        MATCH (t)<-[:FROM_SAMPLE]-(n)-[:FROM_STUDY]->(s)
        WHERE s.design = $design AND s.year >= $from
        RETURN n
      }
      WITH n
      WHERE n.status = 'CURRENT' AND n.phase IS NOT NULL${grouped}`;

const matrixOfSetting = `
      MATCH (s:Study)
      WHERE s.setting = $setting AND s.year >= $from
      MATCH (s)<-[:FROM_STUDY]-(n)
      WHERE n.status = 'CURRENT' AND n.phase IS NOT NULL${grouped}`;

const sides = `
      MATCH (f:Factor)
      CALL (f) {
        MATCH (f)<-[:ABOUT]-(n)
        WHERE n.status = 'CURRENT' AND n.phase IS NOT NULL
        RETURN n.phase AS phase, n.factorValence AS valence, count(*) AS findings, count(DISTINCT n.study) AS studies
      }
      RETURN {factor: f.key, phase: phase, valence: valence, findings: findings, studies: studies} AS row`;

const cypher = (statement) => `@cypher(statement: """${statement}\n""", columnName: "row")`;
const node = "@node @mutation(operations: []) @subscription(events: [])";

export const typeDefs = /* GraphQL */ `
  enum Status {
    CURRENT
    WITHDRAWN
    SUPERSEDED
  }

  type Study ${node}
    @fulltext(indexes: [{ indexName: "bench_study_title", queryName: "studySearch", fields: ["title"] }]) {
    key: ID!
    title: String!
    year: Int
    design: String!
    setting: String!
    samples: [Sample!]! @relationship(type: "HAS_SAMPLE", direction: OUT)
    findings: [Finding!]! @relationship(type: "FROM_STUDY", direction: IN)
  }

  type Report ${node} {
    key: ID!
    title: String!
    year: Int
    findings: [Finding!]! @relationship(type: "READ_IN", direction: IN)
  }

  type Sample ${node} {
    key: ID!
    size: Int
    countriesOfStudy: [String!]
    studies: [Study!]! @relationship(type: "HAS_SAMPLE", direction: IN)
  }

  type Factor ${node} {
    key: ID!
    labelEn: String!
    level: String!
    findings: [Finding!]! @relationship(type: "ABOUT", direction: IN)
  }

  type Phase ${node} {
    key: ID!
    labelEn: String!
    position: Int
    findings: [Finding!]! @relationship(type: "IN_PHASE", direction: IN)
  }

  type Finding ${node} {
    key: ID!
    valence: String!
    factorValence: String!
    summaryEn: String
    status: Status!
    phaseBasis: String!
    samplesNamed: Boolean!
    study: [Study!]! @relationship(type: "FROM_STUDY", direction: OUT)
    report: [Report!]! @relationship(type: "READ_IN", direction: OUT)
    ownSamples: [Sample!]! @relationship(type: "FROM_SAMPLE", direction: OUT)
    factor: [Factor!]! @relationship(type: "ABOUT", direction: OUT)
    phase: [Phase!]! @relationship(type: "IN_PHASE", direction: OUT)
  }

  type PhaseCount {
    phase: ID!
    valence: String!
    findings: Int!
  }

  type FactorCount {
    factor: ID!
    cells: [PhaseCount!]!
  }

  type Cell {
    factor: ID!
    phase: ID!
    valence: String!
    findings: Int!
  }

  type Side {
    factor: ID!
    phase: ID!
    valence: String!
    findings: Int!
    studies: Int!
  }

  type Query {
    factorCounts(limit: Int!): [FactorCount!]! ${cypher(factorCounts)}
    matrix: [Cell!]! ${cypher(matrix)}
    matrixOfCountry(country: String!, design: String!, from: Int!): [Cell!]! ${cypher(matrixOfCountry)}
    matrixOfSetting(setting: String!, from: Int!): [Cell!]! ${cypher(matrixOfSetting)}
    sides: [Side!]! ${cypher(sides)}
  }
`;
