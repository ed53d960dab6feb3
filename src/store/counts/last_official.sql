SELECT max(id) FROM officials
