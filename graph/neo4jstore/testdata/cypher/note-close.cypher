MATCH (c:Meta {name: 'commit'})
WHERE c.open = $id
REMOVE c.open
