-- Names of bodies with which the name of an event begins.
select distinct u.name from unit_reports u join meeting_reports mr on mr.document_id = u.document_id
where mr.meeting_id = :meeting and substr(:name, 1, length(u.name)) = u.name
order by length(u.name) desc, u.name
