SELECT kind, key_a, key_b, reason FROM proposals ORDER BY kind, key_a, key_b
