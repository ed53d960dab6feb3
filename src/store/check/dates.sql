-- Every date with the plain columns beside it.
SELECT ref, published_on, NULL, published_from, published_to, published_precision, published_md FROM documents
UNION ALL
SELECT ref, retrieved_on, NULL, retrieved_from, retrieved_to, retrieved_precision, retrieved_md FROM documents
UNION ALL
SELECT ref, held_on, held_until, held_from, held_to, held_precision, held_md FROM meeting_reports
UNION ALL
SELECT ref, seen_on, NULL, seen_from, seen_to, seen_precision, seen_md FROM post_reports
