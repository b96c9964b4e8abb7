// Calls exported functions of one of the islands' modules, which stands alone, and
// prints what each call gave: {"value": …}, or {"error": "…"} for what it threw.
const { source, calls, page } = JSON.parse(await new Response(process.stdin).text());
globalThis.location = new URL(page);
globalThis.document = { baseURI: page };
const module = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`);

// Nodes name their neighbours, who name them.
const withoutCircles = (key, value) => (key === "node" ? value.id : value instanceof Map ? undefined : value);

const results = calls.map(({ name, argument }) => {
  try {
    return { value: JSON.stringify(module[name](argument), withoutCircles) };
  } catch (error) {
    return { error: error.message };
  }
});
process.stdout.write(JSON.stringify(results));
