INSERT INTO data_dictionary ("table", "column", meaning) VALUES (:table, :column, :meaning)
