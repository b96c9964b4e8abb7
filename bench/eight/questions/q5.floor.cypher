CALL db.index.fulltext.queryNodes('bench_study_title', $text, {limit: 10}) YIELD node, score
RETURN node.key, node.title, node.year, score
