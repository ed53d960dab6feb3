-- Tables of the archive with what they mean; the caller leaves out what is not exported.
SELECT t.name, (SELECT meaning FROM data_dictionary d WHERE d."table" = t.name AND d."column" = '*')
FROM pragma_table_list t
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'
ORDER BY t.name
