MATCH (n:Caveat)
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfCaveat | n[p]], [f IN $textsOfCaveat | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]) AS rows
