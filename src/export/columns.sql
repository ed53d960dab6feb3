-- Columns of one table, with meaning and foreign key.
SELECT c.name, c.type, c."notnull" <> 0 OR c.pk > 0 AS required, c.pk > 0 AS "key",
  (SELECT meaning FROM data_dictionary d WHERE d."table" = ?1 AND d."column" = c.name) AS meaning,
  f."table" AS table_to, coalesce(f."to", 'id') AS column_to
FROM pragma_table_info(?1) c
LEFT JOIN pragma_foreign_key_list(?1) f ON f."from" = c.name
ORDER BY c.cid
