// asker gives the function that asks the endpoint for GraphiQL. It sends no cookies
// and no referrer. Answers with errors in them are answers; what is no answer of
// GraphQL is thrown, and GraphiQL shows it.
export function asker(endpoint) {
  return async ({ query, variables, operationName }) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json, application/json;q=0.9",
      },
      body: JSON.stringify({ query, variables, operationName }),
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    if (!/json/.test(response.headers.get("Content-Type") ?? "")) {
      throw new Error(`The server answered with status ${response.status} and no JSON.`);
    }
    return response.json();
  };
}
