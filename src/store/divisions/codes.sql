SELECT code FROM divisions
