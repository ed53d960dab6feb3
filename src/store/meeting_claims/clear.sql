DELETE FROM meeting_claims
