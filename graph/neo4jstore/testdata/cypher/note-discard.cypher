MATCH (c:Meta {name: 'commit'})
REMOVE c.open
