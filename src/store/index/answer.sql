SELECT term FROM answer
