SELECT value FROM about WHERE key = 'seal'
