SELECT max(id) FROM temp.changed_meeting
