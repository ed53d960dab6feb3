SELECT k.key, k.entity, coalesce(u.key, o.key, m.key)
FROM keys k LEFT JOIN units u ON u.id = k.unit_id LEFT JOIN officials o ON o.id = k.official_id
  LEFT JOIN meetings m ON m.id = k.meeting_id
ORDER BY k.key
