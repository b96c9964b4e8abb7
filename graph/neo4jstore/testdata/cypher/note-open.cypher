MERGE (c:Meta {name: 'commit'})
SET c.open = $id, c.since = timestamp()
