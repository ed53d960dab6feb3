SELECT code, level, parent_code FROM divisions ORDER BY code
