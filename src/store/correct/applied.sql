UPDATE runs SET corrections = :corrections WHERE id = :run
